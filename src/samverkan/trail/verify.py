"""Verification of the whole trail: lines against leaves, leaves against every checkpoint that was kept.

The database rebuilds each line's hash from the line; Python rebuilds the roots. It shows that nothing
*written* was changed; an event that was never written leaves nothing to find (docs/explanation/trail.md).
"""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from samverkan.trail import rows
from samverkan.trail.findings import Finding, Kind, Report
from samverkan.trail.kept import Kept, load
from samverkan.trail.merkle import WIDTH
from samverkan.trail.notes import Verifier
from samverkan.trail.snapshot import Snapshot, snapshot
from samverkan.trail.witness import Witness


def verify(
    dsn: str,
    *,
    witness: Path | None = None,
    checkpoints: Sequence[Path] = (),
    key: Verifier | None = None,
    connections: int = 2,
) -> Report:
    """Check the trail that `dsn` (the auditor's) reaches.

    `witness` is a folder of kept checkpoints, `checkpoints` are further files, such as those another agency
    kept. `key` is the log's public key; left out, it is read beside the checkpoints. Raises FileNotFoundError
    when there are checkpoints but no key, and psycopg.Error when the database cannot be read.
    """
    started = time.perf_counter()
    report = Report()
    # Before the snapshot: a checkpoint published after it would look like a log cut short.
    kept = _kept(witness, checkpoints, key, report)
    with snapshot(dsn, connections) as view:
        size, gaps = rows.extent(view.db)
        for start, end in gaps:
            report.add(Finding(Kind.GAP, line=start, until=end))
        found = _check_leaves(view, size, gaps, kept, report)
        kept.report(report, size)
        _check_outside(view, found, report)
    report.seconds = time.perf_counter() - started
    return report


def _kept(witness: Path | None, checkpoints: Sequence[Path], key: Verifier | None, report: Report) -> Kept:
    files = [*(Witness(witness).notes() if witness else ()), *checkpoints]
    if not files:
        return Kept([])
    return load(files, key or Witness(witness or files[0].parent).verifier(), report)


def _check_leaves(view: Snapshot, size: int, gaps: list[tuple[int, int]], kept: Kept, report: Report) -> int:
    """Compare every leaf with its line, feeding the tree on the way; returns how many lines were found."""
    whole = gaps[0][0] if gaps else size  # beyond a gap no root can be rebuilt
    found = 0
    wrong: list[int] = []
    for start, block in view.blocks(size):
        report.lines += block.lines
        report.padding += block.leaves - block.lines
        found += block.found
        wrong += block.wrong
        kept.grow(block.hashes[: max(0, whole - start) * WIDTH])
    for finding in _wrong(view, wrong):
        report.add(finding)
    return found


def _wrong(view: Snapshot, seqs: list[int]) -> Iterator[Finding]:
    disagreeing = rows.wrong(view.db, seqs) if seqs else []
    moved = rows.places(view.db, [row.expected for row in disagreeing if row.expected and row.trace])
    for row in disagreeing:
        elsewhere = moved.get(row.expected or b"")
        yield Finding(
            _kind(row, elsewhere), line=row.seq, until=elsewhere, trace=row.trace, at=row.at, verb=row.verb
        )


def _kind(row: rows.Wrong, elsewhere: int | None) -> Kind:
    if row.trace is None:
        return Kind.FALSE_PADDING
    if row.gone:
        return Kind.DELETED
    return Kind.REORDERED if elsewhere is not None else Kind.EDITED


def _check_outside(view: Snapshot, found: int, report: Report) -> None:
    """Account for every line that no leaf stands for."""
    report.waiting, changed = rows.waiting(view.db)
    for row in rows.named(view.db, changed):
        report.add(Finding(Kind.CHANGED_WAITING, trace=row.trace, at=row.at, verb=row.verb))
    if rows.lines(view.db) != found + report.waiting:
        for row in rows.outside(view.db):
            report.add(Finding(Kind.UNSEQUENCED, trace=row.trace, at=row.at, verb=row.verb))
