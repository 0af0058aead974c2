"""The receiver's end: into the file of the matter, an own file, a new one, or back with a reason."""

from datetime import timedelta

import pytest
from support.world import POLICE, SOCIAL

PERSON = {"name": "Åsa Prov", "person_number": "199901012386"}


@pytest.fixture
def case(shared_desk):
    return shared_desk.case("pol.samordnare")


@pytest.fixture
def given(shared_desk, case):
    return shared_desk.give(case, SOCIAL, shared_desk.write("pol.samordnare", case))


def file_on(desk, fields, *, listed=False):
    """The social services' own file on a person."""
    from samverkan.secrecy import identity

    case = desk.case("soc.beslut", listed=listed)
    desk.write("soc.beslut", case, "identity", fields, terms=identity.terms_of("identity", fields))
    return case


def test_without_a_file_a_new_one_is_opened_in_the_matter(shared_desk, case, given) -> None:
    received = shared_desk.receive("soc.beslut", given)
    assert received.case.list_id == case.list_id
    assert received.case.pk != case.pk
    assert received.delivery.number.startswith("M-")
    assert [each["text"] for each in shared_desk.opened("soc.beslut", received.case)] == ["Hotades."]


def test_the_next_one_in_the_matter_goes_into_the_same_file(shared_desk, case, given) -> None:
    first = shared_desk.receive("soc.beslut", given).case
    second = shared_desk.give(
        case, SOCIAL, shared_desk.write("pol.samordnare", case, fields={"text": "Igen."})
    )
    assert shared_desk.receive("soc.beslut", second).case.pk == first.pk


def test_whoever_is_assigned_to_cases_receives_in_those_and_what_is_in_none_yet(
    shared_desk, case, given
) -> None:
    from samverkan.secrecy.acting import Refused

    second = shared_desk.give(case, SOCIAL, shared_desk.write("pol.samordnare", case))
    shared_desk.receive("soc.beslut", given)  # now there is a file, and it is not the caseworker's
    with pytest.raises(Refused):
        shared_desk.receive("soc.handlaggare", second)
    fresh = shared_desk.case("pol.samordnare")
    unread = shared_desk.give(fresh, SOCIAL, shared_desk.write("pol.samordnare", fresh))
    assert shared_desk.receive("soc.handlaggare", unread).case.list_id == fresh.list_id


def test_an_own_file_is_tied_to_the_matter(shared_desk, case, given) -> None:
    own = file_on(shared_desk, PERSON)
    received = shared_desk.receive("soc.beslut", given, own)
    assert (received.case.pk, received.tied, received.opened) == (own.pk, True, False)
    assert shared_desk.row("soc.beslut", own).list_id == case.list_id


def test_a_file_of_another_matter_is_not_tied(shared_desk, given) -> None:
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid) as told:
        shared_desk.receive("soc.beslut", given, file_on(shared_desk, PERSON, listed=True))
    assert told.value.field == "case"
    assert shared_desk.delivery("soc.beslut", given).state == "waiting"


def test_the_deliverys_own_ciphertext_is_erased_once_received(shared_desk, given) -> None:
    shared_desk.receive("soc.beslut", given)
    assert bytes(shared_desk.delivery("soc.beslut", given).sealed_to) == b""


def test_the_giver_is_told_that_it_was_received(shared_desk, given) -> None:
    assert shared_desk.delivery("pol.beslut", given, kind="event") is None
    shared_desk.receive("soc.beslut", given)
    assert shared_desk.delivery("pol.beslut", given, kind="event").event == "received"


def test_a_copy_belongs_to_the_receiver_and_says_by_which_delivery_it_came(shared_desk, given) -> None:
    received = shared_desk.receive("soc.beslut", given)
    ((origin, copy),) = received.copies.items()
    assert (copy.agency_id, copy.received_id, copy.made_by) == (SOCIAL, received.delivery.pk, None)
    assert origin != copy.pk


