"""Points in time as statistics files write them."""

from __future__ import annotations

import datetime as dt

import pytest

from samverkan.tables.periods import label, readings


@pytest.mark.parametrize(
    ("raw", "kind", "written_as"),
    [
        ("2019", "year", "2019"),
        (2019.0, "year", "2019"),
        ("1970.0", "year", "1970"),
        ("2019/20", "school_year", "2019/20"),
        ("2019/2020", "school_year", "2019/20"),
        ("19/20", "school_year", "2019/20"),
        ("Läsåret 2019–20", "school_year", "2019/20"),
        ("HT2019", "half_year", "HT2019"),
        ("vt 20", "half_year", "VT2020"),
        ("2019K1", "quarter", "2019K1"),
        ("Kv 4 2019", "quarter", "2019K4"),
        ("2019M03", "month", "2019-03"),
        ("201903", "month", "2019-03"),
        ("mars 2019", "month", "2019-03"),
        ("2020-W53", "week", "2020-W53"),
        ("2019v5", "week", "2019-W05"),
        (dt.date(2019, 1, 5), "day", "2019-01-05"),
        (dt.datetime(2019, 1, 5, tzinfo=dt.UTC), "day", "2019-01-05"),
        (7, "number", "7"),
    ],
)
def test_points_in_time_as_they_are_written(raw, kind, written_as):
    first = readings(raw)[0]
    assert first.kind == kind
    assert label(first) == written_as


@pytest.mark.parametrize("raw", ["banan", "2019-13", "2019-02-30", "2019-W54", "", "2019/21"])
def test_what_is_no_point_in_time(raw):
    assert readings(raw) == []


def test_neighbours_differ_by_one():
    for pair in (
        ("2019K4", "2020K1"),
        ("2019-12", "2020-01"),
        ("2020-W53", "2021-W01"),
        ("VT2020", "HT2020"),
    ):
        first, second = (readings(raw)[0].ordinal for raw in pair)
        assert second - first == 1
