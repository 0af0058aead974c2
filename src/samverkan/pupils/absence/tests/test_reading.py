"""A file is taken as far as it is right; every refused row says why. Bad input, line by line."""

from datetime import date

import pytest

from samverkan.pupils.absence import layout, reading
from samverkan.pupils.absence.tests.files import ANNA, BO, CARL, DAYS, LESSONS, csv, lessons, read, reasons
from samverkan.pupils.absence.week import Day
from samverkan.tables.refusal import Refusal

MON, TUE, FRI = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 20)


def test_lessons_add_up_to_days():
    found = read(lessons(
        f"{ANNA};2026-11-16;1;60;;", f"{ANNA};2026-11-16;2;80;80;Ogiltig", f"{ANNA};2026-11-16;3;60;30;Giltig",
        f"{BO};2026-11-17;1;60;60;Giltig",
    ))  # fmt: skip
    assert found.days == {ANNA: {MON: Day(200, 30, 80)}, BO: {TUE: Day(60, 60, 0)}}
    assert found.report.taken == 4
    assert found.covered == {MON, TUE}
    assert not found.assumed


def test_valid_and_invalid_in_columns_of_their_own():
    found = read(
        csv(
            "Personnummer;Datum;Lektion;Schemalagd tid;Giltig frånvaro;Ogiltig frånvaro\n"
            f"{ANNA};2026-11-16;1;60;15;30"
        )
    )
    assert found.days[ANNA][MON] == Day(60, 15, 30)


def test_a_pupil_nobody_has_a_file_on_is_refused_and_the_others_are_taken():
    found = read(lessons(f"{ANNA};2026-11-16;1;60;;", f"{CARL};2026-11-16;1;60;60;Ogiltig"))
    assert list(found.days) == [ANNA]
    assert found.unknown == 1
    assert "ni har ingen akt på den här eleven" in reasons(found)[0]
    assert CARL not in reasons(found)[0]


def test_a_row_said_twice_counts_once_and_one_that_differs_is_refused_with_the_first_ones_number():
    found = read(lessons(
        f"{ANNA};2026-11-16;1;60;60;Ogiltig", f"{ANNA};2026-11-16;1;60;60;Ogiltig", f"{ANNA};2026-11-16;1;60;30;Ogiltig"
    ))  # fmt: skip
    assert found.days[ANNA][MON] == Day(60, 0, 60)
    assert found.report.repeated == 1
    assert "står på rad 2" in reasons(found)[0]
    assert found.report.refused[0].number == 4


def test_two_school_years_are_told_apart_and_only_the_chosen_one_is_taken():
    sheet = lessons(f"{ANNA};2026-06-01;1;60;60;Giltig", f"{ANNA};2026-11-16;1;60;60;Ogiltig")
    both = read(sheet)
    assert both.years == {"2025/26": 1, "2026/27": 1}
    assert len(both.days[ANNA]) == 2
    one = read(sheet, years=frozenset({"2026/27"}))
    assert list(one.days[ANNA]) == [MON]
    assert "hör till läsåret 2025/26" in reasons(one)[0]


def test_decimal_commas_in_hours():
    found = read(csv(DAYS + f"{ANNA};2026-11-16;1,5;Giltig\n{ANNA};2026-11-17;5,5;Ogiltig"))
    assert found.days[ANNA][MON] == Day(330, 90, 0)
    assert found.days[ANNA][TUE] == Day(330, 0, 330)
    assert found.assumed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "utf-16"])
def test_a_wrong_encoding_is_read_all_the_same(encoding):
    sheet = csv(DAYS + f"{ANNA};2026-11-16;1,5;Oanmäld", encoding)
    found = read(sheet)
    assert found.days[ANNA][MON] == Day(330, 0, 90)


def test_a_wrong_check_digit_is_refused_and_the_number_is_not_repeated():
    wrong = ANNA[:-1] + str((int(ANNA[-1]) + 1) % 10)
    found = read(lessons(f"{wrong};2026-11-16;1;60;60;Giltig", f"{ANNA};2026-11-16;1;60;60;Giltig"))
    assert list(found.days) == [ANNA]
    assert "är inget giltigt personnummer" in reasons(found)[0]
    assert wrong not in reasons(found)[0]


