"""Before, during and after, with the same weeks last year."""

from datetime import date, timedelta

from samverkan.pupils.absence import compare
from samverkan.pupils.absence.compare import AFTER, BEFORE, DURING
from samverkan.pupils.absence.week import Day, Week

FIRST, TODAY = date(2026, 8, 17), date(2026, 11, 27)


def weeks(absent, count=15, start=FIRST):
    mondays = [start + timedelta(weeks=n) for n in range(count)]
    return [
        Week(monday, {monday + timedelta(d): Day(100, 0, absent) for d in range(5)}) for monday in mondays
    ]


def test_without_a_beginning_all_is_before():
    found = compare.stretches(weeks(20), None, None, TODAY)
    assert [each.name for each in found] == [BEFORE]
    assert len(found[0].weeks) == 8
    assert str(found[0].share.attendance) == "80.0"


def test_the_week_the_work_begins_in_belongs_to_neither_before_nor_is_it_cut_out_of_during():
    begun = date(2026, 10, 7)
    before, during = compare.stretches(weeks(20), begun, None, TODAY)
    assert before.weeks[-1] == date(2026, 9, 28)
    assert during.weeks[0] == date(2026, 10, 5)
    assert during.share.first == begun
    assert during.share.days == 3 + 7 * 5


def test_after_is_the_weeks_that_begin_when_the_work_has_ended():
    begun, ended = date(2026, 9, 7), date(2026, 10, 14)
    before, during, after = compare.stretches(weeks(20), begun, ended, TODAY)
    assert (before.name, during.name, after.name) == (BEFORE, DURING, AFTER)
    assert during.share.last == ended
    assert after.weeks[0] == date(2026, 10, 19)
    assert len(after.weeks) == 6


def test_work_that_has_just_ended_has_no_after_yet():
    found = compare.stretches(weeks(20), date(2026, 9, 7), TODAY, TODAY)
    assert [each.name for each in found] == [BEFORE, DURING]


def test_the_same_weeks_last_year_are_told_where_there_is_anything_about_them():
    then = weeks(40, start=date(2025, 8, 18))
    before, during = compare.stretches([*then, *weeks(20)], date(2026, 10, 7), None, TODAY)
    assert str(during.share.attendance) == "80.0"
    assert str(during.last_year.attendance) == "60.0"
    assert during.last_year.days == 40
    assert str(before.last_year.attendance) == "60.0"
    assert compare.stretches(weeks(20), None, None, TODAY)[0].last_year.attendance is None
