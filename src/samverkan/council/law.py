"""Times from lag (2023:196), read from a dated file; nothing else in the program knows a statutory number."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "lag-2023-196.yaml"


@dataclass(frozen=True)
class Duty:
    """A duty with a time: since when it holds, the first day it asks for something, every how many years."""

    id: str
    provision: str
    quote: str
    valid_from: date
    first: date
    years: int | None


@cache
def duties() -> tuple[Duty, ...]:
    """Every version of every duty."""
    return tuple(Duty(**row) for row in yaml.safe_load(FILE.read_text(encoding="utf-8")))


def duty(name: str, on: date) -> Duty:
    """The version of a duty that holds on a day; before the act, its first. Raises LookupError for an unknown one."""
    known = sorted((each for each in duties() if each.id == name), key=lambda each: each.valid_from)
    if not known:
        raise LookupError(name)
    return next((each for each in reversed(known) if each.valid_from <= on), known[0])


def longest(name: str, on: date) -> date:
    """The last day of what a duty gives, counted from a day. Raises LookupError where it names no time."""
    years = duty(name, on).years
    if years is None:
        raise LookupError(name)
    return years_on(on, years)


def years_on(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