@pytest.mark.parametrize(("day", "why"), [
    ("2026-11-21", "lördag eller söndag"), ("2026-01-06", "helgdag"), ("2026-11-30", "har inte varit"),
    ("igår", "är inget datum"), ("", "värdet saknas"),
])  # fmt: skip
def test_days_without_lessons_and_days_that_are_none(day, why):
    assert why in reasons(read(lessons(f"{ANNA};{day};1;60;60;Giltig")))[0]


def test_more_absence_than_there_was_school_is_refused():
    found = read(lessons(f"{ANNA};2026-11-16;1;60;61;Giltig", f"{ANNA};2026-11-16;2;60;60;Giltig"))
    assert "mer frånvaro än schemalagd tid" in reasons(found)[0]
    assert found.days[ANNA][MON] == Day(60, 60, 0)


def test_a_day_longer_than_ten_hours_is_refused():
    rows = [f"{ANNA};2026-11-16;{n};300;;" for n in range(3)]
    assert "10 timmar" in reasons(read(lessons(*rows)))[0]


def test_an_absence_of_unknown_kind_or_length_is_refused():
    found = read(lessons(f"{ANNA};2026-11-16;1;60;30;", f"{ANNA};2026-11-16;2;60;;Giltig"))
    assert "giltig eller ogiltig" in reasons(found)[0]
    assert "längd saknas" in reasons(found)[1]
    assert found.days == {}


def test_a_word_nobody_has_explained_is_refused_with_the_word():
    found = read(lessons(f"{ANNA};2026-11-16;1;60;60;Prao"))
    assert "'Prao'" in reasons(found)[0]


def test_a_word_once_explained_is_read():
    sheet = lessons(f"{ANNA};2026-11-16;1;60;60;Prao")
    held = layout.guess(sheet)
    said = layout.Layout(
        "S", held.columns, held.level, held.unit, {"prao": layout.PRESENT}, only_absences=False
    )
    assert read(sheet, layout=said).days[ANNA][MON] == Day(60)


def test_where_only_absences_are_listed_other_school_days_were_attended():
    sheet = csv(DAYS + f"{ANNA};2026-11-16;5,5;Ogiltig\n{ANNA};2026-11-20;1;Giltig")
    found = read(sheet)
    assert found.days[ANNA] == {
        MON: Day(330, 0, 330), TUE: Day(330), date(2026, 11, 18): Day(330), date(2026, 11, 19): Day(330),
        FRI: Day(330, 60, 0),
    }  # fmt: skip
    assert BO not in found.days


def test_everyone_else_was_present_only_when_a_person_says_so():
    found = read(csv(DAYS + f"{ANNA};2026-11-16;5,5;Ogiltig"), everyone=True)
    assert found.days[BO] == {MON: Day(330)}


def test_a_break_and_a_holiday_are_no_school_days():
    from samverkan.pupils.absence.calendar import Break

    breaks = (Break(date(2026, 10, 26), date(2026, 10, 30), "höstlov"),)
    sheet = csv(DAYS + f"{ANNA};2026-10-23;1;Giltig\n{ANNA};2026-11-02;1;Giltig")
    found = read(sheet, breaks=breaks)
    assert set(found.days[ANNA]) == {date(2026, 10, 23), date(2026, 11, 2)}


def test_absence_longer_than_the_usual_day_stretches_the_day():
    found = read(csv(DAYS + f"{ANNA};2026-11-16;6,5;Ogiltig"))
    assert found.days[ANNA][MON] == Day(390, 0, 390)


def test_a_persons_first_and_last_day_cover_more_than_the_rows():
    found = read(csv(DAYS + f"{ANNA};2026-11-17;1;Giltig"), first=MON, last=FRI)
    assert len(found.days[ANNA]) == 5
    assert (found.first, found.last) == (MON, FRI)


def test_the_day_the_guardian_was_told_comes_along():
    sheet = csv(
        "Personnummer;Datum;Frånvarotid;Frånvarotyp;Vårdnadshavare informerad\n"
        f"{ANNA};2026-11-16;60;Ogiltig;2026-11-16"
    )
    assert read(sheet).days[ANNA][MON].told == MON


