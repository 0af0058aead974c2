"""The product refuses to start as a role that was given too much."""

import secrets

import psycopg
import pytest

ABOVE = {
    "bypasses row-level security": "ALTER ROLE {role} BYPASSRLS",
    "may create roles": "ALTER ROLE {role} CREATEROLE",
    "is a member of samverkan_door": "GRANT samverkan_door TO {role}",
    "is a member of samverkan_owner": "GRANT samverkan_owner TO {role}",
    "is a member of pg_read_all_data": "GRANT pg_read_all_data TO {role}",
    "owns 2 tables": "CREATE TABLE own_{role} (a int PRIMARY KEY); ALTER TABLE own_{role} OWNER TO {role}",
    "may create tables": "GRANT CREATE ON SCHEMA public TO {role}",
}


@pytest.mark.parametrize("word", ABOVE)
def test_it_refuses_a_role_that_was_given_too_much(shared_world, shared_attacker, word) -> None:
    """A throw-away login, so that no other run on this server ever meets it."""
    from psycopg.conninfo import make_conninfo

    from samverkan.secrecy import selfcheck

    role, password, db = f"samverkan_prov_{secrets.token_hex(4)}", secrets.token_hex(8), shared_attacker()
    db.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{password}' IN ROLE pg_monitor")
    db.execute(f"REVOKE pg_monitor FROM {role}; GRANT CONNECT ON DATABASE {shared_world.name} TO {role}")
    try:
        db.execute(ABOVE[word].format(role=role))
        with psycopg.connect(
            make_conninfo(shared_world.dsn(), user=role, password=password), autocommit=True
        ) as login:
            assert any(word in fault for fault in selfcheck.check(login))
    finally:
        db.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")
