"""The rules in force on a day, from `law.yaml`: subjects, programme types, grade values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from samverkan.pupils.grades.grade import PASSES, Grade
from samverkan.tables.refusal import Refusal
from samverkan.tables.text import Text

FILE = Path(__file__).with_name("law.yaml")


@dataclass(frozen=True)
class Subject:
    """A subject of the compulsory school. `optional`: not read by every pupil, so never missing by itself."""

    id: str
    name: Text
    optional: bool = False


@dataclass(frozen=True)
class Track:
    """A type of national programme with the same requirements.

    `others`: how many passes beside the core subjects; `named`: which subjects must be among them.
    """

    id: str
    name: Text
    others: int
    named: tuple[str, ...]
    provision: str
    programmes: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """One version of the law. `core`: each a group of alternatives of which one must be passed."""

    valid_from: date
    valid_until: date | None
    final_year: int
    read_on: date
    source: str
    subjects: Mapping[str, Subject]
    core: tuple[tuple[str, ...], ...]
    excepted: str
    tracks: tuple[Track, ...]
    values: Mapping[Grade, Decimal]
    best: int
    added: str
    proportional: str

    def place(self, subject: str) -> int:
        """Where the subject stands in the law's own list: the only order subjects are ever told in."""
        return list(self.subjects).index(subject)

    def in_order(self, subjects: set[str] | frozenset[str]) -> tuple[str, ...]:
        """The subjects in the law's order."""
        return tuple(sorted(subjects, key=self.place))

    @property
    def core_subjects(self) -> frozenset[str]:
        """Every subject of the core, alternatives and all: none of them is ever an "other" subject."""
        return frozenset(subject for group in self.core for subject in group)

    @property
    def highest(self) -> tuple[Decimal, Decimal]:
        """The highest merit value without and with the added grade."""
        top = max(self.values.values())
        return top * self.best, top * (self.best + 1)

    def names(self, subjects: tuple[str, ...]) -> tuple[Text, ...]:
        """What the subjects are called."""
        return tuple(self.subjects[subject].name for subject in subjects)


def on(day: date) -> Rules:
    """The rules that apply on a day. Raises Refusal for a day before the first version."""
    found = [each for each in versions() if each.valid_from <= day]
    if not found or (found[-1].valid_until is not None and found[-1].valid_until < day):
        raise Refusal(
            f"Reglerna för {day} finns inte här. Äldre betygsskalor räknas av den som antar.",
            f"The rules for {day} are not here. Older grade scales are worked by whoever admits.",
        )
    return found[-1]


@cache
def versions() -> tuple[Rules, ...]:
    """Every version, oldest first."""
    held = yaml.safe_load(FILE.read_text())
    return tuple(sorted((_rules(each) for each in held["versions"]), key=lambda each: each.valid_from))


def _rules(held: dict[str, Any]) -> Rules:
    if {Grade(each) for each in held["passed"]} != PASSES:
        raise ValueError("what a pass is has changed: change grade.py too")
    return Rules(
        valid_from=held["valid_from"], valid_until=held["valid_until"], final_year=held["final_year"],
        read_on=held["read_on"], source=held["source"],
        subjects={each["id"]: _subject(each) for each in held["subjects"]},
        core=tuple(tuple(group) for group in held["core"]), excepted=held["excepted"],
        tracks=tuple(_track(each) for each in held["tracks"]),
        values={Grade(name): Decimal(str(value)) for name, value in held["values"].items()},
        best=held["best"], added=held["added"], proportional=held["proportional"],
    )  # fmt: skip


def _subject(held: dict[str, Any]) -> Subject:
    return Subject(held["id"], Text(held["sv"], held["en"]), held.get("optional", False))


def _track(held: dict[str, Any]) -> Track:
    return Track(
        held["id"], Text(held["sv"], held["en"]), held["others"], tuple(held["named"]), held["provision"],
        tuple(held["programmes"]),
    )  # fmt: skip
