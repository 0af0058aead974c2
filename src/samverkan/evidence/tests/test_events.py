"""What one event is: declared by the analyst, independent of the order of the file."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.evidence.events import each_row, merge_rows
from samverkan.evidence.refusal import Refusal

X = [0.0, 0.0, 5.0, 5.0]
Y = [1.0, 1.0, 2.0, 2.0]
DAY = [3, 3, 3, 4]
small = st.integers(0, 3)
rows = st.lists(st.tuples(small, small, small, small), min_size=1, max_size=30)


def test_each_row_keeps_every_row_and_says_so() -> None:
    events = each_row(X, Y, DAY)
    assert len(events) == events.rows == 4
    assert events.rule.sv == "varje rad är en egen händelse"


def test_rows_of_one_place_and_day_become_one_event() -> None:
    events = merge_rows(X, Y, DAY, same=("x", "y", "day"))
    assert (len(events), events.rows) == (3, 4)
    assert sorted(zip(events.x, events.day, strict=True)) == [(0, 3), (5, 3), (5, 4)]


def test_rows_of_one_report_become_one_event_at_its_first_row() -> None:
    events = merge_rows(X, Y, DAY, same=("report",), columns={"report": ["b", "b", "a", "a"]})
    assert events.day.tolist() == [3, 3]
    assert events.rule.en == "rows with the same report are one event"


def test_doubles_counts_events_that_share_place_and_day() -> None:
    assert each_row(X, Y, DAY).doubles() == 2
    assert merge_rows(X, Y, DAY, same=("x", "y", "day")).doubles() == 0


def test_dates_become_days() -> None:
    days = np.array(["2026-11-21", "2026-11-22", "2026-11-22"], "datetime64[D]")
    assert np.diff(each_row([0, 0, 0], [0, 0, 0], days).day).tolist() == [1, 0]


def test_times_of_day_become_parts_of_days() -> None:
    days = np.array(["2026-11-22T00:00", "2026-11-22T18:00"], "datetime64[m]")
    assert np.diff(each_row([0, 0], [0, 0], days).day).tolist() == [0.75]


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter(table: list[tuple[int, ...]], random: object) -> None:
    shuffled = list(table)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def events(of: list[tuple[int, ...]]) -> list[tuple[float, ...]]:
        x, y, day, report = zip(*of, strict=True)
        merged = merge_rows(x, y, day, same=("report",), columns={"report": report})
        return sorted(zip(merged.x, merged.y, merged.day, strict=True))

    assert events(table) == events(shuffled)


@given(rows)
def test_a_finer_rule_never_gives_fewer_events(table: list[tuple[int, ...]]) -> None:
    x, y, day, report = zip(*table, strict=True)
    columns = {"report": report}
    coarse = merge_rows(x, y, day, same=("report",), columns=columns)
    fine = merge_rows(x, y, day, same=("report", "day"), columns=columns)
    assert len(coarse) <= len(fine) <= len(table)


@pytest.mark.parametrize("same", [(), ("report",)])
def test_an_empty_or_unknown_rule_is_refused(same: tuple[str, ...]) -> None:
    with pytest.raises(Refusal, match="no known columns"):
        merge_rows(X, Y, DAY, same=same)


@pytest.mark.parametrize(
    ("x", "y", "day"),
    [
        ([0, np.nan], [0, 0], [1, 2]),
        ([0, 1], [0], [1, 2]),
        ([0, 1], [0, 0], np.array(["2026-01-01", "NaT"], "datetime64[D]")),
        (["here", "there"], [0, 0], [1, 2]),
        ([0, 1e12], [0, 0], [1, 2]),
    ],
)
def test_gaps_text_unequal_lengths_and_places_off_the_earth_are_refused(
    x: list[float], y: list[float], day: list[int]
) -> None:
    with pytest.raises(Refusal) as caught:
        each_row(x, y, day)
    assert caught.value.sv != caught.value.en


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_an_unknown_report_number_is_refused_by_row(missing: object) -> None:
    with pytest.raises(Refusal, match="row 3"):
        merge_rows(X, Y, DAY, same=("report",), columns={"report": [1, 2, missing, 4]})


def test_a_column_of_another_length_is_refused_by_name() -> None:
    with pytest.raises(Refusal, match="report"):
        merge_rows(X, Y, DAY, same=("report",), columns={"report": ["a"]})
