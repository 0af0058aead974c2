"""Attack 17, the parts that change with time: seats that end, grounds repealed, consents taken back; and events."""

from datetime import date, timedelta

import pytest
from support.world import POLICE, PROBATION, SOCIAL

from samverkan.secrecy.tests.test_door_by_sql import DELIVER, decided_by, ground

EVENT = "SELECT sec.deliver_event(%s, %s, %s, %s, 'x', clock_timestamp())"
YESTERDAY = "CURRENT_DATE - 1"


@pytest.fixture
def fresh():
    from samverkan.secrecy import ids

    return ids.new


@pytest.fixture
def case(desk):
    return desk.case("pol.samordnare", assigned=["pol.handlaggare"])


@pytest.fixture
def proposed(desk, case):
    return desk.propose("pol.samordnare", case, SOCIAL, [desk.write("pol.samordnare", case)])


def consent(desk, case, receivers=(SOCIAL,), kinds=("note",), days=30):
    from samverkan.secrecy import clock, consents

    return consents.record(
        by=desk.actor("pol.samordnare"), case=case, given_by="self", receivers=list(receivers), kinds=list(kinds),
        until=clock.today() + timedelta(days=days), scope="Uppgifter om hot.",
    )  # fmt: skip


@pytest.mark.parametrize("table", ["secrecy_seat", "secrecy_assignment"])
def test_a_decider_whose_seat_or_assignment_ended_opens_no_door(
    desk, proposed, fresh, attacker, table
) -> None:
    by = desk.actor("pol.beslut")
    key = "assignment_id" if table == "secrecy_seat" else "id"
    attacker().execute(f"UPDATE {table} SET valid_to = {YESTERDAY} WHERE {key} = %s", [by.assignment])
    desk.actor = lambda username, **_more: by  # as they were at the start of their request
    assert decided_by(desk, "pol.beslut", proposed, fresh) == "42501"


NOT_RUNNING = {
    "ended": "UPDATE secrecy_programme SET ended_on = CURRENT_DATE - 1",
    "not begun": "UPDATE secrecy_programme SET started_on = CURRENT_DATE + 2",
    "the receiver left": f"UPDATE secrecy_party SET left_on = CURRENT_DATE - 1 WHERE agency_id = '{SOCIAL}'",
    "the giver left": f"UPDATE secrecy_party SET left_on = CURRENT_DATE - 1 WHERE agency_id = '{POLICE}'",
}


@pytest.mark.parametrize("why", NOT_RUNNING)
def test_nothing_crosses_where_the_programme_is_not_running(desk, proposed, fresh, attacker, why) -> None:
    by = desk.actor("pol.beslut")
    attacker().execute(NOT_RUNNING[why])
    desk.actor = lambda username, **_more: by  # as they were at the start of their request
    assert decided_by(desk, "pol.beslut", proposed, fresh) == "42501"


def test_what_crossed_is_taken_back_also_when_the_programme_has_ended(desk, case, attacker) -> None:
    from samverkan.secrecy import afterwards

    given = desk.give(case, SOCIAL, desk.write("pol.samordnare", case))
    attacker().execute(NOT_RUNNING["ended"])
    afterwards.withdraw(by=desk.actor("pol.beslut"), disclosure=given, reason="Fel person.")
    assert desk.delivery("soc.beslut", given, kind="event").event == "withdrawn"


def test_an_ended_programme_takes_no_proposal_and_no_decision(desk, case, proposed, attacker) -> None:
    from samverkan.secrecy import disclosing
    from samverkan.secrecy.acting import Refused
    from samverkan.secrecy.tests.desk import decision

    entry = desk.write("pol.samordnare", case)
    shown = desk.shown("pol.beslut", proposed)
    attacker().execute(NOT_RUNNING["ended"])
    with pytest.raises(Refused):
        desk.propose("pol.samordnare", case, SOCIAL, [entry])
    with pytest.raises(Refused):
        disclosing.decide(by=desk.actor("pol.beslut"), disclosure=proposed, decision=decision(shown=shown))
    refused = disclosing.refuse(
        by=desk.actor("pol.beslut"), disclosure=proposed, reasons="Verksamheten är slut."
    )
    assert refused.state == "refused"


def test_a_party_that_left_is_no_receiver(desk, case, attacker) -> None:
    from samverkan.secrecy.acting import Invalid

    attacker().execute(NOT_RUNNING["the receiver left"])
    with pytest.raises(Invalid, match="receiver"):
        desk.propose("pol.samordnare", case, SOCIAL, [desk.write("pol.samordnare", case)])


def test_the_first_deciders_seat_must_live_when_the_second_agrees(desk, case, attacker) -> None:
    from django.db import ProgrammingError

    from samverkan.secrecy import disclosing

    entry = desk.write("pol.samordnare", case)
    waiting = desk.decide("pol.beslut", desk.propose("pol.samordnare", case, SOCIAL, [entry], four_eyes=True))
    held = desk.actor("pol.beslut").assignment
    attacker().execute(f"UPDATE secrecy_seat SET valid_to = {YESTERDAY} WHERE assignment_id = %s", [held])
    shown = desk.shown("pol.beslut2", waiting)
    with pytest.raises(ProgrammingError, match="no right to decide"):
        disclosing.second(by=desk.actor("pol.beslut2"), disclosure=waiting, shown=shown)
    assert desk.row("pol.beslut2", waiting).state == "second"
    assert desk.delivery("soc.beslut", waiting) is None


