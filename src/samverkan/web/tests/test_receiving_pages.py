"""The inbox and a delivery: taken in where a human says, sent back, taken back, ended, corrected."""

from datetime import timedelta
from uuid import uuid4

import pytest
from support.forms import form_with, forms_in
from support.world import PROBATION, SOCIAL


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def case(acts):
    return acts.nominate("pol.samordnare")


@pytest.fixture
def note(acts, case):
    return acts.note("pol.samordnare", case, "Hotades utanför skolan.")


@pytest.fixture
def browse(world):
    from support.clients import signed_in_client

    return lambda username, **more: signed_in_client(world, username, **more)


def address(acts, username="soc.beslut"):
    return f"/mottaget/{acts.deliveries(username)[0].pk}/"


def text_of(response):
    return response.content.decode()


def test_an_empty_inbox_says_what_will_come_here(browse):
    text = text_of(browse("soc.beslut").get("/utlamnanden/"))
    for said in ("Inget att ta emot", "Inget väntar på ditt beslut", "Ni har inte lämnat ut något",
                 "Inga händelser ännu"):  # fmt: skip
        assert said in text


def test_the_inbox_is_hidden_from_whoever_reads_nothing(browse):
    assert browse("pol.styr").get("/utlamnanden/").status_code == 404


def test_what_came_waits_in_the_inbox_and_is_told_back(browse, acts, case, note):
    acts.disclose("pol.beslut", case, SOCIAL, note)
    client = browse("soc.beslut")
    assert "Polisen" in text_of(client.get("/utlamnanden/"))
    url = address(acts)
    answer = client.post(url, {"case": "new"})
    assert answer.status_code == 302
    page = text_of(client.get(url))
    assert "Mottaget M-" in page
    assert "Hotades utanför skolan." in page
    sent = text_of(browse("pol.beslut").get("/utlamnanden/"))
    assert "mottaget" in sent
    assert "Socialtjänsten tog emot U-" in sent


def test_a_likely_file_is_shown_with_why_and_chosen_by_nobody(browse, acts, case):
    from support.acts import PERSON

    from samverkan.casework import actions

    own = actions.open_file(by=acts.actor("soc.handlaggare"), programme=acts.programme(), identity=PERSON)
    namesake = actions.open_file(
        by=acts.actor("soc.handlaggare"), programme=acts.programme(), identity={"name": PERSON["name"]}
    )
    acts.disclose("pol.beslut", case, SOCIAL, acts.of_kind("pol.samordnare", case, "identity"))
    client, url = browse("soc.beslut"), address(acts)
    page = client.get(url)
    assert f"{own.number} Prov Provsson (samma personnummer)" in text_of(page)
    assert f"{namesake.number} Prov Provsson (samma namn)" in text_of(page)
    assert "case" not in forms_in(page)[-1][1]  # nothing is ticked
    assert client.post(url, {}).status_code == 422
    client.post(url, {"case": str(own.pk)})
    kinds = {each.row.kind for each in acts.seen("soc.beslut", own)}
    assert {"identity", "attachment_note"} <= kinds


def test_a_file_that_is_not_offered_is_not_accepted(browse, acts, case, note):
    from samverkan.casework import actions

    person = {"name": "Någon Annan"}
    other = actions.open_file(by=acts.actor("soc.handlaggare"), programme=acts.programme(), identity=person)
    acts.disclose("pol.beslut", case, SOCIAL, note)
    assert browse("soc.beslut").post(address(acts), {"case": str(other.pk)}).status_code == 422


def test_more_in_a_tied_matter_goes_to_the_same_file(browse, acts, case, note):
    acts.disclose("pol.beslut", case, SOCIAL, note)
    received = acts.receive("soc.beslut")
    acts.disclose("pol.beslut", case, SOCIAL, acts.note("pol.samordnare", case, "Nytt hot."))
    client, url = browse("soc.beslut"), address(acts)
    assert received.case.number in text_of(client.get(url))
    assert client.post(url).status_code == 302
    assert len(acts.seen("soc.beslut", received.case)) == 2


def test_a_rejection_is_read_by_the_giver_and_empties_the_copy(browse, acts, case, note):
    went = acts.disclose("pol.beslut", case, SOCIAL, note)
    client, url = browse("soc.beslut"), address(acts)
    assert client.post(f"{url}avvisa/", {"reason": ""}).status_code == 422
    assert client.post(f"{url}avvisa/", {"reason": "Inte vårt område."}).status_code == 302
    page = text_of(client.get(url))
    assert "Ni har avvisat det här" in page
    assert "Hotades utanför skolan." not in page
    giver = browse("pol.beslut")
    page = text_of(giver.get(f"/utlamnanden/{went.pk}/"))
    assert "Inte vårt område." in page
    assert "avvisat av mottagaren" in page
    assert "Återkalla" not in page  # there is nothing left to take back
    assert "avvisat av mottagaren" in text_of(giver.get("/utlamnanden/?lage=rejected"))
    assert "Inget utlämnande är i det läget" in text_of(giver.get("/utlamnanden/?lage=received"))


def test_a_withdrawn_visning_is_gone_at_once(browse, acts, case, note):
    from samverkan.secrecy import clock

    ends = clock.today() + timedelta(days=7)
    went = acts.disclose("pol.beslut", case, SOCIAL, note, form="visning", ends_on=ends)
    client, url = browse("soc.beslut"), address(acts)
    acts.receive("soc.beslut")
    assert "Hotades utanför skolan." in text_of(client.get(url))
    acts.withdraw("pol.beslut", went)
    page = text_of(client.get(url))
    assert "Hotades utanför skolan." not in page
    assert "Avsändaren har återkallat det här" in page
    assert "Fel i prov." in page


