"""What leaves the authority: counts protected by the Cell Key Method and a threshold for small cells.

The Cell Key Method as Statistics Sweden uses it since reference year 2025: every record has a secret
random key, a cell's key is the sum of its records' keys, and count and key together give a small change
from a published table. The same set of records gets the same value in every table, so asking again gains
nothing; parts need not add up. Thompson, Broadfoot & Elazar (2013), UNECE work session on statistical
data confidentiality. Estimates are made on true counts inside the authority; only what is published is
changed.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import checks
from samverkan.evidence.checks import Floats, Ints
from samverkan.evidence.perturbation import PerturbationTable
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say

SHORTEST_SECRET = 16
Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class Protected:
    """What may be published: a count a cell, or none where it is hidden. True counts are not in here.

    counts (n,) is 0 where hidden; hidden (n,) marks cells under the threshold. variance is what
    protection adds to each non-zero count.
    """

    cells: tuple[str, ...]
    counts: Ints
    hidden: NDArray[np.bool_]
    threshold: int
    variance: float
    largest_change: int

    def shown(self) -> dict[str, int | None]:
        """Cell to published count, None where hidden."""
        return {
            cell: None if gone else int(count)
            for cell, count, gone in zip(self.cells, self.counts, self.hidden, strict=True)
        }

    def summary(self) -> Text:
        """The note that stands under every published table."""
        return say(
            "Antalen är skyddade: varje antal utom noll kan vara ändrat med högst {change}, i snitt med noll "
            "(varians {variance:.1f}). Summor behöver inte gå ihop. {hidden} av {n} celler under {threshold} visas "
            "inte.",
            "Counts are protected: each one but zero may be changed by at most {change}, on average by nothing "
            "(variance {variance:.1f}). Parts need not add up. {hidden} of {n} cells below {threshold} are not "
            "shown.",
            change=self.largest_change,
            variance=self.variance,
            hidden=int(self.hidden.sum()),
            n=len(self.cells),
            threshold=self.threshold,
        )


def record_keys(ids: Sequence[str], secret: bytes) -> Keys:
    """One secret 64-bit key a record, (n,), by HMAC-SHA256 of its id: the same record, the same key for ever.

    secret: at least 16 random bytes, kept like a signing key and never changed between releases.
    """
    if len(secret) < SHORTEST_SECRET:
        raise Refusal(
            "Hemligheten ska vara minst 16 slumpade byte.", "The secret must be at least 16 random bytes."
        )
    digests = (hmac.digest(secret, str(name).encode(), "sha256")[:8] for name in ids)
    return np.frombuffer(b"".join(digests), dtype=">u8").astype(np.uint64)


def protect(
    cells: Sequence[str],
    ids: Sequence[str],
    *,
    secret: bytes,
    table: PerturbationTable,
    threshold: int = 5,
    every_cell: Sequence[str] | None = None,
) -> Protected:
    """Count records by cell and protect every count.

    cells, ids (n,): the cell and the id of each record; a person's id if persons are counted. threshold:
    true or published counts from 1 up to just below it are hidden (5 for persons, 10 for sensitive
    traits); 0 hides none. every_cell: all cells of the table, so that empty ones show as zero. Totals are
    cells like any other: call with one cell for all. Raises Refusal for one id twice in a cell, unequal
    lengths, unknown cells and a short secret.
    """
    names = [str(cell) for cell in cells]
    wanted = sorted(set(names)) if every_cell is None else [str(cell) for cell in every_cell]
    place = {cell: i for i, cell in enumerate(wanted)}
    if len(names) != len(ids) or not set(names) <= set(place) or len(place) != len(wanted):
        raise Refusal(
            "Varje rad behöver ett id och en cell som finns i tabellen, och varje cell ett eget namn.",
            "Every row needs an id and a cell of the table, and every cell a name of its own.",
        )
    if len(set(zip(names, map(str, ids), strict=True))) < len(names):
        raise Refusal(
            "Samma id förekommer två gånger i en cell; räkna personer eller händelser, inte båda.",
            "One id occurs twice in a cell; count persons or events, not both.",
        )
    if threshold < 0:
        raise Refusal("Gränsen kan inte vara negativ.", "The threshold cannot be negative.")
    index = np.array([place[name] for name in names], dtype=np.int64)
    counts, keys = _cell_keys(index, record_keys(ids, secret), len(wanted))
    published = counts + table.change(counts, keys)
    small = ((counts > 0) & (counts < threshold)) | ((published > 0) & (published < threshold))
    return Protected(
        cells=tuple(wanted),
        counts=np.where(small, 0, published),
        hidden=small,
        threshold=threshold,
        variance=table.variance,
        largest_change=table.largest_change,
    )


def differences_below(wider: ArrayLike, narrower: ArrayLike, threshold: int) -> NDArray[np.bool_]:
    """Where two nested true counts, (n,) each, differ by 1 .. threshold - 1: publishing both would show a
    small cell.

    For areas inside areas, and for one release after another. Raises Refusal where the narrower is larger.
    """
    outer = checks.whole_counts(wider, Text("Det vidare antalet", "The wider count"))
    inner = checks.whole_counts(
        narrower, Text("Det snävare antalet", "The narrower count"), length=len(outer)
    )
    if (inner > outer).any():
        raise Refusal(
            "Det snävare antalet är större än det vidare.", "The narrower count is larger than the wider."
        )
    gap = outer - inner
    return np.asarray((gap > 0) & (gap < threshold))


def largest_shift(counts: ArrayLike, table: PerturbationTable) -> float:
    """Most that protection can move a log rate ratio built from these counts (n,), each once.

    Raises Refusal where a count is so small that the change could take it to zero.
    """
    n = _past_change(counts, table)
    return float(-np.log1p(-table.largest_change / n).sum())


def widened_error(error: float, counts: ArrayLike, table: PerturbationTable) -> float:
    """Standard error of a log rate ratio estimated from protected counts (n,): sampling plus protection.

    First-order: the variance of the change over the square of each count is added.
    """
    checks.positive_vector([error], Text("Medelfelet", "The standard error"))
    n = _past_change(counts, table)
    checks.finite_result(error * error)
    return float(np.sqrt(error * error + (table.variance / n**2).sum()))


def _past_change(counts: ArrayLike, table: PerturbationTable) -> Floats:
    n = checks.whole_counts(counts, Text("Antalen", "The counts"))
    if not len(n) or n.min() <= table.largest_change:
        raise Refusal(
            f"Antal upp till {table.largest_change} kan bli noll; kvoten går inte att avgränsa.",
            f"Counts up to {table.largest_change} may become zero; the ratio cannot be bounded.",
        )
    return n


def _cell_keys(index: Ints, keys: Keys, n: int) -> tuple[Ints, Floats]:
    """Counts and cell keys in [0, 1): sums of 64-bit keys that wrap round, so the order of records is nothing."""
    totals = np.zeros(n, np.uint64)
    np.add.at(totals, index, keys)
    share = (totals >> np.uint64(11)).astype(np.float64) * 2.0**-53
    return np.bincount(index, minlength=n).astype(np.int64), share
