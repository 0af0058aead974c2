"""Made-up facts for the arithmetic's tests."""

from datetime import date
from uuid import UUID

from samverkan.groups.facts import CERTAIN, CONFLICT, Act, Link, Tie

DAY = date(2026, 3, 2)  # a Monday


def number(n: int) -> UUID:
    return UUID(int=n)


def tie(n: int, one: str, other: str, **more) -> Tie:
    facts = {
        "relation": CONFLICT, "certainty": CERTAIN, "since": DAY, "ended": None, "source": "egen iakttagelse",
        "other_name": other, **more,
    }  # fmt: skip
    return Tie(entry=number(n), group=one, other=other, **facts)


def link(n: int, group: str, incident: str, **more) -> Link:
    facts = {
        "day": DAY,
        "part": "suspected",
        "certainty": CERTAIN,
        "source": "police",
        "what": "shooting",
        **more,
    }
    return Link(entry=number(n), group=group, incident=incident, **facts)


def act(n: int, group: str, what: str, **more) -> Act:
    return Act(entry=number(n), group=group, **{"day": DAY, "what": what, "sanction": False, **more})
