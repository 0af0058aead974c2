"""The made-up city's registers: strategic council, agreements, promises, reports; and the lives of its initiatives."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from samverkan.demo import chance, files
from samverkan.demo.people import name_of_officer

DAY = timedelta(days=1)


def tell_registers(by: Any, seed: int, anchor: date) -> None:
    """Put in every line, as the municipality's coordinator."""
    told = files.listed("town_registers")
    seats = _members(by, told["members"], chance.stream(seed, "town"), anchor)
    _sittings(by, told["sittings"], seats, anchor)
    _agreed(by, told, anchor)
    for row in told["initiatives"]:
        _initiative(by, row, anchor)


def _members(by: Any, rows: list[Mapping[str, str]], chosen: Any, anchor: date) -> list[str]:
    from samverkan.council.actions import registers

    seats = []
    for row in rows:
        made = registers.put_member(by=by, name=name_of_officer(chosen), since=anchor - 900 * DAY, **row)
        seats.append(f"{made.organisation}, {made.position}: {made.name}")
    return seats


def _sittings(by: Any, rows: list[Mapping[str, Any]], seats: list[str], anchor: date) -> None:
    from samverkan.council.actions import registers

    for row in rows:
        there = seats[: len(seats) - row["absent"]]
        on = anchor - row["days_ago"] * DAY
        registers.put_sitting(by=by, on=on, present=there, handled=row["handled"], minutes=row["minutes"])


def _agreed(by: Any, told: Mapping[str, Any], anchor: date) -> None:
    from samverkan.council.actions import registers

    for rows, put in (
        (told["agreements"], registers.put_agreement), (told["promises"], registers.put_promise),
    ):  # fmt: skip
        for row in rows:
            facts = dict(row)
            since, until = anchor - facts.pop("since_ago") * DAY, anchor + facts.pop("until_in") * DAY
            put(by=by, since=since, until=until, **facts)
    for row in told["reports"]:
        facts = dict(row)
        registers.put_report(by=by, on=anchor - facts.pop("days_ago") * DAY, **facts)


def _initiative(by: Any, row: Mapping[str, Any], anchor: date) -> None:
    from samverkan.council.actions import registers
    from samverkan.secrecy.models import Programme

    programme = Programme.objects.filter(name=row["programme"]).first() if "programme" in row else None
    made = registers.put_initiative(
        by=by, name=row["name"], about=row["about"], programme=programme.pk if programme else None
    )
    for each in row["events"]:
        facts = dict(each)
        ago = facts.pop("ago", None)
        on = facts.pop("when", None) or anchor - ago * DAY
        registers.put_event(by=by, initiative=made.pk, on=on, **facts)
