"""The layout: the same every time, whatever order it is told in, with room around every group."""

import random
import subprocess
import sys
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.groups.layout import Box, places

SHEET = Box(width=760, height=560, margin=76, apart=118)
KEYS = [f"grupp{n}" for n in range(9)]


def far(a, b):
    return hypot(a.x - b.x, a.y - b.y)


@st.composite
def graphs(draw):
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1))
    joined = (
        draw(st.lists(st.sampled_from(list(combinations(keys, 2))), unique=True)) if len(keys) > 1 else []
    )
    return keys, joined


@given(graphs(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_changes_nothing(graph, chosen: random.Random):
    keys, joined = graph
    turned = [pair[::-1] for pair in joined]
    assert places(keys, joined, SHEET) == places(
        chosen.sample(keys, len(keys)), chosen.sample(turned, len(turned)), SHEET
    )


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_every_group_lies_on_the_sheet_with_room_around_it(graph):
    found = places(*graph, SHEET)
    assert found.keys() == set(graph[0])
    for at in found.values():
        assert SHEET.margin <= at.x <= SHEET.width - SHEET.margin
        assert SHEET.margin <= at.y <= SHEET.height - SHEET.margin
    assert all(far(a, b) > SHEET.apart - 12 for a, b in combinations(found.values(), 2))


def test_another_process_draws_the_same():
    """Hashing differs from process to process; the drawing does not."""
    code = (
        "from samverkan.groups.layout import Box, places;"
        "print(places({'a','b','c','d','e'}, {('a','b'),('c','d'),('e','a')}, Box(760,560,76,118)))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_one_group_stands_in_the_middle_and_none_nowhere():
    assert places(["a"], [], SHEET)["a"].x == SHEET.width / 2
    assert places([], [], SHEET) == {}


@pytest.mark.parametrize("groups", [2, 20, 30])
def test_many_groups_keep_apart_as_far_as_the_sheet_allows(groups):
    keys = [f"g{n}" for n in range(groups)]
    found = places(keys, [(keys[0], key) for key in keys[1:]], SHEET)
    assert len(set(found.values())) == groups
    assert all(far(a, b) > 60 for a, b in combinations(found.values(), 2))
