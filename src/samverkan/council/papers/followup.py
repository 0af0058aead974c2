"""The follow-up as a paper: what was done, what it led to, and what becomes of each measure, with the reasons."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from samverkan.council.models import FollowUp, Measure, Outcome
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
    table,
)
from samverkan.secrecy import clock

KICKER = "Uppföljning"
LAW = (
    "Uppföljning av åtgärdsplanen enligt 6 § lagen (2023:196) om kommuners ansvar för brottsförebyggande arbete. Varje "
    "åtgärd har ett ställningstagande: den fortsätter, ändras eller avslutas, med skäl."
)
NOTE = "Att det blev bättre visar inte ensamt att åtgärden är orsaken. Vad bedömningen bygger på står vid varje åtgärd."


def followup_paper(
    row: FollowUp, measures: Sequence[Measure], outcomes: Mapping[UUID, Outcome], handed: Handed = NONE
) -> Paper:
    """The whole paper. A measure without a verdict says so."""
    drawing = plan_lines(row.plan, measures, outcomes)
    rows = [_line(each, outcomes.get(each.pk)) for each in measures]
    overview = panel(
        "Vad som blev av åtgärderna", image="plan.svg", drawing=drawing, notes=(NOTE,),
        table=table("Alla åtgärder", ("Åtgärd", "Gjord?", "Effekt?", "Ställningstagande"), rows),
    )  # fmt: skip
    content = {
        **head(
            KICKER, row, period=f"av åtgärdsplan version {row.plan.version}",
            dated=row.decided_on or clock.day_of(row.made_at), lead=row.summary, law=LAW,
            highlights=_highlights(outcomes),
        ),
        "sections": [
            section("overview", "Uppföljningen i korthet", [overview]),
            section("measures", "Åtgärd för åtgärd", _measures(measures, outcomes, handed)),
            _ground(row),
        ],
    }  # fmt: skip
    return Paper(content, {"plan.svg": str(drawing).encode()}, file_name(KICKER, row))


def _measures(
    measures: Sequence[Measure], outcomes: Mapping[UUID, Outcome], handed: Handed
) -> list[dict[str, Any]]:
    return [
        told
        for each in measures
        for told in (_measure(each, outcomes.get(each.pk)), *figures_of(each, handed))
    ]


def _highlights(outcomes: Mapping[UUID, Outcome]) -> list[dict[str, str]]:
    count = {each: sum(row.verdict == each for row in outcomes.values()) for each in Outcome.Verdict}
    return [
        {"label": words.VERDICT[each], "value": str(count[each]), "words": "åtgärder"}
        for each in Outcome.Verdict
    ]


def _line(each: Measure, held: Outcome | None) -> tuple[str, str, str, str]:
    if held is None:
        return each.title, "–", "–", "Saknas"
    done, effect = words.DONE[Outcome.Done(held.done)], words.EFFECT[Outcome.Effect(held.effect)]
    return each.title, done, effect, words.VERDICT[Outcome.Verdict(held.verdict)]


def _measure(each: Measure, held: Outcome | None) -> dict[str, Any]:
    rows = [
        ("Mål", each.goal),
        ("Mäts med", each.indicator),
        ("Före → mål", f"{each.baseline} → {each.target}"),
    ]
    if held is None:
        return panel(each.title, "Inget ställningstagande än.", table=_chain(each, rows))
    _title, done, effect, verdict = _line(each, held)
    rows += [
        ("Utfall", held.reached), ("Gjord?", done), ("Effekt?", effect), ("Det bygger på", held.grounds),
        ("Kostnad", f"{words.kronor(held.spent)} (avsatt: {words.kronor(each.budget)})"),
        ("Ställningstagande", verdict), ("Skäl", held.reasons),
    ]  # fmt: skip
    return panel(each.title, table=_chain(each, rows))


def _chain(each: Measure, rows: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return table(f"Från mål till ställningstagande: {each.title}", ("Led", "Innehåll"), rows)


def _ground(row: FollowUp) -> Section:
    plan = row.plan
    told = (
        f"{plan.title}, version {plan.version}, beslutad {plan.decided_on} av {plan.body}, {plan.decision}."
    )
    return section("ground", "Underlag", [panel("Planen som följs upp", told)])
