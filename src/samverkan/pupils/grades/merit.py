"""Merit value (meritvärde), gymnasieförordningen 7 kap. 4 §: the sum of the sixteen best grades, and with a
modern language as language choice the value of that grade and the sixteen best of the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from samverkan.pupils.grades.grade import Grade, Grades
from samverkan.pupils.grades.law import Rules
from samverkan.tables.text import Text

PROVISION = "gymnasieförordningen 7 kap. 4 §"
HUNDREDTHS = Decimal("0.01")


@dataclass(frozen=True)
class Counted:
    """A grade that is in the sum, and its value."""

    subject: str
    grade: Grade
    value: Decimal


@dataclass(frozen=True)
class Sum:
    """One merit value. `scaled` is the factor of the dance education's pupils, else None."""

    value: Decimal
    counted: tuple[Counted, ...]
    added: Counted | None = None
    scaled: tuple[int, int] | None = None

    @property
    def formula(self) -> Text:
        """The sum written out, as it was worked."""
        return Text(_written(self, decimal=","), _written(self, decimal="."))


@dataclass(frozen=True)
class Merit:
    """Both values. `with_language` is None for whoever has no grade in a modern language as language choice.

    `grades`: how many grades there are; `dashes`: subjects without a grade because of absence, never counted.
    """

    sixteen: Sum
    with_language: Sum | None
    grades: int
    dashes: tuple[str, ...]
    provision: str = PROVISION

    @property
    def best(self) -> Sum:
        """The value an applicant may use ("får beräknas"): the higher one, which is the one with the language."""
        return self.with_language or self.sixteen


def value(grades: Grades, rules: Rules) -> Merit:
    """Work both. Subjects' order does not matter: of equal grades those first in the law's list are told."""
    found = _one_of_each(grades, rules)
    proportional = rules.proportional in grades
    language = found.get(rules.added)
    others = [each for subject, each in found.items() if subject != rules.added]
    return Merit(
        sixteen=_sum(list(found.values()), rules, proportional),
        with_language=_sum(others, rules, proportional, language) if language else None,
        grades=len(found),
        dashes=rules.in_order({subject for subject, grade in grades.items() if not grade.is_grade}),
    )


def _sum(found: list[Counted], rules: Rules, proportional: bool, added: Counted | None = None) -> Sum:
    best = sorted(found, key=lambda each: (-each.value, rules.place(each.subject)))[: rules.best]
    counted = tuple(sorted(best, key=lambda each: rules.place(each.subject)))
    total = sum((each.value for each in counted), Decimal(0))
    scaled = (rules.best, len(counted)) if proportional and 0 < len(counted) < rules.best else None
    if scaled:
        total = (total * scaled[0] / scaled[1]).quantize(HUNDREDTHS, ROUND_HALF_UP)
    return Sum(total + (added.value if added else 0), counted, added, scaled)


def _one_of_each(grades: Grades, rules: Rules) -> dict[str, Counted]:
    """Every grade; of Swedish and Swedish as a second language, one subject in 10 kap. 4 §, the better one."""
    found = {
        subject: Counted(subject, grade, rules.values[grade])
        for subject, grade in grades.items()
        if grade.is_grade
    }
    for group in rules.core:
        both = [found[subject] for subject in group if subject in found]
        for worse in sorted(both, key=lambda each: (-each.value, rules.place(each.subject)))[1:]:
            del found[worse.subject]
    return found


def _written(total: Sum, decimal: str) -> str:
    parts = " + ".join(plain(each.value, decimal) for each in total.counted) or "0"
    if total.scaled:
        parts = f"({parts}) · {total.scaled[0]}/{total.scaled[1]}"
    if total.added:
        parts += f" + {plain(total.added.value, decimal)}"
    return f"{parts} = {plain(total.value, decimal)}"


def plain(number: Decimal, decimal: str = ",") -> str:
    """A value without superfluous noughts: 17,5 and 20."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", decimal)
