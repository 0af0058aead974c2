"""What each figure is: `data/indicators.yaml`, and one indicator for each group of police notices."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import yaml

from samverkan.picture.places.register import DATA
from samverkan.picture.sources.catalogue import words
from samverkan.picture.sources.notice_types import Group, notice_types
from samverkan.tables.text import Text

Better = Literal["good", "bad", "none"]
CRIME = "crime"


@dataclass(frozen=True)
class Indicator:
    """A figure's name, what is counted, its unit, and what a reader must know of its uncertainty.

    better: whether a high value is good, bad or neither; what is neither is never coloured.
    """

    id: str
    source: str
    label: Text
    definition: Text
    unit: Text
    decimals: int
    better: Better
    uncertainty: Text


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by id."""
    rows = yaml.safe_load((DATA / "indicators.yaml").read_text(encoding="utf-8"))
    found = [_indicator(row) for row in rows]
    found += [_of_group(group) for group in notice_types().groups]
    found.append(_all_crime())
    return {each.id: each for each in found}


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(
        row["id"], row["source"], words(row["label"]), words(row["definition"]), words(row["unit"]), row["decimals"],
        row["better"], words(row["uncertainty"]),
    )  # fmt: skip


def _of_group(group: Group) -> Indicator:
    kinds = ", ".join(group.types)
    definition = Text(
        f"Notiser av typerna {kinds}, efter händelsens tid.",
        f"Notices of the types {kinds}, by the time of the event.",
    )
    return Indicator(f"notices.{group.id}", "notices", group.label, definition, NOTICES, 0, "none", NOT_CRIME)


def _all_crime() -> Indicator:
    label = Text("Alla brottsnotiser", "All crime notices")
    groups = [group.label for group in notice_types().groups if group.crime]
    definition = Text(
        f"Notiser i grupperna {', '.join(each.sv for each in groups)}.",
        f"Notices in the groups {', '.join(each.en for each in groups)}.",
    )
    return Indicator(f"notices.{CRIME}", "notices", label, definition, NOTICES, 0, "none", NOT_CRIME)


NOTICES = Text("notiser", "notices")
NOT_CRIME = Text(
    "Notiser är det polisen valt att berätta om, inte alla brott. Intervallet är 95 procent och tar hänsyn till att "
    "händelser kommer i klumpar.",
    "Notices are what the police chose to tell, not all crime. The interval is 95 per cent and allows for events "
    "that come in clusters.",
)