@pytest.mark.parametrize(("heading", "cell", "minutes"), [
    ("Frånvaro (%)", "50", 165), ("Frånvaro (andel)", "0,5", 165),
    ("Frånvaro (tim)", "2,75", 165), ("Frånvaro", "165", 165),
])  # fmt: skip
def test_every_unit_comes_to_minutes(heading, cell, minutes):
    sheet = csv(f"Personnummer;Datum;{heading};Typ\n{ANNA};2026-11-16;{cell};Ogiltig")
    assert read(sheet).days[ANNA][MON].invalid == minutes


def test_a_row_alone_is_a_whole_day_where_no_length_is_given():
    sheet = csv(f"Personnummer;Datum;Typ\n{ANNA};2026-11-16;Ogiltig")
    assert layout.guess(sheet).unit == layout.WHOLE
    assert read(sheet).days[ANNA][MON] == Day(330, 0, 330)


def test_a_row_alone_is_a_whole_lesson_of_the_schools_length():
    sheet = csv(
        f"Personnummer;Datum;Starttid;Typ\n{ANNA};2026-11-16;08:20;Ogiltig\n{ANNA};2026-11-16;10:00;Giltig"
    )
    assert read(sheet, lesson_minutes=40).days[ANNA][MON] == Day(330, 40, 40)


def test_valid_and_invalid_the_same_day_in_two_rows():
    found = read(csv(DAYS + f"{ANNA};2026-11-16;1;Giltig\n{ANNA};2026-11-16;2;Ogiltig"))
    assert found.days[ANNA][MON] == Day(330, 60, 120)


def test_a_days_scheduled_time_is_said_in_both_of_its_rows_and_counts_once():
    sheet = csv(
        "Personnummer;Datum;Schemalagd tid;Frånvaro;Typ\n"
        f"{ANNA};2026-11-16;330;60;Giltig\n{ANNA};2026-11-16;330;60;Ogiltig"
    )
    assert read(sheet).days[ANNA][MON] == Day(330, 60, 60)


def test_a_pupil_of_whom_nothing_fits_is_not_said_to_have_been_present():
    assert read(csv(DAYS + f"{ANNA};2026-11-16;11;Giltig")).days == {}


def test_titles_above_and_spaces_in_headings_do_not_matter():
    sheet = csv(
        "Frånvarorapport Exempelskolan;;\n\n personnummer ;DATUM;Giltig_frånvaro\n" + f"{ANNA};2026-11-16;60"
    )
    assert read(sheet).days[ANNA][MON] == Day(330, 60, 0)


def test_a_column_that_is_gone_is_refused_with_its_name():
    held = layout.guess(lessons(f"{ANNA};2026-11-16;1;60;;"))
    with pytest.raises(Refusal, match="Personal number"):
        read(csv("Elev;Datum\nx;2026-11-16"), layout=held)


def test_the_rows_add_up_whatever_is_wrong_with_them():
    found = read(lessons(
        f"{ANNA};2026-11-16;1;60;60;Giltig", f"{ANNA};2026-11-16;1;60;60;Giltig", f"{CARL};2026-11-16;1;60;;",
        "rutten;2026-11-16;1;60;;", f"{ANNA};2026-11-21;1;60;;", f"{BO};2026-11-16",
    ))  # fmt: skip
    report = found.report
    assert (report.taken, report.repeated, len(report.refused), report.rows) == (1, 1, 4, 6)


def test_reasons_are_counted_with_the_first_row_of_each():
    found = read(
        lessons(f"{CARL};2026-11-16;1;60;;", f"{CARL};2026-11-17;1;60;;", f"{ANNA};2026-11-21;1;60;;")
    )
    told = {reason.sv[:10]: (count, first) for reason, count, first in reading.by_reason(found.report)}
    assert told == {"ni har ing": (2, 2), "är en lörd": (1, 4)}


def test_an_empty_file_below_its_headings_says_nothing():
    found = read(csv(LESSONS))
    assert (found.days, found.covered, found.first) == ({}, frozenset(), None)
