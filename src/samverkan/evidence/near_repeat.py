"""Near repeats: are events close in space also closer in time than chance puts them?

Knox (1964), "The detection of space-time interactions", Applied Statistics 13:25-29; for crime Johnson et al.
(2007), J. Quant. Criminol. 23:201-219, and Ratcliffe & Rengert (2008), Security Journal 21:58-76.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence import _pairs, _shuffles, knox_moments
from samverkan.evidence._bands import Bands, bands
from samverkan.evidence._batches import Progress, in_order, watched
from samverkan.evidence.checks import Floats, Ints
from samverkan.evidence.events import Events
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say

Metric = Literal["manhattan", "euclid"]


ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Vad som räknas som en händelse är rätt valt: flera offer eller anmälningar av samma händelse är "
        "inte upprepningar.",
        "What counts as one event is rightly chosen: several victims or reports of one are no repeats.",
    ),
    Text(
        "Utan smitta i tid och rum kunde vilken tid som helst höra till vilken plats som helst. Växer eller "
        "krymper brottsligheten olika i olika delar av staden ser det också ut som anhopning.",
        "Without space-time contagion any time could belong to any place. If crime grows or shrinks "
        "differently in different parts of the city, that looks like clustering too.",
    ),
)


@dataclass(frozen=True)
class NearRepeat:
    """Every table has the shape (space bands, time bands); bands are left-closed and right-open.

    ratio is observed over the exact expectation; where a band can hold no pair at all, `possible` is False
    and ratio is 1, z 0 and p 1. p is one-sided (more pairs than chance) and p_family is corrected for all
    bands read together (Westfall & Young's max-T over the same shuffles); None without permutations.
    """

    observed: Ints
    expected: Floats
    variance: Floats
    ratio: Floats
    z: Floats
    possible: NDArray[np.bool_]
    p: Floats | None
    p_family: Floats | None
    metres: tuple[float, ...]
    days: tuple[float, ...]
    metric: Metric
    events: int
    rows: int
    rule: Text
    permutations: int
    seed: int
    warnings: tuple[Text, ...] = field(default=())

    def table(self) -> list[dict[str, float]]:
        """One row a band pair, for files and reports."""
        return [self._row(b, k) for b in range(self.observed.shape[0]) for k in range(self.observed.shape[1])]

    def _row(self, b: int, k: int) -> dict[str, float]:
        row = {"metres_from": self.metres[b], "metres_to": self.metres[b + 1]}
        row |= {"days_from": self.days[k], "days_to": self.days[k + 1]}
        row |= {"observed": int(self.observed[b, k]), "expected": float(self.expected[b, k])}
        row |= {"ratio": float(self.ratio[b, k]), "z": float(self.z[b, k])}
        if self.p is not None and self.p_family is not None:
            row |= {"p": float(self.p[b, k]), "p_family": float(self.p_family[b, k])}
        return row

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the table of ratios as a heat map."""
        from samverkan.evidence.plots import near_repeats

        return near_repeats.ratios(self, lang)

    def summary(self) -> Text:
        """The event rule, the strongest band, and what to beware of."""
        b, k = np.unravel_index(int(np.argmax(self.z)), self.z.shape)
        facts: dict[str, float | int | str]
        facts = {"n": self.events, "rows": self.rows, "sv_rule": self.rule.sv, "en_rule": self.rule.en}
        facts |= {"ratio": float(self.ratio[b, k]), "z": float(self.z[b, k])}
        facts |= {"a": self.metres[b], "b": self.metres[b + 1], "c": self.days[k], "d": self.days[k + 1]}
        head = say(
            "{n} händelser av {rows} rader ({sv_rule}). Starkast anhopning: {a:g} till {b:g} meter och "
            "{c:g} till {d:g} dygn, {ratio:.2f} gånger det väntade (z = {z:.1f}).",
            "{n} events from {rows} rows ({en_rule}). Strongest clustering: {a:g} to {b:g} metres and "
            "{c:g} to {d:g} days, {ratio:.2f} times what chance gives (z = {z:.1f}).",
            **facts,
        )
        return join([head, *self.warnings])


def near_repeat(
    events: Events,
    *,
    metres: Sequence[float],
    days: Sequence[float],
    metric: Metric = "manhattan",
    permutations: int = 999,
    seed: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> NearRepeat:
    """Knox test for every distance x time band at once, exact moments and Monte Carlo over shared shuffles.

    events: made by `merge_rows` or `each_row`, because the answer hangs on what an event is. metres, days:
    rising edges from 0 up, band k is [edge k, edge k + 1), the last may be infinite. permutations: shuffles
    of the times over the places; 0 gives exact moments only. The same seed gives the same bytes whatever
    the executor (none: one thread a core). progress(done, of) is called as blocks of shuffles finish.
    Raises Refusal for fewer than two events, bands that do not rise, undeclared events, and distances that
    reach too many pairs.
    """
    if not isinstance(events, Events):
        raise Refusal(
            "Säg först vad som är en händelse: slå ihop rader med merge_rows eller välj each_row.",
            "Say first what an event is: merge rows with merge_rows or choose each_row.",
        )
    if len(events) < 2 or not 0 <= permutations <= 1_000_000 or metric not in {"manhattan", "euclid"}:
        raise Refusal(
            "Det behövs minst två händelser, högst en miljon omkastningar och manhattan eller euclid.",
            "At least two events, at most a million permutations, and manhattan or euclid are needed.",
        )
    space = bands(metres, Text("Avståndsbanden", "The distance bands"))
    time = bands(days, Text("Tidsbanden", "The time bands"))
    pairs = _pairs.close_pairs(events.x, events.y, space.finite, manhattan=metric == "manhattan")
    times, cuts = _shuffles.narrow(events.day[pairs.order], time.finite)
    near = _folded_degrees(np.cumsum(pairs.degrees(), axis=1), space)
    soon = _folded_degrees(knox_moments.time_degrees(times, cuts), time)
    fold = partial(_fold, pairs=pairs, soon=soon, space=space, time=time)
    exact = knox_moments.moments(near, soon)
    observed = fold(_shuffles.observed_counts(pairs.starts, pairs.first, pairs.second, times, cuts))
    shuffled = fold(_shuffle(pairs, times, cuts, permutations, seed, executor, progress))
    sd = np.sqrt(exact.variance)
    possible = exact.mean > 0
    z = _standardise(observed, exact.mean, sd)
    p, p_family = _p_values(observed, shuffled, z, _standardise(shuffled, exact.mean, sd), possible)
    return NearRepeat(
        observed=observed,
        expected=exact.mean,
        variance=exact.variance,
        ratio=np.divide(observed, exact.mean, out=np.ones_like(exact.mean), where=possible),
        z=z,
        possible=possible,
        p=p if permutations else None,
        p_family=p_family if permutations else None,
        metres=space.edges,
        days=time.edges,
        metric=metric,
        events=len(events),
        rows=events.rows,
        rule=events.rule,
        permutations=permutations,
        seed=seed,
        warnings=_warnings(events, exact.mean),
    )


def _folded_degrees(cumulative: Ints, cut: Bands) -> Ints:
    return cut.fold(cumulative, np.full(len(cumulative), len(cumulative) - 1, np.int64))


def _fold(counts: Ints, *, pairs: _pairs.Pairs, soon: Ints, space: Bands, time: Bands) -> Ints:
    """Raw counts, shape (..., space cuts, time cuts), to bands; "all the rest" follows from the margins."""
    below = np.cumsum(counts, axis=-2)
    close = np.broadcast_to(pairs.starts[1:], below.shape[:-1])
    by_time = np.moveaxis(time.fold(below, close), -1, -2)
    everything = np.broadcast_to(soon.sum(axis=0) // 2, by_time.shape[:-1])
    return np.moveaxis(space.fold(by_time, everything), -1, -2)


def _shuffle(
    pairs: _pairs.Pairs,
    times: _shuffles.Times,
    cuts: _shuffles.Times,
    permutations: int,
    seed: int,
    executor: Executor | None,
    progress: Progress | None,
) -> Ints:
    """Counts of every shuffle, shape (permutations, space cuts, time cuts)."""
    states = np.random.SeedSequence(seed).generate_state(permutations, np.uint64)
    blocks = [states[i : i + _shuffles.LANES] for i in range(0, permutations, _shuffles.LANES)]
    work = partial(_shuffles.shuffled_counts, pairs.starts, pairs.first, pairs.second, times, cuts)
    none = np.zeros((0, len(pairs.starts) - 1, len(cuts)), np.int64)
    with ExitStack() as stack:
        if progress:
            stack.enter_context(watched(progress))
        pool = executor or stack.enter_context(ThreadPoolExecutor(len(os.sched_getaffinity(0))))
        return np.concatenate([none, *in_order(work, blocks, pool, len(blocks))])


def _standardise(counts: Ints, mean: Floats, sd: Floats) -> Floats:
    difference = counts - mean
    return np.divide(difference, sd, out=np.zeros_like(difference), where=sd > 0)


def _p_values(
    observed: Ints, shuffled: Ints, z: Floats, shuffled_z: Floats, possible: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Share of shuffles, the data counted among them, with at least as many pairs; by band, and max-T."""
    size = len(shuffled) + 1
    p = (1 + (shuffled >= observed).sum(axis=0)) / size
    highest = shuffled_z.max(axis=(1, 2)) if len(shuffled) else np.zeros(0)
    family = (1 + (highest[:, None, None] >= z).sum(axis=0)) / size
    return np.where(possible, p, 1.0), np.where(possible, family, 1.0)


def _warnings(events: Events, expected: Floats) -> tuple[Text, ...]:
    said = []
    doubles = events.doubles()
    if doubles:
        said.append(
            say(
                "{n} händelser delar plats och dag med en annan: är de samma händelse blir kvoten för hög.",
                "{n} events share place and day with another: if they are one event, the ratio is too high.",
                n=doubles,
            )
        )
    if (expected < 5).any():
        said.append(
            Text(
                "I minst ett band väntas färre än fem par: läs p-värdet, inte z.",
                "At least one band expects fewer than five pairs: read the p value, not z.",
            )
        )
    return tuple(said)