def test_a_ground_repealed_yesterday_carries_nothing_today(desk, proposed, fresh, attacker) -> None:
    name, version = ground("osl-10-15a")
    attacker().execute(f"UPDATE secrecy_groundversion SET valid_to = {YESTERDAY} WHERE ground = %s", [name])
    assert decided_by(desk, "pol.beslut", proposed, fresh, ground_=(name, version)) == "42501"


def test_a_consent_that_covers_it_lets_it_cross(desk, case, proposed, fresh) -> None:
    consent(desk, case)
    assert decided_by(desk, "pol.beslut", proposed, fresh, ground_=ground("osl-10-1")) == ""


@pytest.mark.parametrize("lacks", ["any", "receiver", "kind", "time", "taken back"])
def test_without_a_consent_that_covers_it_nothing_crosses(desk, case, proposed, fresh, lacks) -> None:
    from samverkan.secrecy import clock, consents

    if lacks in {"receiver", "kind", "taken back"}:
        receivers = [PROBATION] if lacks == "receiver" else [SOCIAL]
        given = consent(desk, case, receivers, ["contact"] if lacks == "kind" else ["note"])
        if lacks == "taken back":
            consents.withdraw(by=desk.actor("pol.samordnare"), case=case, consent=given)
    if lacks == "time":
        with clock.frozen(clock.now() - timedelta(days=60)):
            consent(desk, case)
    assert decided_by(desk, "pol.beslut", proposed, fresh, ground_=ground("osl-10-1")) == "42501"


def test_a_consent_taken_back_is_not_given_again_by_sql(desk, case) -> None:
    from samverkan.secrecy import consents

    given = consent(desk, case)
    consents.withdraw(by=desk.actor("pol.samordnare"), case=case, consent=given)
    revived = "UPDATE secrecy_consent SET withdrawn_at = NULL WHERE id = %s"
    assert desk.refused("pol.samordnare", revived, given.pk) == "42501"
    assert desk.refused("pol.samordnare", "UPDATE secrecy_consent SET until = '2099-01-01'") == "42501"


def standing_row(desk, username, case, fresh, decided_by, entry) -> str:
    columns = {
        "id": fresh(), "agency_id": case.agency_id, "case_id": case.pk, "receiver_id": SOCIAL, "kinds": ["note"],
        "ground": "lag-2025-170-4", "ground_version": ground("lag-2025-170-4")[1], "until": date(2099, 1, 1),
        "decided_by": desk.actor(decided_by).officer, "decided_at": entry.made_at, "seat": fresh(),
        "box_id": entry.box_id, "sealed": b"x",
    }  # fmt: skip
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO secrecy_standingdecision ({', '.join(columns)}) VALUES ({marks})"
    return desk.refused(username, statement, *columns.values())


def test_nobody_makes_a_standing_decision_in_a_deciders_name(desk, case, fresh) -> None:
    entry = desk.write("pol.samordnare", case)
    assert standing_row(desk, "pol.handlaggare", case, fresh, "pol.beslut", entry) == "42501"
    assert standing_row(desk, "pol.beslut", case, fresh, "pol.beslut", entry) == ""


def test_a_standing_disclosure_without_its_decision_does_not_cross(desk, case, proposed, fresh) -> None:
    row = desk.row("pol.beslut", proposed)
    names = [field.column for field in row._meta.concrete_fields]
    made = {"id": fresh(), "request": fresh(), "number": "X-1", "state": "decided", "mode": "standing",
            "ground": "lag-2025-170-4", "ground_version": ground("lag-2025-170-4")[1], "decided_at": row.proposed_at,
            "decided_by": desk.actor("pol.beslut").officer}  # fmt: skip
    values = [made.get(name, getattr(row, name)) for name in names]
    marks = ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO secrecy_disclosure ({', '.join(names)}) VALUES ({marks}); {DELIVER}"
    assert desk.refused("pol.handlaggare", statement, *values, fresh(), made["id"]) == "42501"


@pytest.mark.parametrize("event", ["corrected", "withdrawn"])
def test_only_the_givers_decider_corrects_or_takes_back(desk, case, fresh, event) -> None:
    given = desk.give(case, SOCIAL, desk.write("pol.samordnare", case))
    for username, receiver, told in (
        ("pol.beslut", SOCIAL, ""), ("pol.handlaggare", SOCIAL, "42501"), ("pol.beslut", PROBATION, "42501"),
        ("soc.beslut", given.agency_id, "42501"), ("fri.beslut", SOCIAL, "42501"),
    ):  # fmt: skip
        assert desk.refused(username, EVENT, fresh(), given.pk, receiver, event) == told, (username, told)


def test_no_event_reaches_an_authority_to_which_nothing_was_disclosed(desk, proposed, fresh) -> None:
    assert desk.refused("pol.beslut", EVENT, fresh(), proposed.pk, SOCIAL, "task_done") == "42501"
    assert desk.refused("pol.beslut", EVENT, fresh(), fresh(), SOCIAL, "task_done") == "42501"


def test_the_meetings_pointer_reaches_only_those_who_know_of_the_matter(desk, case, fresh) -> None:
    desk.give(case, SOCIAL, desk.write("pol.samordnare", case))
    point = "SELECT sec.deliver_pointer(%s, %s, %s, %s, %s, clock_timestamp())"
    for receiver, told in ((SOCIAL, ""), (case.agency_id, ""), (PROBATION, "42501")):
        values = [fresh(), fresh(), case.programme_id, case.list_id, receiver]
        assert desk.refused("pol.samordnare", point, *values) == told
