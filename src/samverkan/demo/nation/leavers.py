"""Leavers at size `nation`: forty in an exit programme's work and twenty over, with their plan, threats and costs."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from samverkan.demo import files
from samverkan.demo.nation.compartment import Compartment, File
from samverkan.demo.nation.loading import seated
from samverkan.demo.people import MadeUp, crowd
from samverkan.secrecy.kinds import AgencyKind

OPEN, OVER = 40, 20
MONTHS = 12  # of costs and contacts
DAY = timedelta(days=1)
PHASES = ("contact", "assessment", "acute", "relocation", "stabilisation", "ending", "aftercare", "closed")
BACK = (400, 395, 385, 355, 310, 250, 240, 30)
SAID = files.listed("exits")


def fill(held: Compartment, seed: int, anchor: date) -> Iterator[None]:
    """Write a programme's files, at the exit programme alone. Yields when it is time to flush."""
    if held.by.kind != AgencyKind.EXIT:
        return
    workers = seated(held.by.agency, held.programme.pk, "counsellor")
    for n, person in enumerate(islice(crowd(seed, anchor, f"nation/exit/{held.by.agency}"), OPEN + OVER)):
        far = len(PHASES) if n >= OPEN else 3 + n % 4
        days = tuple(anchor - back * DAY for back in BACK[:far])
        file = held.open(PHASES[:far], days, closed=days[-1] if n >= OPEN else None)
        for worker in workers:
            held.assign(file, worker, days[0])
        _came(held, file, person, days[0], n)
        _supported(held, file, days[2], anchor)
        if held.full():
            yield


def _came(held: Compartment, file: File, person: MadeUp, first: date, n: int) -> None:
    chosen, day = held.chosen, first.isoformat()
    held.write(file, "subject", first, {"name": f"Fågel {n + 1}"})
    held.write(file, "identity", first, person.identity())
    held.write(
        file, "nomination", first, {"event_date": day, "how": "phone", "wants": chosen.choice(SAID["wants"])}
    )
    tried = dict.fromkeys(("motivated", "consents", "form_signed", "not_witness"), "met")
    held.write(file, "police_conditions", first + 5 * DAY, {"event_date": day, **tried})
    held.write(file, "support_decision", first + 8 * DAY, {
        "decided_on": (first + 8 * DAY).isoformat(), "decision": "granted", "text": chosen.choice(SAID["decisions"]),
    })  # fmt: skip
    held.write(
        file,
        "family",
        first + 8 * DAY,
        {"relation": "own_child", "child": True, "moves_along": True, "text": "Stöd."},
    )


def _supported(held: Compartment, file: File, acute: date, anchor: date) -> None:
    chosen = held.chosen
    for area, states in SAID["needs"].items():
        for n, state in enumerate(list(states)[:2]):
            day = acute + (1 + 60 * n) * DAY
            held.write(
                file,
                "need",
                day,
                {"area": area, "state": state, "event_date": day.isoformat(), "text": states[state]},
            )
    for n in range(MONTHS):
        day = acute + 30 * n * DAY
        until, level = day + 30 * DAY, chosen.choice(("life", "serious", "lower"))
        held.write(file, "threat", day, {
            "level": level, "with_police": "together", "reason": chosen.choice(SAID["threats"][level]),
            "judged_on": day.isoformat(), "valid_until": until.isoformat(),
        }, valid_until=until)  # fmt: skip
        held.write(
            file,
            "contact",
            day,
            {"event_date": day.isoformat(), "how": "phone", "text": chosen.choice(SAID["contacts"])},
        )
        payer, first = chosen.choice(("exit", "police_grant")), day.replace(day=1).isoformat()
        cost = {"event_date": first, "sort": "housing", "amount": 18_000 + n, "payer": payer}
        held.write(file, "cost", day, cost)
    for phase, titles in SAID["steps"].items():
        for title in titles:
            due = acute + chosen.randrange(20, 380) * DAY
            held.task(file, acute, due, done=due < anchor, title=title, phase=phase)
    held.limit(file, "threat_review", acute + 30 * (MONTHS - 1) * DAY)
    held.limit(file, "month_24", acute)
