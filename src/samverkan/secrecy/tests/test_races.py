"""Attacks 14, 23, 24: what two do at once, and what is taken back between the check and the copy."""

import threading
import time

import pytest
from support.world import SOCIAL

from samverkan.secrecy import ids


@pytest.fixture
def desk(shared_desk):
    """Each test has files of its own, so that all can share one database."""
    return shared_desk


@pytest.fixture
def case(desk):
    return desk.case("pol.samordnare")


@pytest.fixture
def note(desk, case):
    return desk.write("pol.samordnare", case)


@pytest.fixture
def proposed(desk, case, note):
    return desk.propose("pol.samordnare", case, SOCIAL, [note])


def kinds(results) -> list[str]:
    return sorted(type(each).__name__ for each in results)


def test_of_two_deciders_one_wins_and_the_other_is_told(desk, proposed) -> None:
    from samverkan.secrecy.tests.desk import at_once

    results = at_once(*(lambda who=who: desk.decide(who, proposed) for who in ("pol.beslut", "pol.beslut2")))
    assert kinds(results) == ["Conflict", "Disclosure"]
    lost = next(each for each in results if type(each).__name__ == "Conflict")
    assert lost.theirs == proposed.pk


def test_a_decision_and_a_refusal_do_not_both_stand(desk, proposed) -> None:
    from samverkan.secrecy import disclosing
    from samverkan.secrecy.tests.desk import at_once

    second = desk.actor("pol.beslut2")
    results = at_once(
        lambda: desk.decide("pol.beslut", proposed),
        lambda: disclosing.refuse(by=second, disclosure=proposed, reasons="Nej."),
    )
    assert kinds(results) == ["Conflict", "Disclosure"]
    crossed = desk.delivery("soc.beslut", proposed) is not None
    assert crossed == (desk.row("pol.beslut", proposed).state == "decided")


def test_a_double_click_is_one_disclosure(desk, case, note) -> None:
    from samverkan.secrecy import disclosing
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Delivery, Disclosure
    from samverkan.secrecy.tests.desk import at_once, decision

    by, request = desk.actor("pol.samordnare"), ids.new()
    said = {
        "case": case,
        "receiver": SOCIAL,
        "items": [disclosing.Item(note.pk, ("text",))],
        "request": request,
    }
    results = at_once(*[lambda: disclosing.on_the_spot(by=by, decision=decision(), **said)] * 3)
    with bound(by):
        (only,) = Disclosure.of(by.agency).filter(request=request)
    assert only.state == "decided"
    assert {each.pk for each in results if isinstance(each, Disclosure)} == {only.pk}
    assert set(kinds(results)) <= {"Disclosure", "Conflict"}
    with bound(desk.actor("soc.beslut")):
        assert Delivery.of(SOCIAL).filter(disclosure=only.pk).count() == 1


def test_of_two_receivers_one_opens_the_file(desk, case, note) -> None:
    from samverkan.secrecy.tests.desk import at_once

    given = desk.give(case, SOCIAL, note)
    results = at_once(
        *(lambda who=who: desk.receive(who, given) for who in ("soc.beslut", "soc.handlaggare"))
    )
    assert kinds(results) == ["Conflict", "Received"]


def test_a_withdrawal_is_never_overtaken_by_a_reception(desk, case, note) -> None:
    from samverkan.secrecy import afterwards
    from samverkan.secrecy.acting import Conflict

    given = desk.give(case, SOCIAL, note)
    afterwards.withdraw(by=desk.actor("pol.beslut"), disclosure=given, reason="Fel person.")
    with pytest.raises(Conflict):
        desk.receive("soc.beslut", given)


def consent(desk, case):
    from datetime import timedelta

    from samverkan.secrecy import clock, consents

    return consents.record(
        by=desk.actor("pol.samordnare"), case=case, given_by="self", receivers=[SOCIAL], kinds=["note"],
        until=clock.today() + timedelta(days=9), scope="Hot.",
    )  # fmt: skip


def test_a_consent_withdrawn_during_the_decision_waits_or_stops_it(desk, case, proposed, monkeypatch) -> None:
    from samverkan.secrecy import consents, door
    from samverkan.secrecy.tests.desk import at_once

    given, by, order = consent(desk, case), desk.actor("pol.samordnare"), []
    checked = threading.Event()
    sends = door.send_copy

    def slow(disclosure):
        checked.set()
        time.sleep(0.4)  # the withdrawal is on its way now
        order.append("copy")
        return sends(disclosure)

    def take_back():
        checked.wait(10)
        row = consents.withdraw(by=by, case=case, consent=given)
        order.append("taken back")
        return row

    monkeypatch.setattr(door, "send_copy", slow)
    results = at_once(lambda: desk.decide("pol.beslut", proposed, "osl-10-1"), take_back)
    assert kinds(results) == ["Consent", "Disclosure"]
    assert order == ["copy", "taken back"]


def test_a_consent_withdrawn_first_stops_the_decision(desk, case, proposed) -> None:
    from samverkan.secrecy import consents
    from samverkan.secrecy.acting import Invalid

    given = consent(desk, case)
    consents.withdraw(by=desk.actor("pol.samordnare"), case=case, consent=given)
    with pytest.raises(Invalid) as told:
        desk.decide("pol.beslut", proposed, "osl-10-1")
    assert told.value.field == "ground"


def test_a_consent_withdrawn_between_the_two_deciders_stops_it(desk, case, note) -> None:
    from samverkan.secrecy import consents, disclosing
    from samverkan.secrecy.acting import Invalid

    given = consent(desk, case)
    waiting = desk.decide(
        "pol.beslut", desk.propose("pol.samordnare", case, SOCIAL, [note], four_eyes=True), "osl-10-1"
    )
    consents.withdraw(by=desk.actor("pol.samordnare"), case=case, consent=given)
    shown = desk.shown("pol.beslut2", waiting)
    with pytest.raises(Invalid):
        disclosing.second(by=desk.actor("pol.beslut2"), disclosure=waiting, shown=shown)


def test_of_two_corrections_of_one_entry_both_are_kept(desk, case, note) -> None:
    from samverkan.secrecy.tests.desk import at_once

    def correct(username, text):
        return lambda: desk.write(username, case, fields={"text": text}, supersedes=note)

    results = at_once(correct("pol.samordnare", "Klockan tio."), correct("pol.beslut", "Klockan elva."))
    assert kinds(results) == ["Conflict", "Entry"]
    lost = next(each for each in results if type(each).__name__ == "Conflict")
    stands = next(each for each in results if type(each).__name__ == "Entry")
    assert lost.theirs == stands.pk
    texts = {each["text"] for each in desk.opened("pol.samordnare", case) if each.row.pk == stands.pk}
    assert texts | {lost.mine["text"]} == {"Klockan tio.", "Klockan elva."}


def test_numbers_taken_at_once_have_no_gap_and_no_double(desk) -> None:
    from samverkan.secrecy import numbering
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.tests.desk import at_once

    by = desk.actor("pol.samordnare")

    def take():
        with bound(by):
            return int(numbering.next_number("R").rsplit("-", 1)[1])

    assert sorted(at_once(*[take] * 6)) == [1, 2, 3, 4, 5, 6]


def test_two_first_entries_of_a_file_share_its_box(desk) -> None:
    from samverkan.secrecy.tests.desk import at_once

    case = desk.case("pol.samordnare")
    made = at_once(*[lambda: desk.write("pol.samordnare", case)] * 3)
    assert len({each.box_id for each in made}) == 1
    assert {each["text"] for each in desk.opened("pol.samordnare", case)} == {"Hotades."}
