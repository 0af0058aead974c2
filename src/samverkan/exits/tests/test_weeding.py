"""A leaver's file is weeded: the place goes with it, every key to it, and everything two towns could compare."""

from datetime import UTC, date, datetime

import pytest
from support import sealed
from support.posts import COUNSELLOR, DECIDER, OTHER
from support.world import EXIT

START = datetime(2026, 1, 10, 12, tzinfo=UTC)
DUE = date(2031, 1, 10)  # five years after the last entry
LOCKED = {
    "exits_location",
    "exits_lockhalf",
    "exits_lockshare",
    "exits_lockkey",
    "exits_term",
    "exits_question",
}


def _on(day):
    from samverkan.secrecy import clock

    return clock.frozen(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


@pytest.fixture
def lock(exits):
    """A contact whose place one counsellor knows and another knew, with a list, asked about once, then closed."""
    from samverkan.casework import actions as casework
    from samverkan.exits import actions
    from samverkan.secrecy import clock

    with clock.frozen(START):
        case = exits.leaver()
        exits.assign(case, COUNSELLOR, OTHER)
        lock = exits.locked(case, COUNSELLOR)
        actions.end_key(by=exits.actor(DECIDER), key=exits.key(lock, OTHER))
        exits.apart(case, name="Grupp X")
        exits.key_holder_opens(case, COUNSELLOR)
        exits.ask(lock)
        casework.move(
            by=exits.actor(DECIDER), case=case, move="refer", reason="Hjälps av SIG.", leaving="to_sig"
        )
    return lock


def _rows(exits, case):
    from samverkan.casework.models import Weeding
    from samverkan.secrecy.binding import bound

    with bound(exits.actor(DECIDER)):
        rows = Weeding.of(EXIT).filter(case=case, done_at__isnull=True)
        return {row.box.retention: row for row in rows.select_related("box", "case")}


def _weeded(exits, case, *labels):
    """Decided for the boxes of these labels on the day the file falls due, and carried out after the grace."""
    from samverkan.casework.actions import weeding
    from samverkan.secrecy.officers import system_actor

    with _on(DUE):
        weeding.find(by=system_actor(EXIT))
        rows = _rows(exits, case)
        weeding.decide(by=exits.actor(DECIDER), rows=[rows[label] for label in labels or rows])
    with _on(date(2031, 3, 1)):
        weeding.run(by=system_actor(EXIT))
    return rows


def _held_keys(lock):
    """What of the lock, of its officers and of the case's questions still lies in the key store."""
    from samverkan.exits.models import LockKey, Question
    from samverkan.secrecy.binding import bound, keystore
    from samverkan.secrecy.officers import system_actor

    with bound(system_actor(EXIT)):
        ids = [
            *LockKey.of(EXIT).values_list("pk", flat=True),
            *Question.of(EXIT).values_list("pk", flat=True),
        ]
        return keystore().open_boxes(EXIT, [lock.box_id, *ids]).keys()


def _of_case(db, case):
    """Readable rows but those of other files: the question's own file has times of its own."""
    (others,) = zip(
        *db.execute("SELECT id FROM secrecy_entry WHERE case_id <> %s", [case.pk]).fetchall(), strict=True
    )
    return {table for table, row in sealed.readable(db, EXIT) if row not in others}


def test_before_the_weeding_the_walk_finds_the_place_and_what_stands_round_it(exits, lock, attacker):
    assert _of_case(attacker(), lock.case) >= LOCKED
    assert len(_held_keys(lock)) == 3, "the lock, the one on the list, and the question"


def test_the_place_falls_due_with_the_file_and_not_after_it(exits, lock):
    from samverkan.casework.actions import weeding
    from samverkan.secrecy.officers import system_actor

    with _on(DUE):
        weeding.find(by=system_actor(EXIT))
    rows = _rows(exits, lock.case)
    assert rows["location"].due == rows["case"].due == DUE


def test_nothing_of_the_place_can_be_read_afterwards_by_any_key_there_is(exits, lock, attacker):
    _weeded(exits, lock.case)
    db = attacker()
    assert _of_case(db, lock.case) & LOCKED == set()
    assert not _held_keys(lock), "no key of the lock's, of an officer's or of a question's"


def test_weeding_the_file_takes_the_place_along_though_nobody_ticked_it(exits, lock, attacker):
    rows = _weeded(exits, lock.case, "case")
    assert "location" in rows
    assert _of_case(attacker(), lock.case) & LOCKED == set()
    assert not _held_keys(lock)


def test_the_place_alone_can_be_weeded_and_the_file_stays(exits, lock, attacker):
    _weeded(exits, lock.case, "location")
    left = _of_case(attacker(), lock.case)
    assert not left & {"exits_location", "exits_lockhalf", "exits_lockshare"}
    assert left >= {"exits_term", "secrecy_entry"}


def test_whoever_stood_on_the_list_opens_nothing_and_stands_there_no_more(exits, lock, attacker):
    from samverkan.exits import actions
    from samverkan.secrecy.acting import Refused

    _weeded(exits, lock.case)
    with _on(date(2026, 1, 11)), pytest.raises(Refused):
        actions.open_lock(by=exits.actor(COUNSELLOR, fresh=True), lock=lock)
    assert not attacker().execute("SELECT 1 FROM exits_lockkey WHERE ended_at IS NULL").fetchall()


def test_no_blinded_line_is_left_to_try_names_on(exits, lock, attacker):
    db = attacker()
    assert db.execute("SELECT count(*) FROM exits_token WHERE case_id = %s", [lock.case_id]).fetchone()[0] > 0
    _weeded(exits, lock.case)
    assert (
        db.execute("SELECT count(*) FROM exits_token WHERE case_id = %s", [lock.case_id]).fetchone()[0] == 0
    )


def test_a_restored_database_does_not_bring_the_place_back(exits, lock, attacker):
    """The rows as they were: live keys, the half, the share, the tokens. The keys in the key store are gone."""
    from samverkan.casework.actions import weeding
    from samverkan.secrecy.officers import system_actor

    db = attacker()
    tokens = db.execute(
        "SELECT id, agency_id, case_id, term_id, blinded, made_at, ended_at FROM exits_token"
    ).fetchall()
    _weeded(exits, lock.case)
    for table, trigger in (("secrecy_keybox", "dropped_once"), ("exits_lockkey", "signed")):
        db.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    db.execute("UPDATE secrecy_keybox SET dropped_at = NULL")
    db.execute("UPDATE exits_lockkey SET ended_at = NULL, ended_by = NULL")
    db.execute("ALTER TABLE exits_lockkey ENABLE TRIGGER signed")
    for row in tokens:
        db.execute("INSERT INTO exits_token (id, agency_id, case_id, term_id, blinded, made_at, ended_at)"
                   " VALUES (%s, %s, %s, %s, %s, %s, %s)", row)  # fmt: skip
    assert _of_case(db, lock.case) & LOCKED == set()
    assert weeding.again(by=system_actor(EXIT)) >= 2
    assert (
        db.execute("SELECT count(*) FROM exits_token WHERE case_id = %s", [lock.case_id]).fetchone()[0] == 0
    )
    assert not db.execute("SELECT 1 FROM exits_lockkey WHERE ended_at IS NULL").fetchall()


def test_an_installation_that_starts_has_this_room_forget(exits):
    from samverkan.casework import shredding
    from samverkan.exits.weeding import forget

    assert forget in shredding._AFTER
