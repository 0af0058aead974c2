"""Suppression: what is printed of small tables, said out loud, and attackers who list every table that fits."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.suppression.attack import Sum
from samverkan.suppression.margins import Axis, with_margins
from samverkan.suppression.suppressing import THRESHOLD, small, suppress
from samverkan.suppression.tests.tables import DAY, all_rows, fits, grid, printed, publish_all, row

COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 11, 17, 30])


def _values(cells):
    return {name: cell.value for name, cell in cells.items()}


def test_nothing_small_is_printed_as_it_stands():
    counts, sums = row(8, 17, 15)
    assert _values(suppress(counts, sums, DAY)) == counts


def test_a_small_cell_takes_a_complement_with_it():
    counts, sums = row(17, 3, 15)
    assert _values(suppress(counts, sums, DAY)) == {"a": None, "b": None, "c": 15, "total": 35}


def test_two_small_cells_that_hide_each_other_need_no_third():
    counts, sums = row(2, 3, 15)
    assert _values(suppress(counts, sums, DAY)) == {"a": None, "b": None, "c": 15, "total": 20}


def test_four_and_four_can_be_nothing_else_and_take_a_third():
    counts, sums = row(4, 4, 15)
    assert _values(suppress(counts, sums, DAY))["c"] is None


def test_a_small_total_goes_too_and_a_zero_hides_nobody():
    counts, sums = row(3, 0)
    assert _values(suppress(counts, sums, DAY)) == {"a": None, "b": 0, "total": None}


def test_what_does_not_add_up_is_refused_by_name():
    with pytest.raises(ValueError, match="total total is not"):
        suppress({"a": 1, "b": 2, "total": 4}, [Sum("total", ("a", "b"))], DAY)
    with pytest.raises(ValueError, match="b, which is not in the table"):
        suppress({"a": 1, "total": 1}, [Sum("total", ("a", "b"))], DAY)
    with pytest.raises(ValueError, match="a: -1 is no count"):
        suppress({"a": -1, "total": -1}, [Sum("total", ("a",))], DAY)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=2, max_size=3))
def test_margins_tell_of_no_small_cell_more_than_that_it_is_small(rows):
    """An attacker by linear programming, written without the product's audit."""
    counts, sums = grid(rows)
    cells = suppress(counts, sums, DAY)
    for name, count in counts.items():
        if cells[name].value is not None:
            assert cells[name].value == count
            assert not small(count)
            continue
        least, most = _by_linear_programme(name, cells, sums)
        assert most - least >= 1, name
        if small(count):
            assert least <= 1, name
            assert most >= THRESHOLD - 1, name


@pytest.mark.parametrize(("width", "totals"), [(2, range(1, 17)), (3, (1, 2, 3, 4, 5, 8, 13))])
def test_whoever_knows_the_rule_and_tries_every_table_recovers_no_cell(width, totals):
    """The strongest reader: publishes every possible table and keeps those that give the same print."""
    by_print = defaultdict(list)
    for leaves in (each for total in totals for each in all_rows(width, total)):
        counts, sums = row(*leaves)
        by_print[printed(suppress(counts, sums, DAY))].append(counts)
    for cells, behind in by_print.items():
        for name, value, _near in cells:
            if value is None:
                assert len({counts[name] for counts in behind}) > 1, (cells, behind)


@pytest.mark.slow
def test_the_same_for_a_table_with_two_margins():
    counts, sums = grid(((0, 3), (3, 1)))
    cells = suppress(counts, sums, DAY)
    behind = []
    for leaves in all_rows(4, counts["total"]):
        other, _sums = grid((leaves[:2], leaves[2:]))
        if fits(other, cells) and printed(suppress(other, sums, DAY)) == printed(cells):
            behind.append(other)
    for name, cell in cells.items():
        known = cell.value is not None or name == "total"  # this reader has been told the total
        assert known or len({each[name] for each in behind}) > 1, name


CHANGES = st.lists(st.tuples(st.integers(0, 2), st.integers(-1, 2)), min_size=1, max_size=3)


def _history(start, changes):
    """Tables of which each differs from the one before by one person: gone, come (where), or moved."""
    leaves, tables = list(start), [row(*start)]
    for out, into in changes:
        if leaves[out] > 0:
            leaves[out] -= 1
        if into >= 0:
            leaves[into] += 1
        tables.append(row(*leaves))
    return tables


