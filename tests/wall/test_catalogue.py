"""The wall as the database has it: every table secret unless listed, each secret one as house.md says."""

from pathlib import Path

import pytest
import yaml

from samverkan.setup import roles
from wall import catalogue, grants

BLIND = {"pupils_voiceanswer"}  # sealed to a code, in no compartment, reached through functions alone
GRANTS = yaml.safe_load((Path(__file__).parent / "grants.yaml").read_text())
WEB = "samverkan_web"


def test_the_wall_is_as_the_house_says(catalogue_db) -> None:
    assert catalogue.faults(catalogue_db) == []


def test_the_tables_of_persons_are_among_the_secret_ones(catalogue_db) -> None:
    # Were the list of public tables to swallow one of these, every other test here would pass over it.
    secret = catalogue.secret_tables(catalogue_db)
    assert secret >= {
        "secrecy_casefile", "secrecy_caseofficer", "secrecy_entry", "secrecy_keybox", "secrecy_searchtoken",
        "secrecy_disclosure", "secrecy_disclosedentry", "secrecy_delivery", "secrecy_consent",
        "secrecy_standingdecision", "secrecy_numberseries", "casework_task", "trail_trace", "exits_location",
        "exits_lock", "exits_lockkey", "exits_lockhalf", "exits_lockshare", "exits_opening", "exits_alarm",
    }  # fmt: skip


def test_every_public_table_exists_and_says_why() -> None:
    from samverkan.secrecy.public_tables import PUBLIC_TABLES

    assert all(len(reason) > 15 for reason in PUBLIC_TABLES.values())


def test_no_public_table_has_a_column_that_holds_content(catalogue_db) -> None:
    from samverkan.secrecy.public_tables import PUBLIC_TABLES

    rows = catalogue_db.execute(
        "SELECT attrelid::regclass::text, attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
        " WHERE attnum > 0 AND c.relkind = 'r' AND attname IN ('sealed', 'sealed_to', 'case_id', 'entry_id', 'list_id')"
    ).fetchall()
    assert not [row for row in rows if row[0] in PUBLIC_TABLES and row[0] not in BLIND]


def test_what_anybody_may_leave_nobody_can_look_at_but_who_copies_it_all(catalogue_db) -> None:
    held = grants.on_tables(catalogue_db)
    assert [role for role, tables in held.items() if BLIND & tables.keys()] == ["samverkan_backup"]


def test_each_role_has_the_listed_rights_to_tables_and_no_others(catalogue_db) -> None:
    assert grants.on_tables(catalogue_db) == GRANTS["tables"]


def test_each_role_may_run_the_listed_functions_and_no_others(catalogue_db) -> None:
    assert grants.on_functions(catalogue_db) == GRANTS["functions"]


@pytest.mark.parametrize("right", ["TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"])
def test_no_login_role_may_reach_under_the_policies(catalogue_db, right) -> None:
    if right == "MAINTAIN" and catalogue_db.info.server_version < 170_000:
        return  # the right came with PostgreSQL 17: nobody can have it here
    rows = catalogue_db.execute(
        "SELECT r.rolname, c.oid::regclass::text FROM pg_class c, pg_roles r WHERE c.relkind IN ('r', 'p')"
        " AND c.relnamespace IN ('public'::regnamespace, 'sec'::regnamespace) AND r.rolname LIKE 'samverkan%%'"
        " AND r.rolcanlogin AND has_table_privilege(r.oid, c.oid, %s)",
        [right],
    )
    assert rows.fetchall() == []


def test_the_product_creates_nothing(catalogue_db) -> None:
    row = catalogue_db.execute(
        f"""SELECT has_database_privilege('{WEB}', current_database(), 'CREATE, TEMP'),
                   has_schema_privilege('{WEB}', 'public', 'CREATE'), has_schema_privilege('{WEB}', 'sec', 'CREATE')"""
    ).fetchone()
    assert row == (False, False, False)


