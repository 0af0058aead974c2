"""What may be published of a table of counts: small cells suppressed together with their complements.

A cell of 1-4 is suppressed. So that nobody can compute it from the margins, more cells go with it, until an
attacker who knows every printed number, that counts are whole and not negative, and how the table adds up
can say of a small cell no more than that it may be anything from 1 to 4, and of no other suppressed cell
what it is; nor may one who also guesses right which cells are the small ones tell any of them.
(Complementary suppression: Cox 1980, J. Am. Stat. Ass. 75:377-385; auditing it by integer programmes:
Fischetti and Salazar 2001, Management Science 47:1008-1027.)

Over time: a number that moves by 1-4 between two publications tells of single persons as surely as a small
cell does. So a printed number stands until it has changed by five or more (`Cell.near`: it may be four off,
and the reader is told so): all numbers ever printed of one cell are equal or at least five apart. And
the audit faces an attacker who knows that one person at most came, went or moved since the last time.

To keep one more cell back never tells more of another, so what was found safe stays safe, and only what is left
is asked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from samverkan.suppression.attack import Attack, Interval, Known, Sum, components
from samverkan.suppression.cells import THRESHOLD, Cell, Counts, Published, small

__all__ = ["THRESHOLD", "Cell", "Counts", "Published", "small", "suppress"]


def suppress(
    counts: Counts, sums: Sequence[Sum], on: date, earlier: Sequence[Published] = (), before: Counts | None = None
) -> dict[str, Cell]:  # fmt: skip
    """What may be published of `counts` on a day, after `earlier` publications of the same cells, oldest first.

    `before` is the count behind the last of them. Raises ValueError when a sum does not hold, a count is
    negative or a sum names a cell that is not there.
    """
    _check(counts, sums)
    shown = {name: _printed(count, on, [each[name] for each in earlier if name in each])
             for name, count in counts.items()}  # fmt: skip
    for group in components(counts, sums):
        names = set(group)
        inside = [each for each in sums if each.total in names]
        here = {name: count for name, count in counts.items() if name in names}  # in the table's order
        last = earlier[-1] if earlier and all(name in earlier[-1] for name in group) else None
        _Table(here, inside, shown, last, before or {}, on).protect()
    return shown


class _Table:
    """One group of cells that sums tie together, while it is made safe."""

    def __init__(
        self, counts: Counts, sums: Sequence[Sum], shown: dict[str, Cell], last: Published | None, before: Counts,
        on: date,
    ) -> None:  # fmt: skip
        self.counts, self.sums, self.shown, self.last, self.before, self.on = (
            counts,
            sums,
            shown,
            last,
            before,
            on,
        )
        self.order = {name: place for place, name in enumerate(counts)}
        self.totals = {each.total for each in sums}
        self.lines: dict[str, list[Sum]] = defaultdict(list)
        for each in sums:
            for name in (each.total, *each.parts):
                self.lines[name].append(each)
        self.safe: set[str] = set()
        self.safe_after: set[tuple[str, bool]] = (
            set()
        )  # by what changed: a cell of this publication, or of the last

    def protect(self) -> None:
        """Suppress complements until nobody is told anything, now or by what changed."""
        while (told := self._told()) is not None:
            more = self._complement(told)
            if more is None:
                return  # all of it is suppressed; nothing less can be said
            self.shown[more] = Cell(None, self.on)

    def _told(self) -> str | None:
        """The first cell that an attacker learns too much of, now or afterwards; None when it holds."""
        told = next((name for name in self._hidden() if self._alone(name)), None)
        told = told or self._told_now()
        if told is not None or self.last is None:
            return told
        return self._told_by_change(self.last)

    def _hidden(self) -> list[str]:
        return [name for name in self.counts if self.shown[name].value is None]

    def _alone(self, name: str) -> bool:
        """A suppressed cell by itself in a sum that else is printed exactly: no programme is needed to see it."""
        return any(self._lonely(each, name) for each in self.lines[name])

    def _lonely(self, line: Sum, name: str) -> bool:
        return all(_exact(self.shown[other]) for other in _cells(line) if other != name)

    def _told_now(self) -> str | None:
        """By this publication alone: to one who only adds up, and to one who guesses right which cells are small."""
        hidden = set(self._hidden())
        for group in components(
            [name for name in self.counts if not _exact(self.shown[name])], self._open_sums()
        ):
            asked = [name for name in group if name in hidden - self.safe]
            if not asked:
                continue
            sums = [each for each in self.sums if set(group) & {each.total, *each.parts}]
            known = self._known(self.shown, sums, group)
            adds = Attack(known, sums)
            few = {
                name: (1, THRESHOLD - 1)
                for name in group
                if small(self.counts[name]) and self.shown[name].value is None
            }
            guesses = Attack({**known, **few}, sums)
            for name in asked:
                if not _safe(self.counts[name], adds.range(name)):
                    return name
                if name in few and not _many(guesses.range(name)):
                    return name
                self.safe.add(name)
        return None

    def _told_by_change(self, last: Published) -> str | None:
        """By this publication and the last together, to one who knows that at most one person differs."""
        asked = [
            (name, before)
            for name in self.counts
            for before, cells in ((False, self.shown), (True, last))
            if cells[name].value is None and (name, before) not in self.safe_after
        ]
        attack = Attack(self._known(self.shown), self.sums, self._known(last))
        if not asked or not attack.possible():
            return None  # more than one person differs
        for name, before in asked:
            count = self.before.get(name, 0) if before else self.counts[name]
            if not _safe(count, attack.range(name, before=before)):
                return name
            self.safe_after.add((name, before))
        return None

    def _open_sums(self) -> list[Sum]:
        return [
            each
            for each in self.sums
            if any(not _exact(self.shown[name]) for name in (each.total, *each.parts))
        ]

    def _known(self, shown: Published, sums: Sequence[Sum] = (), group: Sequence[str] = ()) -> Known:
        names = (
            {name for each in sums for name in (each.total, *each.parts)} | set(group)
            if sums or group
            else self.counts
        )
        return {name: shown[name].interval for name in names}

    def _complement(self, name: str) -> str | None:
        """What to suppress next: in a sum where the cell is alone, kept back last time already, beside the cell, a part
        before a total, what leaves fewest cells alone, else the first.

        The choice follows the layout and what is suppressed already, and not the counts, which it would otherwise
        tell of.
        """
        alone = {other for each in self.lines[name] if self._lonely(each, name) for other in _cells(each)}
        beside = {other for each in self.lines[name] for other in _cells(each)}
        left = [each for each in self.counts if self.shown[each].value is not None]
        return min(left, default=None, key=lambda each: (
            each not in alone, not self._was_hidden(each), each not in beside, each in self.totals,
            self._leaves_alone(each), self.order[each],
        ))  # fmt: skip

    def _was_hidden(self, name: str) -> bool:
        return self.last is not None and self.last[name].value is None

    def _leaves_alone(self, name: str) -> int:
        """In how many of its sums a cell would be the only suppressed one, less those whose only one it joins."""
        hidden = [sum(self.shown[other].value is None for other in _cells(each)) for each in self.lines[name]]
        return hidden.count(0) - hidden.count(1)


def _printed(count: int, on: date, told: Sequence[Cell]) -> Cell:
    """The number to print: the latest printed one that is less than five off, else the count itself."""
    if small(count):
        return Cell(None, on)
    for cell in reversed(told):
        if cell.value and abs(cell.value - count) < THRESHOLD:
            return Cell(cell.value, cell.since, near=True)
    return Cell(count, on)


def _cells(line: Sum) -> tuple[str, ...]:
    return line.total, *line.parts


def _exact(cell: Cell) -> bool:
    return cell.value is not None and not cell.near


def _many(found: Interval) -> bool:
    return found[1] > found[0]


def _safe(count: int, found: Interval) -> bool:
    """A small cell may be anything from 1 to 4 (and perhaps more); any other at least two things."""
    least, most = found
    return (least <= 1 and most >= THRESHOLD - 1) if small(count) else _many(found)


def _check(counts: Counts, sums: Sequence[Sum]) -> None:
    for name, count in counts.items():
        if count < 0:
            raise ValueError(f"{name}: {count} is no count")
    for each in sums:
        missing = [name for name in (each.total, *each.parts) if name not in counts]
        if missing:
            raise ValueError(f"the sum {each.total} names {missing[0]}, which is not in the table")
        if counts[each.total] != sum(counts[part] for part in each.parts):
            raise ValueError(f"the total {each.total} is not the sum of its parts")
