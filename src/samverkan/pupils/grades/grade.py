"""One grade, and a pupil's grades as they come from a form or a file."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from samverkan.tables.refusal import Refusal


class Grade(StrEnum):
    """A-E are passes, F is not (skollagen 10 kap. 17 §).

    A dash (streck) is no grade at all: the basis for one is missing because of absence (skollagen 10 kap. 18 §,
    skolförordningen 6 kap. 19 §).
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    DASH = "-"

    @property
    def is_grade(self) -> bool:
        """False for the dash."""
        return self is not Grade.DASH

    @property
    def passed(self) -> bool:
        """A pass: A to E. Neither F nor the dash is."""
        return self in PASSES

    def better_than(self, other: Grade) -> bool:
        """A is better than B and so on down to F. A dash is neither better nor worse than anything."""
        return self.is_grade and other.is_grade and self.value < other.value


PASSES = frozenset({Grade.A, Grade.B, Grade.C, Grade.D, Grade.E})
DASHES = "-–—−‒"
BLOCKS = {"no": "naturorienterande ämnen", "so": "samhällsorienterande ämnen"}
Grades = Mapping[str, Grade]


def read(written: object) -> Grade | None:
    """The grade in a cell or a field; None where nothing is written. Raises Refusal for anything else."""
    text = str(written if written is not None else "").strip().upper()
    if not text:
        return None
    if text in DASHES or text == "STRECK":
        return Grade.DASH
    try:
        return Grade(text)
    except ValueError as unknown:
        raise Refusal(
            f"{text[:10]} är inget betyg. Skriv A, B, C, D, E, F eller streck (-).",
            f"{text[:10]} is no grade. Write A, B, C, D, E, F or a dash (-).",
        ) from unknown


def read_all(written: Mapping[str, object], known: Mapping[str, str]) -> dict[str, Grade]:
    """Every subject's grade, those without one left out. `known`: the law's subjects, id to name.

    Raises Refusal naming the subject: a block grade (skollagen 10 kap. 15 § lets those be set in the middle years
    only), an unknown subject, or what is no grade.
    """
    found = {}
    for subject, raw in written.items():
        if subject.casefold() in BLOCKS:
            block = BLOCKS[subject.casefold()]
            raise Refusal(
                f"Ett sammanfattande betyg i {block} räknas inte: skriv betyget i varje ämne.",
                f"A block grade ({subject}) does not count: write the grade in each subject.",
            )
        if subject not in known:
            raise Refusal(f"{subject} är inget av skolans ämnen.", f"{subject} is none of the subjects.")
        try:
            grade = read(raw)
        except Refusal as bad:
            raise Refusal(f"{known[subject]}: {bad.sv}", f"{subject}: {bad.en}") from bad
        if grade is not None:
            found[subject] = grade
    return found
