"""What is known of a group, opened and typed: facts with a day, for the arithmetic and the drawings of this room.

Pure: no database and no Django. `group` is always the matter's random list id as text, or `name:` and the name where
the agency was told a name in a tie but has no file on that group.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

CERTAIN, PROBABLE, UNCERTAIN = "certain", "probable", "uncertain"
CERTAINTIES = (CERTAIN, PROBABLE, UNCERTAIN)  # as a human set it, surest first
CONFLICT, ALLIANCE, OTHER = "conflict", "alliance", "other"
NAMED_ONLY = "name:"


@dataclass(frozen=True)
class Size:
    """How many belong, as a range that a human wrote, with its source: 12–20, 6+ for at least six, ≤ 8 for at most."""

    least: int | None
    most: int | None
    source: str
    on: date

    def __str__(self) -> str:
        if self.most is None:
            return f"{self.least}+"
        if self.least is None:
            return f"≤ {self.most}"
        if self.least == self.most:
            return str(self.most)
        return f"{self.least}–{self.most}"


@dataclass(frozen=True)
class Audit:
    """One version of the group audit (kartläggning)."""

    entry: UUID
    group: str
    on: date
    size: Size | None
    certainty: str
    text: str
    area: str = ""


@dataclass(frozen=True)
class Tie:
    """A conflict or an alliance between two groups, from a day until a day."""

    entry: UUID
    group: str
    other: str
    other_name: str
    relation: str
    certainty: str
    since: date
    ended: date | None
    source: str
    text: str = ""
    giver: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it had begun and not ended that day; the last day is the day before it ended."""
        return self.since <= day and (self.ended is None or day < self.ended)

    @property
    def pair(self) -> tuple[str, str]:
        """The two groups, in an order of their own, so that a tie told from both sides is one."""
        return (min(self.group, self.other), max(self.group, self.other))


@dataclass(frozen=True)
class Link:
    """That a human ties an incident to a group, how surely, and which authority stands behind it."""

    entry: UUID
    group: str
    incident: str
    day: date
    part: str
    certainty: str
    source: str
    what: str = ""


@dataclass(frozen=True)
class Act:
    """Something that was done about a group, on a day: a call-in, a talk, help offered, a sanction."""

    entry: UUID
    group: str
    day: date
    what: str
    sanction: bool
    authority: str = ""
    dose: int | None = None
    unit: str = ""


@dataclass(frozen=True)
class Focus:
    """A time of increased focus (ökat fokus) on a group: from a day until the day it was stopped."""

    group: str
    since: date
    ended: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the focus had begun and not been stopped that day."""
        return self.since <= day and (self.ended is None or day < self.ended)


def key_of(ref: str, name: str) -> str:
    """A group's key: its list id where that is known, else what it was called."""
    return ref or NAMED_ONLY + " ".join(name.split()).casefold()


def surest(found: Iterable[str]) -> str:
    """The surest certainty among these; uncertain when there is none that is known."""
    known = [each for each in found if each in CERTAINTIES]
    return min(known, key=CERTAINTIES.index, default=UNCERTAIN)


def audit_on(audits: Iterable[Audit], day: date) -> Audit | None:
    """The audit in force on a day: the newest that is about that day or an earlier one."""
    earlier = [each for each in audits if each.on <= day]
    return max(earlier, key=lambda each: (each.on, each.entry.hex), default=None)


def ties_on(ties: Iterable[Tie], day: date) -> list[Tie]:
    """The ties that held on a day, one for each pair and relation: the surest, and of those the latest begun."""
    best: dict[tuple[tuple[str, str], str], Tie] = {}
    for tie in ties:
        if tie.holds_on(day):
            key = (tie.pair, tie.relation)
            if key not in best or _before(tie) < _before(best[key]):
                best[key] = tie
    return [best[key] for key in sorted(best)]


def changes(audits: Iterable[Audit], ties: Iterable[Tie]) -> list[date]:
    """The days when the picture changed, latest first: what an "as of" date may usefully be."""
    days = {each.on for each in audits}
    for tie in ties:
        days |= {tie.since} | ({tie.ended} if tie.ended else set())
    return sorted(days, reverse=True)


def _before(tie: Tie) -> tuple[int, int, str]:
    rank = CERTAINTIES.index(tie.certainty) if tie.certainty in CERTAINTIES else len(CERTAINTIES)
    return (rank, -tie.since.toordinal(), tie.entry.hex)
