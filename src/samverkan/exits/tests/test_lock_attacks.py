"""Attacks on a locked place: SQL slipped in, an old backup, an old key store, a clock set back, a moved ciphertext.

History is closed, as in an installation at work.
"""

import shutil
from datetime import timedelta

import pytest
from support.posts import COUNSELLOR, OTHER
from support.thief import carried_away
from support.world import EXIT

OPEN = "SELECT * FROM sec.open_lock(%s, gen_random_uuid(), now())"
SHARE = "SELECT sec.share_lock(%s, %s, now())"
NO_RIGHT = "42501"
NEW_KEY = """INSERT INTO exits_lockkey (id, agency_id, lock_id, assignment_id, kind, given_by, given_at, ends_at,
                                       seconded_by, seconded_at, box_id, sealed)
             VALUES (%s, %s, %s, %s, %s, %s, now(), now() + interval '20 days', %s, %s, %s, '')"""


@pytest.fixture
def lock(exits):
    from samverkan.setup import install

    install.open_history(exits.world.admin, exits.world.name, opened=False)
    case = exits.leaver()
    exits.assign(case, COUNSELLOR, OTHER)
    return exits.locked(case, COUNSELLOR)


def shut(exits, lock, username) -> bool:
    from samverkan.exits import actions
    from samverkan.secrecy.acting import Refused

    try:
        actions.open_lock(by=exits.actor(username, fresh=True), lock=lock)
    except Refused:
        return True
    return False


def test_the_holder_gets_through_by_sql_too_so_that_the_refusals_prove_something(exits, lock):
    assert exits.refusal(COUNSELLOR, OPEN, lock.pk) == ""


@pytest.mark.parametrize("table", ["exits_location", "exits_lockhalf", "exits_lockshare"])
@pytest.mark.parametrize("statement", ["SELECT * FROM {}", "SELECT count(*) FROM {}", "DELETE FROM {}",
                                       "UPDATE {} SET agency_id = agency_id", "COPY {} TO STDOUT"])  # fmt: skip
def test_the_product_has_no_right_to_what_the_lock_keeps(exits, lock, table, statement):
    assert exits.refusal(COUNSELLOR, statement.format(table)) == NO_RIGHT


def test_sql_bound_to_a_colleague_opens_nothing(exits, lock):
    for username in (
        "avh.handlaggare2",
        "avh.samordnare",
        "avh.beslut",
        "avh.beslut2",
        "avh.drift",
        "avh.logg",
    ):
        assert exits.refusal(username, OPEN, lock.pk) == NO_RIGHT, username


def test_sql_bound_to_the_holder_opens_nothing_without_a_fresh_step_up(exits, lock):
    assert exits.refusal(COUNSELLOR, OPEN, lock.pk, fresh=False) == NO_RIGHT


def test_sql_bound_to_another_agency_sees_no_lock(exits, lock):
    for username in ("gra.beslut", "pol.avhopp.beslut"):
        assert exits.refusal(username, OPEN, lock.pk) == NO_RIGHT
        assert exits.by_sql(username, "SELECT id FROM exits_lock") == []


def test_nobody_makes_a_key_for_themselves_or_in_anothers_name(exits, lock):
    box = lock.box_id
    decider, other = exits.actor("avh.beslut"), exits.actor("avh.handlaggare2")

    def made(username, holder, giver, kind="named", second=None):
        return exits.refusal(username, NEW_KEY, lock.pk, EXIT, lock.pk, holder.assignment, kind, giver.officer,
                             second, None if second is None else _now(), box)  # fmt: skip

    assert made("avh.beslut", other, decider) == "", "a decider's own act goes through"
    assert made("avh.beslut", decider, decider) == NO_RIGHT
    assert made("avh.handlaggare2", other, decider) == NO_RIGHT
    assert made("avh.handlaggare2", other, other) == NO_RIGHT
    assert made("avh.handlaggare2", other, other, "emergency", decider.officer) == NO_RIGHT


