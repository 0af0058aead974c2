"""What an analysis hands over: sentences, estimates, tables and figures, as plain data in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from samverkan.evidence.text import Text, say

Spec = dict[str, Any]
Place = tuple[str | int, ...]
FIGURES = 7  # significant digits of what is drawn: more than a screen shows


@dataclass(frozen=True)
class Estimate:
    """One answer to the question, in the outcome's own unit and, where defined, in per cent of the comparison.

    `design` names the row of the calibration table that says how far its interval can be trusted. `percent` is
    (estimate, low, high). `logs`: the effect is a log ratio, which no reader should meet.
    """

    design: str
    name: Text
    effect: float
    low: float | None = None
    high: float | None = None
    p: float | None = None
    percent: tuple[float, float, float] | None = None
    level: float = 0.95
    main: bool = False
    logs: bool = False


@dataclass(frozen=True)
class Figure:
    """A Vega-Lite specification in Swedish, and the places where the English one differs."""

    name: str
    caption: Text
    described: Text
    spec: Spec
    english: tuple[tuple[Place, Any], ...] = ()

    @staticmethod
    def of(name: str, plot: Callable[[str], Spec], caption: Text, described: Text) -> Figure:
        """From a plot function of the language; drawn up only when it is wanted, since words come sooner."""
        return Sketch(name, caption, described, {}, (), plot)

    def settled(self) -> Figure:
        """The figure as plain data."""
        return self

    def drawn(self, lang: str = "sv") -> Spec:
        """The specification in a language."""
        if lang == "sv":
            return self.spec
        changed = deepcopy(self.spec)
        for place, value in self.english:
            holder: Any = changed
            for step in place[:-1]:
                holder = holder[step]
            holder[place[-1]] = value
        return changed


def _blank(_lang: str) -> Spec:
    return {}


@dataclass(frozen=True)
class Sketch(Figure):
    """A figure not yet drawn up."""

    plot: Callable[[str], Spec] = _blank

    def settled(self) -> Figure:
        """Draw it up in both languages."""
        spec, other = _rounded(self.plot("sv")), _rounded(self.plot("en"))
        english = tuple(_differences(spec, other, ()))
        return Figure(self.name, self.caption, self.described, spec, english)


@dataclass(frozen=True)
class Table:
    """Rows of cells under a head; numbers are already written as each language writes them."""

    caption: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


UNNAMED = Text("", "")


@dataclass(frozen=True)
class Section:
    """One step of the analysis; name and title are given by the step.

    `facts` are numbers that other parts ask for by name; they are never shown as they stand.
    """

    name: str = ""
    title: Text = UNNAMED
    said: tuple[Text, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    warnings: tuple[Text, ...] = ()
    assumptions: tuple[Text, ...] = ()
    facts: Mapping[str, float] = field(default_factory=dict)
    refused: Text | None = None

    def settled(self) -> Section:
        """The section as plain data, its figures drawn up."""
        return replace(self, figures=tuple(figure.settled() for figure in self.figures))


def number(value: float, spec: str = ".4g") -> Text:
    """A number as a cell."""
    return say(f"{{value:{spec}}}", f"{{value:{spec}}}", value=float(value))


def same(words: str) -> Text:
    """A name that is the same in both languages."""
    return Text(words, words)


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(below) for below in value]
    return float(f"{value:.{FIGURES}g}") if isinstance(value, float) else value


def _differences(left: Any, right: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Places where the English specification says something else; where a shape differs, the whole of it."""
    if isinstance(left, dict) and isinstance(right, dict) and left.keys() == right.keys():
        for key in left:
            yield from _differences(left[key], right[key], (*place, key))
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for number_, (one, other) in enumerate(zip(left, right, strict=True)):
            yield from _differences(one, other, (*place, number_))
    elif left != right:
        yield place, right
