"""The evaluator's files: dated incidents and acts, one a line, and a panel of group by week.

The format is told in docs/reference/gvi-export.md, and a copy goes with every export. `week` is the ISO week,
"2026-W05", which `samverkan.evidence.panel.read_panel` reads as time, with `group` as the unit.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samverkan.groups.facts import UNCERTAIN, Act, Focus, Link
from samverkan.groups.pseudonyms import Pseudonyms
from samverkan.groups.scorecard import EXPOSED, HELP, MESSAGES, SUSPECTED, Period
from samverkan.tables.writing import csv_bytes

UNITS = ("checks", "hours", "visits", "decisions")  # doses of different units are never added
LINES = (
    "record", "group", "week", "day", "incident", "what", "part", "certainty", "source", "authority", "dose", "unit",
)  # fmt: skip
COUNTED = (
    "suspected", "suspected_uncertain", "exposed", "exposed_uncertain", "messages", "help_offers", "sanctions",
    *(f"dose_{unit}" for unit in UNITS),
)  # fmt: skip
PANEL = ("group", "week", *COUNTED, "days_in_focus")
Row = dict[str, str | int]


@dataclass(frozen=True)
class Chosen:
    """What an export holds: from when to when, and whether the very day goes along or only its week."""

    period: Period
    days: bool = False


def lines(links: Iterable[Link], acts: Iterable[Act], names: Pseudonyms, chosen: Chosen) -> list[Row]:
    """One line for every link between an incident and a group, and for every act, by week and then by pseudonym."""
    found = [
        *(_incident(each, names, chosen) for each in links if chosen.period.holds(each.day)),
        *(_act(each, names, chosen) for each in acts if chosen.period.holds(each.day)),
    ]
    return sorted(
        found, key=lambda row: tuple(str(row[name]) for name in ("week", "day", "group", "record", "what"))
    )


def panel(
    groups: Iterable[str], links: Sequence[Link], acts: Sequence[Act], focus: Sequence[Focus], names: Pseudonyms,
    period: Period,
) -> list[Row]:  # fmt: skip
    """A row for every group and whole week of the period, also where nothing happened, by pseudonym and week."""
    weeks = weeks_in(period)
    tallies = {group: (_outcomes(links, group), _doses(acts, group)) for group in dict.fromkeys(groups)}
    rows: list[Row] = []
    for group, (outcomes, doses) in tallies.items():
        spans = [each for each in focus if each.group == group]
        for monday in weeks:
            week = week_of(monday)
            counted = {name: outcomes[week, name] + doses[week, name] for name in COUNTED}
            days = sum(any(span.holds_on(monday + timedelta(n)) for span in spans) for n in range(7))
            rows.append({"group": names.name("G", group), "week": week, **counted, "days_in_focus": days})
    return sorted(rows, key=lambda row: (str(row["group"]), str(row["week"])))


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """UTF-8 with a mark at its beginning, comma between cells and point in numbers, header first."""
    return csv_bytes(columns, ([row[name] for name in columns] for row in rows), decimal=".")


def week_of(day: date) -> str:
    """The ISO week, as 2026-W05; its year is the week's, not always the day's."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


def weeks_in(period: Period) -> list[date]:
    """The Mondays of the weeks that lie wholly in the period: a part of a week would look like a quiet one."""
    monday = period.first + timedelta(-period.first.weekday() % 7)
    found = []
    while monday + timedelta(6) <= period.last:
        found.append(monday)
        monday += timedelta(7)
    return found


def _incident(link: Link, names: Pseudonyms, chosen: Chosen) -> Row:
    return {
        **_when(link.day, chosen), "record": "incident", "group": names.name("G", link.group),
        "incident": names.name("H", link.incident), "what": link.what, "part": link.part,
        "certainty": link.certainty, "source": link.source, "authority": "", "dose": "", "unit": "",
    }  # fmt: skip


def _act(act: Act, names: Pseudonyms, chosen: Chosen) -> Row:
    return {
        **_when(act.day, chosen), "record": "sanction" if act.sanction else "act", "group": names.name("G", act.group),
        "incident": "", "what": act.what, "part": "", "certainty": "", "source": "", "authority": act.authority,
        "dose": "" if act.dose is None else act.dose, "unit": act.unit,
    }  # fmt: skip


def _when(day: date, chosen: Chosen) -> Row:
    return {"week": week_of(day), "day": day.isoformat() if chosen.days else ""}


def _outcomes(links: Iterable[Link], group: str) -> Counter[tuple[str, str]]:
    """Incidents by week and column, each once a part, at the surest link."""
    seen: dict[tuple[str, str], tuple[str, bool]] = {}
    for each in links:
        if each.group == group and each.part in {SUSPECTED, EXPOSED}:
            key, sure = (each.part, each.incident), each.certainty != UNCERTAIN
            week, before = seen.get(key, (week_of(each.day), False))
            seen[key] = (week, before or sure)
    found: Counter[tuple[str, str]] = Counter()
    for (part, _incident), (week, sure) in seen.items():
        found[week, part if sure else f"{part}_uncertain"] += 1
    return found


def _doses(acts: Iterable[Act], group: str) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for act in acts:
        if act.group != group:
            continue
        week = week_of(act.day)
        if act.sanction:
            found[week, "sanctions"] += 1
            if act.unit in UNITS and act.dose:
                found[week, f"dose_{act.unit}"] += act.dose
        elif act.what in MESSAGES:
            found[week, "messages"] += 1
        elif act.what in HELP:
            found[week, "help_offers"] += 1
    return found
