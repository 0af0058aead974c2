"""An officer acting: in one agency, on one assignment (uppdrag), with the seats that follow from it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class SeatView:
    """A live seat in a programme: what its role may do, which kinds of entry it may read, and by which method.

    `shut` are the sorts of file it may not open (`CaseFile.side`).
    """

    programme: UUID
    role: str
    may: frozenset[str]
    reads: frozenset[str]
    assigned_only: bool = False
    method: str = ""
    method_version: str = ""
    shut: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Actor:
    """Who acts. Frozen: a change of seat or assignment makes a new actor at the next request."""

    officer: UUID
    agency: UUID
    assignment: UUID
    kind: str
    seats: tuple[SeatView, ...] = ()
    stepped_up_until: datetime | None = None
    duties: frozenset[str] = frozenset()

    def may(self, capability: str, programme: UUID | None = None) -> bool:
        """Whether a live seat (in the programme, if named) carries the capability."""
        return any(
            capability in seat.may for seat in self.seats if programme is None or seat.programme == programme
        )

    def reads(self, programme: UUID, kind: str) -> bool:
        """Whether a live seat in the programme may read that kind of entry."""
        return any(kind in seat.reads for seat in self.seats if seat.programme == programme)

    def roles(self) -> frozenset[str]:
        """The roles of all live seats."""
        return frozenset(seat.role for seat in self.seats)

    def freshly_proved(self, now: datetime) -> bool:
        """Whether the officer proved afresh a moment ago who asks: a step-up that has not run out."""
        return self.stepped_up_until is not None and self.stepped_up_until > now

    def stepped_up(self, until: datetime | None) -> "Actor":
        """The same actor after (or without) a fresh second proof of identity."""
        return replace(self, stepped_up_until=until)
