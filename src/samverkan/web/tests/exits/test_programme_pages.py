"""The funnel, the follow-up with everybody in its denominator, the costs and the registers."""

from datetime import UTC, datetime

import pytest
from support.clients import signed_in_client, text_of
from support.posts import COORDINATOR, COUNSELLOR, DECIDER, SECOND
from support.world import EXITS, GRANTS, PROVIDERS

CONTROLLER = "avh.ekonom"


def _get(exits, username, there):
    return signed_in_client(exits.world, username).get(there)


def _add(exits, case, kind, by=COORDINATOR, **fields):
    from samverkan.casework import actions

    return actions.add(by=exits.actor(by), case=case, kind=kind, fields=fields)


def _granted(exits, alias, decided_on, **ended):
    case = exits.leaver(alias=alias)
    _add(exits, case, "support_decision", decided_on=decided_on, decision="granted", text="Boende.")
    if ended:
        _add(exits, case, "support_end", event_date=decided_on, text="Slut.", **ended)
    return case


@pytest.fixture
def now():
    from samverkan.secrecy import clock

    with clock.frozen(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        yield


def test_the_funnel_counts_how_many_came_how_far(exits, now):
    from samverkan.casework import actions

    first, second, third = (exits.leaver(alias=alias) for alias in ("Lärka", "Trast", "Svala"))
    exits.identity(first)
    for case in (first, second):
        actions.move(by=exits.actor(COORDINATOR), case=case, move="assess")
    actions.move(by=exits.actor(DECIDER), case=first, move="take_in", reason="Livsfara.")
    actions.move(by=exits.actor(SECOND), case=third, move="refer", reason="SIG.", leaving="to_sig")
    text = text_of(_get(exits, COORDINATOR, f"/avhopp/{EXITS}/"))
    assert "3 kontakter kom under perioden. I 2 av dem har ingen skrivit vem personen är." in text
    table = text.partition("Så många kom så långt")[2]
    assert "Första kontakten 3 0 Fördjupad bedömning 2 1 Akut 1 1 Flytt 0 0" in table
    assert "Till en social insatsgrupp 1" in table


def test_the_funnel_is_for_whoever_sees_all_files_of_the_owner(exits):
    for username in (COUNSELLOR, CONTROLLER, "pol.avhopp.beslut", "gra.beslut", "soc.avhopp"):
        page = _get(exits, username, f"/avhopp/{EXITS}/")
        seen = "Från kontakt till uppföljning" in page.content.decode()
        assert not seen, username
        assert page.status_code == (200 if username == CONTROLLER else 404), username


def test_whoever_dropped_out_stays_in_the_denominator(exits, now):
    _granted(exits, "Lärka", "2026-01-10", way="dropped_out")
    followed = _granted(exits, "Trast", "2026-02-10")
    _granted(exits, "Svala", "2026-03-10", way="died")
    _granted(exits, "Gök", "2026-10-01")  # its day has not come
    refused = exits.leaver(alias="Ejder")
    _add(exits, refused, "support_decision", decided_on="2026-01-01", decision="refused", text="Nej.")
    said = {"reached": "met", "outside": "yes", "housing": "yes", "occupation": "no"}
    _add(exits, followed, "follow_up_6", event_date="2026-08-12", **said)
    text = text_of(_get(exits, DECIDER, f"/avhopp/{EXITS}/"))
    six = text.partition("Uppföljning efter 6 månader")[2].partition("Uppföljning efter 12 månader")[0]
    assert "Skulle följas upp 3 Följdes upp 1 Nåddes 1" in six
    assert "Avbröt själva, med i nämnaren 1 (0 följdes upp)" in six
    assert "Avlidna, med i nämnaren 1" in six
    assert "Utanför det kriminella nätverket, enligt personen 1 0 0 2" in six, "two are missing, not left out"
    assert "Ingens dag har kommit än." in text.partition("Uppföljning efter 12 månader")[2]


def test_costs_by_case_number_and_payer_never_whom(exits, now):
    first, second = exits.leaver(alias="Lärka"), exits.leaver(alias="Trast")
    for case, amount, payer in (
        (first, 90000, "exit"),
        (first, 30000, "police_grant"),
        (second, 60000, "social"),
    ):
        _add(
            exits,
            case,
            "cost",
            CONTROLLER,
            event_date="2026-10-01",
            sort="housing",
            amount=amount,
            payer=payer,
        )
    page = _get(exits, CONTROLLER, f"/avhopp/{EXITS}/kostnader/")
    text = text_of(page)
    assert "Kostnader som är skrivna 180 000 kr" in text
    assert "varav ur statsbidrag och polisens bidrag 30 000 kr" in text
    assert "I snitt per ärende, 2 ärenden med kostnad 90 000 kr" in text
    assert text.index(first.number) < text.index(second.number)
    assert "Lärka" not in text
    assert _get(exits, COUNSELLOR, f"/avhopp/{EXITS}/kostnader/").status_code == 404


def _opened(exits, username, programme, name):
    from samverkan.casework import actions
    from samverkan.secrecy.models import Programme

    return actions.nominate(
        by=exits.actor(username), programme=Programme.objects.get(pk=programme), identity={"name": name}
    )


def test_the_register_of_providers_says_what_holds_and_what_is_open(exits, now):
    case = _opened(exits, COORDINATOR, PROVIDERS, "Boendet Björken (påhittat)")
    _add(exits, case, "contract", event_date="2025-01-01", number="D 1", until_day="2026-06-30", permit="missing",
         text="Allt.")  # fmt: skip
    for day, amount in (("2025-01-01", 4100), ("2026-01-01", 4300)):
        _add(exits, case, "price", event_date=day, amount=amount, text="Dygn.")
    _add(exits, case, "inspection", event_date="2026-05-02", way="unannounced", result="remarks", text="Lås.")
    _add(exits, case, "deviation", event_date="2026-05-03", text="Lås trasigt.")
    _add(exits, case, "deviation", event_date="2026-05-01", text="Larm.", settled_on="2026-05-09")
    text = text_of(_get(exits, COORDINATOR, f"/avhopp/register/{PROVIDERS}/"))
    assert "Boendet Björken (påhittat)" in text
    assert "2026-06-30 har gått ut Saknas 4 300 kr 2026-05-02, Anmärkningar 1 att åtgärda" in text


def test_the_register_of_grants_says_claimed_reported_and_late(exits, now):
    case = _opened(exits, CONTROLLER, GRANTS, "Polisens bidrag 2025")
    _add(exits, case, "application", CONTROLLER, event_date="2025-02-01", amount=900000, text="Boende.")
    _add(
        exits,
        case,
        "grant_decision",
        CONTROLLER,
        event_date="2025-04-01",
        amount=700000,
        report_by="2026-03-01",
    )
    _add(exits, case, "claim", CONTROLLER, event_date="2025-10-01", amount=500000)
    there = f"/avhopp/register/{GRANTS}/"
    late = text_of(_get(exits, CONTROLLER, there))
    assert "900 000 kr 700 000 kr 500 000 kr 2026-03-01 för sent –" in late
    _add(
        exits,
        case,
        "report",
        CONTROLLER,
        event_date="2026-04-02",
        amount=500000,
        repaid=200000,
        text="Två fick boende.",
    )
    text = text_of(_get(exits, CONTROLLER, there))
    assert "redovisat 2026-04-02 200 000 kr" in text


@pytest.mark.parametrize("username", [COUNSELLOR, "pol.avhopp", "gra.samordnare", "avh.logg"])
def test_the_registers_are_for_those_with_a_seat_in_them(exits, username):
    assert _get(exits, username, f"/avhopp/register/{PROVIDERS}/").status_code == 404
    assert _get(exits, username, "/avhopp/").status_code == (302 if username == "gra.samordnare" else 404)


def test_the_way_there_stands_in_the_menu_of_those_who_have_one(exits):
    for username, has in (
        (COORDINATOR, True),
        (CONTROLLER, True),
        (COUNSELLOR, False),
        ("pol.avhopp.beslut", False),
    ):
        found = '<a href="/avhopp/"' in _get(exits, username, "/").content.decode()
        assert found is has, username


def test_an_anonymous_contact_is_written_with_an_alias_and_nothing_else(exits):
    client = signed_in_client(exits.world, COORDINATOR)
    there = f"/listan/{EXITS}/foresla/"
    form = client.get(there).content.decode()
    assert "Alias" in form
    assert "Behövs inte för att få hjälp." in form
    assert "person_number" not in form
    fields = {
        "name": "Koltrast",
        "event_date": "2026-11-02",
        "how": "phone",
        "wants": "Vill ut, vågar inte säga namn.",
    }
    sent = client.post(there, fields)
    assert sent.status_code == 302, text_of(sent)
    assert "Koltrast" in text_of(client.get("/listan/", follow=True))
