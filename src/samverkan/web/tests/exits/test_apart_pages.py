"""The keep-apart list, and the question between two municipalities, from page to page to one bit."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from support.clients import signed_in_client, text_of
from support.posts import COUNSELLOR, DECIDER, OTHER, PLACE
from support.world import AGREEMENT, EXITS_NEXT, NEIGHBOUR

from samverkan.casework.working_days import working_days_after


def client(exits, username, *, fresh=True):
    return signed_in_client(exits.world, username, stepped_up=fresh)


def now():
    from samverkan.secrecy import clock

    return clock.now()


def clock_at(moment):
    from samverkan.secrecy import clock

    return clock.frozen(moment)


@pytest.fixture
def theirs(exits):
    """The neighbour's leaver, of group X, in the town that ours is to move to."""
    case = exits.leaver("gra.samordnare", EXITS_NEXT, "Trast")
    exits.assign(case, "gra.handlaggare", by="gra.beslut")
    exits.locked(case, "gra.handlaggare", by="gra.beslut", place={**PLACE, "address": "Grannvägen 9"})
    exits.apart(case, side="own", by="gra.handlaggare", name="Grupp X")
    exits.key_holder_opens(case, "gra.handlaggare")
    return case


def test_a_line_is_written_and_says_when_it_can_be_compared(exits, lock):
    there = f"/arenden/{lock.case_id}/isar/"
    visitor = client(exits, COUNSELLOR)
    assert "Listan är tom" in text_of(visitor.get(there))
    wrong = visitor.post(f"{there}ny/", {"sort": "avoid person", "name": "Rivalen", "number": "12"})
    assert wrong.status_code == 422
    assert "tio eller tolv siffror" in text_of(wrong)
    visitor.post(f"{there}ny/", {"sort": "avoid person", "name": "Rivalen"})
    visitor.post(f"{there}ny/", {"sort": "avoid group", "name": "Grupp X", "why": "Hot."})
    text = text_of(visitor.get(there))
    assert "kan inte jämföras: personnummer saknas" in text
    assert "väntar på att låset öppnas" in text
    visitor.post(f"/arenden/{lock.case_id}/plats/oppna/")
    assert "tar del i jämförelser" in text_of(visitor.get(there))


def test_a_line_ends_on_the_page(exits, lock):
    exits.apart(lock.case, name="Grupp X")
    there = f"/arenden/{lock.case_id}/isar/"
    visitor = client(exits, COUNSELLOR)
    term = re.search(r"/isar/([0-9a-f-]+)/avsluta/", visitor.get(there).content.decode())[1]
    assert client(exits, "gra.handlaggare").post(f"/isar/{term}/avsluta/").status_code == 404
    assert visitor.post(f"/isar/{term}/avsluta/").status_code == 302
    assert "Grupp X" not in text_of(visitor.get(there))


def test_whoever_has_no_key_cannot_ask(exits, lock):
    exits.apart(lock.case, name="Grupp X")
    there = f"/arenden/{lock.case_id}"
    assert "Ställ en fråga" not in text_of(client(exits, OTHER).get(f"{there}/isar/"))
    assert client(exits, OTHER).get(f"{there}/placering/").status_code == 403


def test_the_whole_way_from_a_button_in_one_town_to_one_bit_from_the_other(exits, lock, theirs):
    exits.apart(lock.case, name="Grupp X")
    exits.key_holder_opens(lock.case, COUNSELLOR)
    asker = client(exits, COUNSELLOR)
    form = asker.get(f"/arenden/{lock.case_id}/placering/").content.decode()
    month = re.search(r'<option value="(\d{4}-\d\d)"', form)[1]
    sent = asker.post(
        f"/arenden/{lock.case_id}/placering/", {"whom": f"{AGREEMENT}.{NEIGHBOUR}", "month": month}
    )
    assert sent.status_code == 302, text_of(sent)
    file = _cross(exits, sent.url, DECIDER, "gra.handlaggare")
    there = f"/arenden/{file.pk}/fraga/"
    answerer = client(exits, "gra.handlaggare")
    before = text_of(answerer.get(there))
    assert month in before
    assert "Avhopp Prov" in before
    assert "Ert svar" not in before, "first it is compared"
    assert answerer.post(there, {"obstacle": "none_known", "why": "Nej."}).status_code == 404
    assert answerer.post(f"{there}jamfor/").status_code == 302
    after = text_of(answerer.get(there))
    assert "Något är gemensamt" in after
    assert f"Ärende {theirs.number} : en grupp" in after
    assert "Lärka" not in after
    assert PLACE["address"] not in after
    wrong = answerer.post(there, {"obstacle": "", "why": ""})
    assert wrong.status_code == 422
    assert "Välj ja eller nej." in text_of(wrong)
    answered = answerer.post(there, {"obstacle": "obstacle", "why": "Vår är där, av hemliga skäl."})
    assert answered.status_code == 302, text_of(answered)
    _cross(exits, answered.url, "gra.beslut", COUNSELLOR)
    got = text_of(asker.get(f"/arenden/{lock.case_id}/isar/"))
    assert "Ja, det finns hinder" in got
    for secret in ("hemliga skäl", "Trast", "Grannvägen", theirs.number + " :"):
        assert secret not in got


