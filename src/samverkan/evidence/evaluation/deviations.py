"""What was done otherwise than the locked plan says: found by the program, not confessed by the analyst."""

from __future__ import annotations

from typing import Any

from samverkan.evidence.evaluation import encoding
from samverkan.evidence.evaluation.lock import Lock
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.snapshot import Snapshot
from samverkan.evidence.text import Text

UNLOCKED = Text(
    "Planen låstes inte innan resultatet togs fram. Frågan och metoden kan ha valts efter svaret.",
    "The plan was not locked before the result was produced. Question and method may have been chosen by the answer.",
)
OF_THE_DAY = ("data.file", "data.vintage")  # a plan written before the data exist cannot know these


def deviations(plan: Plan, lock: Lock | None, snapshot: Snapshot) -> tuple[Text, ...]:
    """Every key that differs from the locked plan, and what the data forced; empty when all went as planned."""
    if lock is None:
        return (UNLOCKED, *snapshot.forced)
    found = _changes(lock, plan)
    fetched = plan.data.vintage
    if fetched < lock.locked:
        found.append(
            Text(
                f"Uppgifterna hämtades {fetched}, före låset {lock.locked}: de kan ha varit kända.",
                f"The data were fetched on {fetched}, before the lock {lock.locked}: they may have been known.",
            )
        )
    return (*found, *snapshot.forced)


def _changes(lock: Lock, plan: Plan) -> list[Text]:
    before, after = encoding.plain(lock.plan), encoding.plain(plan)
    return [
        Text(
            f"{place}: planen sade {_shown(old)}, men {_shown(new)} användes.",
            f"{place}: the plan said {_shown(old)}, but {_shown(new)} was used.",
        )
        for place, old, new in _walk(before, after, "")
        if place not in OF_THE_DAY
    ]


def _walk(before: Any, after: Any, place: str) -> list[tuple[str, Any, Any]]:
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            found
            for key in dict.fromkeys([*before, *after])
            for found in _walk(before.get(key), after.get(key), f"{place}.{key}" if place else key)
        ]
    return [] if before == after else [(place, before, after)]


def _shown(value: Any) -> str:
    if value is None or value in ([], {}, ""):
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
