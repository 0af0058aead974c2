"""The table of lines: what the product may do with it, and what the database refuses to keep."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors

from samverkan.trail.tests.lines import Database, bind, insert, write_lines

pytestmark = pytest.mark.database
Connection = psycopg.Connection[tuple[object, ...]]
INSERT = """
    INSERT INTO trail_trace (id, agency_id, at, verb, outcome, subjects, digest, detail, salt)
    VALUES (gen_random_uuid(), %(agency)s, now(), %(verb)s, %(outcome)s, '{}', %(digest)s, %(detail)s, %(salt)s)
"""


@pytest.fixture
def web(database: Database) -> Iterator[Connection]:
    with psycopg.connect(database.web) as db:
        yield db


def add(db: Connection, agency: UUID, **other: object) -> None:
    usual = {"verb": "case.read", "outcome": "done", "digest": None, "detail": "{}", "salt": bytes(16)}
    db.execute(INSERT, {"agency": agency, **usual, **other})


def test_an_agency_sees_its_own_lines_only(database: Database, web: Connection) -> None:
    ours, theirs = uuid4(), uuid4()
    own = write_lines(database.web, 2, ours)
    write_lines(database.web, 3, theirs)
    bind(web, ours)
    assert {row[0] for row in web.execute("SELECT id FROM trail_trace")} == set(own)


def test_a_line_in_anothers_name_is_refused(web: Connection) -> None:
    bind(web, uuid4())
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        insert(web, uuid4())


def test_without_context_no_line_is_written(web: Connection) -> None:
    with pytest.raises(errors.InsufficientPrivilege, match="no context"):
        insert(web, uuid4())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_trace SET verb = 'case.write'",
        "DELETE FROM trail_trace",
        "TRUNCATE trail_trace",
        "SELECT * FROM trail_leaf",
        "SELECT * FROM trail_pending",
        "INSERT INTO trail_pending VALUES (gen_random_uuid(), now(), sha256('x'))",
        "INSERT INTO trail_leaf VALUES (0, NULL, 'x', sha256('x'))",
        "SELECT sec.queue_trace()",
        "ALTER TABLE trail_trace DISABLE TRIGGER queue_trace",
        "SET session_replication_role = replica",
        "DROP POLICY own_agency ON trail_trace",
    ],
)
def test_the_product_can_do_nothing_else(web: Connection, statement: str) -> None:
    agency = uuid4()
    bind(web, agency)
    insert(web, agency)
    with pytest.raises((errors.InsufficientPrivilege, errors.FeatureNotSupported)):
        web.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT verb FROM trail_trace",
        "UPDATE trail_leaf SET hash = sha256('x')",
        "DELETE FROM trail_leaf",
        "TRUNCATE trail_pending",
        "UPDATE trail_pending SET hash = sha256('x')",
        "SELECT * FROM secrecy_agency",
    ],
)
def test_the_sequencer_reads_no_lines_and_changes_no_leaves(database: Database, statement: str) -> None:
    with psycopg.connect(database.sequencer) as db, pytest.raises(errors.InsufficientPrivilege):
        db.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO trail_leaf VALUES (0, NULL, 'x', sha256('x'))",
        "DELETE FROM trail_trace",
        "DELETE FROM trail_pending",
        "SELECT * FROM secrecy_agency",
        "SELECT * FROM sec.clock",
    ],
)
def test_the_auditor_only_reads_and_only_the_trail(database: Database, statement: str) -> None:
    with psycopg.connect(database.auditor) as db, pytest.raises(errors.InsufficientPrivilege):
        db.execute(statement)


def test_the_auditor_sees_every_agencys_lines(database: Database) -> None:
    write_lines(database.web, 1)
    write_lines(database.web, 1)
    with psycopg.connect(database.auditor) as db:
        assert db.execute("SELECT count(*) FROM trail_trace").fetchone() == (2,)


def test_even_the_owner_sees_nothing_past_the_policy(database: Database) -> None:
    write_lines(database.web, 1)
    with psycopg.connect(database.attacker) as db:
        db.execute("SET ROLE samverkan_owner")
        assert db.execute("SELECT count(*) FROM trail_trace").fetchone() == (0,)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("outcome", "maybe"),
        ("verb", "read"),
        ("verb", "Case.read"),
        ("verb", "case.läs"),
        ("verb", "case read"),
        ("digest", b"short"),
        ("salt", b"short"),
        ("detail", "[]"),
        ("detail", '"code"'),
        ("detail", '{"reason": "han var hemma"}'),
        ("detail", '{"deep": {"list": ["ok", "inte ok"]}}'),
        ("detail", '{"name": "Åsa"}'),
        ("detail", '{"empty": ""}'),
        ("detail", '{"long": "' + "x" * 65 + '"}'),
    ],
)
def test_what_the_database_refuses_to_keep(web: Connection, column: str, value: object) -> None:
    agency = uuid4()
    bind(web, agency)
    with pytest.raises(errors.CheckViolation):
        add(web, agency, **{column: value})


@pytest.mark.parametrize(
    "detail",
    [
        "{}",
        '{"count": 3}',
        '{"ground": "osl-10-27", "version": "2025-12-01", "ok": true, "old": null}',
        '{"a": ["b"]}',
    ],
)
def test_codes_and_numbers_are_kept(web: Connection, detail: str) -> None:
    agency = uuid4()
    bind(web, agency)
    add(web, agency, detail=detail)


def test_a_rolled_back_act_leaves_nothing_waiting(database: Database, web: Connection) -> None:
    agency = uuid4()
    bind(web, agency)
    insert(web, agency)
    web.rollback()
    assert database.one("SELECT count(*) FROM trail_pending") == (0,)


def test_a_line_is_queued_by_the_database_itself(database: Database) -> None:
    (line,) = write_lines(database.web, 1)
    assert database.one("SELECT trace_id FROM trail_pending") == (line,)


def test_a_bulk_insert_queues_every_line(database: Database, web: Connection) -> None:
    agency = uuid4()
    bind(web, agency)
    web.execute(
        "INSERT INTO trail_trace (id, agency_id, at, verb, outcome, subjects, detail, salt)"
        " SELECT gen_random_uuid(), %s, now(), 'entry.load', 'done', '{}', '{}', uuid_send(gen_random_uuid())"
        " FROM generate_series(1, 500)",
        [agency],
    )
    web.commit()
    assert database.one("SELECT count(*) FROM trail_pending p JOIN trail_trace t ON t.id = p.trace_id") == (
        500,
    )
