"""What verification finds, as data. `wording.py` says it in words."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """The ways in which a trail can disagree with itself or with a kept checkpoint."""

    EDITED = "edited"  # the line is not what was hashed
    DELETED = "deleted"  # the leaf's line is gone
    REORDERED = "reordered"  # the line hashes to a leaf at another place
    FALSE_PADDING = "false_padding"  # a leaf passed off as padding
    GAP = "gap"  # leaves are missing in the middle
    TRUNCATED = "truncated"  # the log is shorter than it once was
    RECOMPUTED = "recomputed"  # lines and leaves agree, but the root is not the one that was signed
    FORKED = "forked"  # a checkpoint this log never had, although a later one holds
    UNSEQUENCED = "unsequenced"  # a line that is neither in the log nor waiting for it
    CHANGED_WAITING = "changed_waiting"  # a waiting line is not what was queued
    BAD_CHECKPOINT = "bad_checkpoint"  # unreadable, or not signed by the log's key


@dataclass(frozen=True)
class Finding:
    """One disagreement.

    `line` counts from 0 as the log does; `until` ends an interval (not included). What is unknown is None.
    """

    kind: Kind
    line: int | None = None
    until: int | None = None
    trace: UUID | None = None
    at: datetime | None = None
    verb: str | None = None
    file: str | None = None


@dataclass
class Report:
    """The outcome of one verification.

    `lines` and `padding` count leaves, `waiting` the lines not yet in the log; the first `covered` leaves are
    held by the largest kept checkpoint that agrees; `checkpoints` counts those that agree.
    """

    lines: int = 0
    padding: int = 0
    waiting: int = 0
    checkpoints: int = 0
    covered: int = 0
    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def size(self) -> int:
        """Leaves in the log."""
        return self.lines + self.padding

    @property
    def ok(self) -> bool:
        """Whether nothing disagrees."""
        return not self.findings

    def add(self, finding: Finding) -> None:
        """Note one disagreement."""
        self.findings.append(finding)

    def first(self) -> Finding | None:
        """The disagreement earliest in the log, if any."""
        placed = [finding for finding in self.findings if finding.line is not None]
        return min(placed, key=lambda each: each.line or 0, default=next(iter(self.findings), None))
