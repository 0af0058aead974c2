"""One series of counts against its own past carried on, alone and beside others; and every other as a placebo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samverkan.evidence.displacement import dispersion_of
from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.designs import power_section, prior_section
from samverkan.evidence.evaluation.finding import Estimate, Figure, Section
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.power_designs import Series
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say

if TYPE_CHECKING:
    from samverkan.evidence.interrupted_series import InterruptedSeries

LONG_ENOUGH = 36  # periods before the start from which the AR(1) strength can be read off for the power


def steps(plan: Plan) -> tuple[Step, ...]:
    """Placebos only where there are other series; the prior only where the plan has one."""
    return (*STEPS, *prior_section.step(plan))


def power(case: Case) -> Section:
    """From level, overdispersion and autocorrelation before the start."""
    row, start = case.cut.single
    past = case.panel.outcome[row, :start]
    season = case.plan.design.season if start >= 2 * case.plan.design.season else 0
    residual = past - past.mean()
    square = float(residual @ residual)
    correlation = float(residual[1:] @ residual[:-1]) / square if square > 0 and start >= LONG_ENOUGH else 0.0
    design = Series(
        rate=max(float(past.mean()), 1e-6),
        before=start,
        after=len(case.panel.times) - start,
        season=season if season > 1 else 0,
        dispersion=dispersion_of(past),
        autocorrelation=min(max(correlation, -0.9), 0.9),
    )
    return power_section.of_design(case, design)


def fit(case: Case) -> Section:
    """With comparison series where the plan names some, and without."""
    from samverkan.evidence.series_words import ASSUMPTIONS

    others = _others(case)
    runs = []
    if others:
        runs.append(
            (
                "interrupted_compared",
                Text("Avbruten tidsserie med jämförelse", "Interrupted series with comparison"),
                _run(case, others),
            )
        )
    runs.append(("interrupted", Text("Avbruten tidsserie", "Interrupted series"), _run(case, [])))
    estimates = tuple(
        Estimate(
            design,
            name,
            -run.prevented / _length(run),
            -run.prevented_high / _length(run),
            -run.prevented_low / _length(run),
            run.p,
            percent(run),
            case.plan.level,
            main=place == 0,
        )
        for place, (design, name, run) in enumerate(runs)
    )
    return Section(
        said=tuple(
            Text(f"{name.sv}: {run.summary().sv}", f"{name.en}: {run.summary().en}") for _, name, run in runs
        ),
        estimates=estimates,
        figures=tuple(
            Figure.of(
                design,
                run.plot,
                Text(
                    f"{name.sv}: {case.plan.outcome.name}, modellens nivå, och nivån utan insatsen enligt modellen.",
                    f"{name.en}: {case.plan.outcome.name}, the model's level, and the level without the programme.",
                ),
                run.summary(),
            )
            for design, name, run in runs
        ),
        warnings=tuple(dict.fromkeys(text for _, _, run in runs for text in run.warnings)),
        assumptions=ASSUMPTIONS,
        facts={
            "events": float(runs[0][2].observed.sum()),
            "log_ratio": float(np.log(runs[0][2].ratio)),
            "log_error": _log_error(runs[0][2], case.plan.level),
        },
    )


def _others(case: Case) -> list[int]:
    return [case.panel.row(unit) for unit in case.plan.design.compare_with]


def _run(case: Case, others: list[int]) -> InterruptedSeries:
    from samverkan.evidence.interrupted_series import interrupted_series

    row, start = case.cut.single
    design, panel = case.plan.design, case.panel
    own = None if panel.exposure is None else panel.exposure[row]
    theirs = None if panel.exposure is None else panel.exposure[others]
    return interrupted_series(
        panel.outcome[row],
        start,
        exposure=own,
        comparison=panel.outcome[others] if others else None,
        comparison_exposure=theirs if others else None,
        family=design.family,
        season=design.season,
        harmonics=design.harmonics,
        change=design.change,
        times=list(panel.times),
        level=case.plan.level,
    )


def _length(run: InterruptedSeries) -> int:
    return len(run.observed) - run.start


def percent(run: InterruptedSeries) -> tuple[float, float, float]:
    """The rate ratio as a change in per cent."""
    return 100 * (run.ratio - 1), 100 * (run.ratio_low - 1), 100 * (run.ratio_high - 1)


def _log_error(run: InterruptedSeries, level: float) -> float:
    from samverkan.evidence._distributions import norm

    return float(np.log(run.ratio_high / run.ratio_low) / (2 * norm.ppf(0.5 + level / 2)))


def bayesian(case: Case) -> Section:
    """A structural series with the comparison series as controls, in the manner of CausalImpact."""
    from samverkan.evidence import structural_series as structural

    row, start = case.cut.single
    others = _others(case)
    season = case.plan.design.season if start >= 2 * case.plan.design.season else 1
    found = structural.structural_series(
        case.values[row],
        start,
        case.values[others].T if others else None,
        season=season,
        harmonics=case.plan.design.harmonics,
        times=case.panel.times,
        level=case.plan.level,
    )
    base = float(found.expected[start:].mean())
    ends = (found.mean_effect, found.mean_low, found.mean_high)
    share = (100 * ends[0] / base, 100 * ends[1] / base, 100 * ends[2] / base) if base > 0 else None
    return Section(
        said=(found.summary(),),
        estimates=(
            Estimate(
                "structural_series",
                Text("Bayesiansk strukturell serie", "Bayesian structural series"),
                *ends,
                None,
                share,
                case.plan.level,
            ),
        ),
        figures=(
            Figure.of(
                "structural",
                found.plot,
                Text(
                    "Det observerade mot det väntade, med prognosintervall.",
                    "Observed against expected, with its band.",
                ),
                found.summary(),
            ),
        ),
        assumptions=structural.ASSUMPTIONS,
    )


def placebos(case: Case) -> Section:
    """The same model with every other unit in the treated one's place."""
    from samverkan.evidence.interrupted_series import interrupted_batch

    row, start = case.cut.single
    design, panel = case.plan.design, case.panel
    batch = interrupted_batch(
        panel.outcome,
        start,
        exposure=panel.exposure,
        family=design.family,
        season=design.season,
        harmonics=design.harmonics,
        change=design.change,
        executor=case.executor,
    )
    others = np.flatnonzero(batch.fits & (np.arange(len(panel.units)) != row))
    if not batch.fits[row] or len(others) < 3:
        raise Refusal(
            f"Antal andra serier som går att skatta: {len(others)}. Ett placebotest kräver minst tre.",
            f"Other series that can be fitted: {len(others)}. A placebo test needs at least three.",
        )
    t = np.abs(batch.log_ratio / np.where(batch.se > 0, batch.se, np.inf))
    p = (1 + int((t[others] >= t[row] * (1 - 1e-9)).sum())) / (1 + len(others))
    return Section(
        said=(
            say(
                "Bland {count} serier, där var och en får låtsas ha fått insatsen, ger {beyond} en minst lika tydlig "
                "förändring (p = {p:.3f}).",
                "Among {count} series, each pretending to be treated, {beyond} give at least as clear a change "
                "(p = {p:.3f}).",
                count=1 + len(others),
                beyond=round(p * (1 + len(others))),
                p=p,
            ),
        ),
        facts={"placebo_p": p},
    )


STEPS = (
    Step("power", power_section.TITLE, power, 1),
    Step("fit", Text("Avbruten tidsserie", "Interrupted time series"), fit, 1),
    Step("bayesian", Text("Bayesiansk strukturell serie", "Bayesian structural series"), bayesian, 1),
    Step("placebos", Text("Andra serier på dess plats", "Other series in its place"), placebos, 1),
)
