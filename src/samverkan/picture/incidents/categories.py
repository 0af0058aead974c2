"""Categories as a file has them: spellings drawn together, and names that seem to have been changed pointed out.

Two names are never made one by guessing: the coordinator is told and writes the new name into the mapping.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from samverkan.tables.text import Text
from samverkan.tables.words import bare

MOST = 12  # categories shown by name; the rest are counted together
REST = "Övrigt"
GAP = 2  # months at most between the end of one name and the start of the next
SIDE = 6  # months at least on each side of the change
YEAR = 12
ALIKE = (0.5, 2.0)  # how much more or less a month the new name may have


@dataclass(frozen=True)
class Renamed:
    """A name that stops about when another begins, with about as many a month."""

    old: str
    new: str

    @property
    def said(self) -> Text:
        return Text(
            f"’{self.old}’ slutar när ’{self.new}’ börjar: är det samma sak med nytt namn? Skriv i så fall in det vid "
            "nästa inläsning, annars ser det ut som att den ena försvann och den andra uppstod.",
            f"'{self.old}' stops when '{self.new}' begins: is it the same under a new name? If so, say it when the "
            "file is read in, or one seems to have vanished and the other to have arisen.",
        )


def drawn_together(names: Sequence[str], same: Mapping[str, str] | None = None) -> dict[str, str]:
    """Each spelling to the one that is used: the commonest of those that differ only in case, space and marks.

    same: old name to new one, as the coordinator says.
    """
    given = {bare(old): new.strip() for old, new in (same or {}).items()}
    found: dict[str, dict[str, int]] = {}
    for name in names:
        spellings = found.setdefault(bare(name), {})
        spellings[name.strip()] = spellings.get(name.strip(), 0) + 1
    best = {key: max(sorted(spellings), key=lambda each: spellings[each]) for key, spellings in found.items()}
    new = {
        key: best.get(bare(given[key]), given[key]) if key in given else name for key, name in best.items()
    }
    return {name: new[bare(name)] for name in set(names)}


def groups(counts: Mapping[str, int]) -> dict[str, str]:
    """Category to the name it is shown under: itself, or the rest beyond the commonest."""
    often = sorted(counts, key=lambda name: (-counts[name], name))
    kept = set(often) if len(often) <= MOST else set(often[: MOST - 1])
    return {name: name if name in kept else REST for name in counts}


def renamed(months: Mapping[str, np.ndarray]) -> tuple[Renamed, ...]:
    """Pairs of names that seem to be one that was changed; months: counts a month, all of one length."""
    found = []
    ends = {name: _ends(np.asarray(counts)) for name, counts in months.items() if np.sum(counts) > 0}
    length = max((len(counts) for counts in months.values()), default=0)
    for old, (first, last) in ends.items():
        if last >= length - SIDE or last - first + 1 < SIDE:
            continue  # it still lives, or lived too short to tell
        for new, (start, stop) in ends.items():
            if new == old or start < SIDE or stop - start + 1 < SIDE or not -GAP < start - last <= GAP:
                continue
            before = float(np.mean(months[old][max(first, last - YEAR + 1) : last + 1]))
            after = float(np.mean(months[new][start : min(stop + 1, start + YEAR)]))
            if ALIKE[0] <= after / before <= ALIKE[1]:
                found.append(Renamed(old, new))
    return tuple(sorted(found, key=lambda each: (each.old, each.new)))


def _ends(counts: np.ndarray) -> tuple[int, int]:
    held = np.flatnonzero(counts)
    return int(held[0]), int(held[-1])
