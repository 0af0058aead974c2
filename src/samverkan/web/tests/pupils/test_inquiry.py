"""The investigation's page: what the law asks for in order, with its provision, and what is late in words."""

import pytest
from support.absence import ANNA, lessons
from support.clients import text_of

from samverkan.web.tests.pupils.test_team import absent_for_weeks

BEGUN = {"started_on": "2026-11-20", "responsible": "Karin", "text": "Mycket borta."}


@pytest.fixture
def case(team):
    found = team.take_up(ANNA)
    return team.assign(found, "skola.kurator")


def here(case, more=""):
    return f"/arenden/{case.pk}/utredning/{more}"


def test_every_step_has_its_provision(case, browse):
    seen = text_of(browse("skola.kurator").get(here(case)))
    for provision in ("7 kap. 17 § fjärde stycket", "7 kap. 19 a §", "7 kap. 22 § andra stycket"):
        assert provision in seen
    assert "inte gjort" in seen


def test_a_threshold_opens_a_question_with_its_arithmetic(team, case, browse):
    team.read_in(team.file(*absent_for_weeks(ANNA)))
    seen = text_of(browse("skola.kurator").get(here(case)))
    assert "Frånvaron har nått skolans gräns. Ska den utredas?" in seen
    assert "1920 av 2400 minuter = 80,0 %, gräns 20 %" in seen


def test_an_answer_settles_the_question(team, case, browse):
    team.read_in(team.file(*absent_for_weeks(ANNA)))
    team.add(
        case,
        "absence_answer",
        by="skola.kurator",
        answer="needless",
        answered_on="2026-11-28",
        text="Känd sjukdom.",
    )
    assert "Ska den utredas?" not in text_of(browse("skola.kurator").get(here(case)))


def test_days_the_guardian_was_not_told_are_late_in_words(team, case, browse):
    team.read_in(team.file(*lessons(ANNA, "2026-11-26", {1: (60, "Ogiltig")})))
    client = browse("skola.kurator")
    assert "2026-11-26 60 nej inte informerad samma dag" in text_of(client.get(here(case)))
    team.add(
        case, "guardian_told", by="skola.kurator", absence_on="2026-11-26", told_on="2026-11-27", how="phone"
    )
    assert "2026-11-27 för sent" in text_of(client.get(here(case)))


def test_told_the_same_day_is_not_late(team, case, browse):
    team.read_in(team.file(*lessons(ANNA, "2026-11-26", {1: (60, "Ogiltig")})))
    team.add(
        case, "guardian_told", by="skola.kurator", absence_on="2026-11-26", told_on="2026-11-26", how="phone"
    )
    seen = text_of(browse("skola.kurator").get(here(case)))
    assert "för sent" not in seen
    assert "inte informerad samma dag" not in seen


def test_the_day_is_picked_by_its_place_and_stands_in_no_address(team, case, browse):
    team.read_in(team.file(*lessons(ANNA, "2026-11-26", {1: (60, "Ogiltig")})))
    client = browse("skola.kurator")
    html = client.get(here(case)).content.decode()
    assert f'href="{here(case, "informerad/")}?rad=0"' in html
    assert "?absence_on=" not in html
    form = client.get(here(case, "informerad/?rad=0"))
    assert 'value="2026-11-26"' in form.content.decode()
    given = {"absence_on": "2026-11-26", "told_on": "2026-11-26", "how": "phone", "text": ""}
    assert client.post(here(case, "informerad/"), given).status_code == 302
    assert [each["told_on"] for each in team.entries(case, "guardian_told", "skola.kurator")] == [
        "2026-11-26"
    ]


@pytest.mark.parametrize("place", ["99", "-1", "x", ""])
def test_no_such_place_no_day(team, case, browse, place):
    seen = browse("skola.kurator").get(here(case, f"informerad/?rad={place}"))
    assert seen.status_code == 200
    assert 'value="2026-' not in seen.content.decode()


def test_whom_the_law_wants_heard_and_was_not(team, case, browse):
    team.add(
        case,
        "investigation",
        by="skola.kurator",
        started_on="2026-11-20",
        responsible="Karin",
        text="Mycket borta.",
    )
    client = browse("skola.kurator")
    assert text_of(client.get(here(case))).count("inte hörd sedan utredningen började") == 3
    team.add(
        case,
        "talk",
        by="skola.kurator",
        held_on="2026-11-23",
        **{"with": "pupil", "text": "Vill byta klass."},
    )
    seen = text_of(client.get(here(case)))
    assert seen.count("inte hörd sedan utredningen började") == 2
    assert "Vill byta klass." in seen


def test_a_limit_that_has_passed_is_late_in_words(team, case, browse):
    from datetime import UTC, datetime

    from samverkan.secrecy import clock

    team.add(
        case,
        "investigation",
        by="skola.kurator",
        started_on="2026-11-20",
        responsible="Karin",
        text="Mycket borta.",
    )
    with clock.frozen(datetime(2026, 12, 29, 9, tzinfo=UTC)):
        seen = browse("skola.kurator").get(here(case))
    assert 'data-kind="late"' in seen.content.decode()
    assert "för sent" in text_of(seen)


def test_the_social_services_have_no_such_page_about_what_they_were_given(team, case, browse):
    began = team.add(
        case,
        "investigation",
        by="skola.kurator",
        started_on="2026-11-20",
        responsible="Karin",
        text="Mycket borta.",
    )
    assert began
    theirs = team.known_to_social(case, "identity", "investigation")
    client = browse("soc.enhetschef")
    assert client.get(here(theirs)).status_code == 404
    assert "/utredning/" not in client.get(f"/arenden/{theirs.pk}/").content.decode()


def test_the_absence_clerk_reads_no_investigation(case, browse):
    assert browse("skola.franvaro").get(here(case)).status_code == 404