def test_the_answering_side_has_a_clock_until_it_has_answered(exits, lock, theirs):
    exits.apart(lock.case, name="Grupp X")
    exits.key_holder_opens(lock.case, COUNSELLOR)
    asked = now()
    file = exits.crossed(exits.ask(lock), DECIDER, "gra.handlaggare")
    there = f"/arenden/{file.pk}/fraga/"
    first = text_of(client(exits, "gra.handlaggare").get(there))
    assert "Svara senast" in first
    assert "2 arbetsdagar kvar" in first
    with clock_at(asked + timedelta(days=7)):
        answerer = client(exits, "gra.handlaggare")
        page = answerer.get(there)
        assert f"{localdate(asked)} för 7 dagar sedan" in text_of(page)
        assert "för sent" in text_of(page)
        assert 'data-kind="late"' in page.content.decode()
        desk = text_of(answerer.get("/"))
        assert "Svara på placeringsfrågan" in desk
        assert "Frågad för 7 dagar sedan" in desk
        assert "Svara på placeringsfrågan" not in text_of(client(exits, COUNSELLOR).get("/")), "they asked it"
        answerer.post(f"{there}jamfor/")
        assert answerer.post(there, {"obstacle": "none_known", "why": "Ingen känd."}).status_code == 302
        assert "för sent" not in text_of(answerer.get(there))
        assert "Svara på placeringsfrågan" not in text_of(answerer.get("/"))


def test_the_asking_side_sees_by_when_and_when_the_answer_came(exits, lock, theirs):
    exits.apart(lock.case, name="Grupp X")
    exits.key_holder_opens(lock.case, COUNSELLOR)
    asked, there = now(), f"/arenden/{lock.case_id}/isar/"
    due = working_days_after(localdate(asked), 2)
    question = exits.ask(lock)
    assert "enligt avtalet" not in text_of(client(exits, COUNSELLOR).get(there)), "it has not gone"
    file = exits.crossed(question, DECIDER, "gra.handlaggare")
    waiting = text_of(client(exits, COUNSELLOR).get(there))
    assert f"Svar senast enligt avtalet {due}" in waiting
    assert "Försenad" not in waiting
    with clock_at(asked + timedelta(days=7)):
        assert "Försenad" in text_of(client(exits, COUNSELLOR).get(there))
        answerer = client(exits, "gra.handlaggare")
        answerer.post(f"/arenden/{file.pk}/fraga/jamfor/")
        answerer.post(f"/arenden/{file.pk}/fraga/", {"obstacle": "none_known", "why": "Ingen känd."})
        exits.crossed(_newest(exits, "gra.beslut"), "gra.beslut", COUNSELLOR)
        come = text_of(client(exits, COUNSELLOR).get(there))
    assert f"Svaret kom {localdate(asked + timedelta(days=7))} , senast enligt avtalet {due}" in come
    assert "Försenad" in come


def _newest(exits, decider):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Disclosure

    by = exits.actor(decider)
    with bound(by):
        return Disclosure.of(by.agency).latest("proposed_at")


def test_ones_own_cases_are_asked_and_the_limit_is_said(exits, lock):
    exits.apart(lock.case, name="Grupp X")
    asker = client(exits, COUNSELLOR)
    there = f"/arenden/{lock.case_id}/placering/"
    month = re.search(r'<option value="(\d{4}-\d\d)"', asker.get(there).content.decode())[1]
    for _each in range(3):
        assert asker.post(there, {"whom": "own", "month": month}).status_code == 302
    fourth = asker.post(there, {"whom": "own", "month": month})
    assert fourth.status_code == 422
    assert "Högst 3 frågor om samma ärende på 30 dagar." in text_of(fourth)
    assert "Våra egna ärenden" in text_of(asker.get(f"/arenden/{lock.case_id}/isar/"))


def _cross(exits, there, decider, receiver):
    """What the page led to, decided and received: the receiver's file."""
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Disclosure

    key = re.search(r"/utlamnanden/([0-9a-f-]+)/", there)[1]
    with bound(exits.actor(decider)):
        proposed = Disclosure.objects.get(pk=key)
    return exits.crossed(proposed, decider, receiver)