def test_what_is_withdrawn_before_it_is_taken_in_cannot_be(browse, acts, case, note):
    went = acts.disclose("pol.beslut", case, SOCIAL, note)
    client, url = browse("soc.beslut"), address(acts)
    client.get(url)
    acts.withdraw("pol.beslut", went)
    late = client.post(url, {"case": "new"})
    assert late.status_code == 409
    assert "Det hann ändras" in text_of(late)
    assert "Hotades utanför skolan." not in text_of(client.get(url))


def test_a_visning_past_its_end_shows_nothing(browse, acts, case, note):
    from samverkan.secrecy import clock

    ends = clock.today() + timedelta(days=2)
    went = acts.disclose("pol.beslut", case, SOCIAL, note, form="visning", ends_on=ends)
    url = address(acts)
    acts.receive("soc.beslut")
    with clock.frozen(clock.now() + timedelta(days=3)):
        page = text_of(browse("soc.beslut").get(url))
        assert "Visningen har upphört" in page
        assert "Hotades utanför skolan." not in page
        assert "upphört" in text_of(browse("pol.beslut").get(f"/utlamnanden/{went.pk}/"))
        assert went.number in text_of(browse("pol.beslut").get("/utlamnanden/?lage=expired"))


def test_a_colleague_who_was_first_is_not_overwritten(browse, acts, case, note):
    acts.disclose("pol.beslut", case, PROBATION, note)
    url = address(acts, "fri.beslut")
    slow = browse("fri.handlaggare")
    assert slow.get(url).status_code == 200
    browse("fri.beslut").post(url, {"case": "new"})
    late = slow.post(f"{url}avvisa/", {"reason": "Fel."})
    assert late.status_code in (404, 409)  # the file it now lies in is the decider's
    assert acts.events("pol.beslut") == ["received"]


def test_a_correction_is_taken_in_by_a_human(browse, acts, case, note, world):
    from samverkan.casework import actions
    from samverkan.secrecy import afterwards

    went = acts.disclose("pol.beslut", case, SOCIAL, note)
    client, url = browse("soc.beslut"), address(acts)
    received = acts.receive("soc.beslut")
    fields = {"event_date": "2026-11-01", "text": "Hotades vid tunnelbanan."}
    newer = actions.supersede(by=world.actor("pol.samordnare"), entry=note, fields=fields)
    afterwards.correct(by=world.actor("pol.beslut"), disclosure=went, corrected=newer)
    page = client.get(url)
    assert "Rättelse att föra in" in text_of(page)
    event = form_with(page, "event")["event"]
    copy = received.copies[note.pk]
    assert client.post(f"{url}rattelse/", {"event": event, "entry": str(copy.pk)}).status_code == 302
    after = text_of(client.get(url))
    assert "Rättelse att föra in" not in after
    assert "Hotades vid tunnelbanan." in after
    assert client.post(f"{url}rattelse/", {"event": event, "entry": str(copy.pk)}).status_code == 302
    assert len(acts.seen("soc.beslut", received.case)) == 2  # both versions are kept, none twice


def test_protected_identity_in_a_delivery_is_masked_until_a_step_up(browse, acts, world):
    from support.acts import decision

    from samverkan.casework import actions
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.disclosing import Item, on_the_spot, second
    from samverkan.secrecy.door import digest_of, payload_of
    from samverkan.secrecy.models import Entry

    soon = clock.now() + timedelta(minutes=5)
    person = {"name": "Hemlig Provsson", "person_number": "199901012386", "protection": "marked"}
    case = actions.nominate(by=world.actor("pol.samordnare"), programme=acts.programme(), identity=person,
                            protected=True, nomination={"grounds": "Hot."})  # fmt: skip
    by, other = (world.actor(name).stepped_up(soon) for name in ("pol.beslut", "pol.beslut2"))
    with bound(by):
        identity = Entry.of(by.agency).get(kind="identity_protected")
    items = [Item(identity.pk, ("name",))]
    went = on_the_spot(by=by, case=case, receiver=SOCIAL, items=items, decision=decision(), four_eyes=True)
    with bound(other):
        shown = digest_of(payload_of(went))
    second(by=other, disclosure=went, shown=shown)
    url = address(acts)
    masked = text_of(browse("soc.beslut").get(url))
    assert "Hemlig Provsson" not in masked
    assert "visas först när du har bekräftat vem du är" in masked
    assert "Hemlig Provsson" in text_of(browse("soc.beslut", stepped_up=True).get(url))
    # A caseworker's role never reads the kind, step-up or not.
    assert "Hemlig Provsson" not in text_of(browse("soc.handlaggare", stepped_up=True).get(url))


def test_hidden_and_absent_deliveries_are_one_404(browse, acts, case, note):
    acts.disclose("pol.beslut", case, SOCIAL, note)
    url, other = address(acts), browse("fri.beslut")
    absent = other.get(f"/mottaget/{uuid4()}/")
    for tail in ("", "avvisa/", "rattelse/"):
        hidden = other.get(f"{url}{tail}")
        assert (hidden.status_code, hidden.content) == (404, absent.content)


@pytest.mark.parametrize("query", ["?lage=okant", "?sida=0", "?sida=x"])
def test_an_address_that_means_nothing_is_a_404(browse, query):
    assert browse("pol.beslut").get(f"/utlamnanden/{query}").status_code == 404