def test_the_product_deletes_nothing_but_its_blind_indexes_and_sign_in_state(catalogue_db) -> None:
    held = grants.on_tables(catalogue_db)[WEB]
    deletes = {table for table, rights in held.items() if "DELETE" in rights}
    assert deletes & catalogue.secret_tables(catalogue_db) == {"secrecy_searchtoken", "exits_token"}


def test_the_product_has_no_right_to_a_locked_place(catalogue_db) -> None:
    locked = {"exits_location", "exits_lockhalf", "exits_lockshare"}
    held = grants.on_tables(catalogue_db)
    assert {role for role, tables in held.items() if locked & tables.keys()} == {
        "samverkan_backup",
        "samverkan_lock",
    }
    assert locked <= catalogue.secret_tables(catalogue_db)


def test_an_entry_and_a_line_of_the_trail_are_never_changed(catalogue_db) -> None:
    held = grants.on_tables(catalogue_db)[WEB]
    assert held["secrecy_entry"] == held["trail_trace"] == ["INSERT", "SELECT"]


def test_the_roles_are_as_plain_as_they_should_be(catalogue_db) -> None:
    rows = catalogue_db.execute(
        "SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication, rolbypassrls, rolcanlogin"
        " FROM pg_roles WHERE rolname LIKE 'samverkan\\_%%' ORDER BY 1"
    )
    plain = {name: (powers, bypasses, login) for name, powers, bypasses, login in rows}
    assert not any(powers for powers, _bypasses, _login in plain.values())
    assert [name for name, (_p, bypasses, _l) in plain.items() if bypasses] == ["samverkan_backup"]
    assert not plain["samverkan_door"][2]
    assert not plain["samverkan_lock"][2]
    assert not plain["samverkan_owner"][2]


def test_the_product_is_a_member_of_no_role_and_nobody_of_backup(catalogue_db) -> None:
    rows = catalogue_db.execute(
        "SELECT member::regrole::text, roleid::regrole::text FROM pg_auth_members"
        " WHERE member::regrole::text LIKE 'samverkan%%' OR roleid::regrole::text LIKE 'samverkan%%'"
    )
    members = set(rows.fetchall())
    assert {member for member, _role in members} == {"samverkan_owner"}
    ours = (roles.DOOR, roles.LOCK, roles.QUEUE)
    assert members >= {("samverkan_owner", role) for role in ours}
    # On a server that others share there may be more of the kind; none of them signs in.
    signs_in = catalogue_db.execute("SELECT rolname FROM pg_roles WHERE rolcanlogin").fetchall()
    assert not {role for _member, role in members} & {name for (name,) in signs_in}


def test_exactly_one_policy_lets_a_row_into_another_compartment(catalogue_db) -> None:
    rows = catalogue_db.execute(
        "SELECT tablename, policyname, cmd, roles::text[] FROM pg_policies WHERE with_check = 'true' OR"
        " (qual = 'true' AND cmd <> 'SELECT')"
    )
    assert rows.fetchall() == [("secrecy_delivery", "door_delivers", "INSERT", ["samverkan_door"])]


def test_what_is_counted_over_whole_tables_is_not_the_products_to_read(catalogue_db) -> None:
    kept = "SELECT count(*) FROM pg_stats_ext WHERE tablename = 'secrecy_caseofficer'"
    catalogue_db.execute(
        "SET LOCAL session_replication_role = replica"
    )  # rows of nobody, without their parents
    catalogue_db.execute(
        "INSERT INTO secrecy_caseofficer (id, agency_id, case_id, assignment_id, valid_from)"
        " SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2026-01-01'"
        " FROM generate_series(1, 20)"
    )
    catalogue_db.execute("ANALYZE secrecy_caseofficer")
    assert catalogue_db.execute(kept).fetchone() == (1,)
    catalogue_db.execute(f"SET LOCAL ROLE {WEB}")
    assert catalogue_db.execute(kept).fetchone() == (0,)
