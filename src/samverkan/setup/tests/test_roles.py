"""The roles: made once, plain, with passwords of their own; a database that only they may enter."""

import json
import secrets
import stat

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from samverkan.setup import roles


def asked(dsn: str, query: str):
    with psycopg.connect(dsn, autocommit=True) as db:
        return db.execute(query).fetchall()


def test_making_them_again_changes_nothing(server) -> None:
    roles.create_roles(server.admin, server.passwords)
    facts = "rolname, rolsuper, rolbypassrls, rolcanlogin, rolinherit"
    every = f"SELECT {facts} FROM pg_roles WHERE rolname ~ '^samverkan_[a-z]+$' ORDER BY 1"
    before = (asked(server.admin, every), server.passwords.read_text())
    roles.create_roles(server.admin, server.passwords)
    assert (asked(server.admin, every), server.passwords.read_text()) == before


def test_passwords_are_private_long_and_unlike(tmp_path) -> None:
    kept = roles._passwords(tmp_path / "deeper" / "roles.json")
    file = tmp_path / "deeper" / "roles.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert kept.keys() == set(roles.LOGINS)
    assert len(set(kept.values())) == len(roles.LOGINS)
    assert all(len(each) >= 32 for each in kept.values())
    assert roles._passwords(file) == kept == json.loads(file.read_text())


def test_each_login_role_comes_in_as_itself(world) -> None:
    for role in roles.LOGINS:
        assert asked(world.dsn(role), "SELECT current_user, session_user") == [(role, role)]


@pytest.mark.parametrize("role", [roles.OWNER, roles.DOOR])
def test_owner_and_door_cannot_sign_in(world, role) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(make_conninfo(world.dsn(), user=role, password="x"))


def test_the_owners_connection_acts_as_the_owner(world) -> None:
    assert asked(world.dsn(roles.OWNER), "SELECT current_user") == [(roles.OWNER,)]


@pytest.mark.parametrize(("setting", "value"), [("row_security", "on"), ("track_activities", "off")])
def test_the_products_sessions_begin_with(world, setting, value) -> None:
    assert asked(world.dsn(roles.WEB), f"SHOW {setting}") == [(value,)]


def test_no_stranger_enters_the_database(world, attacker) -> None:
    role, password, db = f"samverkan_prov_{secrets.token_hex(4)}", secrets.token_hex(8), attacker()
    db.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{password}'")
    try:
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(make_conninfo(world.dsn(), user=role, password=password))
    finally:
        db.execute(f"DROP ROLE {role}")


def test_a_database_is_made_once_and_dropped_with_whoever_is_in_it(server) -> None:
    name = f"samverkan_prov_{secrets.token_hex(4)}"
    assert roles.create_database(server.admin, name)
    try:
        assert not roles.create_database(server.admin, name)
        with psycopg.connect(make_conninfo(server.admin, dbname=name)):
            roles.drop_database(server.admin, name)
    finally:
        roles.drop_database(server.admin, name)  # dropping what is gone is no fault
    assert asked(server.admin, f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == []


def test_backup_reads_every_compartments_ciphertext_and_changes_nothing(world) -> None:
    with psycopg.connect(world.dsn(roles.BACKUP), autocommit=True) as db:
        db.execute("SELECT count(*) FROM secrecy_entry")
        for change in (
            "DELETE FROM secrecy_entry",
            "INSERT INTO secrecy_keybox (id) VALUES (NULL)",
            "SELECT sec.me()",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute(change)


@pytest.mark.parametrize("role", [roles.SEQUENCER, roles.AUDITOR])
def test_the_trails_roles_reach_nothing_else(world, role) -> None:
    with psycopg.connect(world.dsn(role), autocommit=True) as db:
        for table in (
            "secrecy_entry",
            "secrecy_casefile",
            "secrecy_officer",
            "secrecy_disclosure",
            "sec.context_key",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute(f"SELECT * FROM {table}")
