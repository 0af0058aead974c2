"""Matching on predictors too, as Abadie, Diamond & Hainmueller (2010) did; and how flat their search was."""

from __future__ import annotations

import numpy as np

from samverkan.evidence import predictor_control as predictor
from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.finding import Estimate, Figure, Section, Table, number, same
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.panel import Panel
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

TITLE = Text("Med prediktorer", "With predictors")


def step(plan: Plan) -> tuple[Step, ...]:
    """The step, where the plan names predictors."""
    return (Step("predictors", TITLE, fit, 8),) if plan.design.predictors else ()


def fit(case: Case) -> Section:
    """The predictors' fit with its placebos, the balance, and what equally good fits would have said."""
    row, start = case.cut.single
    wanted = case.plan.design.predictors
    table = np.column_stack([_column(case, said, start) for said in wanted.values()])
    found = predictor.predictor_control(
        case.values, row, start, table, units=case.panel.units, times=case.panel.times, names=list(wanted),
        executor=case.executor,
    )  # fmt: skip
    control = found.control
    weights = tuple((same(unit), number(weight, ".3f")) for unit, weight in control.leading(0.005))
    balance = tuple(
        (same(name), number(v, ".3g"), *(number(value) for value in values))
        for name, v, values in zip(found.names, found.v, found.balance, strict=True)
    )
    return Section(
        said=(found.summary(),),
        estimates=(
            Estimate("predictor_control", TITLE, control.effect, None, None, control.p, None, case.plan.level),
        ),
        tables=(
            Table(
                Text("Jämförelsens vikter (från 0,005)", "The comparison's weights (from 0.005)"),
                (Text("Enhet", "Unit"), Text("Vikt", "Weight")),
                weights,
            ),
            Table(
                Text("Prediktorerna", "The predictors"),
                (
                    Text("Prediktor", "Predictor"), Text("Betydelse (V)", "Importance (V)"),
                    Text("Fick insatsen", "Treated"), Text("Syntetisk", "Synthetic"), Text("Alla", "All"),
                ),
                balance,
            ),
        ),
        figures=(
            Figure.of(
                "predictors",
                found.plot,
                Text(
                    "Skillnaden mot jämförelsen när också prediktorerna ska stämma.",
                    "Difference from the comparison when the predictors must match too.",
                ),
                found.summary(),
            ),
        ),
        assumptions=predictor.ASSUMPTIONS[-1:],
        facts={"predictor_p": control.p},
    )  # fmt: skip


def _column(case: Case, said: str, start: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """`COLUMN PERIOD` or `COLUMN FIRST..LAST`: the mean over those periods, all of them before the start."""
    name, _, span = said.partition(" ")
    first, _, last = span.strip().partition("..")
    panel = case.panel
    if not name or not first:
        raise Refusal(
            f"Prediktorn {said!r} ska skrivas som KOLUMN PERIOD eller KOLUMN FÖRSTA..SISTA.",
            f"The predictor {said!r} must be written as COLUMN PERIOD or COLUMN FIRST..LAST.",
        )
    last = last or first
    if panel.column(last) >= start:
        raise Refusal(
            f"Prediktorn {said!r} är mätt efter starten.",
            f"The predictor {said!r} is measured after the start.",
        )
    if name == panel.outcome_name:
        return _mean_outcome(panel, first, last)
    return panel.covariate_mean(name, first, last)


def _mean_outcome(panel: Panel, first: str, last: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    values = panel.outcome if panel.exposure is None else panel.rate()
    mean: np.ndarray[tuple[int], np.dtype[np.float64]] = values[
        :, panel.column(first) : panel.column(last) + 1
    ].mean(axis=1)
    return mean