@settings(max_examples=12, deadline=None)
@given(st.tuples(COUNTS, COUNTS, COUNTS), CHANGES)
def test_numbers_printed_over_time_are_equal_or_at_least_five_apart(start, changes):
    tables = _history(start, changes)
    published = publish_all(tables)
    for name in ("a", "b", "c", "total"):
        told = {cells[name].value for cells in published if cells[name].value is not None}
        assert all(x == y or abs(x - y) >= THRESHOLD for x in told for y in told)
        for (counts, _sums), cells in zip(tables, published, strict=True):
            assert fits(counts, cells), "what is printed stays within four of the truth"


@settings(max_examples=12, deadline=None)
@given(st.tuples(COUNTS, COUNTS, COUNTS), CHANGES)
def test_differencing_two_publications_one_person_apart_recovers_no_cell(start, changes):
    """The attacker lists every pair of tables, one person apart, that fits both prints."""
    tables = _history(start, changes)
    published = publish_all(tables)
    for n in range(len(tables) - 1):
        pairs = _pairs(tables[n][0], tables[n + 1][0], published[n], published[n + 1])
        assert pairs
        for side in (0, 1):
            for name, cell in published[n + side].items():
                if cell.value is None:
                    assert len({pair[side][name] for pair in pairs}) > 1, (name, side)


def _pairs(before, after, first, second, reach=6):
    """Pairs near the truth are enough: two that differ in a cell show that it is not recovered."""
    found = []
    spans = [range(max(0, before[name] - reach), before[name] + reach + 1) for name in "abc"]
    for leaves in ((x, y, z) for x in spans[0] for y in spans[1] for z in spans[2]):
        old, _sums = row(*leaves)
        if not fits(old, first):
            continue
        for out in (None, 0, 1, 2):
            for into in (None, 0, 1, 2):
                moved = list(leaves)
                if out is not None:
                    moved[out] -= 1
                if into is not None:
                    moved[into] += 1
                new, _same = row(*moved)
                if min(moved) >= 0 and fits(new, second):
                    found.append((old, new))
    return found


def _by_linear_programme(name, cells, sums):
    import numpy as np
    from scipy.optimize import linprog

    names = list(cells)
    equal = np.zeros((len(sums), len(names)))
    for n, each in enumerate(sums):
        equal[n, [names.index(part) for part in each.parts]] = 1
        equal[n, names.index(each.total)] = -1
    bounds = [(0, None) if cells[each].value is None else (cells[each].value,) * 2 for each in names]
    aim = np.zeros(len(names))
    aim[names.index(name)] = 1
    least = linprog(aim, A_eq=equal, b_eq=np.zeros(len(sums)), bounds=bounds)
    most = linprog(-aim, A_eq=equal, b_eq=np.zeros(len(sums)), bounds=bounds)
    assert least.status == 0
    return round(least.fun, 6), float("inf") if most.status == 3 else round(-most.fun, 6)


def test_a_number_stands_until_it_has_moved_by_five_and_says_from_when():
    first, second, third = publish_all([row(10, 20), row(10, 23), row(10, 25)])
    assert (second["b"].value, second["b"].since, second["b"].near) == (20, DAY, True)
    assert (third["b"].value, third["b"].near) == (25, False)
    assert third["b"].since == date(2026, 11, 29)
    assert first["b"].since == DAY


def _places(*unplaced):
    """Three districts and a row of few events, by four kinds, with their margins."""
    rows = {"a": (21, 32, 43, 54), "b": (65, 76, 87, 98), "c": (29, 38, 47, 56), "unplaced": unplaced}
    kinds = ("k", "l", "m", "n")
    leaves = {
        (place, kind): n for place, counts in rows.items() for kind, n in zip(kinds, counts, strict=True)
    }
    return with_margins(leaves, [Axis("place", tuple(rows)), Axis("kind", kinds)])


def _hidden(cells):
    return {name for name, cell in cells.items() if cell.value is None}


def test_a_row_of_few_takes_only_the_cells_that_hide_it():
    """Not the whole row of a district, nor what is nought: a cell a column, and its total."""
    cells = suppress(*_places(3, 0, 0, 1), DAY)
    assert _hidden(cells) == {f"{place}|{kind}" for place in ("unplaced", "a") for kind in ("k", "n", "*")}


def test_what_was_kept_back_is_kept_back_again_and_nothing_more():
    counts, sums = _places(3, 0, 0, 1)
    first = suppress(counts, sums, DAY)
    again = suppress(counts, sums, DAY + timedelta(days=1), [first], counts)
    assert _hidden(again) == _hidden(first)
