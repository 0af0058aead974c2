"""Consent: written down with scope, end and guardian; relied on only while it stands and as far as it reaches."""

from datetime import timedelta

import pytest
from support.world import PROBATION, SOCIAL


@pytest.fixture
def case(shared_desk):
    return shared_desk.case("pol.samordnare")


def record(desk, case, **changed):
    from samverkan.secrecy import clock, consents

    facts = {"given_by": "self", "receivers": [SOCIAL], "kinds": ["note"], "scope": "Bara hoten.",
             "until": clock.today() + timedelta(days=9), **changed}  # fmt: skip
    return consents.record(by=desk.actor("pol.samordnare"), case=case, **facts)


def decide(desk, case, **changed) -> str:
    """What comes of deciding on consent: the disclosure's state, or the field that is wrong."""
    from samverkan.secrecy.acting import Invalid

    note = desk.write("pol.samordnare", case, **changed)
    proposed = desk.propose("pol.samordnare", case, SOCIAL, [note])
    try:
        return desk.decide("pol.beslut", proposed, "osl-10-1").state
    except Invalid as wrong:
        return wrong.field


def test_under_a_consent_it_crosses(shared_desk, case) -> None:
    record(shared_desk, case)
    assert decide(shared_desk, case) == "decided"


LACKS = {
    "none": None,
    "another receiver": {"receivers": [PROBATION]},
    "another kind": {"kinds": ["contact"]},
}


@pytest.mark.parametrize("lacks", LACKS, ids=list(LACKS))
def test_it_reaches_no_further_than_it_was_given(shared_desk, case, lacks) -> None:
    if LACKS[lacks] is not None:
        record(shared_desk, case, **LACKS[lacks])
    assert decide(shared_desk, case) == "ground"


def test_a_consent_in_another_file_does_not_count(shared_desk, case) -> None:
    record(shared_desk, shared_desk.case("pol.samordnare"))
    assert decide(shared_desk, case) == "ground"


def test_it_stands_from_its_first_to_its_last_day(shared_desk, case) -> None:
    from samverkan.secrecy import clock, consents
    from samverkan.secrecy.binding import bound

    today = clock.today()
    given = record(shared_desk, case, given_on=today, until=today + timedelta(days=2))
    for days, stands in ((-1, False), (0, True), (2, True), (3, False)):
        with bound(shared_desk.actor("pol.samordnare")), clock.frozen(clock.now() + timedelta(days=days)):
            assert (given in consents.live(given.agency_id, case)) is stands


def test_taken_back_it_stands_no_more_and_taking_back_twice_is_once(shared_desk, case) -> None:
    from samverkan.secrecy import consents

    given, by = record(shared_desk, case), shared_desk.actor("pol.samordnare")
    first = consents.withdraw(by=by, case=case, consent=given)
    assert consents.withdraw(by=by, case=case, consent=given).withdrawn_at == first.withdrawn_at
    assert decide(shared_desk, case) == "ground"


WRONG = {
    "until": {"until": "yesterday"},
    "receivers": {"receivers": []},
    "guardian": {"given_by": "guardian", "guardian": "  "},
}


@pytest.mark.parametrize("field", WRONG)
def test_a_consent_needs_end_receiver_kinds_and_a_named_guardian(shared_desk, case, field) -> None:
    from samverkan.secrecy import clock
    from samverkan.secrecy.acting import Invalid

    changed = dict(WRONG[field])
    if changed.get("until"):
        changed["until"] = clock.today() - timedelta(days=1)
    with pytest.raises(Invalid) as told:
        record(shared_desk, case, **changed)
    assert told.value.field == field


def test_no_kinds_is_no_consent(shared_desk, case) -> None:
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid):
        record(shared_desk, case, kinds=[])


def test_scope_and_guardian_are_sealed(shared_desk, case) -> None:
    from samverkan.secrecy import entries
    from samverkan.secrecy.binding import bound

    given = record(shared_desk, case, given_by="guardian", guardian="Eva Prov")
    row = shared_desk.row("pol.samordnare", given)
    assert b"Eva" not in bytes(row.sealed)
    with bound(shared_desk.actor("pol.samordnare")):
        held = entries.open_in(row.box_id, row.pk, "consent", bytes(row.sealed))
    assert held == {"scope": "Bara hoten.", "guardian": "Eva Prov"}


@pytest.mark.parametrize("username", ["soc.beslut", "pol.logg", "pol.styr"])
def test_only_those_who_write_in_the_file_record_it(shared_desk, case, username) -> None:
    from samverkan.secrecy import clock, consents
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused):
        consents.record(
            by=shared_desk.actor(username), case=case, given_by="self", receivers=[SOCIAL], kinds=["note"],
            until=clock.today(), scope="",
        )  # fmt: skip
