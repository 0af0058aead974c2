"""Disclosures at the giver: what may be proposed, by whom, to whom."""

from datetime import timedelta
from functools import partial

import pytest
from support.world import POLICE, SCHOOL, SOCIAL


@pytest.fixture
def case(shared_desk):
    return shared_desk.case("pol.samordnare", assigned=["pol.handlaggare"])


@pytest.fixture
def note(shared_desk, case):
    return shared_desk.write("pol.samordnare", case)


@pytest.fixture
def proposed(shared_desk, case, note):
    return shared_desk.propose("pol.samordnare", case, SOCIAL, [note])


def refused_field(act) -> str:
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid) as told:
        act()
    assert str(told.value.message)
    return told.value.field


def test_a_proposal_sends_nothing(shared_desk, proposed) -> None:
    assert proposed.state == "proposed"
    assert shared_desk.delivery("soc.beslut", proposed) is None


@pytest.mark.parametrize("receiver", [SCHOOL, POLICE])
def test_only_another_party_can_be_the_receiver(shared_desk, case, note, receiver) -> None:
    assert refused_field(lambda: shared_desk.propose("pol.samordnare", case, receiver, [note])) == "receiver"


def test_a_proposal_names_entries_and_fields_of_the_case(shared_desk, case, note) -> None:
    other = shared_desk.case("pol.samordnare")
    elsewhere = shared_desk.write("pol.samordnare", other)
    for rows, fields in (([], ["text"]), ([note], []), ([note], ["nothing"]), ([elsewhere], ["text"])):
        assert (
            refused_field(lambda r=rows, f=fields: shared_desk.propose("pol.samordnare", case, SOCIAL, r, f))
            == "items"
        )


def test_a_file_that_is_on_no_list_discloses_nothing(shared_desk) -> None:
    case = shared_desk.case("pol.samordnare", listed=False)
    note = shared_desk.write("pol.samordnare", case)
    assert refused_field(lambda: shared_desk.propose("pol.samordnare", case, SOCIAL, [note])) == "case"


@pytest.mark.parametrize("days", [None, -1])
def test_a_visning_has_an_end_from_today_on(shared_desk, case, note, days) -> None:
    from samverkan.secrecy import clock
    from samverkan.secrecy.models import Form

    ends = None if days is None else clock.today() + timedelta(days=days)
    propose = partial(
        shared_desk.propose, "pol.samordnare", case, SOCIAL, [note], form=Form.SHOWN, ends_on=ends
    )
    assert refused_field(propose) == "ends_on"


def test_nobody_proposes_in_a_case_they_cannot_open(shared_desk) -> None:
    from samverkan.secrecy.acting import Refused

    case = shared_desk.case("pol.samordnare")  # the caseworker is not assigned to it
    note = shared_desk.write("pol.samordnare", case)
    for username in ("pol.handlaggare", "soc.beslut", "pol.styr", "soc.jurist"):
        with pytest.raises(Refused):
            shared_desk.propose(username, case, SOCIAL, [note])


def test_the_same_request_sent_twice_is_one_proposal(shared_desk, case, note) -> None:
    from samverkan.secrecy import ids

    request = ids.new()
    made = [shared_desk.propose("pol.samordnare", case, SOCIAL, [note], request=request) for _ in range(2)]
    assert made[0].pk == made[1].pk
