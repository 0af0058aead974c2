"""The year wheel (årshjul): which months have more of what, beyond chance, and what the calendar brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from samverkan.evidence.discoveries import false_discovery
from samverkan.picture.measures.change import RATE
from samverkan.picture.measures.season import Season
from samverkan.picture.places.register import DATA
from samverkan.picture.sources.catalogue import words
from samverkan.picture.sources.notice_types import notice_types
from samverkan.tables.text import Text


@dataclass(frozen=True)
class Recurring:
    """A group of events that has a season: its months (1-12) with more, and with less, than chance gives."""

    group: str
    label: Text
    more: tuple[int, ...]
    less: tuple[int, ...]
    index: tuple[float, ...]
    years: int


@dataclass(frozen=True)
class YearWheel:
    """What recurs, and the calendar by month."""

    recurring: tuple[Recurring, ...]
    calendar: tuple[tuple[Text, tuple[int, ...]], ...]


def year_wheel(seasons: Mapping[str, Season]) -> YearWheel:
    """Only groups of which some month stands out are on the wheel: an empty wheel says that none does.

    Thirteen groups times twelve months are looked at together, so false finds are held to a tenth of all finds.
    """
    groups = [group for group in notice_types().groups if group.id in seasons and group.id != "other"]
    every = [(group, month) for group in groups for month in range(12)]
    q: list[float] = []
    if every:
        q = false_discovery([seasons[group.id].p[month] for group, month in every]).tolist()
    sure = {(group.id, month + 1) for (group, month), value in zip(every, q, strict=True) if value <= RATE}
    found = []
    for group in groups:
        held = seasons[group.id]
        out = [month for month in range(1, 13) if (group.id, month) in sure]
        more = tuple(month for month in out if held.low[month - 1] > 1)
        less = tuple(month for month in out if held.high[month - 1] < 1)
        if out:
            found.append(Recurring(group.id, group.label, more, less, held.index, held.years))
    return YearWheel(tuple(found), _calendar())


@cache
def _calendar() -> tuple[tuple[Text, tuple[int, ...]], ...]:
    rows = yaml.safe_load((DATA / "calendar.yaml").read_text(encoding="utf-8"))
    return tuple((words(row["label"]), tuple(row["months"])) for row in rows)
