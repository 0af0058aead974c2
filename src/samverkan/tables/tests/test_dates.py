"""Days and times of day as they are written; what could be two things is refused or told."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.tables import dates
from samverkan.tables.dates import read_clock, read_day, read_moment

DAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-11-22", "2026.11.22", "2026/11/22", "20261122", 20261122, 20261122.0, "22 november 2026",
        "22 nov. 2026", "söndag 22 november 2026", "den 22 november 2026", "22/11 2026", "22/11/2026", "22.11.2026",
        "22-11-2026", "2026-11-22 17.59", "2026-11-22T17:59:30", DAY, dt.datetime(2026, 11, 22, 3),
        "\u00a02026-11-22 ", 46348, "46348", "261122", "26-11-22",
    ],
)  # fmt: skip
def test_the_same_day(raw):
    assert read_day(raw).day == DAY


@pytest.mark.parametrize(
    "raw",
    ["2026-02-30", "11/22/2026", "2026", "tisdag", "", None, True, "31/4 2026", 12.5, "2026-13-01", "22 brumaire 2026",
     "1799-01-01"],
)  # fmt: skip
def test_no_day(raw):
    assert read_day(raw) is None


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("2/1 2024", dates.DAY_MONTH),
        ("22/11 2026", None),
        (46348, dates.SERIAL),
        ("240102", dates.TWO_DIGITS),
        ("2024-01-02", None),
    ],
)
def test_what_was_taken_for_granted_is_told(raw, note):
    assert read_day(raw).note == note


def test_a_day_and_a_month_come_in_that_order():
    assert read_day("2/1 2024").day == dt.date(2024, 1, 2)


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ("2026-11-22 17.59", (2026, 11, 22, 17, 59)),
        ("2026-11-22 kl. 17", (2026, 11, 22, 17)),
        ("22 november 2026 17:59", (2026, 11, 22, 17, 59)),
        ("2026-08-22 17:59:30 +02:00", (2026, 8, 22, 17, 59, 30)),
        ("2026-08-22T15:59:30Z", (2026, 8, 22, 17, 59, 30)),
        ("2026-12-31T23:30:00+00:00", (2027, 1, 1, 0, 30)),
        ("2026-11-22 24.00", (2026, 11, 23)),
        (46348.75, (2026, 11, 22, 18)),
    ],
)
def test_moments_are_stockholms(raw, at):
    found = read_moment(raw)
    assert found.at == dt.datetime(*at)
    assert found.timed


def test_a_day_alone_says_that_it_has_no_time():
    assert not read_moment("2026-11-22").timed
    assert read_moment("2026-11-22 25.00") is None


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ("17.59", (17, 59)),
        ("17:59:30", (17, 59, 30)),
        ("kl 7", (7,)),
        (0.75, (18,)),
        (dt.time(3), (3,)),
        ("7", (7,)),
    ],
)
def test_times_of_day(raw, at):
    assert read_clock(raw) == dt.time(*at)


@pytest.mark.parametrize("raw", ["25.00", "kväll", "", None, True, "12.99"])
def test_no_time_of_day(raw):
    assert read_clock(raw) is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_every_way_of_writing_a_day_comes_back(day):
    for written in (day.isoformat(), f"{day:%Y%m%d}", f"{day.day}/{day.month} {day.year}", f"{day:%d.%m.%Y}"):
        assert read_day(written).day == day


@given(st.one_of(st.text(max_size=20), st.floats(), st.integers()))
def test_anything_is_a_day_or_none(raw):
    found = read_day(raw)
    assert found is None or isinstance(found.day, dt.date)