def test_a_key_that_no_decider_gave_gets_no_share(exits, lock):
    """A colleague who is no decider signs a key in their own name: a row, but nothing that opens."""
    from samverkan.secrecy import ids

    mine, key = exits.actor("avh.samordnare"), ids.new()
    values = [key, EXIT, lock.pk, exits.actor("avh.handlaggare2").assignment, "named", mine.officer, None, None,
              lock.box_id]  # fmt: skip
    exits.by_sql("avh.samordnare", NEW_KEY, *values)
    assert exits.refusal("avh.samordnare", SHARE, key, b"\0" * 32) == NO_RIGHT
    assert exits.by_sql("avh.handlaggare2", OPEN.replace("*", "count(*)"), lock.pk) == [(0,)]


@pytest.mark.parametrize("change", [
    "ends_at = ends_at + interval '1 year'", "assignment_id = '00000000-0000-0000-0000-000000000001'",
    "kind = 'emergency'", "given_at = given_at - interval '1 day'", "ended_at = NULL, ended_by = NULL",
    "seconded_by = given_by, seconded_at = now()", "reviewed_by = given_by, reviewed_at = now()",
])  # fmt: skip
def test_an_ended_key_is_neither_revived_nor_prolonged(exits, lock, change):
    from samverkan.exits import actions

    key = exits.key(lock, OTHER)
    actions.end_key(by=exits.actor("avh.beslut"), key=key)
    for username in ("avh.beslut", OTHER):
        refused = exits.refusal(username, f"UPDATE exits_lockkey SET {change} WHERE id = %s", key.pk)
        assert refused in {NO_RIGHT, "23514"}, refused
    assert shut(exits, lock, OTHER)


def test_no_backup_of_the_database_brings_an_ended_key_back(exits, lock, server, attacker):
    """The database as it was before the key ended is put back; the key store is what it is."""
    from django.db import connections

    from samverkan.exits import actions
    from samverkan.setup import roles

    key = exits.key(lock, OTHER)
    assert not shut(exits, lock, OTHER)
    connections["default"].close()
    backup = f"{exits.world.name}_b"
    roles.create_database(server.admin, backup, exits.world.name)
    actions.end_key(by=exits.actor("avh.beslut"), key=key)
    try:
        _point_at(backup)
        assert exits.anew("avh.beslut", key).ended_at is None, "the row is as it was"
        assert exits.refusal(OTHER, OPEN, lock.pk) == "", "and the database would open"
        assert shut(exits, lock, OTHER)
    finally:
        _point_at(exits.world.name)
        roles.drop_database(server.admin, backup)


def test_no_older_key_store_brings_an_ended_key_back(exits, lock, tmp_path):
    from django.conf import settings

    from samverkan.exits import actions
    from samverkan.secrecy.binding import keystore
    from samverkan.secrecy.keystore import KeyStore

    key = exits.key(lock, OTHER)
    folder = settings.SAMVERKAN["KEYS"]
    keystore()._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    older = carried_away(folder, tmp_path / "older")
    actions.end_key(by=exits.actor("avh.beslut"), key=key)
    for file in folder.glob(
        "*.ledger"
    ):  # the ledger of what was dropped is no part of the store that is restored
        shutil.copy(file, older / file.name)
    assert KeyStore(older).open_boxes(EXIT, [key.pk]) == {}
    assert KeyStore(older).open_boxes(EXIT, [lock.box_id]) != {}


def test_sql_bound_to_the_holders_other_assignment_opens_nothing(exits, lock, attacker, monkeypatch):
    """A key goes with one assignment; the same officer on another, with a seat of its own, has none."""
    from samverkan.secrecy.officers import actor_for

    db, held = attacker(), exits.held(COUNSELLOR)
    other = db.execute(
        "INSERT INTO secrecy_assignment (id, agency_id, officer_id, title, valid_from) SELECT gen_random_uuid(),"
        " agency_id, officer_id, 'Annat', valid_from FROM secrecy_assignment WHERE id = %s RETURNING id", [held.pk],
    ).fetchone()[0]  # fmt: skip
    db.execute(
        "INSERT INTO secrecy_seat (id, programme_id, assignment_id, role, valid_from) SELECT gen_random_uuid(),"
        " programme_id, %s, role, valid_from FROM secrecy_seat WHERE assignment_id = %s", [other, held.pk],
    )  # fmt: skip
    monkeypatch.setattr(type(exits.world), "actor", lambda _world, _name: actor_for(held.officer_id, other))
    assert exits.refusal(COUNSELLOR, OPEN, lock.pk) == NO_RIGHT


