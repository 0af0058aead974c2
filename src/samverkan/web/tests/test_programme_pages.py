"""Programmes in the register and on their own pages: started, answered, decided about, as the house says."""

import re
from datetime import timedelta

import pytest
from support.clients import signed_in_client, text_of
from support.world import PROBATION, SOCIAL, TREFAS

DAY = timedelta(days=1)
REGISTER = "/verksamheter/"
PAGE = f"/verksamheter/{TREFAS}/"


def client(world, username="pol.beslut"):
    return signed_in_client(world, username)


def facts(**more):
    from samverkan.secrecy import clock

    return {
        "name": "Trefas Norr", "area": "Norr", "purpose": "Hindra dödligt våld i Norr. Inget annat.",
        "party_probation": str(PROBATION), "party_social": str(SOCIAL), "started_on": clock.today().isoformat(),
        "review_on": (clock.today() + 365 * DAY).isoformat(), "decision": "Dnr 2026/7", "reasons": "", **more,
    }  # fmt: skip


def started(world, **more):
    """Start one on the page; returns its address."""
    answer = client(world).post("/verksamheter/starta/trefas/", facts(**more))
    assert answer.status_code == 302, text_of(answer)
    return answer["Location"]


def test_everybody_reads_the_register_and_it_names_nobody(world):
    for username in (
        "pol.samordnare",
        "fri.handlaggare",
        "soc.jurist",
        "pol.styr",
        "pol.drift",
        "skola.rektor",
    ):
        page = client(world, username).get(REGISTER)
        assert page.status_code == 200
        assert "Trefas Prov" in text_of(page)


def test_only_whoever_decides_on_programmes_is_shown_the_way_to_start(world):
    assert "Starta en metod i ett område" in text_of(client(world).get(REGISTER))
    assert "Starta en metod" not in text_of(client(world, "pol.samordnare").get(REGISTER))


@pytest.mark.parametrize("path", ["starta/", "starta/trefas/", f"{TREFAS}/beslut/ended/", f"{TREFAS}/svara/"])
def test_forms_that_could_not_be_sent_are_not_opened(world, path):
    answer = client(world, "pol.samordnare").get(REGISTER + path)
    assert answer.status_code == 403
    assert "Det här får du inte göra med ditt nuvarande uppdrag" in text_of(answer)


def test_one_chooses_among_methods_in_alphabetical_order(world):
    page = text_of(client(world).get("/verksamheter/starta/"))
    assert "inget framför något annat" in page
    assert "Hindra att namngivna personer i ett visst område dödar eller blir dödade" in page


def test_the_start_page_says_what_it_takes_and_what_is_known(world):
    page = text_of(client(world).get("/verksamheter/starta/trefas/"))
    for said in (
        "Människor Samordnare", "Rättsligt stöd", "Tid Ett möte var tredje vecka", "Pengar Ingen budget",
        "Ingen effektutvärdering av Trefas har hittats", "OSL 10 kap. 15 a §", "Aldrig en gräns och aldrig ett svar",
    ):  # fmt: skip
        assert said in page


def test_an_authority_that_may_not_own_reads_who_may(world):
    page = text_of(client(world, "fri.beslut").get("/verksamheter/starta/trefas/"))
    assert "Den ägs av Polisen, Socialtjänsten" in page
    assert "Starta verksamheten" not in page


def test_the_methods_purpose_is_where_one_starts(world):
    html = client(world).get("/verksamheter/starta/trefas/").content.decode()
    area = re.search(r'<textarea name="purpose".*?>(.*?)</textarea>', html, re.DOTALL)
    assert "Hindra att namngivna personer" in area[1]


