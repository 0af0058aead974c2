"""What happens to a disclosure afterwards: taken back and corrected, as events through the same door."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from support.world import SOCIAL


@pytest.fixture
def case(shared_desk):
    return shared_desk.case("pol.samordnare")


@pytest.fixture
def note(shared_desk, case):
    return shared_desk.write("pol.samordnare", case)


@pytest.fixture
def given(shared_desk, case, note):
    return shared_desk.give(case, SOCIAL, note)


def withdraw(desk, given, username="pol.beslut", reason="Fel person."):
    from samverkan.secrecy import afterwards

    return afterwards.withdraw(by=desk.actor(username), disclosure=given, reason=reason)


def correct(desk, given, corrected, username="pol.beslut"):
    from samverkan.secrecy import afterwards

    afterwards.correct(by=desk.actor(username), disclosure=given, corrected=corrected)


def content(desk, given, event):
    from samverkan.secrecy import reception
    from samverkan.secrecy.binding import bound

    delivery = desk.delivery("soc.beslut", given, kind="event", event=event)
    with bound(desk.actor("soc.beslut")):
        return reception.content_of(delivery)


def test_the_receiver_reads_why_it_was_taken_back(shared_desk, given) -> None:
    assert withdraw(shared_desk, given).state == "withdrawn"
    assert content(shared_desk, given, "withdrawn") == {"reason": "Fel person."}


def test_taking_back_needs_a_reason_and_happens_once(shared_desk, given) -> None:
    from samverkan.secrecy.acting import Conflict, Invalid

    with pytest.raises(Invalid):
        withdraw(shared_desk, given, reason="  ")
    withdraw(shared_desk, given)
    with pytest.raises(Conflict):
        withdraw(shared_desk, given)


@pytest.mark.parametrize("username", ["pol.samordnare", "soc.beslut", "pol.styr"])
def test_only_a_decider_of_the_giver_takes_back_or_corrects(shared_desk, case, note, given, username) -> None:
    from samverkan.secrecy.acting import Refused

    later = shared_desk.write("pol.samordnare", case, fields={"text": "Rätt."}, supersedes=note)
    with pytest.raises((Refused, ObjectDoesNotExist)):
        withdraw(shared_desk, given, username)
    with pytest.raises((Refused, ObjectDoesNotExist)):
        correct(shared_desk, given, later, username)


def test_what_never_crossed_is_neither_taken_back_nor_corrected(shared_desk, case, note) -> None:
    from samverkan.secrecy.acting import Conflict

    proposed = shared_desk.propose("pol.samordnare", case, SOCIAL, [note])
    later = shared_desk.write("pol.samordnare", case, fields={"text": "Rätt."}, supersedes=note)
    with pytest.raises(Conflict):
        withdraw(shared_desk, proposed)
    with pytest.raises(Conflict):
        correct(shared_desk, proposed, later)


def test_a_correction_of_a_correction_finds_what_was_disclosed(shared_desk, case, note, given) -> None:
    second = shared_desk.write("pol.samordnare", case, fields={"text": "Andra."}, supersedes=note)
    third = shared_desk.write("pol.samordnare", case, fields={"text": "Tredje."}, supersedes=second)
    correct(shared_desk, given, third)
    assert content(shared_desk, given, "corrected")["entry"] == str(note.pk)
    assert content(shared_desk, given, "corrected")["fields"] == {"text": "Tredje."}


def test_an_entry_that_corrects_nothing_disclosed_is_not_sent(shared_desk, case, note, given) -> None:
    from samverkan.secrecy.acting import Invalid

    for entry in (note, shared_desk.write("pol.samordnare", case)):
        with pytest.raises(Invalid):
            correct(shared_desk, given, entry)
    assert shared_desk.delivery("soc.beslut", given, kind="event", event="corrected") is None


def test_a_visning_that_has_ended_is_not_corrected(shared_desk, case, note) -> None:
    from samverkan.secrecy import clock
    from samverkan.secrecy.acting import Conflict
    from samverkan.secrecy.models import Form

    shown = shared_desk.give(case, SOCIAL, note, form=Form.SHOWN, ends_on=clock.today())
    later = shared_desk.write("pol.samordnare", case, fields={"text": "Rätt."}, supersedes=note)
    with clock.frozen(clock.now() + timedelta(days=1)), pytest.raises(Conflict):
        correct(shared_desk, shown, later)


def test_the_correction_is_taken_in_by_a_human_and_both_versions_stay(shared_desk, case, note, given) -> None:
    from samverkan.secrecy import reception
    from samverkan.secrecy.acting import Conflict, Invalid

    received = shared_desk.receive("soc.beslut", given)
    (copy,) = received.copies.values()
    own = shared_desk.write("soc.beslut", received.case, fields={"text": "eget"})
    later = shared_desk.write("pol.samordnare", case, fields={"text": "Rätt."}, supersedes=note)
    correct(shared_desk, given, later)
    event = shared_desk.delivery("soc.beslut", given, kind="event", event="corrected")
    by = shared_desk.actor("soc.beslut")
    with pytest.raises(Invalid):
        reception.take_correction(by=by, delivery=event, entry=own)
    taken = reception.take_correction(by=by, delivery=event, entry=copy)
    assert taken.supersedes_id == copy.pk
    texts = [each["text"] for each in shared_desk.opened("soc.beslut", received.case)]
    assert sorted(texts) == ["Hotades.", "Rätt.", "eget"]
    with pytest.raises(Conflict):
        reception.take_correction(by=by, delivery=event, entry=copy)


def test_the_giver_keeps_which_version_was_sent_and_why_it_was_taken_back(
    shared_desk, case, note, given
) -> None:
    from samverkan.secrecy import entries
    from samverkan.secrecy.binding import bound

    later = shared_desk.write("pol.samordnare", case, fields={"text": "Rätt."}, supersedes=note)
    correct(shared_desk, given, later)
    withdraw(shared_desk, given)
    row = shared_desk.row("pol.beslut", given)
    with bound(shared_desk.actor("pol.beslut")):
        held = entries.open_in(row.box_id, row.pk, "disclosure", bytes(row.sealed))
    assert [sent["entry"] for sent in held["corrections"]] == [str(later.pk)]
    assert held["withdrawn_reason"] == "Fel person."
    assert held["reasons"] == "Skäl i prov."
