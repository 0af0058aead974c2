"""Lines changed under leaves left as they were (security.md 3): each is found and named."""

from uuid import UUID, uuid4

import psycopg
import pytest

from samverkan.trail.findings import Kind
from samverkan.trail.tests.lines import (
    Database,
    check,
    insert,
    kinds,
    only,
    seq_of,
    write_lines,
)

pytestmark = pytest.mark.database


@pytest.mark.parametrize(
    "change",
    [
        "officer_id = gen_random_uuid()",
        "subjects = '{}'",
        "at = at - interval '1 hour'",
        "agency_id = gen_random_uuid()",
        "outcome = 'refused'",
        "detail = '{}'",
        "salt = uuid_send(gen_random_uuid())",
    ],
)
def test_an_edited_line_is_named(database: Database, lines: list[UUID], change: str) -> None:
    database.tamper(f"UPDATE trail_trace SET {change} WHERE id = '{lines[7]}'")
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.trace) == (Kind.EDITED, seq_of(database, lines[7]), lines[7])
    assert finding.verb == "case.read"
    assert finding.at is not None


def test_a_deleted_line_is_named(database: Database, lines: list[UUID]) -> None:
    database.tamper(f"DELETE FROM trail_trace WHERE id = '{lines[3]}'")
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.trace) == (Kind.DELETED, 3, lines[3])


def test_the_first_of_several_is_named_first(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        f"DELETE FROM trail_trace WHERE id = '{lines[9]}'",
        f"UPDATE trail_trace SET verb = 'case.write' WHERE id IN ('{lines[2]}', '{lines[15]}')",
    )
    report = check(database)
    assert len(report.findings) == 3
    first = report.first()
    assert first is not None
    assert first.line == seq_of(database, lines[2])


def test_a_line_overwritten_by_a_copy_of_another(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        f"UPDATE trail_trace t SET (at, officer_id, verb, subjects, salt) ="
        f" (SELECT at, officer_id, verb, subjects, salt FROM trail_trace WHERE id = '{lines[1]}')"
        f" WHERE id = '{lines[4]}'"
    )
    assert only(check(database)).trace == lines[4]


def test_two_lines_that_changed_ids(database: Database, lines: list[UUID]) -> None:
    one, two, spare = lines[1], lines[4], uuid4()
    database.tamper(
        f"UPDATE trail_trace SET id = '{spare}' WHERE id = '{one}'",
        f"UPDATE trail_trace SET id = '{one}' WHERE id = '{two}'",
        f"UPDATE trail_trace SET id = '{two}' WHERE id = '{spare}'",
    )
    assert {finding.trace for finding in check(database).findings} == {one, two}


def test_lines_reordered_under_their_leaves(database: Database, lines: list[UUID]) -> None:
    one, two = lines[1], lines[4]
    database.tamper(
        "ALTER TABLE trail_leaf DROP CONSTRAINT trail_leaf_trace_id_key",
        f"UPDATE trail_leaf SET trace_id = CASE trace_id WHEN '{one}' THEN '{two}'::uuid ELSE '{one}'::uuid END"
        f" WHERE trace_id IN ('{one}', '{two}')",
    )
    found = {(finding.kind, finding.line, finding.until) for finding in check(database).findings}
    assert found == {(Kind.REORDERED, 1, 4), (Kind.REORDERED, 4, 1)}


def test_a_line_passed_off_as_padding(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        f"UPDATE trail_leaf SET trace_id = NULL, salt = uuid_send(gen_random_uuid()) WHERE trace_id = '{lines[3]}'",
        f"DELETE FROM trail_trace WHERE id = '{lines[3]}'",
    )
    finding = only(check(database))
    assert (finding.kind, finding.line) == (Kind.FALSE_PADDING, 3)


def test_padding_passed_off_as_a_line(database: Database, lines: list[UUID]) -> None:
    with psycopg.connect(database.attacker) as db:
        db.execute("SET session_replication_role = replica")
        forged = insert(db, uuid4())
    database.tamper(f"UPDATE trail_leaf SET salt = NULL, trace_id = '{forged}' WHERE seq = 7")
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.trace) == (Kind.EDITED, 7, forged)


def test_a_line_slipped_in_beside_the_log(database: Database, lines: list[UUID]) -> None:
    with psycopg.connect(database.attacker) as db:
        db.execute("SET session_replication_role = replica")
        forged = insert(db, uuid4())
    finding = only(check(database))
    assert (finding.kind, finding.trace, finding.verb) == (Kind.UNSEQUENCED, forged, "case.read")


def test_a_queue_that_was_emptied(database: Database, lines: list[UUID]) -> None:
    (line,) = write_lines(database.web, 1)
    database.tamper("DELETE FROM trail_pending")
    finding = only(check(database))
    assert (finding.kind, finding.trace) == (Kind.UNSEQUENCED, line)


def test_a_slipped_in_line_does_not_hide_behind_a_deleted_one(database: Database, lines: list[UUID]) -> None:
    with psycopg.connect(database.attacker) as db:
        db.execute("SET session_replication_role = replica")
        insert(db, uuid4())
    database.tamper(f"DELETE FROM trail_trace WHERE id = '{lines[3]}'")
    assert kinds(check(database)) == {Kind.UNSEQUENCED, Kind.DELETED}


@pytest.mark.parametrize(
    "statement", ["UPDATE trail_trace SET outcome = 'failed'", "DELETE FROM trail_trace"]
)
def test_a_line_changed_while_it_waits(database: Database, statement: str) -> None:
    (line,) = write_lines(database.web, 1)
    database.tamper(statement)
    finding = only(check(database))
    assert (finding.kind, finding.trace) == (Kind.CHANGED_WAITING, line)
