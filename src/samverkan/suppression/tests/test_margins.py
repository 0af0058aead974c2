"""Tables of several dimensions with every margin; and an attacker that solves linear programmes over all of them."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from samverkan.suppression.cells import THRESHOLD, small
from samverkan.suppression.margins import ALL, Axis, name_of, with_margins
from samverkan.suppression.suppressing import suppress

DAY = date(2026, 11, 28)
PLACES = Axis("place", ("Järva", "Farsta", "ej placerat"))
KINDS = Axis("kind", ("rån", "stöld"))
MONTHS = Axis("month", ("01", "02", "03", "04"), (("q1", ("01", "02")), ("q2", ("03", "04"))))


def table(axes, numbers):
    keys = list(product(*(axis.categories for axis in axes)))
    return with_margins(dict(zip(keys, numbers, strict=False)), axes)


def attacked(cells, sums):
    """The range of every suppressed cell to an attacker with every printed cell and every sum; no code shared."""
    names = list(cells)
    at = {name: n for n, name in enumerate(names)}
    equal = np.zeros((len(sums), len(names)))
    for n, each in enumerate(sums):
        equal[n, [at[part] for part in each.parts]] = 1
        equal[n, at[each.total]] = -1
    bounds = [(0, None) if cell.value is None else (cell.value, cell.value) for cell in cells.values()]
    found = {}
    for name in (name for name in names if cells[name].value is None):
        aim = np.zeros(len(names))
        aim[at[name]] = 1
        low = linprog(aim, A_eq=equal, b_eq=np.zeros(len(sums)), bounds=bounds)
        high = linprog(-aim, A_eq=equal, b_eq=np.zeros(len(sums)), bounds=bounds)
        assert low.status == 0
        found[name] = (low.fun, float("inf") if high.status == 3 else -high.fun)
    return found


def test_every_margin_is_there_and_adds_up():
    counts, sums = table((PLACES, MONTHS), range(1, 13))
    assert counts["Järva|q1"] == 3
    assert counts["Järva|*"] == counts["Järva|q1"] + counts["Järva|q2"] == 10
    assert counts[name_of((ALL, ALL))] == sum(range(1, 13))
    assert all(counts[each.total] == sum(counts[part] for part in each.parts) for each in sums)
    assert {each.parts for each in sums if each.total == "Järva|*"} == {("Järva|q1", "Järva|q2")}


def test_groups_that_leave_something_out_do_not_stand_for_the_whole():
    half = Axis("month", ("01", "02", "03"), (("q1", ("01", "02")),))
    _counts, sums = table((half,), (1, 2, 3))
    assert next(each for each in sums if each.total == ALL).parts == ("01", "02", "03")


def test_an_absent_leaf_is_zero():
    counts, _sums = with_margins({("rån",): 7}, (KINDS,))
    assert counts == {"rån": 7, "stöld": 0, "*": 7}


COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 6, 9, 14, 40])


@pytest.mark.slow
@settings(max_examples=12)
@given(st.lists(COUNTS, min_size=24, max_size=24))
def test_no_suppressed_cell_is_recovered_from_all_margins_and_months(numbers):
    counts, sums = table((PLACES, KINDS, MONTHS), numbers)
    cells = suppress(counts, sums, DAY)
    for name, cell in cells.items():
        assert cell.value in {None, counts[name]}
        assert cell.value is None or not small(counts[name])
    for name, (low, high) in attacked(cells, sums).items():
        assert high - low >= 1 - 1e-6, name
        if small(counts[name]):
            assert low <= 1 + 1e-6, name
            assert high >= THRESHOLD - 1 - 1e-6, name


@settings(max_examples=25)
@given(st.lists(COUNTS, min_size=12, max_size=12))
def test_months_and_their_quarters_protect_one_another(numbers):
    counts, sums = table((PLACES, MONTHS), numbers)
    cells = suppress(counts, sums, DAY)
    for name, (low, high) in attacked(cells, sums).items():
        assert high - low >= 1 - 1e-6, name


def test_the_choice_does_not_depend_on_the_numbers_behind_what_is_suppressed():
    """Two tables alike but for a suppressed cell's number give the same print there."""
    one = [3, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20]
    patterns = set()
    for few in (1, 2, 3, 4):
        counts, sums = table((PLACES, MONTHS), [few, *one[1:]])
        patterns.add(tuple(name for name, cell in suppress(counts, sums, DAY).items() if cell.value is None))
    assert len(patterns) == 1
