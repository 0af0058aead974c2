"""The team's first page: who is where since when, what waits, and nothing that orders pupils by absence."""

import io
import re

from support.absence import ANNA, BO, CARL, lessons
from support.clients import text_of
from support.world import SCHOOL_TEAM

HERE = f"/elever/{SCHOOL_TEAM}/"


def names_in(response):
    return re.findall(r'<a class="person" href="[^"]+">([^<]+)</a>', response.content.decode())


def test_an_empty_team_says_what_to_do_next(browse):
    seen = browse("skola.chef").get(HERE)
    assert seen.status_code == 200
    assert "Ta upp en elev" in text_of(seen)
    assert "Ingen elev är upptagen" in text_of(seen)


def test_a_phase_lists_its_pupils_by_day_and_name(team, browse):
    for number in (CARL, ANNA, BO):
        team.take_up(number)
    assert names_in(browse("skola.chef").get(HERE)) == ["Anna Prov", "Bo Prov", "Carl Prov"]


def test_absence_changes_nothing_in_the_order(team, browse):
    for number in (ANNA, BO):
        team.take_up(number)
    rows = [
        *lessons(BO, "2026-11-23", dict.fromkeys(range(1, 6), (60, "Ogiltig"))),
        *lessons(ANNA, "2026-11-23"),
    ]
    team.read_in(team.file(*rows))
    seen = browse("skola.chef").get(HERE)
    assert names_in(seen) == ["Anna Prov", "Bo Prov"]
    assert "%" not in text_of(seen)


def test_a_question_waits_with_the_pupil_and_the_day(team, browse):
    case = team.take_up(BO)
    team.read_in(team.file(*absent_for_weeks(BO)))
    seen = browse("skola.chef").get(HERE)
    assert f"/arenden/{case.pk}/utredning/" in seen.content.decode()
    assert "fråga ställd 2026-11-28" in text_of(seen)


def test_a_colleague_without_the_case_sees_no_pupil(team, browse):
    team.take_up(ANNA)
    seen = browse("skola.kurator").get(HERE)
    assert names_in(seen) == []
    assert "Anna" not in text_of(seen)


def test_the_same_pupils_come_as_a_file_that_is_counted_in_the_trace(team, browse):
    from openpyxl import load_workbook

    case = team.take_up(ANNA)
    team.take_up(BO)
    head = browse("skola.chef")
    assert f'href="{HERE}fil/?som=csv"' in head.get(HERE).content.decode()
    text = head.get(f"{HERE}fil/?som=csv").content.decode("utf-8-sig")
    first, anna, bo = text.strip().splitlines()
    assert first.startswith("Nummer;Elev;Märkning;Skola och årskurs;Skede;I skedet sedan;Ansvarig;Tidsgräns")
    assert anna.startswith(f"{case.number};Anna Prov;")
    assert "Bo Prov" in bo
    book = load_workbook(io.BytesIO(head.get(f"{HERE}fil/?som=xlsx").content))
    assert [row[1] for row in book.active.values] == ["Elev", "Anna Prov", "Bo Prov"]
    assert head.get(f"{HERE}fil/?som=pdf").status_code == 404


def test_the_file_holds_no_more_than_the_page_does(team, browse):
    team.take_up(ANNA)
    kept = browse("skola.kurator").get(f"{HERE}fil/").content.decode("utf-8-sig")
    assert "Anna" not in kept
    assert browse("soc.handlaggare").get(f"{HERE}fil/").status_code == 404
    assert "fil/?som" not in browse("skola.kurator").get(HERE).content.decode(), "nothing to fetch"


def test_another_authority_knows_nothing_of_the_schools_pupils(team, browse):
    team.take_up(ANNA)
    assert "Anna" not in text_of(browse("soc.enhetschef").get(HERE))


def test_who_reads_no_attendance_has_no_such_page(browse):
    for username in ("pol.samordnare", "soc.handlaggare"):
        assert browse(username).get(HERE).status_code == 404
        assert browse(username).get("/elever/").status_code == 404


def test_the_menu_leads_there(browse):
    seen = browse("skola.chef").get("/elever/")
    assert seen.status_code == 302
    assert seen["Location"] == HERE
    assert 'href="/elever/"' in browse("skola.chef").get("/").content.decode()


def test_the_desk_says_what_waits(team, browse):
    team.take_up(BO)
    team.read_in(team.file(*absent_for_weeks(BO)))
    seen = text_of(browse("skola.chef").get("/"))
    assert "Frågor om frånvaro" in seen
    assert "Bo Prov" in seen
    clerk = text_of(browse("skola.franvaro").get("/"))
    assert "Frågor om frånvaro" not in clerk
    assert "Läs in en frånvarofil" in clerk
    assert "2026-11-28" in clerk


def test_what_came_by_standing_decision_is_taken_in_at_once(team, browse):
    case = team.take_up(ANNA)
    team.assign(case, "skola.kurator")
    theirs = team.known_to_social(case)
    team.flow(case, team.consent(case))
    team.read_in(team.file(*lessons(ANNA, "2026-11-16"), *lessons(ANNA, "2026-11-23")))
    head = browse("soc.enhetschef")
    assert "2 veckor närvaro har kommit" in text_of(head.get(HERE))
    assert "2 veckor närvaro att ta emot" in text_of(head.get("/"))
    assert "(2 med stående beslut)" in text_of(head.get("/utlamnanden/"))
    assert head.post(f"{HERE}ta-emot/").status_code == 302
    assert "har kommit" not in text_of(head.get(HERE))
    assert "v. 48, 2026" in text_of(head.get(f"/arenden/{theirs.pk}/narvaro/"))


def test_taking_in_is_by_post_alone(browse):
    assert browse("soc.enhetschef").get(f"{HERE}ta-emot/").status_code == 404


def absent_for_weeks(number):
    """Four school weeks, all but one lesson a day away."""
    days = [f"2026-11-{day:02}" for day in (2, 3, 9, 10, 16, 17, 23, 24)]
    return [row for day in days for row in lessons(number, day, dict.fromkeys(range(1, 5), (60, "Ogiltig")))]


def test_an_answer_to_take_in_is_told_to_whoever_reads_own_words_and_not_to_the_clerk(team, browse):
    from samverkan.pupils.actions import voice
    from samverkan.pupils.voice import code, waiting

    case = team.assign(team.take_up(), "skola.kurator")
    given = voice.give_code(by=team.actor("skola.kurator"), case=case, who="pupil")
    waiting.leave(code.read(given.code), {"wish": "Börja klockan nio."})
    for address in ("/", f"/elever/{SCHOOL_TEAM}/"):
        assert case.number in text_of(browse("skola.kurator").get(address)), address
        clerk = browse("skola.franvaro").get(address).content.decode()
        assert f"/arenden/{case.pk}/egna-ord/" not in clerk, address
