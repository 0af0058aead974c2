"""Headings suggest, a person confirms; what was confirmed fits the next file or says that it does not."""

from samverkan.pupils.absence import layout
from samverkan.pupils.absence.layout import Layout
from samverkan.pupils.absence.tests.files import ANNA, csv, lessons


def test_usual_headings_are_recognised():
    held = layout.guess(
        csv(
            "Elevens personnummer;Frånvarodatum;Starttid;Frånvarotid (min);Frånvarotyp;Klass\n"
            f"{ANNA};2026-11-16;08:00;40;Oanmäld;8B"
        )
    )
    assert held.columns == {
        "pupil": "Elevens personnummer", "day": "Frånvarodatum", "lesson": "Starttid", "absent": "Frånvarotid (min)",
        "kind": "Frånvarotyp",
    }  # fmt: skip
    assert (held.level, held.unit, held.only_absences) == (layout.LESSON, layout.MINUTES, True)
    assert held.words == {"oanmald": layout.INVALID}
    assert held.problems() == []


def test_words_nobody_can_guess_are_left_to_a_person():
    held = layout.guess(csv(f"Personnummer;Datum;Typ\n{ANNA};2026-11-16;Prao\n{ANNA};2026-11-17;Sjuk"))
    assert held.words == {"sjuk": layout.VALID}
    assert layout.kinds_in(csv(f"Personnummer;Datum;Typ\n{ANNA};2026-11-16;Prao"), held) == {"prao": "Prao"}


def test_what_is_left_to_say_is_said_in_both_languages():
    told = Layout("S", {}, level=layout.LESSON, unit=layout.SHARE).problems()
    assert len(told) == 5
    assert all(each.sv and each.en for each in told)


def test_a_layout_is_kept_and_read():
    held = layout.guess(lessons(f"{ANNA};2026-11-16;1;60;60;Giltig"), "Skolsystemet")
    assert layout.read("Skolsystemet", held.written()) == held


def test_a_layout_fits_files_with_its_columns_and_no_others():
    sheet = lessons(f"{ANNA};2026-11-16;1;60;60;Giltig")
    held = layout.guess(sheet)
    assert held.fits(sheet)
    assert held.fits(csv("Extra;" + "Personnummer;Datum;Lektion;Schemalagd tid;Frånvaro (min);Typ\n;;;;;;"))
    assert not held.fits(csv(f"Personnummer;Datum;Typ\n{ANNA};2026-11-16;Giltig"))


def test_two_columns_for_the_kinds_leave_no_room_for_a_third():
    held = layout.guess(csv("Personnummer;Datum;Frånvaro;Giltig frånvaro;Ogiltig frånvaro\n;;;;"))
    assert "absent" not in held.columns