def test_started_it_has_its_page_and_the_others_their_invitation(world):
    page = text_of(client(world).get(started(world)))
    for said in (
        "Trefas Norr", "Hindra dödligt våld i Norr. Inget annat.", "försök sedan", "äger verksamheten",
        "Startade. Omprövas senast", "Beslut Dnr 2026/7.", "Pia Prov, Beslutsfattare, Polisen",
    ):  # fmt: skip
        assert said in page
    assert page.count("har inte svarat") == 2
    assert "Ni är inbjudna Svara: Trefas Norr" in text_of(client(world, "fri.beslut").get(REGISTER))
    assert "Ni är inbjudna" not in text_of(client(world, "fri.handlaggare").get(REGISTER))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": ""}, "Verksamhetens namn: Fyll i det här."),
        ({"name": "Trefas Prov"}, "Verksamhetens namn: En verksamhet heter eller har hetat så."),
        ({"purpose": "Om 19990101-2386"}, "Ändamål: Här står något som ser ut som ett personnummer."),
        ({"party_social": ""}, "Socialtjänsten: Välj en myndighet: metoden kan inte starta utan den."),
        ({"started_on": "igår"}, "Börjar: Skriv datumet så här: 2026-11-22."),
        ({"review_on": "2099-01-01"}, "Omprövas senast: Dagen får senast vara"),
        ({"decision": " "}, "Beslutets nummer: Fyll i det här."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(world, more, said):
    from samverkan.secrecy.models import Programme

    before = Programme.objects.count()
    answer = client(world).post("/verksamheter/starta/trefas/", facts(**more))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert 'value="Norr"' in answer.content.decode()
    assert Programme.objects.count() == before


def test_spread_from_another_both_pages_say_so(world):
    form = client(world).get(f"/verksamheter/starta/trefas/?fran={TREFAS}")
    assert "Sprids från Trefas Prov" in text_of(form)
    answer = client(world).post(f"/verksamheter/starta/trefas/?fran={TREFAS}", facts())
    assert "Spridd från Trefas Prov" in text_of(client(world).get(answer["Location"]))
    assert "Spreds till Norr: Trefas Norr" in text_of(client(world).get(PAGE))


@pytest.mark.parametrize("fran", ["nonsens", "00000000-0000-0000-0000-00000000dead"])
def test_an_origin_that_is_none_is_let_be(world, fran):
    assert client(world).get(f"/verksamheter/starta/trefas/?fran={fran}").status_code == 200


def test_each_authority_answers_for_itself(world):
    address = started(world)
    yes = {"answer": "joined", "joined-decision": "Dnr F 1"}
    assert client(world, "fri.beslut").post(f"{address}svara/", yes).status_code == 302
    no = {"answer": "declined", "declined-decision": "Dnr S 1", "declined-reasons": "Vi har inte folk."}
    assert client(world, "soc.beslut").post(f"{address}svara/", no).status_code == 302
    page = text_of(client(world).get(address))
    assert "Frivården deltar sedan" in page
    assert "Socialtjänsten tackade nej" in page
    assert "Vi har inte folk." in page


def test_a_no_without_reasons_is_sent_back(world):
    address = started(world)
    answer = client(world, "soc.beslut").post(
        f"{address}svara/", {"answer": "declined", "declined-decision": "Dnr S 1"}
    )
    assert answer.status_code == 422
    assert "Varför ni inte deltar: Fyll i det här." in text_of(answer)


def test_an_answer_that_is_none_changes_nothing(world):
    address = started(world)
    answer = client(world, "soc.beslut").post(f"{address}svara/", {"answer": "kanske"})
    assert answer.status_code == 200
    assert "Socialtjänsten inbjuden" in text_of(client(world).get(address))


def test_whoever_has_answered_is_led_back(world):
    answer = client(world, "soc.beslut").get(f"{PAGE}svara/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)


DECISIONS = {
    "renamed": ({"name": "Trefas Söder"}, "Bytte namn från Trefas Prov till Trefas Söder"),
    "reviewed": ({"review_on": "+365", "reasons": "Fortsätter."}, "Omprövades. Nästa omprövning senast"),
    "purpose": (
        {"purpose": "Ett smalare ändamål.", "reasons": "Smalare."},
        "Nytt ändamål: ”Ett smalare ändamål.”",
    ),
    "ended": (
        {"why": "replaced", "cases": "close", "other": "", "reasons": "Slås ihop."},
        "Avslutas: ersätts av en annan metod. Ärenden: avslutas med orsak, av varje myndighet för sig",
    ),
}


@pytest.mark.parametrize("step", DECISIONS)
def test_a_decision_stands_in_the_history(world, step):
    from samverkan.secrecy import clock

    given, said = DECISIONS[step]
    later = (clock.today() + 365 * DAY).isoformat()
    sent = {key: later if value == "+365" else value for key, value in given.items()}
    answer = client(world).post(
        f"{PAGE}beslut/{step}/", {**sent, "on": clock.today().isoformat(), "decision": f"Dnr {step}"}
    )
    assert answer.status_code == 302, text_of(answer)
    page = text_of(client(world).get(PAGE))
    assert said in page
    assert f"Beslut Dnr {step}." in page


@pytest.mark.parametrize("step", [*DECISIONS, "kept", "permanent", "version", "invited"])
def test_only_the_owner_is_offered_and_opens_them(world, step):
    other = client(world, "soc.beslut")
    assert f"beslut/{step}/" not in other.get(PAGE).content.decode()
    assert other.get(f"{PAGE}beslut/{step}/").status_code == 403


@pytest.mark.parametrize("step", ["kept", "permanent", "version"])
def test_a_decision_that_has_no_meaning_today_leads_back(world, step):
    answer = client(world).get(f"{PAGE}beslut/{step}/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)


@pytest.mark.parametrize("path", [f"{PAGE}beslut/skrota/", "/verksamheter/00000000-0000-0000-0000-00000000dead/",
                                  "/verksamheter/starta/gissning/", "/verksamheter/metoder/trefas/99/",
                                  "/verksamheter/metoder/gissning/1/"])  # fmt: skip
def test_what_is_not_there_is_a_404(world, path):
    assert client(world).get(path).status_code == 404


def test_an_end_is_announced_on_every_page_and_taken_back(world):
    from samverkan.secrecy import clock

    day = (clock.today() + 30 * DAY).isoformat()
    sent = {
        "on": day,
        "why": "money",
        "cases": "close",
        "other": "",
        "reasons": "Budgeten.",
        "decision": "Dnr 1",
    }
    client(world).post(f"{PAGE}beslut/ended/", sent)
    assert f"avslutas {day}" in text_of(client(world, "soc.handlaggare").get(PAGE))
    client(world).post(f"{PAGE}beslut/kept/", {"reasons": "Nya fullmäktige.", "decision": "Dnr 2"})
    page = text_of(client(world).get(PAGE))
    assert f"Fortsätter: avslutet den {day} togs tillbaka" in page
    assert "permanent sedan" in page


def test_what_has_ended_stands_apart_and_decides_nothing_more(world):
    from samverkan.secrecy import clock

    sent = {"on": clock.today().isoformat(), "why": "reached", "cases": "close", "other": "", "reasons": "Klart.",
            "decision": "Dnr 1"}  # fmt: skip
    client(world).post(f"{PAGE}beslut/ended/", sent)
    html = client(world).get(PAGE).content.decode()
    assert "/beslut/" not in html
    assert "Avslutade" in text_of(client(world).get(REGISTER))


def test_moving_the_cases_asks_to_which_programme(world):
    from samverkan.secrecy import clock

    sent = {"on": clock.today().isoformat(), "why": "reached", "cases": "move", "other": "", "reasons": "Klart.",
            "decision": "Dnr 1"}  # fmt: skip
    answer = client(world).post(f"{PAGE}beslut/ended/", sent)
    assert answer.status_code == 422
    assert "Flyttas till: Välj vilken verksamhet ärendena flyttas till." in text_of(answer)


def test_a_party_leaves_for_itself(world):
    from samverkan.secrecy import clock

    other = client(world, "soc.beslut")
    assert "Lämna verksamheten" in text_of(other.get(PAGE))
    sent = {"on": clock.today().isoformat(), "reasons": "", "decision": "Dnr S 2"}
    assert other.post(f"{PAGE}beslut/left/", sent).status_code == 302
    assert "Socialtjänsten lämnade" in text_of(other.get(PAGE))


def test_a_late_review_stands_in_words(world, attacker):
    attacker().execute("UPDATE secrecy_programme SET review_on = '2026-01-01' WHERE id = %s", [TREFAS])
    assert "Omprövning skulle ha gjorts 2026-01-01" in text_of(client(world).get(REGISTER))
    page = text_of(client(world, "soc.handlaggare").get(PAGE))
    assert "Omprövningen är försenad" in page
    assert "skulle ha omprövats senast 2026-01-01" in page


def test_a_method_can_be_read_whole(world):
    page = text_of(client(world, "soc.handlaggare").get("/verksamheter/metoder/trefas/1/"))
    for said in ("Var 21:e dag.", "Bekräfta förslaget: 5 arbetsdagar", "Ett ärende avslutas därför att: Lugnt; Flyttat",
                 "Socialtjänsten: 5 år räknat från", "Röd: Akut fara att döda eller bli dödad."):  # fmt: skip
        assert said in page


def test_the_pages_speak_english(world):
    visitor = client(world)
    visitor.post("/sprak/", {"language": "en", "next": "/"})
    page = text_of(visitor.get(PAGE))
    for said in ("owns the programme", "permanent since 2024-01-01", "What is known about whether it works"):
        assert said in page
    assert "Start in an area" in text_of(visitor.get("/verksamheter/starta/trefas/"))


def test_titles_name_the_programme_and_no_person(world):
    assert "<title>Trefas Prov – Samverkan</title>" in client(world).get(PAGE).content.decode()


def test_reading_about_programmes_leaves_no_line_for_it_shows_nothing_secret(world):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    visitor = client(world, "pol.samordnare")
    for path in (REGISTER, PAGE, "/verksamheter/metoder/"):
        visitor.get(path)
    with bound(world.actor("pol.samordnare")):
        assert not Trace.objects.filter(verb__startswith="programme.").exists()


def test_dates_of_the_scale_are_written_for_svg_and_not_for_swedes(world):
    html = client(world).get(REGISTER).content.decode()
    life = html[html.index('<section class="lives"') : html.index("</section>", html.index("lives"))]
    assert re.search(r' x="\d+\.\d\d%"', life)
    assert not re.search(r' x="\d+,\d', life)


def test_a_started_day_in_the_future_says_when(world):
    from samverkan.secrecy import clock

    day = clock.today() + 20 * DAY
    address = started(world, started_on=day.isoformat(), review_on=(day + 300 * DAY).isoformat())
    assert f"börjar {day}" in text_of(client(world).get(address))
