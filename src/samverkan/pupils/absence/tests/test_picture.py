"""The drawing says what the table says."""

from datetime import date, timedelta
from itertools import pairwise

from samverkan.pupils.absence import compare, picture
from samverkan.pupils.absence.tests.test_compare import FIRST, TODAY, weeks
from samverkan.pupils.absence.week import Day, Week


def test_a_bar_is_the_whole_scheduled_time_in_three_parts():
    held = [Week(FIRST, {FIRST: Day(200, 50, 20)})]
    bar = picture.draw(picture.shares_of(held), [], TODAY).bars[0]
    assert (bar.present, bar.valid, bar.invalid) == (130.0, 50.0, 20.0)
    assert bar.last_year is None


def test_the_same_week_last_year_is_a_mark_at_its_attendance():
    then = weeks(40, count=1, start=date(2025, 8, 18))
    drawn = picture.draw(picture.shares_of([*then, *weeks(20)]), [], TODAY)
    assert drawn.bars[-15].last_year == 120.0


def test_the_bands_stand_where_their_weeks_do():
    held = weeks(20)
    found = compare.stretches(held, date(2026, 10, 7), None, TODAY)
    drawn = picture.draw(picture.shares_of(held), found, TODAY)
    assert [band.name for band in drawn.bands] == ["before", "during"]
    assert drawn.bands[1].x + drawn.bands[1].width <= drawn.width
    assert drawn.bands[0].x < drawn.bands[1].x


def test_a_break_leaves_no_gap_and_old_weeks_fall_off():
    old = weeks(0, count=1, start=TODAY - timedelta(weeks=70))
    held = [*old, *weeks(0, count=2), *weeks(0, count=2, start=FIRST + timedelta(weeks=5))]
    held = [Week(each.monday - timedelta(each.monday.weekday()), each.days) for each in held]
    drawn = picture.draw(picture.shares_of(held), [], TODAY)
    assert [bar.x for bar in drawn.bars] == [44.0, 62.0, 80.0, 98.0]


def test_nothing_to_draw_is_none():
    assert picture.draw({}, [], TODAY) is None
    assert picture.draw(picture.shares_of([Week(FIRST)]), [], TODAY) is None


def test_on_a_telephone_every_week_stands_within_its_width():
    held = weeks(20, count=40, start=FIRST - timedelta(weeks=30))
    wide, narrow = (picture.draw(picture.shares_of(held), [], TODAY, narrow=each) for each in (False, True))
    assert [bar.monday for bar in narrow.bars] == [bar.monday for bar in wide.bars]
    assert narrow.width <= picture.NARROW < wide.width
    assert 0 < narrow.bar < narrow.bars[1].x - narrow.bars[0].x
    named = [bar.x for bar in narrow.bars if bar.labelled]
    assert all(b - a >= picture.NAMED for a, b in pairwise(named))
