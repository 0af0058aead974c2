"""A step of an analysis: what it is called, what it makes of a case, and how heavy it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.finding import Section
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text


@dataclass(frozen=True)
class Step:
    """`run` makes a section of the case; `weight` is its share of the waiting, for the time left."""

    name: str
    title: Text
    run: Callable[[Case], Section]
    weight: float = 1.0

    def tried(self, case: Case) -> Section:
        """The section, or one that says why there is none: a refusal is an answer, not a crash."""
        try:
            return replace(self.run(case), name=self.name, title=self.title)
        except Refusal as refusal:
            return Section(self.name, self.title, refused=Text(refusal.sv, refusal.en))
