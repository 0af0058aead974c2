"""Attack 11: what injected SQL can see of others in EXPLAIN, statistics, sessions, locks and files.

How many rows a table has in all can be read from the planner and the statistics, as in every PostgreSQL: a
known residue (security.md 8). No value, id, statement or parameter of another agency can.
"""

import psycopg
import pytest
from support.world import SOCIAL

SAID = "hemligt-till-frivarden"


@pytest.fixture
def filled(shared_desk):
    for username in ("pol.samordnare", "soc.beslut"):
        case = shared_desk.case(username)
        for _ in range(20):
            shared_desk.write(username, case)
    return shared_desk


@pytest.fixture
def another_session(filled):
    """A session of the product that has just run a statement with a secret in it."""
    with psycopg.connect(filled.world.dsn("samverkan_web")) as db:
        psycopg.ClientCursor(db).execute("SELECT %s", [SAID])
        yield db


def test_the_statements_of_other_sessions_are_not_seen(filled, another_session) -> None:
    pid = another_session.info.backend_pid
    rows = filled.sql("pol.samordnare", "SELECT query FROM pg_stat_activity WHERE pid = %s", pid)
    assert rows in ([], [("",)])
    assert filled.sql("pol.samordnare", "SELECT pg_stat_get_backend_activity(b) FROM pg_stat_get_backend_idset() b"
                      " WHERE pg_stat_get_backend_activity(b) LIKE %s", f"%{SAID[:9]}%") == []  # fmt: skip


def test_when_other_sessions_began_their_work_is_not_seen(filled, another_session) -> None:
    pid = another_session.info.backend_pid
    shown = "SELECT state, xact_start, query_start FROM pg_stat_activity WHERE pid = %s"
    assert filled.sql("pol.samordnare", shown, pid) in ([], [("disabled", None, None)])


def test_the_product_cannot_turn_reporting_of_statements_on(filled) -> None:
    assert filled.refused("pol.samordnare", "SET track_activities = on") == "42501"
    assert filled.refused("pol.samordnare", "SET log_statement = 'all'") == "42501"


def test_the_planners_samples_of_secret_tables_are_closed(filled) -> None:
    with psycopg.connect(filled.world.dsn(), autocommit=True) as db:
        db.execute("ANALYZE secrecy_entry, secrecy_casefile, secrecy_searchtoken")
    assert filled.sql("pol.samordnare", "SELECT * FROM pg_stats WHERE tablename IN"
                      " ('secrecy_entry', 'secrecy_casefile', 'secrecy_searchtoken')") == []  # fmt: skip
    assert filled.refused("pol.samordnare", "SELECT * FROM pg_statistic") == "42501"


def test_explain_shows_no_value_of_another_agency(filled) -> None:
    theirs = {str(each.row.pk) for each in filled.opened("soc.beslut", filled.case("soc.beslut"))}
    plan = filled.sql(
        "pol.samordnare", "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM secrecy_entry ORDER BY made_at"
    )
    assert "sec.me()" in str(plan)
    assert str(SOCIAL) not in str(plan)
    assert not any(each in str(plan) for each in theirs)


def test_asking_for_another_agency_by_name_never_even_starts_the_scan(filled) -> None:
    plan = filled.sql(
        "pol.samordnare", f"EXPLAIN ANALYZE SELECT * FROM secrecy_entry WHERE agency_id = '{SOCIAL}'"
    )
    assert "never executed" in str(plan)


@pytest.mark.parametrize(
    "leaky",
    ["1 / (CASE WHEN kind = 'note' THEN 0 ELSE 1 END) > 0", "length(encode(sealed, 'hex')::xml::text) > 0",
     "pg_input_is_valid(id::text, 'uuid') AND set_config('x.seen', id::text, false) <> ''"],
)  # fmt: skip
def test_a_leaky_condition_never_meets_anothers_row(filled, leaky) -> None:
    statement = f"SELECT count(*) FROM secrecy_entry WHERE agency_id = '{SOCIAL}' AND {leaky}"
    assert filled.sql("pol.samordnare", statement) == [(0,)]


def test_a_condition_that_fails_on_anothers_rows_does_not_fail(filled) -> None:
    fails = f"1 / (CASE WHEN agency_id = '{SOCIAL}' THEN 0 ELSE 1 END) > 0"
    mine = filled.sql("pol.samordnare", "SELECT count(*) FROM secrecy_entry")
    assert filled.sql("pol.samordnare", f"SELECT count(*) FROM secrecy_entry WHERE {fails}") == mine


def test_an_error_quotes_only_ones_own_rows(filled) -> None:
    statement = "SELECT (id::text || agency_id::text)::int FROM secrecy_entry"
    with pytest.raises(Exception, match="invalid input syntax") as told:
        filled.sql("pol.samordnare", statement)
    assert str(SOCIAL) not in str(told.value)


@pytest.mark.parametrize(
    "statement",
    ["SELECT pg_read_file('/etc/passwd')", "COPY (SELECT 1) TO PROGRAM 'id'", "COPY (SELECT 1) TO '/tmp/x'",
     "SELECT pg_ls_dir('.')", "SELECT * FROM pg_authid", "SELECT * FROM pg_user_mapping",
     "CREATE TEMP TABLE fresh (a int)", "CREATE TABLE fresh (a int)",
     "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS '1'", "CREATE EXTENSION dblink", "DO LANGUAGE plpython3u 'x'",
     "TRUNCATE secrecy_entry",
     "ALTER TABLE secrecy_entry DISABLE ROW LEVEL SECURITY",
     "DROP POLICY own_compartment ON secrecy_entry", "GRANT samverkan_owner TO samverkan_web"],
)  # fmt: skip
def test_the_product_has_no_way_out_of_its_tables(filled, statement) -> None:
    assert filled.refused("pol.samordnare", statement) in {"42501", "42704", "0A000"}


def test_nothing_in_the_database_notifies_or_takes_locks_by_number(filled) -> None:
    with psycopg.connect(filled.world.dsn()) as db:
        rows = db.execute("SELECT proname FROM pg_proc WHERE pronamespace NOT IN (SELECT oid FROM pg_namespace"
                          " WHERE nspname IN ('pg_catalog', 'information_schema'))"
                          " AND prosrc ~* 'notify|advisory|lo_(create|import|from)'").fetchall()  # fmt: skip
        assert rows == []
        assert db.execute("SELECT count(*) FROM pg_largeobject_metadata").fetchone() == (0,)
