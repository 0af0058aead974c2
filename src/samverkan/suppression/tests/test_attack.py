"""The audit against an attacker that lists every table."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.suppression.attack import MOST, Attack, Sum, components

SUMS = [Sum("t", ("a", "b")), Sum("u", ("b", "c")), Sum("all", ("t", "c"))]
NAMES = ("a", "b", "c")


def whole(a, b, c):
    return {"a": a, "b": b, "c": c, "t": a + b, "u": b + c, "all": a + b + c}


@settings(max_examples=60)
@given(st.tuples(*[st.integers(0, 6)] * 3), st.sets(st.sampled_from(["a", "b", "c", "t", "u", "all"])))
def test_the_range_is_that_of_every_table_that_fits(leaves, hidden):
    counts = whole(*leaves)
    known = {name: (0, MOST) if name in hidden else (n, n) for name, n in counts.items()}
    attack = Attack(known, SUMS)
    fitting = [
        each for each in (whole(*some) for some in product(range(20), repeat=3))
        if all(each[name] == n for name, n in counts.items() if name not in hidden)
    ]  # fmt: skip
    for name in hidden:
        least, most = attack.range(name)
        assert least == min(each[name] for each in fitting)
        assert most >= max(each[name] for each in fitting)
        assert most < 19 or most > 1000, "bounded ones are found exactly"


def test_what_is_printed_is_its_own_range():
    assert Attack({"a": (3, 3), "b": (4, 4), "t": (7, 7)}, [SUMS[0]]).range("a") == (3, 3)


def test_numbers_that_contradict_are_told():
    attack = Attack({"a": (3, 3), "b": (4, 4), "t": (9, 9)}, [SUMS[0]])
    assert not attack.possible()
    attack = Attack({"a": (0, MOST), "b": (4, 4), "t": (2, 2)}, [SUMS[0]])
    with pytest.raises(ValueError, match="around a"):
        attack.range("a")


def test_cells_that_no_sum_ties_are_apart():
    assert components(["a", "b", "x"], [Sum("t", ("a", "b"))]) == [["a", "b"], ["x"]]
