"""Attendance is arithmetic, shown."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given

from samverkan.pupils.absence import share
from samverkan.pupils.absence.tests.test_week import weeks
from samverkan.pupils.absence.week import Day, Week

MONDAY = date(2026, 11, 16)


def test_attendance_is_present_of_scheduled_written_out():
    found = share.over([Week(MONDAY, {MONDAY: Day(330, 30, 60), MONDAY + timedelta(1): Day(330)})])
    assert found.attendance == Decimal("86.4")
    assert found.absence == Decimal("13.6")
    assert found.invalid_absence == Decimal("9.1")
    assert found.formula.sv == "(660 − 30 − 60) / 660 = 86,4 %"
    assert (found.days, found.first, found.last) == (2, MONDAY, MONDAY + timedelta(1))


def test_no_scheduled_time_is_no_share_and_not_full_attendance():
    assert share.over([]).attendance is None
    assert share.over([Week(MONDAY, {MONDAY: Day(0)})]).formula.sv == "ingen schemalagd tid"


def test_only_the_days_within_the_period_count():
    held = Week(MONDAY, {MONDAY: Day(100, 100), MONDAY + timedelta(1): Day(100)})
    assert share.over([held], first=MONDAY + timedelta(1)).attendance == Decimal("100.0")
    assert share.over([held], last=MONDAY).attendance == Decimal("0.0")


def test_that_time_was_assumed_follows_the_share():
    assert share.over([Week(MONDAY, {MONDAY: Day(330)}, assumed=True)]).assumed


@given(weeks, weeks)
def test_shares_lie_between_nought_and_a_hundred_and_add_up(one, other):
    found = share.over([one, other])
    if found.scheduled:
        assert 0 <= found.attendance <= 100
        assert abs(found.attendance + found.absence - 100) <= Decimal("0.1")
        assert found.present + found.valid + found.invalid == found.scheduled
