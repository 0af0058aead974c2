"""Checkpoints that were edited, forged, or kept by another agency."""

from pathlib import Path
from uuid import UUID

import pytest

from samverkan.trail.canonical import leaf_sql
from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.findings import Kind
from samverkan.trail.notes import Signer
from samverkan.trail.tests.lines import (
    SIGNER,
    Database,
    check,
    only,
)
from samverkan.trail.verify import verify
from samverkan.trail.witness import Witness

pytestmark = pytest.mark.database
RECOMPUTE = f"UPDATE trail_leaf l SET hash = {leaf_sql('t')} FROM trail_trace t WHERE t.id = l.trace_id"


def edit(file: Path, old: str, new: str) -> None:
    file.chmod(0o644)
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_checkpoint_that_was_edited(database: Database, lines: list[UUID]) -> None:
    file = next(Witness(database.witness).notes())
    edit(file, "\n8\n", "\n9\n")
    report = check(database)
    assert (only(report).kind, only(report).file) == (Kind.BAD_CHECKPOINT, file.name)
    assert report.checkpoints == 2


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xfe\n\n"])
def test_a_checkpoint_that_is_none(database: Database, lines: list[UUID], content: bytes) -> None:
    (database.witness / "00000000000000000009.checkpoint").write_bytes(content)
    assert only(check(database)).kind == Kind.BAD_CHECKPOINT


def test_a_checkpoint_signed_by_a_stranger(database: Database, lines: list[UUID]) -> None:
    stranger = Signer(SIGNER.verifier.name, bytes(32))
    (database.witness / "00000000000000000009.checkpoint").write_text(
        Checkpoint(SIGNER.verifier.name, 9, bytes(32)).signed(stranger)
    )
    assert only(check(database)).kind == Kind.BAD_CHECKPOINT


def test_a_split_view_signed_with_the_right_key(
    database: Database, lines: list[UUID], tmp_path: Path
) -> None:
    shown = tmp_path / "shown-to-another-agency"
    shown.write_text(Checkpoint(SIGNER.verifier.name, 12, bytes(32)).signed(SIGNER))
    finding = only(verify(database.auditor, witness=database.witness, checkpoints=[shown]))
    assert (finding.kind, finding.until) == (Kind.FORKED, 12)


def test_a_checkpoint_kept_by_another_agency_is_enough(
    database: Database, lines: list[UUID], tmp_path: Path
) -> None:
    """The operator also owns the witness folder and signs anew; the agency kept one file and the key."""
    kept = tmp_path / "kept"
    kept.write_text(sorted(Witness(database.witness).notes())[1].read_text())
    database.tamper(f"UPDATE trail_trace SET verb = 'case.write' WHERE id = '{lines[8]}'", RECOMPUTE)
    for file in [*database.witness.iterdir()]:
        file.unlink()
    database.publish(step=8)
    assert check(database).ok
    report = verify(database.auditor, witness=database.witness, checkpoints=[kept], key=SIGNER.verifier)
    assert {(finding.kind, finding.until) for finding in report.findings} == {(Kind.FORKED, 16)}


def test_a_kept_checkpoint_alone(database: Database, lines: list[UUID], tmp_path: Path) -> None:
    kept = max(Witness(database.witness).notes())
    report = verify(database.auditor, checkpoints=[kept])
    assert report.ok
    assert (report.checkpoints, report.covered) == (1, 32)
    copy = tmp_path / "alone"
    copy.write_text(kept.read_text())
    with pytest.raises(FileNotFoundError):
        verify(database.auditor, checkpoints=[copy])