def test_it_is_rejected_with_a_reason_that_the_giver_reads(shared_desk, given) -> None:
    from samverkan.secrecy import reception
    from samverkan.secrecy.acting import Conflict, Invalid
    from samverkan.secrecy.binding import bound

    by, delivery = shared_desk.actor("soc.beslut"), shared_desk.delivery("soc.beslut", given)
    with pytest.raises(Invalid):
        reception.reject(by=by, delivery=delivery, reason=" ")
    done = reception.reject(by=by, delivery=delivery, reason="Inte vårt ärende.")
    assert (done.state, bytes(done.sealed_to)) == ("rejected", b"")
    event = shared_desk.delivery("pol.beslut", given, kind="event", event="rejected")
    with bound(shared_desk.actor("pol.beslut")):
        assert reception.content_of(event) == {"reason": "Inte vårt ärende."}
    with pytest.raises(Conflict):
        shared_desk.receive("soc.beslut", given)


@pytest.mark.parametrize("username", ["soc.jurist", "pol.beslut", "fri.beslut", "skola.rektor"])
def test_only_a_receiving_seat_of_the_receiver_receives(shared_desk, given, username) -> None:
    from samverkan.secrecy import reception
    from samverkan.secrecy.acting import Refused

    delivery = shared_desk.delivery("soc.beslut", given)
    for act in (reception.receive, lambda **facts: reception.reject(reason="Nej.", **facts)):
        with pytest.raises((Refused, type(delivery).DoesNotExist)):
            act(by=shared_desk.actor(username), delivery=delivery)
    assert shared_desk.delivery("soc.beslut", given).state == "waiting"


def test_a_visning_that_ended_unopened_is_not_received(shared_desk, case) -> None:
    from samverkan.secrecy import clock
    from samverkan.secrecy.acting import Conflict
    from samverkan.secrecy.models import Form

    note = shared_desk.write("pol.samordnare", case)
    given = shared_desk.give(case, SOCIAL, note, form=Form.SHOWN, ends_on=clock.today())
    with clock.frozen(clock.now() + timedelta(days=1)), pytest.raises(Conflict):
        shared_desk.receive("soc.beslut", given)


def test_each_visning_has_a_box_of_its_own(shared_desk, case) -> None:
    from samverkan.secrecy import clock
    from samverkan.secrecy.models import Form

    notes = [shared_desk.write("pol.samordnare", case, fields={"text": text}) for text in ("ett", "två")]
    boxes = set()
    for note in notes:
        given = shared_desk.give(case, SOCIAL, note, form=Form.SHOWN, ends_on=clock.today())
        boxes |= {copy.box_id for copy in shared_desk.receive("soc.beslut", given).copies.values()}
    assert len(boxes) == 2


def likely(desk, given) -> dict:
    from samverkan.secrecy import reception
    from samverkan.secrecy.binding import bound

    delivery = desk.delivery("soc.beslut", given)
    with bound(desk.actor("soc.beslut")):
        found = reception.likeness(delivery, reception.content_of(delivery))
        assert {each.pk for each in reception.candidates(delivery)} <= found.keys()
        return found


def test_own_files_that_may_be_the_same_person_are_shown_and_never_joined(shared_desk, case) -> None:
    same, named = file_on(shared_desk, PERSON), file_on(shared_desk, {"name": "Åsa Prov"})
    other = file_on(shared_desk, {"name": "Åsa Annan", "person_number": "198001012399"})
    entry = shared_desk.write("pol.samordnare", case, "identity", PERSON)
    given = shared_desk.give(case, SOCIAL, entry, fields=("name", "person_number"))
    found = likely(shared_desk, given)
    assert found[same.pk] == "number"
    assert found[named.pk] == "name"
    assert other.pk not in found
    assert shared_desk.receive("soc.beslut", given).case.pk not in {same.pk, named.pk}


def test_whoever_was_told_of_a_matter_but_not_of_whom_finds_no_likeness(shared_desk, given) -> None:
    file_on(shared_desk, PERSON)
    assert likely(shared_desk, given) == {}


def test_a_disclosed_identity_can_be_searched_for_in_the_receivers_own_index(shared_desk, case) -> None:
    from samverkan.secrecy import search
    from samverkan.secrecy.binding import bound

    entry = shared_desk.write("pol.samordnare", case, "identity", {"name": "Ovanlig Efternamnsson"})
    received = shared_desk.receive("soc.beslut", shared_desk.give(case, SOCIAL, entry, fields=("name",)))
    with bound(shared_desk.actor("soc.beslut")):
        assert search.find("Efternamnsson") == {received.case.pk}
        assert received.case.agency_id != POLICE
