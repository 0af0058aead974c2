"""One pupil's attendance: drawn, in a table, in a file; before, during and after; and how it goes to others."""

from datetime import date, datetime, timedelta

import pytest
from support.absence import ANNA, lessons
from support.clients import text_of
from support.world import SOCIAL

FIRST = date(2026, 8, 17)


@pytest.fixture
def case(team):
    found = team.take_up(ANNA)
    return team.assign(found, "skola.kurator")


@pytest.fixture
def weeks(team, case):
    """Fifteen school weeks to 2026-11-27: half the time away before October, a fifth after."""
    rows = []
    for monday in (FIRST + timedelta(weeks=n) for n in range(15)):
        away = 3 if monday < date(2026, 10, 5) else 1
        for day in (monday + timedelta(n) for n in range(5)):
            rows += lessons(ANNA, day, dict.fromkeys(range(1, away + 1), (60, "Ogiltig")))
    team.read_in(team.file(*rows))
    return case


def here(case, more=""):
    return f"/arenden/{case.pk}/narvaro/{more}"


def work(team, case, from_, to=None):
    """The case went into work one day, and on from it another."""
    from samverkan.secrecy import clock

    with clock.frozen(at(from_)):
        team.through(case, "start")
    if to:
        with clock.frozen(at(to)):
            team.through(case, "follow")


def at(day):
    return datetime.fromisoformat(f"{day}T09:00:00+00:00")


def test_before_any_file_the_page_says_what_to_do(case, browse):
    seen = browse("skola.chef").get(here(case))
    assert seen.status_code == 200
    assert "Ingen närvaro finns här" in text_of(seen)


def test_the_figure_shows_its_formula_and_its_source(weeks, browse):
    seen = text_of(browse("skola.chef").get(here(weeks)))
    assert "80,0 %" in seen
    assert "(6000 − 0 − 1200) / 6000 = 80,0 %" in seen
    assert "skolans frånvarofil" in seen


def test_drawn_with_patterns_and_the_same_in_a_table(weeks, browse):
    html = browse("skola.chef").get(here(weeks)).content.decode()
    assert html.count("<title>v. ") == 2 * 15, "wide, and narrow for a telephone"
    assert "url(#lines)" in html
    assert 'role="img"' in html
    assert html.count('<th role="rowheader" scope="row">v. ') == 15


def test_coordinates_are_numbers_in_every_language(weeks, browse):
    client = browse("skola.chef")
    for language in ("sv", "en"):
        client.cookies["django_language"] = language
        html = client.get(here(weeks)).content.decode()
        drawing = html[
            html.index('<svg class="weeks"') : html.index("</svg>", html.index('<svg class="weeks"'))
        ]
        assert 'height="66,' not in drawing
        assert "nan" not in drawing.lower()


def test_before_during_and_after(team, weeks, browse):
    work(team, weeks, "2026-10-05", "2026-11-13")
    seen = text_of(browse("skola.chef").get(here(weeks)))
    assert "Före stödet 40,0 %" in seen
    assert "Under stödet 80,0 %" in seen
    assert "Efter stödet 80,0 %" in seen
    assert "ingen uppgift" in seen


def test_what_was_done_is_apart_and_counts_nothing_but_notes(team, weeks, browse):
    work(team, weeks, "2026-10-05")
    team.add(
        weeks, "contact", by="skola.kurator", event_date="2026-10-08", how="school", text="Sågs i korridoren."
    )
    seen = text_of(browse("skola.kurator").get(here(weeks)))
    assert "Det är genomförande och säger inget om verkan" in seen
    assert "Kontakt 0 1" in seen
    assert "Sågs" not in seen


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_same_weeks_as_a_file(weeks, browse, kind):
    fetched = browse("skola.chef").get(here(weeks, f"fil.{kind}"))
    assert fetched.status_code == 200
    assert f'narvaro-{weeks.number}.{kind}"' in fetched["Content-Disposition"]
    if kind == "csv":
        lines = fetched.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 16
        assert lines[1].startswith("2026-W34;2026-08-17;1500;0;900;")


