"""A week is kept as it can be read, by people and by the program, and a later file changes only its own days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.pupils.absence import week
from samverkan.pupils.absence.week import Day, Week

MONDAY = date(2026, 11, 16)


@st.composite
def days(draw):
    valid, invalid, rest = (draw(st.integers(0, 200)) for _ in range(3))
    told = draw(st.none() | st.just(MONDAY))
    return Day(valid + invalid + rest, valid, invalid, told)


weeks = st.builds(
    Week, st.just(MONDAY),
    st.dictionaries(st.integers(0, 4).map(lambda n: MONDAY + timedelta(n)), days(), max_size=5), st.booleans(),
)  # fmt: skip


@given(weeks)
def test_what_is_written_can_be_read(held):
    assert week.read(held.fields("SchoolSoft")) == held


def test_the_fields_say_it_in_plain_words():
    held = Week(MONDAY, {MONDAY: Day(330, 0, 60, MONDAY), MONDAY + timedelta(2): Day(300, 30)})
    assert held.fields() == {
        "week": "2026-W47", "monday": "2026-11-16", "scheduled": 630, "valid": 30, "invalid": 60,
        "days": "330/0/60@2026-11-16 – 300/30/0 – –",
    }  # fmt: skip


@pytest.mark.parametrize("wrong", [
    {"monday": "2026-11-17"}, {"days": "330/0/0"}, {"days": "330/0/0 – – – x"}, {"days": "330/0 – – – –"}
])  # fmt: skip
def test_what_is_no_week_is_refused(wrong):
    with pytest.raises(ValueError, match="no school"):
        week.read({**Week(MONDAY).fields(), **wrong})


@given(weeks, weeks)
def test_a_file_changes_the_days_it_covers_and_no_other(old, new):
    covered = frozenset({MONDAY, MONDAY + timedelta(1)})
    said = {day: held for day, held in new.days.items() if day in covered}
    after = old.with_days(said, covered, assumed=False)
    for n in range(5):
        day = MONDAY + timedelta(n)
        assert after.days.get(day) == (said if day in covered else old.days).get(day)


@given(weeks, weeks)
def test_the_same_file_twice_is_the_same_week(old, new):
    covered = frozenset(new.days)
    once = old.with_days(new.days, covered, new.assumed)
    assert week.same(once, once.with_days(new.days, covered, new.assumed))


def test_where_it_came_from_does_not_make_it_another_week():
    held = Week(MONDAY, {MONDAY: Day(330)})
    assert week.same(held, week.read(held.fields("another file")))


def test_days_are_put_under_their_mondays():
    found = week.by_week({MONDAY: Day(1), MONDAY + timedelta(4): Day(2), MONDAY + timedelta(7): Day(3)})
    assert {monday: len(held) for monday, held in found.items()} == {MONDAY: 2, MONDAY + timedelta(7): 1}
