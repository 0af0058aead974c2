"""The action plan as a paper: every problem of the picture with its measures, each from cause to date."""

from collections.abc import Sequence
from typing import Any

from samverkan.council.models import ActionPlan, Measure, Problem
from samverkan.council.papers import words
from samverkan.council.papers.drawing import plan_lines
from samverkan.council.papers.handed import NONE, Handed, figures_of
from samverkan.council.papers.shapes import (
    Paper,
    Section,
    file_name,
    head,
    panel,
    section,
    standing_words,
    table,
)
from samverkan.picture.drawing.svg import Drawing
from samverkan.secrecy import clock

KICKER = "Åtgärdsplan"
LAW = (
    "Åtgärdsplan enligt 5 § lagen (2023:196) om kommuners ansvar för brottsförebyggande arbete. Den är beslutad med en "
    "namngiven lägesbild som underlag och följs upp minst vartannat år (6 §)."
)


def plan_paper(
    row: ActionPlan, problems: Sequence[Problem], measures: Sequence[Measure], handed: Handed = NONE
) -> Paper:
    """The whole paper. `handed`: figures of programmes among the measures, as their owners handed them over."""
    drawing = plan_lines(row, measures) if measures else None
    sections = [
        _about(row, measures, drawing),
        *(_problem(each, measures, handed) for each in problems),
        _ground(row),
    ]
    content = {
        **head(
            KICKER, row, period=f"följs upp senast {row.follow_up_by}",
            dated=row.decided_on or clock.day_of(row.made_at), lead=row.summary, law=LAW,
            highlights=_highlights(problems, measures),
        ),
        "sections": sections,
    }  # fmt: skip
    return Paper(content, {"plan.svg": str(drawing).encode()} if drawing else {}, file_name(KICKER, row))


def _highlights(problems: Sequence[Problem], measures: Sequence[Measure]) -> list[dict[str, str]]:
    paid = sum(each.budget or 0 for each in measures)
    free = sum(each.budget is None for each in measures)
    within = f"och {free} inom ordinarie budget" if free else "alla åtgärder har egna pengar"
    return [
        {"label": "Problem", "value": str(len(problems)), "words": "ur lägesbilden"},
        {"label": "Åtgärder", "value": str(len(measures)), "words": "var och en med ansvarig och datum"},
        {"label": "Avsatt", "value": words.kronor(paid), "words": within},
    ]


def _about(row: ActionPlan, measures: Sequence[Measure], drawing: Drawing | None) -> Section:
    heads = ("Åtgärd", "Ansvarig", "Budget", "Klar")
    rows = [
        (each.title, each.responsible, words.kronor(each.budget), words.day(each.due)) for each in measures
    ]
    shown = panel(
        "Åtgärderna i tid", image="plan.svg" if drawing else "", drawing=drawing,
        table=table("Alla åtgärder", heads, rows, numeric=(2,)) if rows else None,
        notes=() if rows else ("Ingen åtgärd är skriven än.",),
    )  # fmt: skip
    return section("overview", "Planen i korthet", [shown])


def _problem(problem: Problem, measures: Sequence[Measure], handed: Handed) -> Section:
    own = [each for each in measures if each.problem_id == problem.pk]
    panels = [told for each in own for told in _measure(each, handed)]
    if not own:
        panels = [panel("Ingen åtgärd än", "Varje problem i lägesbilden ska ha minst en åtgärd.")]
    return section(f"problem-{problem.pk}", f"Problem: {problem.title}", panels, problem.seen)


def _measure(each: Measure, handed: Handed) -> list[dict[str, Any]]:
    rows = [
        ("Orsak", f"{words.CAUSES[Measure.Cause(each.cause)].capitalize()}: {words.cause_text(each)}"),
        ("Mål", each.goal), ("Åtgärd", each.how or each.title), ("Mäts med", each.indicator),
        ("I dag → mål", f"{each.baseline} → {each.target}"), ("Ansvarig", each.responsible),
        ("Budget", f"{words.kronor(each.budget)} ({each.money})"), ("Klar", words.day(each.due)),
    ]  # fmt: skip
    if each.programme is not None:
        rows.append(("Verksamhet", f"{each.programme.name}, {each.programme.area}"))
    chain = panel(each.title, table=table(f"Från orsak till datum: {each.title}", ("Led", "Innehåll"), rows))
    return [chain, *figures_of(each, handed)]


def _ground(row: ActionPlan) -> Section:
    ground = row.picture
    told = f"{ground.title}. {standing_words(ground)}."
    return section("ground", "Underlag", [panel("Lägesbilden som planen bygger på", told)])
