"""An authority's evaluations in tests: made-up numbers, and the acts of an analyst."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from support.world import World

ANALYST = "pol.styr"


def numbers(fall: float = 0.5, months: int = 48, start: int = 36) -> bytes:
    """Made-up robberies in three districts by month; Norra falls by `fall` from the start on."""
    rng, rows = random.Random(7), ["distrikt;manad;antal"]
    for district in ("Norra", "Södra", "Östra"):
        for month in range(months):
            mean = 20 * (1 - fall * (district == "Norra" and month >= start))
            count = sum(rng.random() < mean / 60 for _ in range(60))
            rows.append(f"{district};{2020 + month // 12}-{month % 12 + 1:02d};{count}")
    return "\n".join(rows).encode() + b"\n"


def facts(**more: Any) -> dict[str, Any]:
    """What an analyst writes in the form, cleaned."""
    return {
        "title": "Patrullen i Norra", "question": "Minskade rånen i Norra sedan patrullen började 2023?",
        "measure": "Rån", "definition": "Anmälda rån mot person", "better": "lower", "smallest": 25.0,
        "kind": "interrupted_series", "source": "Påhittade siffror", "vintage": date(2026, 11, 1),
        "unit": "distrikt", "time": "manad", "outcome": "antal", "exposure": "", "season": 12,
        "treated": "Norra: 2023-01", "compare_with": "Södra\nÖstra", "also": "2023-03: Ny polisstation", **more,
    }  # fmt: skip


class Analyst:
    """An officer who evaluates; each act as the page does it."""

    def __init__(self, world: World, username: str = ANALYST) -> None:
        self.actor = world.actor(username)

    def plan(self, **more: Any) -> Any:
        """A plan with its numbers, queued for what it could show."""
        from samverkan.evaluations import actions

        return actions.plan(by=self.actor, facts=facts(**more), data=actions.Upload("ran.csv", numbers()))

    def computed(self, study: Any) -> str:
        """Do what is in the queue, as the worker would; returns the job's state."""
        from samverkan.secrecy.background import running

        return running.run(self.actor.agency, self.again(study).job)

    def again(self, study: Any) -> Any:
        """It as it stands now."""
        from samverkan.evaluations.models import Study
        from samverkan.secrecy.binding import bound

        with bound(self.actor):
            return Study.of(self.actor.agency).get(pk=study.pk)

    def locked(self, study: Any) -> Any:
        """Lock the plan."""
        from samverkan.evaluations import actions

        return actions.lock(by=self.actor, study=study)

    def done(self, **more: Any) -> Any:
        """One with its result."""
        study = self.plan(**more)
        self.computed(study)
        self.locked(study)
        self.computed(study)
        return study

    def shown(self, study: Any) -> Any:
        """It with its papers open."""
        from samverkan.evaluations import reads
        from samverkan.secrecy.binding import bound

        with bound(self.actor):
            return reads.shown(reads.find(self.actor, study.pk))
