"""Are events close in space also closer in time than chance puts them, and how does it hang on what an event is?"""

from __future__ import annotations

import numpy as np

from samverkan.evidence import near_repeat as knox
from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.finding import Figure, Section, Table, number, same
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.rows import Points
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.events import Events, each_row, merge_rows
from samverkan.evidence.near_repeat import NearRepeat
from samverkan.evidence.text import Text, say

OTHER_RULES = (("x", "y", "day"), ("report",))


def steps(_plan: Plan) -> tuple[Step, ...]:
    """The same for all plans."""
    return STEPS


def power(case: Case) -> Section:
    """The smallest excess that each band could show, from how many pairs chance puts there."""
    found = _knox(case, events_of(points(case), case.plan.design.event), 0)
    sd = np.sqrt(found.variance)
    least = np.where(
        found.expected > 0, 1 + 2.49 * sd / np.where(found.expected > 0, found.expected, 1), np.inf
    )
    return Section(
        said=(
            say(
                "Med {n} händelser kan det första bandet visa anhopning från {least:.2f} gånger det väntade (80 % "
                "säkerhet, "
                "ensidigt 5 %).",
                "With {n} events the first band can show clustering from {least:.2f} times what chance gives (80 % "
                "certainty, one-sided 5 %).",
                n=found.events,
                least=float(least[0, 0]) if np.isfinite(least[0, 0]) else 0.0,
            ),
        ),
    )


def fit(case: Case) -> Section:
    """The Knox table for every band at once, exact expectations and shared shuffles."""
    found = _knox(case, events_of(points(case), case.plan.design.event), case.plan.design.draws)
    heads = (
        "metres_from",
        "metres_to",
        "days_from",
        "days_to",
        "observed",
        "expected",
        "ratio",
        "z",
        "p",
        "p_family",
    )
    swedish = ("Meter från", "till", "Dygn från", "till", "Par", "Väntade", "Kvot", "z", "p", "p, alla band")
    rows = tuple(tuple(number(float(row[key])) for key in heads if key in row) for row in found.table())
    return Section(
        said=(found.summary(),),
        tables=(
            Table(
                Text("Par av händelser, band för band", "Pairs of events, band by band"),
                tuple(Text(sv, en.replace("_", " ")) for sv, en in zip(swedish, heads, strict=True)),
                rows,
            ),
        ),
        figures=(
            Figure.of(
                "ratios",
                found.plot,
                Text(
                    "Antal par, färgade efter kvoten mot det väntade.",
                    "Pairs, coloured by their ratio to chance.",
                ),
                found.summary(),
            ),
        ),
        warnings=found.warnings,
        assumptions=knox.ASSUMPTIONS,
        facts={"events": float(found.events), "ratio": float(found.ratio[0, 0])},
    )


def rules(case: Case) -> Section:
    """The first band under other rules for what one event is."""
    data, chosen = points(case), case.plan.design.event
    tried = [
        rule for rule in (chosen, ("row",), *OTHER_RULES) if rule != ("report",) or data.report is not None
    ]
    rows = []
    for rule in dict.fromkeys(tried):
        found = _knox(case, events_of(data, rule), 0)
        rows.append(
            (
                same(", ".join(rule)),
                number(found.events, ".0f"),
                number(float(found.ratio[0, 0]), ".2f"),
                number(float(found.z[0, 0]), ".1f"),
            )
        )
    return Section(
        said=(
            Text(
                "Vad som räknas som en händelse avgör kvoten på kort avstånd; planens regel står först.",
                "What counts as one event decides the ratio at short distance; the plan's rule comes first.",
            ),
        ),
        tables=(
            Table(
                Text("Första bandet under olika regler", "The first band under different rules"),
                (Text("Lika i", "Equal in"), Text("Händelser", "Events"), Text("Kvot", "Ratio"), same("z")),
                tuple(rows),
            ),
        ),
    )


def points(case: Case) -> Points:
    """The points of the case."""
    assert case.points is not None
    return case.points


def events_of(data: Points, rule: tuple[str, ...]) -> Events:
    """Events by the rule: [row] for every row, else columns that must be equal."""
    if rule == ("row",):
        return each_row(data.x, data.y, data.day)
    columns = {"report": np.array(data.report)} if data.report is not None else {}
    return merge_rows(data.x, data.y, data.day, same=rule, columns=columns)


def _knox(case: Case, events: Events, permutations: int) -> NearRepeat:
    design = case.plan.design
    return knox.near_repeat(
        events,
        metres=design.metres,
        days=design.days,
        metric=design.metric,
        permutations=permutations,
        seed=case.plan.seed,
        executor=case.executor,
    )


STEPS = (
    Step("power", Text("Vad kunde detta visa?", "What could this show?"), power, 1),
    Step("fit", Text("Nära upprepningar", "Near repeats"), fit, 6),
    Step("rules", Text("Om en händelse vore något annat", "If an event were something else"), rules, 2),
)
