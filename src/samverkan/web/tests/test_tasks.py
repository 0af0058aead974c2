"""Tasks' pages: given, handed over, taken on or declined, done and reported back, late in words."""

from datetime import UTC, datetime, timedelta

import pytest


@pytest.fixture
def table(world):
    from support.meetings import laid

    return laid(world, opened=False)


@pytest.fixture
def client(world):
    from support.clients import signed_in_client

    return lambda username: signed_in_client(world, username)


@pytest.fixture
def given(table):
    """A task from the police, disclosed to and received by the social services: both rows."""
    from support.world import SOCIAL

    mine = table.acts.give_task("pol.samordnare", table.police, "social", "Ring skolan")
    table.acts.disclose("pol.samordnare", table.police, SOCIAL, mine.entry)
    table.acts.receive("soc.beslut")
    return mine, _row(table.acts.actor("soc.handlaggare"))


def _row(actor):
    from samverkan.casework.models import Task
    from samverkan.secrecy.binding import bound

    with bound(actor):
        return Task.of(actor.agency).get()


def test_a_task_for_another_authority_leads_on_to_its_disclosure(world, table, client):
    path = f"/arenden/{table.police.pk}/uppdrag/nytt/"
    assert client("pol.samordnare").get(path).status_code == 200
    form = {"title": "Ring skolan", "responsible": "social", "due": "2027-01-12"}
    answer = client("pol.samordnare").post(path, form)
    row = _row(world.actor("pol.samordnare"))
    assert answer["Location"].startswith(
        f"/arenden/{table.police.pk}/lamna-ut/?entry={row.entry_id}&receiver="
    )
    page = client("pol.samordnare").get(f"/uppdrag/{row.pk}/").content.decode()
    assert "Lämna ut uppdraget" in page
    own = client("pol.samordnare").post(path, {**form, "responsible": "police"})
    assert own["Location"] == f"/arenden/{table.police.pk}/"


def test_errors_are_said_on_the_field(table, client):
    path = f"/arenden/{table.police.pk}/uppdrag/nytt/"
    answer = client("pol.samordnare").post(path, {"title": "", "responsible": "social", "due": "snart"})
    assert answer.status_code == 422
    assert "Fyll i det här." in answer.content.decode()
    bad = client("pol.samordnare").post(path, {"title": "Ring", "responsible": "social", "due": "snart"})
    assert "Skriv datumet så här" in bad.content.decode()


def test_taken_on_done_and_offered_back(world, table, client, given):
    mine, theirs = given
    soc = client("soc.handlaggare")
    offered = soc.get(f"/uppdrag/{theirs.pk}/").content.decode()
    assert "Ta på oss uppdraget" in offered
    assert "Gett av" in offered
    soc.post(f"/uppdrag/{theirs.pk}/ta-pa-sig/")
    assert _row(world.actor("soc.handlaggare")).state == "open"
    assert "Avsluta uppdraget" in soc.get(f"/uppdrag/{theirs.pk}/").content.decode()
    report = {"outcome": "done", "done_on": "2026-11-23", "text": "Skolan ringer upp."}
    soc.post(f"/uppdrag/{theirs.pk}/avsluta/", report)
    done = soc.get(f"/uppdrag/{theirs.pk}/").content.decode()
    assert "Skolan ringer upp." in done
    assert "Lämna ut utfallet till Polisen" in done
    back = client("pol.samordnare").get(f"/uppdrag/{mine.pk}/").content.decode()
    assert "uppdraget är klart" in back
    assert "Skolan ringer upp." not in back, "the outcome crosses only by a disclosure"


def test_declined_with_a_reason_that_the_giver_reads(world, table, client, given):
    mine, theirs = given
    soc = client("soc.handlaggare")
    silent = soc.post(f"/uppdrag/{theirs.pk}/avboj/", {"reason": " "})
    assert silent.status_code == 422
    assert "Skriv varför ni avböjer" in silent.content.decode()
    soc.post(f"/uppdrag/{theirs.pk}/avboj/", {"reason": "Familjen har flyttat."})
    assert _row(world.actor("soc.handlaggare")).state == "declined"
    back = client("pol.samordnare").get(f"/uppdrag/{mine.pk}/").content.decode()
    assert "uppdraget är avböjt" in back
    assert "Familjen har flyttat." in back


def test_a_report_without_outcome_is_refused(client, given):
    soc, theirs = client("soc.handlaggare"), given[1]
    soc.post(f"/uppdrag/{theirs.pk}/ta-pa-sig/")
    answer = soc.post(f"/uppdrag/{theirs.pk}/avsluta/", {"done_on": "2026-11-23"})
    assert answer.status_code == 422
    assert soc.post(f"/uppdrag/{theirs.pk}/ta-pa-sig/").status_code == 409, "it was taken on already"


def test_another_authoritys_task_is_absent_and_not_to_be_settled(table, client, given):
    mine, theirs = given
    for username, key in (
        ("pol.samordnare", theirs.pk),
        ("soc.handlaggare", mine.pk),
        ("fri.beslut", mine.pk),
    ):
        assert client(username).get(f"/uppdrag/{key}/").status_code == 404
    done = {"outcome": "done", "done_on": "2026-11-23"}
    assert client("pol.samordnare").post(f"/uppdrag/{mine.pk}/avsluta/", done).status_code == 403
    absent = client("fri.beslut").get("/uppdrag/00000000-0000-0000-0000-00000000dead/").content
    assert client("fri.beslut").get(f"/uppdrag/{mine.pk}/").content == absent


def test_overdue_is_said_in_words_until_the_end_is_reported_back(world, table, given):
    from samverkan.casework import actions
    from samverkan.casework.reads.meetings import agenda
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import bound
    from samverkan.web.views.tasks import overdue_words

    acts, (mine, theirs) = table.acts, given
    later = datetime.combine(mine.due + timedelta(days=22), datetime.min.time(), UTC).replace(hour=12)

    def overdue():
        by = acts.actor("pol.samordnare")
        with clock.frozen(later), bound(by):
            return [item.overdue for item in agenda(by, acts.programme())]

    assert overdue() == [mine.due]
    with clock.frozen(later):
        assert overdue_words(mine) == f"Försenat sedan {mine.due} (22 dagar)"
    soc = acts.actor("soc.handlaggare")
    actions.decline_task(by=soc, task=theirs, reason="Flyttat.")
    assert overdue() == [None]
