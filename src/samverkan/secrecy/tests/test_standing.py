"""Standing decisions: each new entry crosses while the decision stands, and not a moment longer."""

from datetime import timedelta

import pytest
from support.world import PROBATION, SCHOOL, SOCIAL

CONSENT, DUTY, POSSIBILITY = "osl-10-1", "sol-19-1", "osl-10-15a"


@pytest.fixture
def desk(shared_desk):
    """Each test has files of its own, so that all can share one database."""
    return shared_desk


@pytest.fixture
def case(desk):
    return desk.case("pol.samordnare")


def consent(desk, case, **changed):
    from samverkan.secrecy import clock, consents

    facts = {"given_by": "self", "receivers": [SOCIAL], "kinds": ["note"], "scope": "Hot.",
             "until": clock.today() + timedelta(days=9), **changed}  # fmt: skip
    return consents.record(by=desk.actor("pol.samordnare"), case=case, **facts)


def decide(desk, case, username="pol.beslut", *, seconded=True, **changed):
    """A standing decision, agreed to by the second decider that the method asks for."""
    from samverkan.secrecy import clock, standing
    from samverkan.secrecy.tests.desk import answers

    ground = changed.pop("ground", CONSENT)
    facts = {"receiver": SOCIAL, "kinds": ["note"], "answers": answers(ground), "reasons": "Löpande.",
             "until": clock.today() + timedelta(days=5), **changed}  # fmt: skip
    made = standing.decide(by=desk.actor(username), case=case, ground=ground, **facts)
    if seconded:
        standing.second(by=desk.actor("pol.beslut2"), case=case, decision=made)
    return made


def cross(desk, case, kind="note", username="pol.samordnare") -> list:
    """A new entry, and the disclosures that followed from it."""
    from samverkan.secrecy import entries, standing
    from samverkan.secrecy.binding import bound

    with bound(desk.actor(username)):
        entry = entries.write(case=case, kind=kind, fields={"text": "Nytt hot.", "source": "egen"})
        return standing.cross(entry, ["text"])


@pytest.fixture
def decided(desk, case):
    return decide(desk, case, consent=consent(desk, case))


def test_a_new_entry_crosses_by_itself_with_a_receipt_at_both_ends(desk, case, decided) -> None:
    (given,) = cross(desk, case)
    delivery = desk.delivery("soc.beslut", given)
    assert (given.mode, given.state, given.decided_by) == ("standing", "decided", decided.decided_by)
    assert (delivery.mode, delivery.ground) == ("standing", CONSENT)
    received = desk.receive("soc.beslut", given)
    assert [each["text"] for each in desk.opened("soc.beslut", received.case)] == ["Nytt hot."]


def test_another_kind_or_file_does_not(desk, case, decided) -> None:
    assert cross(desk, case, kind="contact") == []
    assert cross(desk, desk.case("pol.samordnare")) == []


def test_it_stops_when_the_consent_is_withdrawn(desk, case, decided) -> None:
    from samverkan.secrecy import consents

    assert len(cross(desk, case)) == 1
    consents.withdraw(by=desk.actor("pol.samordnare"), case=case, consent=decided.consent)
    assert cross(desk, case) == []
    assert desk.row("pol.beslut", decided).stopped_at is not None


def test_it_stops_by_hand_and_stays_stopped(desk, case, decided) -> None:
    from samverkan.secrecy import standing

    standing.stop(by=desk.actor("pol.beslut2"), case=case, decision=decided)
    assert cross(desk, case) == []
    revived = "UPDATE secrecy_standingdecision SET stopped_at = NULL WHERE id = %s"
    assert desk.refused("pol.beslut", revived, decided.pk) == "42501"


def test_a_duty_needs_no_consent(desk, case) -> None:
    decide(desk, case, ground=DUTY)
    assert len(cross(desk, case)) == 1


def refused_field(act) -> str:
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid) as told:
        act()
    return told.value.field


def test_a_possibility_is_weighed_each_time_and_cannot_stand(desk, case) -> None:
    assert refused_field(lambda: decide(desk, case, ground=POSSIBILITY)) == "ground"


@pytest.mark.parametrize("changed", [{"receivers": [PROBATION]}, {"kinds": ["contact"]}])
def test_the_consent_must_cover_receiver_and_kinds(desk, case, changed) -> None:
    given = consent(desk, case, **changed)
    assert refused_field(lambda: decide(desk, case, consent=given)) == "consent"


def test_a_consent_of_another_file_or_taken_back_is_none(desk, case) -> None:
    from samverkan.secrecy import consents

    elsewhere, mine = consent(desk, desk.case("pol.samordnare")), consent(desk, case)
    mine = consents.withdraw(by=desk.actor("pol.samordnare"), case=case, consent=mine)
    for given in (None, elsewhere, mine):
        assert refused_field(lambda given=given: decide(desk, case, consent=given)) == "consent"


WRONG = [("until", {"until": 10}), ("until", {"until": -1}), ("reasons", {"reasons": " "}), ("kinds", {"kinds": []}),
         ("receiver", {"receiver": SCHOOL})]  # fmt: skip


@pytest.mark.parametrize(("field", "changed"), WRONG, ids=[f"{a}-{n}" for n, (a, _) in enumerate(WRONG)])
def test_a_standing_decision_is_whole_or_none(desk, case, field, changed) -> None:
    from samverkan.secrecy import clock

    if "until" in changed:
        changed = {"until": clock.today() + timedelta(days=changed["until"])}
    given = consent(desk, case)
    assert refused_field(lambda: decide(desk, case, consent=given, **changed)) == field


@pytest.mark.parametrize("username", ["pol.samordnare", "soc.beslut", "pol.styr"])
def test_only_a_decider_of_the_giver_makes_one(desk, case, username) -> None:
    from samverkan.secrecy.acting import Refused

    given = consent(desk, case)
    with pytest.raises(Refused):
        decide(desk, case, username, consent=given)
