"""A number that can be opened: its value or mask, and everything a reader needs to judge it."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.picture.making.data import People
from samverkan.tables.figures import Figure, Mask
from samverkan.tables.text import Text

SAID = {
    Mask.HIDDEN: Text("dolt: för få bakom siffran", "hidden: too few behind the figure"),
    Mask.ROUGH: Text("avrundat av källan", "rounded by the source"),
    Mask.BOUND: Text("bara en gräns är känd", "only a bound is known"),
    Mask.NONE: Text("uppgift saknas", "not available"),
}


@dataclass(frozen=True)
class Number:
    """`value` None where there is none; `mask` says why, `written` is what the source put there.

    low, high: its 95 % interval where it has one; people: the population behind a rate; note: what else must be told.
    """

    indicator: str
    place: str
    period: str
    value: float | None
    mask: Mask | None = None
    written: str = ""
    low: float | None = None
    high: float | None = None
    people: People | None = None
    note: Text | None = None


def of_figure(indicator: str, place: str, period: str, figure: Figure | None) -> Number:
    """A published figure as a number; an absent one is told as not available."""
    if figure is None:
        return Number(indicator, place, period, None, Mask.NONE)
    return Number(indicator, place, period, figure.number, figure.mask, figure.written)


def rate(count: int, people: People | None, months: int, *, per: int = 10_000) -> float | None:
    """Events a year per so many inhabitants; None without a population."""
    if people is None or people.number == 0 or months == 0:
        return None
    return count / people.number * per * 12 / months
