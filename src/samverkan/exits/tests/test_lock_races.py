"""Attacks 14 and 15 on a locked place: a key that ends while it turns, under every isolation level."""

import threading
import time

import psycopg
import pytest
from support.posts import COUNSELLOR, OTHER

LEVELS = ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"]
OPEN = "SELECT count(*) FROM sec.open_lock(%s, gen_random_uuid(), now())"
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
def lock(exits):
    from samverkan.setup import install

    install.open_history(exits.world.admin, exits.world.name, opened=False)
    case = exits.leaver()
    exits.assign(case, OTHER)
    return exits.locked(case, OTHER)


@pytest.fixture
def key(exits, lock):
    from samverkan.exits.models import LockKey
    from samverkan.secrecy.binding import bound

    with bound(exits.actor("avh.beslut")):
        return LockKey.objects.select_related("lock__case__programme").get(lock=lock)


@pytest.fixture
def holder(exits):
    """The holder's own connection as the product's role, and how to bind it."""
    from samverkan.secrecy.binding import keystore
    from samverkan.trail import context

    with psycopg.connect(exits.world.dsn("samverkan_web")) as db:
        actor = exits.actor(OTHER)

        def begin(level: str) -> psycopg.Connection:
            db.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
            signed = context.sign(
                keystore().named("context"), actor.agency, actor.officer, actor.assignment, int(time.time()) + 60,
                db.info.backend_pid, fresh=True,
            )  # fmt: skip
            db.execute("SELECT sec.bind(%s)", [signed])
            return db

        yield begin


def ended(exits, key):
    from samverkan.exits import actions

    return actions.end_key(by=exits.actor("avh.beslut"), key=key)


@pytest.mark.parametrize("level", LEVELS)
def test_a_key_that_has_ended_turns_under_no_isolation_level(exits, lock, key, holder, level):
    db = holder(level)
    db.execute("SELECT 1 FROM exits_lock").fetchall()  # the snapshot is taken before the key ends
    ended(exits, key)
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.SerializationFailure)):
        db.execute(OPEN, [lock.pk])


@pytest.mark.parametrize("level", LEVELS)
def test_ending_a_key_waits_for_an_opening_under_way(exits, lock, key, holder, level, attacker):
    """Either the opening comes first and is whole, or the end does and nothing opens: never in between."""
    db = holder(level)
    assert db.execute(OPEN, [lock.pk]).fetchone() == (1,)
    thread = _in_thread(ended, exits, key)
    _until(lambda: attacker().execute(WAITING).fetchone()[0])
    assert exits.anew("avh.beslut2", key).ended_at is None
    db.commit()
    thread.join(20)
    assert exits.anew("avh.beslut2", key).ended_at is not None


def test_an_opening_waits_for_a_key_about_to_end_and_then_refuses(exits, lock, key, holder, attacker):
    from samverkan.exits import actions

    results = []

    def turned():
        try:
            results.append(holder("READ COMMITTED").execute(OPEN, [lock.pk]).fetchone())
        except psycopg.errors.InsufficientPrivilege as refused:
            results.append(refused)

    from samverkan.secrecy.binding import bound

    by = exits.actor("avh.beslut")
    with bound(by):
        actions.end_key(by=by, key=key)
        thread = _in_thread(turned)
        _until(lambda: attacker().execute(WAITING).fetchone()[0])
    thread.join(20)
    assert isinstance(results[0], psycopg.errors.InsufficientPrivilege)


def test_two_who_give_the_same_officer_a_key_at_once_leave_a_list_that_can_be_ended(exits, lock):
    from samverkan.secrecy.tests.desk import at_once

    results = at_once(
        *(lambda by=by: exits.key(lock, COUNSELLOR, by=by) for by in ("avh.beslut", "avh.beslut2"))
    )
    made = [each for each in results if type(each).__name__ == "LockKey"]
    assert made
    for each in made:
        from samverkan.exits import actions

        actions.end_key(by=exits.actor("avh.beslut"), key=each)
    assert exits.refusal(COUNSELLOR, OPEN, lock.pk) == "42501"


def _in_thread(act, *args):
    from django.db import connections

    def run():
        try:
            act(*args)
        finally:
            connections["default"].close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def _until(holds, seconds=15):
    due = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < due, "nobody waits for the key"
        time.sleep(0.05)
