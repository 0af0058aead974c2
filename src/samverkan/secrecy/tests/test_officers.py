"""From a signed-in officer to an actor: what is live today, asked anew each time."""

from datetime import UTC, datetime, timedelta

import pytest
from support.world import POLICE, SOCIAL, TREFAS


def again(desk, username="pol.beslut"):
    from samverkan.secrecy.models import Assignment
    from samverkan.secrecy.officers import actor_for

    held = Assignment.objects.get(officer__username=username)
    return actor_for(held.officer_id, held.pk)


def test_an_actor_has_the_seats_of_the_assignment(shared_desk) -> None:
    actor = again(shared_desk, "pol.handlaggare")
    assert (actor.agency, actor.kind, actor.roles()) == (POLICE, "police", frozenset({"caseworker"}))
    assert actor.seats[0].assigned_only
    assert actor.reads(TREFAS, "note")
    assert not actor.reads(TREFAS, "identity_protected")
    assert actor.may("propose", TREFAS)
    assert not actor.may("decide", TREFAS)
    assert not actor.may("propose", POLICE)  # no such programme


@pytest.mark.parametrize("username", ["pol.logg", "pol.styr", "pol.drift"])
def test_reviewers_steering_members_and_operators_read_no_entry(shared_desk, username) -> None:
    assert not any(seat.reads for seat in again(shared_desk, username).seats)


def test_another_officers_assignment_gives_nothing(shared_desk) -> None:
    from samverkan.secrecy.officers import actor_for

    mine, theirs = shared_desk.actor("pol.beslut"), shared_desk.actor("soc.beslut")
    assert actor_for(mine.officer, theirs.assignment) is None


TODAY = "(now() AT TIME ZONE 'Europe/Stockholm')::date"  # near midnight not UTC's day
ENDS = {
    "assignment": f"UPDATE secrecy_assignment SET valid_to = {TODAY} - 1 WHERE id = %(assignment)s",
    "assignment to come": f"UPDATE secrecy_assignment SET valid_from = {TODAY} + 1 WHERE id = %(assignment)s",
    "officer": "UPDATE secrecy_officer SET is_active = false WHERE id = %(officer)s",
}


@pytest.mark.parametrize("what", ENDS, ids=list(ENDS))
def test_whoever_has_left_acts_no_more(desk, attacker, what) -> None:
    attacker().execute(ENDS[what], vars(again(desk)) | {"seats": None})
    assert again(desk) is None


SEATS = {
    "the seat ended": f"UPDATE secrecy_seat SET valid_to = {TODAY} - 1 WHERE assignment_id = %(assignment)s",
    "the role has no rights": "DELETE FROM secrecy_roleright WHERE role = 'decider'",
}


@pytest.mark.parametrize("what", SEATS, ids=list(SEATS))
def test_a_seat_that_is_gone_is_gone_at_the_next_request(desk, attacker, what) -> None:
    before = again(desk)
    attacker().execute(SEATS[what], vars(before) | {"seats": None})
    assert before.seats
    assert again(desk).seats == ()


ENDED = f"UPDATE secrecy_programme SET ended_on = {TODAY} - 1"
TO_COME = f"UPDATE secrecy_programme SET started_on = {TODAY} + 2"


@pytest.mark.parametrize("when", [ENDED, TO_COME], ids=["ended", "not begun"])
def test_in_a_programme_that_is_not_running_one_reads_and_ends_but_begins_nothing(
    desk, attacker, when
) -> None:
    before = again(desk)
    attacker().execute(when)
    after = again(desk)
    assert after.reads(TREFAS, "note")
    assert after.seats[0].reads == before.seats[0].reads
    for kept in ("leave", "move", "assign", "receive", "take_back"):
        assert after.may(kept, TREFAS)
    for gone in ("confirm", "decide", "decide_on_the_spot"):
        assert before.may(gone, TREFAS)
        assert not after.may(gone, TREFAS)


def test_whoever_decided_nothing_takes_nothing_back(desk, attacker) -> None:
    attacker().execute(ENDED)
    assert not again(desk, "pol.handlaggare").may("take_back", TREFAS)


def test_rights_are_those_of_the_version_in_force_on_the_day(desk, attacker) -> None:
    from samverkan.secrecy import clock

    admin = attacker()
    admin.execute(
        "INSERT INTO secrecy_roleright (method, version, role, may, reads, assigned_only)"
        " VALUES ('trefas', '2', 'decider', '{leave}', '{note}', true)"
    )
    admin.execute("UPDATE secrecy_programme SET next_version = '2', next_from = '2026-12-01'")
    for day, reads, may in ((30, True, True), (1, False, False)):
        month = 11 if day == 30 else 12
        with clock.frozen(datetime(2026, month, day, 12, tzinfo=UTC)):
            actor = again(desk)
            assert (actor.reads(TREFAS, "identity"), actor.may("decide", TREFAS)) == (reads, may)
            assert actor.seats[0].assigned_only is not may


def test_duties_are_the_assignments_own(shared_desk) -> None:
    assert again(shared_desk).duties == {"govern", "staff"}
    assert again(shared_desk, "pol.samordnare").duties == {"picture", "staff"}
    assert again(shared_desk, "pol.handlaggare").duties == frozenset()


def test_the_last_day_counts_to_midnight_in_stockholm(desk, attacker) -> None:
    from samverkan.secrecy import clock

    attacker().execute("UPDATE secrecy_assignment SET valid_to = '2026-11-22'")
    for hour, live in ((22, True), (23, False)):  # 23:00 UTC is midnight
        with clock.frozen(datetime(2026, 11, 22, hour, 30, tzinfo=UTC)):
            assert (again(desk) is not None) is live


def test_the_systems_actor_reads_and_decides_nothing(shared_desk) -> None:
    from samverkan.secrecy.officers import system_actor

    actor = system_actor(SOCIAL)
    assert (actor.agency, actor.kind, actor.seats) == (SOCIAL, "system", ())


def test_a_step_up_makes_another_actor(shared_desk) -> None:
    actor = again(shared_desk)
    until = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=5)
    assert actor.stepped_up(until).stepped_up_until == until
    assert actor.stepped_up_until is None
