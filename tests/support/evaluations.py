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


def persons(fewer: float = 0.4, each: int = 60) -> bytes:
    """Made-up persons by pseudonym in two groups; the group `med` has the event at a lower rate. Days, 0, 1 or 2."""
    rng, rows = random.Random(11), ["pseudonym;dagar;utfall;grupp;enhet;alder"]
    for number in range(2 * each):
        helped = number < each
        day = max(1, round(rng.expovariate((fewer if helped else 1) / 200)))
        event = 0 if day > 365 else 2 if rng.random() < 0.1 else 1
        group = "med" if helped else "utan"
        rows.append(f"p{number};{min(day, 365)};{event};{group};enhet {number % 40};{18 + number % 30}")
    return "\n".join(rows).encode() + b"\n"


def points(count: int = 160) -> bytes:
    """Made-up break-ins: half by chance, half soon after and near one before."""
    rng, rows = random.Random(12), ["ost;nord;dag;anmalan"]
    x = y = day = 0.0
    for number in range(count):
        if number % 2 == 0:
            x, y, day = rng.uniform(0, 4000), rng.uniform(0, 4000), rng.randrange(300)
        near = [round(674_000 + x + rng.uniform(0, 60)), round(6_580_000 + y + rng.uniform(0, 60))]
        when = date.fromordinal(date(2025, 1, 1).toordinal() + int(day) + number % 2 * rng.randrange(6))
        rows.append(f"{near[0]};{near[1]};{when};K{number}")
    return "\n".join(rows).encode() + b"\n"


def facts_of(rows: str, **more: Any) -> dict[str, Any]:
    """The same for a file of persons or of events at places."""
    left = {"unit", "time", "outcome", "exposure", "season", "treated", "compare_with", "kind"}
    shared = {name: value for name, value in facts().items() if name not in left}
    if rows == "personer":
        columns = {
            "person": "pseudonym",
            "stop": "dagar",
            "event": "utfall",
            "group": "grupp",
            "cluster": "enhet",
        }
        return {**shared, **columns, "covariates": "alder", "treated_group": "med", "kind": "persons", **more}
    columns = {"x": "ost", "y": "nord", "day": "dag", "report": "anmalan", "rule": "report"}
    design = {"kind": "near_repeat", "metres": [0, 100, 300], "days": [0, 7, 14], "cell": 400, "drawn": None}
    return {**shared, **columns, **design, **more}


FILES = {"personer": persons, "platser": points}


class Analyst:
    """An officer who evaluates; each act as the page does it."""

    def __init__(self, world: World, username: str = ANALYST) -> None:
        self.actor = world.actor(username)

    def plan(self, **more: Any) -> Any:
        """A plan with its numbers, queued for what it could show."""
        from samverkan.evaluations import actions

        return actions.plan(by=self.actor, facts=facts(**more), data=actions.Upload("ran.csv", numbers()))

    def plan_rows(self, rows: str, raw: bytes | None = None, **more: Any) -> Any:
        """The same of persons or of events at places."""
        from samverkan.evaluations import actions

        data = actions.Upload(f"{rows}.csv", raw or FILES[rows]())
        return actions.plan(by=self.actor, facts=facts_of(rows, **more), data=data)

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
