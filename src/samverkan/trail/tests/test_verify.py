"""An honest trail holds, also while it grows; and what verification does not trust or cannot find."""

from uuid import UUID, uuid4

import psycopg
import pytest

from samverkan.trail.canonical import leaf_sql
from samverkan.trail.tests.lines import (
    Database,
    bind,
    check,
    insert,
    only,
    write_lines,
)
from samverkan.trail.verify import verify

pytestmark = pytest.mark.database
RECOMPUTE = f"UPDATE trail_leaf l SET hash = {leaf_sql('t')} FROM trail_trace t WHERE t.id = l.trace_id"


def test_an_honest_trail_holds(database: Database, lines: list[UUID]) -> None:
    report = check(database)
    assert report.ok
    assert (report.lines, report.padding, report.waiting) == (20, 12, 0)
    assert (report.checkpoints, report.covered, report.size) == (3, 32, 32)


def test_an_empty_trail_holds(database: Database) -> None:
    report = check(database)
    assert report.ok
    assert (report.size, report.checkpoints) == (0, 0)


def test_lines_that_wait_are_counted_not_blamed(database: Database, lines: list[UUID]) -> None:
    write_lines(database.web, 2)
    report = check(database)
    assert report.ok
    assert report.waiting == 2


def test_leaves_after_the_last_checkpoint_are_not_covered(database: Database, lines: list[UUID]) -> None:
    write_lines(database.web, 2)
    with database.sequencing() as sequencer:
        sequencer.fold()
    report = check(database)
    assert report.ok
    assert (report.size, report.covered) == (34, 32)


def test_one_connection_finds_what_several_do(database: Database, lines: list[UUID]) -> None:
    database.tamper("UPDATE trail_trace SET outcome = 'refused'")
    one, three = (verify(database.auditor, witness=database.witness, connections=count) for count in (1, 3))
    assert one.findings == three.findings
    assert len(one.findings) == 20


def test_blocks_do_not_matter(database: Database, lines: list[UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samverkan.trail.snapshot.BLOCK", 5)
    assert check(database).ok
    database.tamper(f"UPDATE trail_trace SET verb = 'case.write' WHERE id = '{lines[12]}'")
    report = check(database)
    assert only(report).trace == lines[12]
    assert (report.lines, report.checkpoints) == (20, 3)


def test_a_running_sequencer_disturbs_nothing(
    database: Database, lines: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checkpoints are read before the snapshot is taken: a newer one must not look like a log cut short."""
    from samverkan.trail import verify as module

    before = module.snapshot

    def busy(*args, **kwargs):
        write_lines(database.web, 3)
        database.publish()
        return before(*args, **kwargs)

    monkeypatch.setattr(module, "snapshot", busy)
    report = check(database)
    assert report.ok
    assert (report.checkpoints, report.size) == (3, 40)


def test_without_any_checkpoint_recomputing_goes_unseen(database: Database, lines: list[UUID]) -> None:
    """The limit that makes keeping checkpoints necessary: a chain inside the database proves nothing."""
    database.tamper(f"UPDATE trail_trace SET verb = 'case.write' WHERE id = '{lines[8]}'", RECOMPUTE)
    report = verify(database.auditor)
    assert report.ok
    assert (report.checkpoints, report.covered) == (0, 0)


def test_stored_functions_are_not_trusted(database: Database, lines: list[UUID]) -> None:
    """The attacker shadows sha256 and the table itself in every place a careless query would look."""
    database.tamper(
        f"UPDATE trail_trace SET verb = 'case.write' WHERE id = '{lines[8]}'",
        "CREATE SCHEMA samverkan_auditor",
        "CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT NULL::bytea'",
        "CREATE TABLE samverkan_auditor.trail_leaf AS SELECT * FROM trail_leaf LIMIT 0",
        "GRANT USAGE ON SCHEMA samverkan_auditor TO samverkan_auditor",
        "GRANT SELECT ON samverkan_auditor.trail_leaf TO samverkan_auditor",
    )
    report = verify(database.auditor + " options='-c search_path=samverkan_auditor,public,pg_catalog'")
    assert only(report).trace == lines[8]


def test_it_needs_no_more_than_the_auditor_has(database: Database, lines: list[UUID]) -> None:
    with psycopg.connect(database.auditor) as db:
        assert db.execute("SELECT current_user").fetchone() == ("samverkan_auditor",)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        verify(database.web)


def test_the_never_written_is_not_found(database: Database, lines: list[UUID]) -> None:
    """Said aloud so that nobody relies on it: what was never written needs a second source."""
    with psycopg.connect(database.web) as db:
        agency = uuid4()
        bind(db, agency)
        insert(db, agency)
        db.rollback()
    assert check(database).ok
