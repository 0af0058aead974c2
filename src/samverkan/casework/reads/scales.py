"""A human's colour as the page shows it: word, shape and colour token, who, when, and whether it went stale."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from samverkan.casework.pinning import pinned
from samverkan.methods.schema import Method
from samverkan.secrecy import clock
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile

COLOURS = ("joint_colour", "colour")


@dataclass(frozen=True)
class Judged:
    """One judgement. `rank` is the level's place in the method's scale, for agenda order by a human's colour."""

    level: str
    word: str
    shape: str
    colour: str
    rank: int
    reason: str
    judged_on: date | None
    valid_until: date | None
    joint: bool
    entry: OpenEntry

    @property
    def stale(self) -> bool:
        """Whether its validity has run out: days on a clock, nothing else."""
        return self.valid_until is not None and self.valid_until < clock.today()


def judged(method: Method, entry: OpenEntry) -> Judged | None:
    """The judgement in an entry; None when it is weeded."""
    if entry.weeded:
        return None
    scale = method.kind(entry.row.kind).field("level").scale
    assert scale is not None
    levels = method.scale(scale).levels
    rank, level = next((n, each) for n, each in enumerate(levels) if each.id == entry["level"])
    return Judged(
        level.id, level.word.for_language(get_language()), str(level.shape), str(level.colour), rank,
        str(entry["reason"]), entry.row.happened_on, entry.row.valid_until,
        entry.row.kind == "joint_colour", entry,
    )  # fmt: skip


def latest(
    case: CaseFile, opened: list[OpenEntry], kind: str, *, received: bool | None = None
) -> Judged | None:
    """The newest judgement of a kind among a case's opened entries, own or received or either."""
    method = pinned(case.method, case.method_version)
    found = [
        each for each in opened
        if each.row.kind == kind and (received is None or (each.row.received_id is not None) == received)
    ]  # fmt: skip
    newest = max(found, key=lambda each: each.row.made_at, default=None)
    return judged(method, newest) if newest else None
