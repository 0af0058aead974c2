"""Authorities that govern programmes, in a database of one's own."""

from datetime import date, timedelta
from typing import Any

import pytest
from support.world import POLICE, PROBATION, SOCIAL, TREFAS

DAY = timedelta(days=1)


class House:
    """Officers by user name, deciding about programmes; each decision with a number of its own."""

    def __init__(self, world: Any) -> None:
        self.world, self.number = world, 0

    def actor(self, username: str) -> Any:
        return self.world.actor(username)

    def decision(self) -> str:
        self.number += 1
        return f"Dnr 2026/{self.number}"

    def trefas(self) -> Any:
        from samverkan.secrecy.models import Programme

        return Programme.objects.get(pk=TREFAS)

    def start(self, username: str = "pol.beslut", **more: Any) -> Any:
        from samverkan.programmes import actions
        from samverkan.secrecy import clock

        facts = {
            "method": "trefas", "name": "Trefas Norr", "area": "Norr",
            "purpose": "Hindra dödligt våld kring namngivna personer i Norr. Inget annat.",
            "parties": [PROBATION, SOCIAL], "started_on": clock.today(), "review_on": clock.today() + 365 * DAY,
            "decision": self.decision(), **more,
        }  # fmt: skip
        return actions.start(by=self.actor(username), **facts)

    def does(self, act: str, username: str, programme: Any, **facts: Any) -> Any:
        """One of the room's acts, with a decision number and today's date where none is given."""
        from samverkan.programmes import actions
        from samverkan.secrecy import clock

        facts.setdefault("decision", self.decision())
        if act in {"rename", "make_permanent", "review", "change_purpose", "switch_version", "end", "leave"}:
            facts.setdefault("on", clock.today())
        if act in {"make_permanent", "review"}:
            facts.setdefault("review_on", clock.today() + 365 * DAY)
        if act not in {"join", "invite", "rename", "switch_version"}:
            facts.setdefault("reasons", "Skäl i prov.")
        return getattr(actions, act)(by=self.actor(username), programme=programme, **facts)

    def end(self, username: str, programme: Any, **facts: Any) -> Any:
        return self.does("end", username, programme, **{"why": "reached", "cases": "close", **facts})

    def fresh(self, programme: Any) -> Any:
        return type(programme).objects.get(pk=programme.pk)

    def kinds(self, programme: Any) -> list[str]:
        """The history's kinds, in order."""
        return list(programme.milestones.order_by("made_at").values_list("kind", flat=True))


@pytest.fixture
def house(world):
    """A house of one's own, with its history closed as in a running installation."""
    from samverkan.setup import install

    install.open_history(world.admin, world.name, opened=False)
    return House(world)


@pytest.fixture
def adopt(world, tmp_path):
    """Adopts a text as a method's file, as installation does."""
    from django.conf import settings

    from samverkan.setup import install

    def run(text: str, name: str = "new.yaml") -> None:
        (tmp_path / name).write_text(text, encoding="utf-8")
        install.adopt(world.admin, world.name, settings.SAMVERKAN["KEYS"], [tmp_path / name])

    return run


@pytest.fixture
def trefas_2(adopt):
    """Trefas at a second version: another rhythm, no network kind, no right to confirm for deciders."""
    from samverkan.methods.tests.helpers import TREFAS as TEXT

    text = TEXT.replace("\nversion: 1\n", "\nversion: 2\n", 1).replace("every_days: 21", "every_days: 14", 1)
    text = text.replace(
        "may: [confirm, assign, move, leave, decide,", "may: [assign, move, leave, decide,", 1
    )
    start, end = text.index("  - id: network\n    label"), text.index("  - id: colour\n    label: {sv: Vår")
    text = (text[:start] + text[end:]).replace("contact, network, colour", "contact, colour")
    adopt(text)
    return text


AGENCIES = {"police": POLICE, "probation": PROBATION, "social": SOCIAL}
START = date(2024, 1, 1)  # of the programme in tests/support/world.yaml