def test_sql_bound_to_a_holder_who_left_the_programme_opens_nothing(exits, lock, attacker):
    left = "UPDATE secrecy_seat SET valid_to = '2026-01-01' WHERE assignment_id = %s"
    attacker().execute(left, [exits.held(COUNSELLOR).pk])
    assert exits.refusal(COUNSELLOR, OPEN, lock.pk) == NO_RIGHT


def test_a_key_whose_day_has_passed_turns_at_no_time_a_statement_claims(exits):
    from samverkan.secrecy import clock
    from samverkan.setup import install

    before = clock.now() - timedelta(days=10)
    with clock.frozen(before):
        case = exits.leaver()
        exits.assign(case, OTHER)
        lock = exits.locked(case)
        exits.key(lock, OTHER, days=4)
    install.open_history(exits.world.admin, exits.world.name, opened=False)
    for claimed in ("now()", "now() - interval '8 days'", "now() - interval '10 days' + interval '1 hour'"):
        assert exits.refusal(OTHER, OPEN.replace("now()", claimed), lock.pk) == NO_RIGHT


def test_a_clock_set_back_revives_no_key(exits, lock, attacker):
    exits.key(lock, OTHER, days=1)
    assert not shut(exits, lock, OTHER)
    # The latest time ever seen is the day after; the server's clock says it is the day before again.
    attacker().execute("UPDATE sec.clock SET high_water = now() + interval '2 days'")
    exits.fresh_for = timedelta(days=9)
    assert exits.by_sql(OTHER, "SELECT sec.fresh()") == [(True,)], "else the refusal would prove nothing"
    assert exits.refusal(OTHER, OPEN, lock.pk) == NO_RIGHT


def test_a_place_moved_under_a_lock_of_ones_own_stays_shut(exits, lock, attacker):
    """A superuser moves the sealed place under a lock that the attacker holds a key to."""
    from samverkan.exits import actions
    from samverkan.secrecy.seal import SealBroken

    case = exits.leaver(alias="Trast")
    exits.assign(case, OTHER)
    mine = exits.locked(case, OTHER)
    attacker().execute("UPDATE exits_location SET lock_id = %s WHERE lock_id = %s", [mine.pk, lock.pk])
    with pytest.raises(SealBroken):
        actions.open_lock(by=exits.actor(OTHER, fresh=True), lock=mine)


def test_neither_the_database_nor_the_key_store_alone_says_where(exits, lock, attacker, tmp_path):
    from django.conf import settings

    rows = attacker().execute("SELECT id, made_at, made_by, sealed FROM exits_location").fetchall()
    assert rows
    held = b"".join(bytes(row[3]) for row in rows)
    held += b"".join(
        file.read_bytes() for file in carried_away(settings.SAMVERKAN["KEYS"], tmp_path / "keys").iterdir()
    )
    for word in ("Provgatan", "0780", "070-PROV", "Växjö"):
        assert word.encode() not in held


def test_half_the_secret_opens_nothing(exits, lock, attacker):
    """Whoever holds the whole key store, and reads everything in the database but the lock's half."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from samverkan.exits import locking
    from samverkan.secrecy.binding import keystore

    sealed, place = attacker().execute("SELECT sealed, id FROM exits_location").fetchone()
    own = keystore().open_boxes(EXIT, [lock.box_id])[lock.box_id]
    for guess in (b"\0" * 32, own):
        key = locking._derived(own, guess, b"samverkan place v1")
        with pytest.raises(InvalidTag):
            AESGCM(key).decrypt(bytes(sealed[:12]), bytes(sealed[12:]), locking._bound_to(lock, place))


def test_a_weeded_case_leaves_a_lock_that_opens_on_nothing(exits, lock):
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import keystore

    keystore().drop_box(EXIT, lock.box_id, at=clock.now().isoformat(), reason="weeded")
    assert exits.opened(lock, COUNSELLOR) == [None]


def _point_at(name: str) -> None:
    from django.db import connections

    connections["default"].close()
    connections.databases["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


def _now():
    from samverkan.secrecy import clock

    return clock.now() + timedelta(seconds=1)
