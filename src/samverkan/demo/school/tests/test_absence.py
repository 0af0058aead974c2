"""A made-up absence file reads as a school's own does, and follows the support only by chance and the calendar."""

from datetime import date
from random import Random

from samverkan.demo.school import absence
from samverkan.demo.school.absence import Pattern
from samverkan.pupils.absence import reading
from samverkan.pupils.absence.reading import Wanted
from samverkan.tables import sheet

NUMBER = "201001012382"
FIRST, LAST = date(2026, 8, 17), date(2026, 11, 20)


def _read(pattern, first=FIRST, last=LAST):
    days = absence.school_days(first, last)
    raw = absence.file_of(absence.rows_of(Random(1), pattern, days))
    held = sheet.read_bytes("franvaro.csv", raw)
    return days, reading.read(
        held,
        Wanted(
            layout=absence.layout_of(raw),
            known={NUMBER},
            today=date(2026, 11, 28),
            day_minutes=330,
            lesson_minutes=55,
        ),
    )


def test_every_row_is_taken_and_every_school_day_is_there():
    days, found = _read(Pattern(NUMBER, 0.4, 0.1, 0.1))
    assert not found.report.refused
    assert sorted(found.days[NUMBER]) == days
    assert {each.scheduled for each in found.days[NUMBER].values()} == {absence.DAY}


def test_breaks_and_weekends_are_no_school():
    days = absence.school_days(FIRST, LAST)
    assert not [day for day in days if day.weekday() > 4 or day.isocalendar().week == 44]
    assert absence.school_days(date(2026, 7, 1), date(2026, 7, 31)) == []


def test_more_away_before_than_after():
    begun, ended = date(2026, 9, 21), date(2026, 10, 16)
    pattern = Pattern(NUMBER, 0.5, 0.1, 0.05, begun, ended)
    _days, found = _read(pattern)
    held = found.days[NUMBER]

    def away(days):
        return sum(held[day].absent for day in days) / sum(held[day].scheduled for day in days)

    assert away([day for day in held if day < begun]) > 3 * away([day for day in held if day > ended])


def test_some_guardians_are_told_late_and_none_before_the_day():
    _days, found = _read(Pattern(NUMBER, 0.6, 0.6, 0.6))
    told = {day: each.told for day, each in found.days[NUMBER].items() if each.invalid}
    assert any(when is None or when > day for day, when in told.items())
    assert all(when is None or when >= day for day, when in told.items())


def test_the_wrong_rows_are_refused_each_with_its_reason():
    held = sheet.read_bytes("franvaro.csv", absence.file_of(absence.WRONG))
    layout = absence.layout_of(absence.file_of(absence.rows_of(Random(1), Pattern(NUMBER, 1, 1, 1), [FIRST])))
    found = reading.read(
        held,
        Wanted(layout=layout, known={NUMBER}, today=date(2026, 11, 28), day_minutes=330, lesson_minutes=55),
    )
    assert len(found.report.refused) == len(absence.WRONG)
    assert found.days == {}
