"""Many units, some of them treated, at once or one after another: four ways to one effect, three to doubt it."""

from __future__ import annotations

import numpy as np

from samverkan.evidence import difference as two_way
from samverkan.evidence import (
    event_study,
    group_time,
    honest_bounds,
    imputation,
    pretrends,
    randomisation,
    sun_abraham,
    wild_bootstrap,
)
from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.designs import power_section
from samverkan.evidence.evaluation.finding import Estimate, Figure, Section, Table, number
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.event_study import EventStudy
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

Names = tuple[str, Text]


def steps(_plan: Plan) -> tuple[Step, ...]:
    """The same for all plans."""
    return STEPS


def fit(case: Case) -> Section:
    """The plain coefficient, unweighted and weighted by population, since headlines have hung on that choice."""
    runs = {False: two_way.difference(case.values, case.cut.starts, level=case.plan.level)}
    if case.panel.exposure is not None:
        weights = case.panel.exposure.mean(axis=1)
        runs[True] = two_way.difference(case.values, case.cut.starts, weights=weights, level=case.plan.level)
    names = {
        False: Text("Alla enheter lika", "All units alike"),
        True: Text("Vägt efter befolkning", "Weighted by population"),
    }
    plain = runs[False]
    wild = wild_bootstrap.wild_bootstrap(case.values, case.cut.starts, seed=case.plan.seed)
    dealt = randomisation.randomisation_test(
        case.values,
        case.cut.starts,
        draws=case.plan.design.draws,
        seed=case.plan.seed,
        executor=case.executor,
    )
    return Section(
        said=(plain.summary(), wild.summary(), dealt.summary()),
        estimates=tuple(
            Estimate(
                _key("difference", run.clusters),
                names[weighted],
                run.effect,
                run.low,
                run.high,
                run.p,
                share(case, run.effect, run.low, run.high),
                case.plan.level,
            )
            for weighted, run in runs.items()
        ),
        warnings=plain.warnings,
        assumptions=(*two_way.ASSUMPTIONS, wild_bootstrap.ASSUMPTION, randomisation.ASSUMPTION),
        facts={"wild_p": wild.p, "placebo_p": dealt.p, "treated": float(plain.treated_clusters)},
    )


def staggered(case: Case) -> Section:
    """The three that bear effects which differ by cohort; the first that can be computed is the main one."""
    found = [run for run in (_group_time(case), _sun_abraham(case), _imputation(case)) if run is not None]
    if not found:
        raise Refusal(
            "Ingen av metoderna för utspridda starter går att räkna: det saknas enheter att jämföra med.",
            "None of the methods for staggered starts can be computed: there are no units to compare with.",
        )
    estimates = []
    for place, ((design, name), study) in enumerate(found):
        low, high = study.interval()
        estimates.append(
            Estimate(
                _key(design, study.clusters),
                name,
                study.effect,
                low,
                high,
                None,
                share(case, study.effect, low, high),
                case.plan.level,
                main=place == 0,
            )
        )
    (_, name), first = found[0]
    return Section(
        said=tuple(
            Text(f"{title.sv}: {study.summary().sv}", f"{title.en}: {study.summary().en}")
            for (_, title), study in found
        ),
        estimates=tuple(estimates),
        figures=(
            Figure.of(
                "path",
                first.plot,
                Text(
                    f"Effekten efter tid sedan start ({name.sv}); allt till vänster om linjen borde vara noll.",
                    f"The effect by time since start ({name.en}); all to the left of the line should be zero.",
                ),
                first.summary(),
            ),
        ),
        assumptions=(*group_time.ASSUMPTIONS, *imputation.ASSUMPTIONS),
    )


def _group_time(case: Case) -> tuple[Names, EventStudy] | None:
    for comparison in ("never", "notyet"):
        try:
            found = group_time.group_time(
                case.values,
                case.cut.starts,
                comparison="never" if comparison == "never" else "notyet",
                level=case.plan.level,
            )
        except Refusal:
            continue
        return ("group_time", Text("Callaway & Sant'Anna", "Callaway & Sant'Anna")), found.path
    return None


def _sun_abraham(case: Case) -> tuple[Names, EventStudy] | None:
    try:
        found = sun_abraham.sun_abraham(case.values, case.cut.starts, level=case.plan.level)
    except Refusal:
        return None
    return ("sun_abraham", Text("Sun & Abraham", "Sun & Abraham")), found


def _imputation(case: Case) -> tuple[Names, EventStudy] | None:
    try:
        found = imputation.imputation(case.values, case.cut.starts, level=case.plan.level)
    except Refusal:
        return None
    return ("imputation", Text("Imputering", "Imputation")), found


def before(case: Case) -> Section:
    """Did they move alike before, and would the test have seen it; how far from parallel could they have been?"""
    run = _sun_abraham(case) or _group_time(case)
    study = run[1] if run else event_study.event_study(case.values, case.cut.starts, level=case.plan.level)
    test = pretrends.pre_trend_test(study)
    bounds = honest_bounds.honest_bounds(study, level=case.plan.level, executor=case.executor)
    rows = tuple(
        (number(size, ".2g"), number(low), number(high))
        for size, low, high in zip(bounds.sizes, bounds.low, bounds.high, strict=True)
    )
    return Section(
        said=(test.summary(), bounds.summary()),
        tables=(
            Table(
                Text(
                    "Intervall för den första tidens effekt, om avsteget från parallella utvecklingar fick vara så "
                    "många "
                    "gånger det värsta före start",
                    "Interval for the first period's effect, if the departure from parallel trends could be so many "
                    "times the worst before",
                ),
                (Text("Avsteg", "Departure"), Text("Från", "From"), Text("Till", "To")),
                rows,
            ),
        ),
        figures=(
            Figure.of(
                "bounds",
                bounds.plot,
                Text(
                    "Hur slutsatsen tål avsteg från parallella utvecklingar.",
                    "How the conclusion bears departures.",
                ),
                bounds.summary(),
            ),
        ),
        facts={
            "pretrend_p": test.p,
            "bias_at_half": test.bias_at_half,
            "breakdown": bounds.breakdown if bounds.breakdown is not None else 99.0,
        },
    )


def _key(design: str, clusters: int) -> str:
    """The row of the calibration table: with few clusters a design is another one."""
    return design if clusters >= two_way.FEW_CLUSTERS else f"{design}_few"


def share(case: Case, effect: float, low: float, high: float) -> tuple[float, float, float] | None:
    """In per cent of what the treated would have had: their mean after the start less the effect."""
    cells = [case.values[row, start:] for row, start in enumerate(case.cut.starts) if start >= 0]
    base = float(np.concatenate(cells).mean()) - effect
    return (100 * effect / base, 100 * low / base, 100 * high / base) if base > 0 else None


STEPS = (
    Step("power", power_section.TITLE, power_section.exchanged, 2),
    Step("staggered", Text("Skillnad i skillnader", "Difference in differences"), staggered, 1),
    Step("fit", Text("Den enkla skattningen", "The plain estimate"), fit, 2),
    Step("before", Text("Före starten", "Before the start"), before, 3),
)
