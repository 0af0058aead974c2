"""A threshold opens a question at its very value, on enough weeks, and never without its formula."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from samverkan.pupils.absence import threshold
from samverkan.pupils.absence.threshold import ALL, INVALID, Threshold
from samverkan.pupils.absence.week import Day, Week

MONDAY, TODAY = date(2026, 10, 26), date(2026, 11, 27)


def weeks(*absent: tuple[int, int], start=MONDAY):
    return [
        Week(start + timedelta(weeks=n), {start + timedelta(weeks=n): Day(100, valid, invalid)})
        for n, (valid, invalid) in enumerate(absent)
    ]


@pytest.mark.parametrize(("valid", "invalid", "what", "opens"), [
    (20, 0, ALL, True), (19, 0, ALL, False), (0, 20, ALL, True), (10, 10, ALL, True),
    (50, 9, INVALID, False), (50, 10, INVALID, True), (0, 0, ALL, False),
])  # fmt: skip
def test_it_is_passed_at_its_value(valid, invalid, what, opens):
    limit = Threshold(what, Decimal(20 if what == ALL else 10), 1)
    assert (threshold.passed(limit, weeks((valid, invalid)), TODAY) is not None) == opens


def test_only_the_last_weeks_with_scheduled_time_count():
    limit = Threshold(ALL, Decimal(20), 2)
    assert threshold.passed(limit, weeks((90, 0), (90, 0), (0, 0), (0, 0)), TODAY) is None
    assert threshold.passed(limit, weeks((0, 0), (0, 0), (90, 0), (90, 0)), TODAY) is not None


def test_a_break_between_does_not_count_as_a_week():
    held = [
        *weeks((30, 0)),
        Week(MONDAY + timedelta(weeks=1), {}),
        *weeks((30, 0), start=MONDAY + timedelta(weeks=2)),
    ]
    assert threshold.passed(Threshold(ALL, Decimal(20), 2), held, TODAY) is not None


def test_fewer_weeks_than_asked_pass_nothing():
    assert threshold.passed(Threshold(ALL, Decimal(20), 4), weeks((100, 0), (100, 0)), TODAY) is None


def test_weeks_to_come_do_not_count():
    assert (
        threshold.passed(Threshold(ALL, Decimal(20), 1), weeks((100, 0), start=date(2026, 11, 30)), TODAY)
        is None
    )


def test_the_formula_has_its_numbers_its_limit_and_its_days():
    found = threshold.passed(Threshold(INVALID, Decimal("7.5"), 1), weeks((0, 10)), TODAY)
    assert found.formula.sv == "10 av 100 minuter = 10,0 %, gräns 7,5 % (2026-10-26 – 2026-10-26)"
    assert found.formula.en.startswith("10 of 100 minutes = 10.0 %")


def test_thresholds_are_kept_and_read():
    kept = [each.written() for each in threshold.USUAL]
    assert threshold.read(kept) == threshold.USUAL
    assert threshold.USUAL[0].words.sv == "20 % frånvaro på 4 skolveckor"
    assert Threshold(INVALID, Decimal("7.5"), 1).words.sv == "7,5 % ogiltig frånvaro på 1 skolvecka"


@pytest.mark.parametrize("wrong", [(ALL, 0, 4), (ALL, 101, 4), ("some", 20, 4), (ALL, 20, 0), (ALL, 20, 21)])
def test_what_is_no_threshold_is_refused(wrong):
    with pytest.raises(ValueError, match="no threshold"):
        Threshold(wrong[0], Decimal(wrong[1]), wrong[2])