def test_another_kind_of_file_there_is_none(weeks, browse):
    assert browse("skola.chef").get(here(weeks, "fil.exe")).status_code == 404


def test_fetching_it_is_in_the_trail(team, weeks, browse):
    browse("skola.chef").get(here(weeks, "fil.csv"))
    assert "hämtade en elevs närvaro som fil" in text_of(
        browse("skola.chef").get(f"/arenden/{weeks.pk}/spar/")
    )


def test_a_colleague_without_the_case_has_no_such_page(weeks, browse):
    assert browse("skola.kurator2").get(here(weeks)).status_code == 404
    assert browse("skola.kurator2").get(here(weeks, "fil.csv")).status_code == 404


def test_the_case_page_leads_there_and_does_not_hold_the_weeks(weeks, browse):
    html = browse("skola.chef").get(f"/arenden/{weeks.pk}/").content.decode()
    assert f'href="{here(weeks)}"' in html
    assert "Närvaro en vecka" not in html


def test_nobody_picks_a_week_among_what_is_disclosed_one_by_one(weeks, browse):
    seen = text_of(browse("skola.chef").get(f"/arenden/{weeks.pk}/lamna-ut/"))
    assert "Närvaro en vecka" not in seen


def test_earlier_weeks_are_proposed_as_one_disclosure(team, weeks, browse):
    team.known_to_social(weeks)
    client = browse("skola.kurator")
    given = {"receiver": str(SOCIAL), "first": "2026-11-02", "last": "2026-11-27", "why": "Teamet börjar.",
             "request": "00000000-0000-4000-8000-0000000000aa"}  # fmt: skip
    answer = client.post(here(weeks, "lamna-ut/"), given)
    assert answer.status_code == 302, text_of(answer)
    seen = text_of(client.get(answer["Location"]))
    assert seen.count("Måndagen") == 4
    assert "2026-11-23" in seen


def test_no_week_no_proposal(team, weeks, browse):
    given = {"receiver": str(SOCIAL), "first": "2020-01-01", "last": "2020-02-01",
             "request": "00000000-0000-4000-8000-0000000000ab"}  # fmt: skip
    answer = browse("skola.kurator").post(here(weeks, "lamna-ut/"), given)
    assert answer.status_code == 422
    assert "ingen egen närvaro" in text_of(answer)


def test_where_it_goes_stands_there_and_stops_with_the_consent(team, weeks, browse):
    from samverkan.secrecy import consents

    team.known_to_social(weeks)
    consent = team.consent(weeks)
    team.flow(weeks, consent)
    client = browse("skola.kurator")
    assert "Stadsdelsnämnden Prov socialtjänsten: gäller" in text_of(client.get(here(weeks)))
    consents.withdraw(by=team.actor("skola.kurator"), case=weeks, consent=consent)
    assert "Stadsdelsnämnden Prov socialtjänsten: stoppat" in text_of(client.get(here(weeks)))


def test_the_receiver_takes_in_what_came_from_this_page_too(team, weeks, browse):
    theirs = team.known_to_social(weeks)
    team.flow(weeks, team.consent(weeks))
    team.read_in(team.file(*lessons(ANNA, "2026-11-27", {1: (30, "Giltig")})))
    client = browse("soc.enhetschef")
    assert "1 vecka har kommit med stående beslut" in text_of(client.get(here(theirs)))
    assert client.post(here(theirs)).status_code == 302
    assert "v. 48, 2026" in text_of(client.get(here(theirs)))


def test_what_was_received_is_news_to_nobody_every_week(team, weeks, browse):
    theirs = team.known_to_social(weeks)
    team.flow(weeks, team.consent(weeks))
    team.read_in(team.file(*lessons(ANNA, "2026-11-27", {1: (30, "Giltig")})))
    before = text_of(browse("skola.chef").get("/"))
    browse("soc.enhetschef").post(here(theirs))
    assert text_of(browse("skola.chef").get("/")).count("Utlämnande U-") == before.count("Utlämnande U-")
