"""The evaluation itself: plan, lock, data, sections, deviations, pleas and versions, in one object to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samverkan.evidence.evaluation import encoding
from samverkan.evidence.evaluation.finding import Estimate, Figure, Section
from samverkan.evidence.evaluation.lock import Lock
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.snapshot import Snapshot
from samverkan.evidence.evaluation.verdict import Plea, Verdict
from samverkan.evidence.text import Text

FORMAT = 1


@dataclass(frozen=True)
class Evaluation:
    """Everything that the plan and the data determine. The verdict is no part of it: that is a human's."""

    format: int
    plan: Plan
    lock: Lock | None
    snapshot: Snapshot
    sections: tuple[Section, ...]
    deviations: tuple[Text, ...]
    pleas: tuple[Plea, ...]
    warnings: tuple[Text, ...]
    versions: tuple[tuple[str, str], ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the result as it is written."""
        return encoding.fingerprint(self)

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every estimate, the main one first."""
        found = [each for section in self.sections for each in section.estimates]
        return tuple(sorted(found, key=lambda each: not each.main))

    def section(self, name: str) -> Section | None:
        """A section by its name."""
        return next((section for section in self.sections if section.name == name), None)

    def figures(self) -> tuple[Figure, ...]:
        """Every figure in order."""
        return tuple(figure for section in self.sections for figure in section.figures)

    def to_bytes(self) -> bytes:
        """The result as JSON: the same plan and data, the same bytes."""
        return encoding.to_bytes(self)

    @staticmethod
    def from_bytes(raw: bytes) -> Evaluation:
        """The object that `to_bytes` wrote."""
        return encoding.from_bytes(raw, Evaluation)

    def page(self, lang: str = "sv", verdict: Verdict | None = None) -> str:
        """The report as an HTML page that stands alone."""
        from samverkan.evidence.evaluation.report.page import whole

        return whole(self, lang, verdict)

    def pdf(self, lang: str = "sv", verdict: Verdict | None = None) -> bytes:
        """The report as an accessible PDF (PDF/UA-1)."""
        from samverkan.evidence.evaluation.report.pdf import pdf

        return pdf(self, lang, verdict)

    def word(self, lang: str = "sv", verdict: Verdict | None = None) -> bytes:
        """The report as a Word file."""
        from samverkan.evidence.evaluation.report.word import word

        return word(self, lang, verdict)

    def _repr_html_(self) -> str:
        """In a notebook: the report's body."""
        from samverkan.evidence.evaluation.report.page import body

        return body(self, "sv", None)

    def frame(self) -> Any:
        """The estimates as a polars frame."""
        import polars as pl

        rows = [
            {
                "method": each.name.en, "effect": each.effect, "low": each.low, "high": each.high, "p": each.p,
                "percent": each.percent[0] if each.percent else None,
                "percent_low": each.percent[1] if each.percent else None,
                "percent_high": each.percent[2] if each.percent else None,
            }
            for each in self.estimates
        ]  # fmt: skip
        return pl.DataFrame(rows)
