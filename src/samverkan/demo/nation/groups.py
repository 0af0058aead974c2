"""Groups at size `nation`: thirty in a programme with two years of incidents, acts and ties; persons beside them."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from samverkan.demo import files
from samverkan.demo.nation.compartment import Compartment, File
from samverkan.demo.nation.loading import seated
from samverkan.demo.people import crowd
from samverkan.secrecy.kinds import AgencyKind

GROUPS, CLOSED = 30, 5
INCIDENTS, PERSONS = 60, 150
DAY = timedelta(days=1)
TEXT = "Bedömt av arbetsgruppen (påhittat)."
SURE = ("certain", "probable", "uncertain")


def fill(held: Compartment, seed: int, anchor: date) -> Iterator[None]:
    """Write a programme's files; yields when it is time to flush."""
    workers = seated(held.by.agency, held.programme.pk, "caseworker", "analyst")
    opened = [_open(held, n, anchor) for n in range(GROUPS)]
    for n, group in enumerate(opened):
        for worker in workers:
            held.assign(group, worker, anchor - 300 * DAY)
        _write(held, n, group, opened, anchor)
    if held.by.kind == AgencyKind.POLICE:
        incidents = [_incident(held, anchor) for _each in range(INCIDENTS)]
        _link(held, incidents, opened, anchor)
        _persons(held, seed, opened, anchor)
    if held.full():
        yield


def _open(held: Compartment, n: int, anchor: date) -> File:
    first, closed = anchor - 700 * DAY, anchor - 60 * DAY if n >= GROUPS - CLOSED else None
    phases, days = (
        ("proposed", "mapped", "message", "left"),
        (first, first + 3 * DAY, first + 60 * DAY, anchor - 60 * DAY),
    )
    far = 4 if closed else 2 + n % 2
    return held.open(phases[:far], days[:far], closed=closed)


def _write(held: Compartment, n: int, group: File, all_groups: list[File], anchor: date) -> None:
    chosen, told = held.chosen, files.listed("groups")
    held.write(group, "subject", anchor - 700 * DAY, {"name": _name(n)})
    held.write(
        group, "nomination", anchor - 700 * DAY, {"grounds": "Två skottlossningar på en månad (påhittat)."}
    )
    for back in (690, 480, 280, 80 - n % 40):
        held.write(group, "group_audit", anchor - back * DAY, {
            "audited_on": _day(anchor, back), "size_least": 6 + n % 9, "size_most": 12 + n % 9,
            "source": "Underrättelser", "certainty": chosen.choice(SURE), "area": "Centrum", "text": TEXT,
        })  # fmt: skip
    for other in chosen.sample(range(GROUPS), 3):
        if other != n:
            back = chosen.randrange(30, 600)
            held.write(group, "tie", anchor - back * DAY, {
                "other": _name(other), "other_group": str(all_groups[other].list_id), "since": _day(anchor, back),
                "relation": chosen.choice(("conflict", "alliance")), "certainty": chosen.choice(SURE),
                "source": "Underrättelser", "text": TEXT,
            })  # fmt: skip
    for each in range(12):
        back = chosen.randrange(1, 600)
        held.write(group, "act", anchor - back * DAY, {
            "acted_on": _day(anchor, back), "what": chosen.choice(("call_in", "notification", "help_offer")),
            "authority": chosen.choice(("police", "social", "municipality")), "text": TEXT,
        })  # fmt: skip
        sanction: dict[str, Any] = chosen.choice(told["sanctions"])
        held.write(group, "group_sanction", anchor - back * DAY, {
            "acted_on": _day(anchor, back), "what": sanction["what"], "authority": sanction["by"],
            "basis": sanction["basis"], "proportion": sanction["proportion"], "dose": 1 + each,
            "unit": sanction["unit"],
        })  # fmt: skip
    for state, back in (("started", 200), ("stopped", 140)):
        held.write(group, "focus_notice", anchor - back * DAY,
                   {"state": state, "from_day": _day(anchor, back), "text": TEXT})  # fmt: skip
    held.limit(group, "renew_audit", anchor - (80 - n % 40) * DAY)


def _incident(held: Compartment, anchor: date) -> tuple[File, int]:
    back = held.chosen.randrange(2, 680)
    file = held.open(("side_open",), (anchor - back * DAY,), "incident")
    said = {
        "event_date": _day(anchor, back),
        "what": "shooting",
        "place": "Torget",
        "hurt": "none",
        "text": TEXT,
    }
    held.write(file, "subject", anchor - back * DAY, {"name": f"Skottlossning {_day(anchor, back)}"})
    held.write(file, "incident", anchor - back * DAY, said)
    held.write(
        file,
        "incident_review",
        anchor - (back - 1) * DAY,
        {"reviewed_on": _day(anchor, back - 1), "text": TEXT},
    )
    return file, back


def _link(held: Compartment, incidents: list[tuple[File, int]], groups: list[File], anchor: date) -> None:
    for incident, back in incidents:
        for group in held.chosen.sample(groups, 3):
            held.write(group, "incident_link", anchor - back * DAY, {
                "incident": str(incident.list_id), "event_date": _day(anchor, back), "what": "shooting",
                "place": "Torget", "part": held.chosen.choice(("suspected", "exposed")), "source": "police",
                "certainty": held.chosen.choice(SURE), "text": TEXT,
            })  # fmt: skip


def _persons(held: Compartment, seed: int, groups: list[File], anchor: date) -> None:
    since = anchor - 400 * DAY
    for n, person in enumerate(islice(crowd(seed, anchor, f"nation/gvi/{held.by.agency}"), PERSONS)):
        file = held.open(("side_open",), (since,), "person")
        held.write(file, "identity", since, person.identity())
        held.write(file, "marking", since, {"child": person.age(anchor) < 18})
        held.write(file, "membership", since, {
            "group": str(groups[n % GROUPS].list_id), "group_name": _name(n % GROUPS), "since": since.isoformat(),
            "certainty": held.chosen.choice(SURE), "source": "Underrättelser",
        })  # fmt: skip


def _name(n: int) -> str:
    return f"Mineral {n + 1}"


def _day(anchor: date, back: int) -> str:
    return (anchor - back * DAY).isoformat()
