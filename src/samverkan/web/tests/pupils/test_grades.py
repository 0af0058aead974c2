"""Grades on their page: what is open, what is missing by name, the formula, and doors rather than pupils."""

import pytest
from support.absence import ANNA
from support.clients import text_of


@pytest.fixture
def case(team):
    found = team.take_up(ANNA)
    return team.assign(found, "skola.kurator")


def here(case, more=""):
    return f"/arenden/{case.pk}/betyg/{more}"


def write(team, case, **grades):
    return team.add(case, "grades", by="skola.kurator", taken_on="2026-11-20", **grades)


def subjects():
    from datetime import date

    from samverkan.pupils.grades import law

    return law.on(date(2026, 11, 20)).subjects


def test_without_grades_it_says_what_they_are_for(case, browse):
    assert "Inga betyg är inskrivna" in text_of(browse("skola.kurator").get(here(case)))


def test_the_law_s_subjects_are_the_method_s_fields(team):
    from samverkan.methods.loading import load

    fields = {each.id for each in load("skolsocialt_team").kind("grades").fields}
    assert set(subjects()) <= fields


def test_what_is_missing_is_named(team, case, browse):
    write(team, case, **{**first_core(), "english": "F"})
    seen = text_of(browse("skola.kurator").get(here(case)))
    assert "Saknas: engelska" in seen
    assert "skollagen 16 kap. 30 §" in seen
    assert "Inte behörig än" in seen


def test_the_merit_value_shows_its_sum(team, case, browse):
    write(team, case, **first_core())
    seen = text_of(browse("skola.kurator").get(here(case)))
    assert "10 + 10 + 10 = 30" in seen
    assert "gymnasieförordningen 7 kap. 4 §" in seen


def test_a_dash_is_told_apart_from_a_fail(team, case, browse):
    write(team, case, **{**first_core(), "english": "-"})
    seen = text_of(browse("skola.kurator").get(here(case)))
    assert "Streck: engelska" in seen
    assert "Engelska: streck" in seen


def test_ways_are_doors_and_say_how_many_were_tried(team, case, browse):
    known = [each for each in subjects() if each != "swedish_second"]
    write(team, case, **{name: "F" if name == "english" else "E" for name in known[:10]})
    seen = text_of(browse("skola.kurator").get(here(case)))
    assert "Vilka betyg öppnar flest dörrar?" in seen
    assert "1 godkänt betyg till" in seen
    assert "Öppnar: yrkesprogram" in seen
    assert "möjligheter är prövade" in seen
    for word in ("risk", "sannolik", "poäng"):
        assert word not in seen.lower()


def test_writing_begins_from_the_latest(team, case, browse):
    write(team, case, **first_core())
    client = browse("skola.kurator")
    html = client.get(here(case, "nya/")).content.decode()
    assert html.count('value="E" selected') == len(first_core())
    given = {**first_core(), "taken_on": "2026-11-27", "english": "B"}
    answer = client.post(here(case, "nya/"), given)
    assert answer.status_code == 302, text_of(answer)
    assert "Engelska: B" in text_of(client.get(here(case)))


def test_a_grade_that_is_none_is_refused(team, case, browse):
    answer = browse("skola.kurator").post(here(case, "nya/"), {"taken_on": "2026-11-27", "english": "G"})
    assert answer.status_code == 422
    assert team.entries(case, "grades", "skola.kurator") == []


def test_the_clerk_reads_no_grades(case, browse):
    assert browse("skola.franvaro").get(here(case)).status_code == 404


def test_a_closed_case_takes_no_grades(team, case, browse):
    write(team, case, **first_core())
    team.through(case, "end")
    client = browse("skola.kurator")
    assert "Skriv betyg" not in text_of(client.get(here(case)))


def first_core():
    """Passes in the three core subjects, by the ids of the law's own list."""
    return dict.fromkeys(("swedish", "english", "maths"), "E")
