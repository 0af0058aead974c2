"""Leaves recomputed, renumbered or cut off too (security.md 3): kept checkpoints name where."""

from uuid import UUID

import pytest

from samverkan.trail.canonical import leaf_sql
from samverkan.trail.findings import Kind
from samverkan.trail.tests.lines import (
    Database,
    check,
    kinds,
    only,
    seq_of,
    write_lines,
)
from samverkan.trail.witness import Witness

pytestmark = pytest.mark.database
RECOMPUTE = f"UPDATE trail_leaf l SET hash = {leaf_sql('t')} FROM trail_trace t WHERE t.id = l.trace_id"


def test_an_edited_line_with_its_leaf_recomputed_names_the_interval(
    database: Database, lines: list[UUID]
) -> None:
    database.tamper(f"UPDATE trail_trace SET verb = 'case.write' WHERE id = '{lines[8]}'", RECOMPUTE)
    report = check(database)
    finding = only(report)
    assert (finding.kind, finding.line, finding.until) == (Kind.RECOMPUTED, 8, 16)
    assert finding.line <= seq_of(database, lines[8]) < finding.until
    assert (report.checkpoints, report.covered) == (1, 8)


def test_recomputed_from_the_very_first(database: Database, lines: list[UUID]) -> None:
    database.tamper(f"UPDATE trail_trace SET subjects = '{{}}' WHERE id = '{lines[0]}'", RECOMPUTE)
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.RECOMPUTED, 0, 8)


def test_deleted_and_renumbered(database: Database, lines: list[UUID]) -> None:
    seq = seq_of(database, lines[8])
    database.tamper(
        f"DELETE FROM trail_trace WHERE id = '{lines[8]}'",
        f"DELETE FROM trail_leaf WHERE seq = {seq}",
        "ALTER TABLE trail_leaf DROP CONSTRAINT trail_leaf_pkey",
        f"UPDATE trail_leaf SET seq = seq - 1 WHERE seq > {seq}",
    )
    report = check(database)
    assert kinds(report) == {Kind.RECOMPUTED, Kind.TRUNCATED}
    assert next(each for each in report.findings if each.kind is Kind.RECOMPUTED).line == 8


def test_whole_leaves_changed_places(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        "ALTER TABLE trail_leaf DROP CONSTRAINT trail_leaf_pkey",
        "UPDATE trail_leaf SET seq = 11 - seq WHERE seq IN (2, 9)",
    )
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.RECOMPUTED, 0, 8)


def test_a_recomputed_line_turned_into_padding(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        f"DELETE FROM trail_trace WHERE id = '{lines[8]}'",
        f"UPDATE trail_leaf a SET trace_id = NULL, salt = b.salt, hash = b.hash FROM trail_leaf b"
        f" WHERE a.trace_id = '{lines[8]}' AND b.seq = 6",
    )
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.RECOMPUTED, 8, 16)


@pytest.mark.parametrize("size", [31, 20, 16, 1])
def test_the_tail_cut_off(database: Database, lines: list[UUID], size: int) -> None:
    database.tamper(
        f"DELETE FROM trail_trace t USING trail_leaf l WHERE l.trace_id = t.id AND l.seq >= {size}",
        f"DELETE FROM trail_leaf WHERE seq >= {size}",
    )
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.TRUNCATED, size, 32)


def test_everything_gone(database: Database, lines: list[UUID]) -> None:
    database.tamper("TRUNCATE trail_trace, trail_leaf, trail_pending")
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.TRUNCATED, 0, 32)


def test_cut_and_grown_again(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        "DELETE FROM trail_trace t USING trail_leaf l WHERE l.trace_id = t.id AND l.seq >= 16",
        "DELETE FROM trail_leaf WHERE seq >= 16",
    )
    write_lines(database.web, 20)
    forged = Witness(database.witness.parent / "forged")
    first = sorted(Witness(database.witness).notes())[1]
    forged.folder.mkdir()
    (forged.folder / first.name).write_text(first.read_text())
    with database.sequencing() as sequencer:
        sequencer.witness = forged
        sequencer.run_once()
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.RECOMPUTED, 16, 32)


def test_leaves_missing_in_the_middle(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        "DELETE FROM trail_trace t USING trail_leaf l WHERE l.trace_id = t.id AND l.seq IN (3, 4)",
        "DELETE FROM trail_leaf WHERE seq IN (3, 4)",
    )
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.GAP, 3, 5)


def test_leaves_missing_at_the_start(database: Database, lines: list[UUID]) -> None:
    database.tamper("DELETE FROM trail_leaf WHERE seq < 2")
    report = check(database)
    assert kinds(report) == {Kind.GAP, Kind.UNSEQUENCED}
    first = report.first()
    assert first is not None
    assert (first.line, first.until) == (0, 2)
