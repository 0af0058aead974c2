"""The checkpoints that were kept, held against the tree as it grows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from samverkan.trail.checkpoints import Checkpoint, opened
from samverkan.trail.findings import Finding, Kind, Report
from samverkan.trail.merkle import WIDTH, Frontier
from samverkan.trail.notes import NoteError, Verifier


@dataclass
class Kept:
    """Checkpoints by size, and which of them the tree held or failed."""

    checkpoints: list[Checkpoint]
    tree: Frontier = field(default_factory=Frontier)
    held: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    _next: int = 0

    def grow(self, hashes: bytes) -> None:
        """Add leaf hashes, stopping at each kept size to compare the roots."""
        at, end = 0, self.tree.size + len(hashes) // WIDTH
        for checkpoint in self._within(end):
            until = at + (checkpoint.size - self.tree.size) * WIDTH
            self.tree.extend(hashes[at:until])
            at = until
            (self.held if self.tree.root() == checkpoint.root else self.failed).append(checkpoint.size)
        self.tree.extend(hashes[at:])

    def _within(self, end: int) -> Iterator[Checkpoint]:
        while self._next < len(self.checkpoints) and self.checkpoints[self._next].size <= end:
            self._next += 1
            yield self.checkpoints[self._next - 1]

    def report(self, report: Report, size: int) -> None:
        """Say which checkpoints held, and where the log of `size` leaves parts from those that did not."""
        report.checkpoints = len(self.held)
        report.covered = good = max(self.held, default=0)
        for forked in (each for each in self.failed if each <= good):
            report.add(Finding(Kind.FORKED, line=0, until=forked))
        later = [each for each in self.failed if each > good]
        if later:
            report.add(Finding(Kind.RECOMPUTED, line=good, until=min(later)))
        largest = max((each.size for each in self.checkpoints), default=0)
        if largest > size:
            report.add(Finding(Kind.TRUNCATED, line=size, until=largest))


def load(files: Iterable[Path], verifier: Verifier, report: Report) -> Kept:
    """Read and check the signatures of the checkpoints in `files`; those that fail go into the report."""
    good = []
    for file in files:
        try:
            good.append(opened(file.read_text(), verifier))
        except (NoteError, UnicodeDecodeError):
            report.add(Finding(Kind.BAD_CHECKPOINT, file=file.name))
    return Kept(sorted(good, key=lambda each: each.size))
