"""The declared question: who got the programme, from when, followed until when, and what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence._adoption import NEVER
from samverkan.evidence.panel import Panel
from samverkan.evidence.refusal import Refusal

Ints = NDArray[np.int64]
Expected = Literal["either", "lower", "higher"]


@dataclass(frozen=True)
class Question:
    """treated: unit to its first treated period; end: last period of follow-up (default the panel's last).

    excluded: units that may serve neither as treated nor as comparison, with the reason why.
    """

    treated: Mapping[str, str]
    end: str | None = None
    expected: Expected = "either"
    excluded: Mapping[str, str] = field(default_factory=dict)


class Framed(NamedTuple):
    """The panel cut to the question, and each unit's first treated column (-1 for never)."""

    panel: Panel
    starts: Ints

    @property
    def single(self) -> tuple[int, int]:
        """Row and start of the one treated unit; refuses where there are several."""
        rows = np.flatnonzero(self.starts >= 0)
        if len(rows) != 1:
            raise Refusal(
                f"{len(rows)} enheter har insatsen; den här metoden tar en.",
                f"{len(rows)} units are treated; this method takes one.",
            )
        return int(rows[0]), int(self.starts[rows[0]])


def framed(panel: Panel, question: Question) -> Framed:
    """Cut the panel to the question; refuses unknown units, no time before a start, and starts after the
    end.
    """
    if not question.treated:
        raise Refusal("Frågan anger ingen enhet med insats.", "The question names no treated unit.")
    for unit in (*question.treated, *question.excluded):
        _known(panel, unit)
    both = sorted(set(question.treated) & set(question.excluded))
    if both:
        raise Refusal(
            f"{both[0]} kan inte både ha insatsen och vara utesluten.",
            f"{both[0]} cannot be both treated and excluded.",
        )
    last = len(panel.times) - 1 if question.end is None else panel.column(question.end)
    keep = [row for row, unit in enumerate(panel.units) if unit not in question.excluded]
    cut = _cut(panel, keep, last + 1)
    starts = np.full(len(keep), NEVER, dtype=np.int64)
    for unit, time in question.treated.items():
        start = panel.column(time)
        if start == 0:
            raise Refusal(
                f"{unit} har ingen tid före starten {time}; panelen börjar då.",
                f"{unit} has no time before its start {time}; the panel begins then.",
            )
        if start > last:
            raise Refusal(
                f"{unit} börjar {time}, efter uppföljningens slut {panel.times[last]}.",
                f"{unit} starts {time}, after the end of follow-up {panel.times[last]}.",
            )
        starts[cut.row(unit)] = start
    return Framed(cut, starts)


def _known(panel: Panel, unit: str) -> None:
    if unit in panel.units:
        return
    near = get_close_matches(unit, panel.units, n=1)
    sv, en = (f" Menas {near[0]}?", f" Is {near[0]} meant?") if near else ("", "")
    raise Refusal(
        f"Enheten {unit} finns inte i {panel.source}.{sv}", f"{panel.source} has no unit {unit}.{en}"
    )


def _cut(panel: Panel, keep: list[int], periods: int) -> Panel:
    return replace(
        panel,
        units=tuple(panel.units[row] for row in keep),
        times=panel.times[:periods],
        outcome=panel.outcome[keep, :periods],
        exposure=None if panel.exposure is None else panel.exposure[keep, :periods],
        covariates={name: table[keep, :periods] for name, table in panel.covariates.items()},
    )
