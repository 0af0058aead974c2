"""The plan: what is asked, of which data, how it is to be answered, and which effect would matter.

Written and locked before the data are seen. Frozen dataclasses that mirror QUESTION.yaml key by key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

Better = Literal["lower", "higher"]
Kind = Literal[
    "synthetic_control", "difference", "interrupted_series", "areas", "persons", "near_repeat", "hotspots",
    "synthesis",
]  # fmt: skip
PANELS: tuple[Kind, ...] = ("synthetic_control", "difference", "interrupted_series", "areas")
POINTS: tuple[Kind, ...] = ("near_repeat", "hotspots")
SEED = 20230401


@dataclass(frozen=True)
class Between:
    """A number from least to most, both included."""

    least: float
    most: float

    def allow(self, value: float) -> bool:
        """Whether the number is one of them."""
        return self.least <= value <= self.most


@dataclass(frozen=True)
class Outcome:
    """What was to change, and what exactly is counted."""

    name: str
    definition: str
    better: Better = "lower"


@dataclass(frozen=True)
class Data:
    """Where the numbers come from, and which column is what. Which columns a design needs: docs/reference."""

    file: str
    source: str
    vintage: date
    columns: Mapping[str, str | tuple[str, ...]]
    only: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    absent: Literal["refuse", "drop_unit", "zero"] = "refuse"
    hidden: Literal["refuse", "drop_unit"] = "refuse"
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True)
class Event:
    """Something else that happened and may explain a change: when, where."""

    what: str
    since: str
    until: str | None = None
    where: str | None = None


@dataclass(frozen=True)
class Earlier:
    """What others found, as a rate ratio with its 95 per cent interval, and how far it may shift on the way here."""

    ratio: Annotated[float, Between(0.01, 100)]
    low: Annotated[float, Between(0.01, 100)]
    high: Annotated[float, Between(0.01, 100)]
    transfer: Annotated[float, Between(0, 5)]
    source: str


@dataclass(frozen=True)
class Design:
    """How the question is answered; keys that a kind does not use are refused by it."""

    kind: Kind
    season: Annotated[int, Between(1, 366)] = 12
    harmonics: Annotated[int, Between(0, 6)] = 2
    change: Literal["level", "level_and_slope"] = "level"
    family: Literal["poisson", "negative_binomial"] = "negative_binomial"
    compare_with: tuple[str, ...] = ()
    predictors: Mapping[str, str] = field(default_factory=dict)
    largest_group: Annotated[int, Between(1, 8)] = 4
    draws: Annotated[int, Between(99, 99_999)] = 999
    neighbours: tuple[str, ...] = ()
    neighbour_controls: tuple[str, ...] = ()
    metres: tuple[float, ...] = ()
    days: tuple[float, ...] = ()
    metric: Literal["manhattan", "euclid"] = "manhattan"
    event: tuple[str, ...] = ()
    cell: Annotated[float, Between(1, 100_000)] = 250.0
    drawn: str | None = None
    treated_group: str | None = None
    method: Literal["fixed", "dl", "reml"] = "reml"


@dataclass(frozen=True)
class Plan:
    """The whole question. `smallest_effect` is the least change in per cent that would matter for a decision."""

    id: str
    title: str
    question: str
    author: str
    written: date
    outcome: Outcome
    data: Data
    design: Design
    smallest_effect: Annotated[float, Between(0.1, 99.9)]
    method: str | None = None
    treated: Mapping[str, str] = field(default_factory=dict)
    follow_up_until: str | None = None
    excluded: Mapping[str, str] = field(default_factory=dict)
    also_happened: tuple[Event, ...] = ()
    earlier: Earlier | None = None
    level: Annotated[float, Between(0.5, 0.999)] = 0.95
    seed: Annotated[int, Between(0, 2_147_483_647)] = SEED

    @property
    def good(self) -> int:
        """The sign of a change for the better; of a map, what is judged is how often it hit."""
        return -1 if self.outcome.better == "lower" and self.design.kind != "hotspots" else 1
