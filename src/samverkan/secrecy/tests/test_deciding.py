"""Deciding a disclosure: ground, answers, reasons, the preview; four eyes; refusal; across the table."""

import pytest
from support.world import PROBATION, SOCIAL


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


def test_a_decision_carries_it_over(shared_desk, proposed) -> None:
    decided = shared_desk.decide("pol.beslut", proposed)
    assert decided.state == "decided"
    assert shared_desk.delivery("soc.beslut", decided).state == "waiting"


@pytest.mark.parametrize(
    "username", ["pol.samordnare", "pol.handlaggare", "pol.logg", "soc.beslut", "pol.drift"]
)
def test_only_a_decider_of_the_giver_decides(shared_desk, proposed, username) -> None:
    from samverkan.secrecy import disclosing
    from samverkan.secrecy.acting import Refused
    from samverkan.secrecy.tests.desk import decision

    with pytest.raises(Refused):
        disclosing.decide(by=shared_desk.actor(username), disclosure=proposed, decision=decision())
    assert shared_desk.delivery("soc.beslut", proposed) is None


WRONG = {
    "ground": {"ground": "osl-10-99"},
    "reasons": {"reasons": "  "},
    "answer_need": {"answers": {}},
}


@pytest.mark.parametrize("field", WRONG)
def test_a_decision_needs_ground_reasons_and_answers(shared_desk, proposed, field) -> None:
    from dataclasses import replace

    from samverkan.secrecy import disclosing
    from samverkan.secrecy.tests.desk import decision

    given = replace(decision(), **WRONG[field])
    by = shared_desk.actor("pol.beslut")
    assert refused_field(lambda: disclosing.decide(by=by, disclosure=proposed, decision=given)) == field


def test_an_answer_that_does_not_stand_is_no_decision(shared_desk, proposed) -> None:
    from dataclasses import replace

    from samverkan.secrecy import disclosing
    from samverkan.secrecy.grounds import Answer
    from samverkan.secrecy.tests.desk import answers, decision

    given = replace(
        decision(), answers={**answers("osl-10-15a"), "overriding": Answer("yes", "Integriteten.")}
    )
    by = shared_desk.actor("pol.beslut")
    assert (
        refused_field(lambda: disclosing.decide(by=by, disclosure=proposed, decision=given))
        == "answer_overriding"
    )


def test_a_repealed_version_of_a_ground_is_not_offered_again(shared_desk, proposed) -> None:
    from datetime import UTC, datetime

    from samverkan.secrecy import clock, disclosing
    from samverkan.secrecy.tests.desk import decision

    by, given = shared_desk.actor("pol.beslut"), decision()
    with clock.frozen(datetime(2025, 11, 30, 12, tzinfo=UTC)):  # osl-10-15a came into force the day after
        assert (
            refused_field(lambda: disclosing.decide(by=by, disclosure=proposed, decision=given)) == "ground"
        )


def test_a_decision_on_another_preview_than_the_one_shown_is_a_conflict(shared_desk, proposed) -> None:
    from samverkan.secrecy import disclosing
    from samverkan.secrecy.acting import Conflict
    from samverkan.secrecy.tests.desk import decision

    with pytest.raises(Conflict):
        disclosing.decide(
            by=shared_desk.actor("pol.beslut"), disclosure=proposed, decision=decision(shown="0" * 64)
        )


def test_four_eyes_wait_and_the_same_person_is_not_two(shared_desk, case, note) -> None:
    from samverkan.secrecy import disclosing
    from samverkan.secrecy.acting import Refused

    waiting = shared_desk.give(case, SOCIAL, note, four_eyes=True)
    assert waiting.state == "second"
    assert shared_desk.delivery("soc.beslut", waiting) is None
    shown = shared_desk.shown("pol.beslut", waiting)
    for username in ("pol.beslut", "pol.samordnare", "pol.handlaggare"):
        with pytest.raises(Refused):
            disclosing.second(by=shared_desk.actor(username), disclosure=waiting, shown=shown)
    disclosing.second(by=shared_desk.actor("pol.beslut2"), disclosure=waiting, shown=shown)
    assert shared_desk.delivery("soc.beslut", waiting).state == "waiting"


def test_a_ground_that_asks_for_four_eyes_gets_them(shared_desk, case, note) -> None:
    assert shared_desk.give(case, SOCIAL, note, ground="osl-10-2").state == "second"


def test_a_refusal_is_kept_with_its_reasons_and_the_receiver_hears_nothing(shared_desk, proposed) -> None:
    from samverkan.secrecy import disclosing, entries
    from samverkan.secrecy.binding import bound

    by = shared_desk.actor("pol.beslut")
    assert refused_field(lambda: disclosing.refuse(by=by, disclosure=proposed, reasons="")) == "reasons"
    done = disclosing.refuse(by=by, disclosure=proposed, reasons="Inte nödvändigt.")
    with bound(by):
        held = entries.open_in(done.box_id, done.pk, "disclosure", bytes(done.sealed))
    assert held["refused_reasons"] == "Inte nödvändigt."
    assert shared_desk.delivery("soc.beslut", proposed) is None


def test_what_is_said_across_the_table_goes_at_once_and_once(shared_desk, case, note) -> None:
    from samverkan.secrecy import disclosing, ids
    from samverkan.secrecy.tests.desk import decision

    said = {"case": case, "receiver": PROBATION, "items": [disclosing.Item(note.pk, ("text",))],
            "decision": decision(), "request": ids.new()}  # fmt: skip
    first, again = (disclosing.on_the_spot(by=shared_desk.actor("pol.handlaggare"), **said) for _ in range(2))
    assert first.pk == again.pk
    assert first.state == "decided"
    assert shared_desk.delivery("fri.beslut", first).mode == "on_the_spot"
