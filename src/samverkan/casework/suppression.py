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
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samverkan.casework.suppression_audit import MOST, Attack, Interval, Known, Sum, components

THRESHOLD = 5  # persons: fewer is suppressed
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Cell:
    """One published cell. `value` None is suppressed; `near`: the number is from `since` and at most four off."""

    value: int | None
    since: date
    near: bool = False

    @property
    def interval(self) -> Interval:
        """What the cell by itself tells a reader."""
        if self.value is None:
            return 0, MOST
        off = THRESHOLD - 1 if self.near else 0
        return max(0, self.value - off), self.value + off


Published = Mapping[str, Cell]


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
        inside = [each for each in sums if each.total in group]
        here = {name: count for name, count in counts.items() if name in group}  # in the table's order
        last = earlier[-1] if earlier and all(name in earlier[-1] for name in group) else None
        while (told := _told_too_much(here, inside, shown, last, before)) is not None:
            more = _complement(told, here, inside, shown)
            if more is None:
                break  # all of it is suppressed; nothing less can be said
            shown[more] = Cell(None, on)
    return shown


def small(count: int) -> bool:
    """Whether a count is of so few that they may be known again."""
    return 0 < count < THRESHOLD


def _printed(count: int, on: date, told: Sequence[Cell]) -> Cell:
    """The number to print: the latest printed one that is less than five off, else the count itself."""
    if small(count):
        return Cell(None, on)
    for cell in reversed(told):
        if cell.value and abs(cell.value - count) < THRESHOLD:
            return Cell(cell.value, cell.since, near=True)
    return Cell(count, on)


def _told_too_much(
    counts: Counts, sums: Sequence[Sum], shown: Published, last: Published | None, before: Counts | None
) -> str | None:
    """The first cell that an attacker learns too much of, now or afterwards; None when it holds."""
    found = _told_now(counts, sums, shown)
    if found is not None or last is None:
        return found
    return _told_by_change(counts, sums, shown, last, before or {})


def _told_now(counts: Counts, sums: Sequence[Sum], shown: Published) -> str | None:
    """By this publication alone: to one who only adds up, and to one who guesses right which cells are small."""
    hidden = [name for name in counts if shown[name].value is None]
    few = [name for name in hidden if small(counts[name])]
    known = _known(shown, counts)
    adds = Attack(known, sums)
    told = next((name for name in hidden if not _safe(counts[name], adds.range(name))), None)
    guesses = Attack({**known, **dict.fromkeys(few, (1, THRESHOLD - 1))}, sums)
    return told or next((name for name in few if not _many(guesses.range(name))), None)


def _told_by_change(
    counts: Counts, sums: Sequence[Sum], shown: Published, last: Published, before: Counts
) -> str | None:
    """By this publication and the last together, to one who knows that at most one person differs."""
    attack = Attack(_known(shown, counts), sums, _known(last, counts))
    if not attack.possible():
        return None  # more than one person differs
    for name in counts:
        if shown[name].value is None and not _safe(counts[name], attack.range(name)):
            return name
        if last[name].value is None and not _safe(before.get(name, 0), attack.range(name, before=True)):
            return name
    return None


def _many(found: Interval) -> bool:
    return found[1] > found[0]


def _safe(count: int, found: Interval) -> bool:
    """A small cell may be anything from 1 to 4 (and perhaps more); any other at least two things."""
    least, most = found
    return (least <= 1 and most >= THRESHOLD - 1) if small(count) else _many(found)


def _known(shown: Published, counts: Counts) -> Known:
    return {name: shown[name].interval for name in counts}


def _complement(name: str, counts: Counts, sums: Sequence[Sum], shown: Published) -> str | None:
    """What to suppress next: beside the cell, a part before a total, else the first in the table's order.

    The choice follows the layout and not the counts, which it would otherwise tell of.
    """
    totals = {each.total for each in sums}
    beside = {
        part for each in sums if name in (each.total, *each.parts) for part in (each.total, *each.parts)
    }
    left = [each for each in counts if shown[each].value is not None]
    return min(left, default=None, key=lambda each: (each not in beside, each in totals))


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
