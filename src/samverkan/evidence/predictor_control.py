"""Synthetic control that matches on predictors too, their importance V found by how well the past is then
fitted.

Abadie, Diamond & Hainmueller (2010), J. Am. Stat. Assoc. 105:493-505, section 2.3; on the search itself
Becker & Klossner (2018), Econometrics & Statistics 7:1-15. Other programmes' answers move by several packs
of cigarettes with optimiser and starting value on the paper's own data, so the flatness of the search is
part of the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix, synthetic_words
from samverkan.evidence._batches import by_rows
from samverkan.evidence._predictor_search import FLOOR, donor_weights, search_rows
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.synthetic_control import Direction, SyntheticControl, chosen, from_gaps
from samverkan.evidence.text import Text, join, say

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ASSUMPTIONS: tuple[Text, ...] = (
    *synthetic_words.ASSUMPTIONS,
    Text(
        "Prediktorerna mättes före starten och påverkades inte av insatsen.",
        "The predictors were measured before the start and not affected by the programme.",
    ),
)
NEAR = 1.05  # a squared past gap within five per cent of the best counts as just as good
STEPS = 25


@dataclass(frozen=True)
class PredictorControl:
    """`control` as without predictors; V (k,) with the largest one; `balance` (k, 3): treated, synthetic,
    mean donor.

    `flat` (k, 2) is the range over which each V alone can vary with the past fitted just as well (to 5 per
    cent), and `effects` the range of effects met on the way.
    """

    control: SyntheticControl
    names: tuple[str, ...]
    v: Floats
    balance: Floats
    flat: Floats
    effects: tuple[float, float]

    def summary(self) -> Text:
        """The control's answer, then how much of it rests on the search."""
        tail = say(
            "Prediktorernas vikter är inte entydiga: lika god anpassning ger effekter från "
            "{low:.4g} till {high:.4g}.",
            "The predictors' weights are not unique: equally good fits give effects from "
            "{low:.4g} to {high:.4g}.",
            low=self.effects[0],
            high=self.effects[1],
        )
        return join([self.control.summary(), tail])

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the gap with its placebo fan."""
        return self.control.plot(lang)


def predictor_control(
    outcomes: ArrayLike,
    treated: int,
    start: int,
    predictors: ArrayLike,
    *,
    donors: Sequence[int] | None = None,
    units: Sequence[str] | None = None,
    times: Sequence[str] | None = None,
    names: Sequence[str] | None = None,
    expected: Direction = "either",
    executor: Executor | None = None,
) -> PredictorControl:
    """As `synthetic_control`, with predictors (units, k) known before the start; each placebo searches its
    own V.

    Predictors are standardised over units. Raises Refusal for gaps, or a predictor that is the same for all.
    """
    panel = _matrix.finite_panel(outcomes)
    _matrix.check_unit(len(panel), treated)
    _matrix.check_start(panel.shape[1], start)
    keep = chosen(len(panel), treated, donors)
    row = int(np.flatnonzero(keep == treated)[0])
    _matrix.check_unit(len(keep), row)
    given = _matrix.finite_panel(predictors, "Prediktorn", "The predictor")
    if len(given) != len(panel):
        raise Refusal(
            f"Prediktorerna har {len(given)} rader, men enheterna är {len(panel)}.",
            f"The predictors have {len(given)} rows, but there are {len(panel)} units.",
        )
    table, standard = _matrix.scaled(panel[keep]), _standardised(given[keep])
    past = table.values[:, :start]
    if not past.any():
        raise Refusal("Alla enheter är lika före starten.", "All units are alike before the start.")
    gram = past @ past.T
    gram /= np.trace(gram) / len(gram)
    found = by_rows(partial(_search, standard, gram), np.arange(len(keep)), executor, size=4)
    k = given.shape[1]
    v, weights = found[row, :k], found[:, k:]
    control = from_gaps(
        panel,
        table,
        keep,
        row,
        weights[row],
        table.values - weights @ table.values,
        start,
        units=units,
        times=times,
        expected=expected,
        unique=True,
    )
    flat, effects = _flatness(standard, gram, table.values, v, row, start)
    synthetic, donor_mean = control.weights @ given[keep], np.delete(given[keep], row, axis=0).mean(axis=0)
    return PredictorControl(
        control,
        _matrix.labels(names, k, "prediktorer", "predictors"),
        v,
        np.column_stack([given[treated], synthetic, donor_mean]),
        flat,
        (effects[0] * table.unit, effects[1] * table.unit),
    )


def _standardised(given: Floats) -> Floats:
    spread = given.std(axis=0)
    same = np.flatnonzero(spread <= 1e-12 * np.abs(given).max(axis=0))
    if len(same):
        raise Refusal(
            f"Prediktor {same[0] + 1} är lika för alla enheter och kan inte användas.",
            f"Predictor {same[0] + 1} is the same for all units and cannot be used.",
        )
    return np.ascontiguousarray((given - given.mean(axis=0)) / spread)


def _search(standard: Floats, gram: Floats, rows: Ints) -> Floats:
    v, weights = search_rows(standard, gram, np.ones(len(gram), dtype=np.bool_), rows)
    return np.column_stack([v, weights])


def _flatness(
    standard: Floats, gram: Floats, values: Floats, v: Floats, row: int, start: int
) -> tuple[Floats, tuple[float, float]]:
    """Vary one V at a time over its whole range; keep what fits the past about as well."""
    everyone, weights = np.ones(len(gram), dtype=np.bool_), np.zeros(len(gram))

    def look(trial: Floats) -> tuple[float, float]:
        donor_weights(standard, gram, trial / trial.max(), row, everyone, weights)
        gap = values[row] - weights @ values
        return float((gap[:start] ** 2).mean()), float(gap[start:].mean())

    best, effect = look(v)
    effects, flat = [effect], np.column_stack([v, v])
    for k in range(len(v)):
        for value in 10.0 ** np.linspace(FLOOR, 0, STEPS):
            trial = v.copy()
            trial[k] = value
            loss, effect = look(trial)
            if loss <= NEAR * best + 1e-18:
                effects.append(effect)
                flat[k] = min(flat[k, 0], value), max(flat[k, 1], value)
    return flat, (min(effects), max(effects))
