"""Seats and assignments are public to read; an agency writes its own people's only, and nobody their own."""

from datetime import date

import pytest
from support.world import POLICE, SOCIAL, TREFAS

SEAT = (
    "INSERT INTO secrecy_seat (id, programme_id, assignment_id, role, valid_from) VALUES (%s, %s, %s, %s, %s)"
)
HELD = "INSERT INTO secrecy_assignment (id, officer_id, agency_id, title, valid_from) VALUES (%s, %s, %s, 'X', %s)"
SINCE = date(2024, 1, 1)


@pytest.fixture
def fresh():
    from samverkan.secrecy import ids

    return ids.new


def test_nobody_is_seated_in_another_agency(shared_desk, fresh) -> None:
    theirs = shared_desk.actor("soc.handlaggare").assignment
    assert shared_desk.refused("pol.samordnare", SEAT, fresh(), TREFAS, theirs, "decider", SINCE) == "42501"


def test_nobody_is_assigned_to_another_agency(shared_desk, fresh) -> None:
    me = shared_desk.actor("pol.samordnare").officer
    assert shared_desk.refused("pol.samordnare", HELD, fresh(), me, SOCIAL, SINCE) == "42501"


def test_nobody_gives_themselves_an_assignment(shared_desk, fresh) -> None:
    me = shared_desk.actor("pol.samordnare").officer
    assert shared_desk.refused("pol.samordnare", HELD, fresh(), me, POLICE, SINCE) == "42501"


def test_nobody_seats_themselves(shared_desk, fresh) -> None:
    me = shared_desk.actor("pol.handlaggare")
    assert (
        shared_desk.refused("pol.handlaggare", SEAT, fresh(), TREFAS, me.assignment, "decider", SINCE)
        == "42501"
    )


def test_nobody_seats_themselves_by_a_second_assignment(shared_desk, fresh) -> None:
    me, second = shared_desk.actor("pol.handlaggare"), fresh()
    statement = f"{HELD}; {SEAT}"
    values = [second, me.officer, POLICE, SINCE, fresh(), TREFAS, second, "decider", SINCE]
    assert shared_desk.refused("pol.handlaggare", statement, *values) == "42501"


def test_nobody_revives_a_seat_of_their_own(shared_desk) -> None:
    me = shared_desk.actor("pol.handlaggare").assignment
    statement = "UPDATE secrecy_seat SET valid_to = NULL WHERE assignment_id = %s RETURNING id"
    assert shared_desk.sql("pol.handlaggare", statement, me) == []


def test_a_colleague_of_ones_own_agency_can_be_seated_and_unseated(shared_desk, fresh) -> None:
    colleague = shared_desk.actor("pol.handlaggare").assignment
    seat = fresh()
    shared_desk.sql("pol.samordnare", SEAT, seat, TREFAS, colleague, "lawyer", SINCE)
    ended = "UPDATE secrecy_seat SET valid_to = %s WHERE id = %s RETURNING id"
    assert shared_desk.sql("pol.samordnare", ended, date(2024, 2, 1), seat) == [(seat,)]


@pytest.mark.parametrize("table", ["secrecy_seat", "secrecy_assignment"])
def test_another_agencys_people_cannot_be_ended(shared_desk, table) -> None:
    key = "assignment_id" if table == "secrecy_seat" else "id"
    statement = f"UPDATE {table} SET valid_to = '2024-02-01' WHERE {key} = %s RETURNING id"
    assert shared_desk.sql("pol.samordnare", statement, shared_desk.actor("soc.beslut").assignment) == []


@pytest.mark.parametrize(
    "column", ["role = 'decider'", "programme_id = programme_id", "assignment_id = assignment_id"]
)
def test_a_seat_is_ended_and_never_changed(shared_desk, column) -> None:
    assert shared_desk.refused("pol.samordnare", f"UPDATE secrecy_seat SET {column}") == "42501"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE secrecy_roleright SET may = '{decide}'",
     "INSERT INTO secrecy_party (programme_id, agency_id) SELECT owner_id, owner_id FROM secrecy_programme",
     "UPDATE secrecy_agency SET public_key = ''", "UPDATE secrecy_officer SET password = 'x'",
     "DELETE FROM secrecy_seat", "UPDATE secrecy_groundversion SET valid_to = NULL",
     "UPDATE secrecy_programme SET owner_id = owner_id", "UPDATE secrecy_assignment SET duties = '{govern}'"],
)  # fmt: skip
def test_what_founding_wrote_cannot_be_rewritten(shared_desk, statement) -> None:
    assert shared_desk.refused("pol.samordnare", statement) == "42501"
