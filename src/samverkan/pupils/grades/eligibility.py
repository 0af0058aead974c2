"""Eligibility (behörighet) for each type of national programme, with what is missing named.

skollagen 16 kap. 30 § (vocational), 31 § (preparatory), 32 § (English), 33 § (knowledge gained otherwise);
gymnasieförordningen 7 kap. 1 § (subjects that must be among the others).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from samverkan.pupils.grades.grade import Grades
from samverkan.pupils.grades.law import Rules, Track
from samverkan.tables.text import Text


class Outcome(StrEnum):
    """How the grades stand to one type of programme."""

    ELIGIBLE = "eligible"
    ELIGIBLE_BY_EXCEPTION = "exception"  # a human has judged both conditions of 16 kap. 32 §
    ONLY_ENGLISH_MISSING = "english"  # 16 kap. 32 § may be tried; nothing is decided here
    NOT_ELIGIBLE = "not"


@dataclass(frozen=True)
class Missing:
    """What is left: `named` must be passed (each a group of alternatives), and `more` subjects of `among` besides."""

    named: tuple[tuple[str, ...], ...] = ()
    more: int = 0
    among: tuple[str, ...] = ()

    @property
    def passes(self) -> int:
        """How many more passes it takes at least."""
        return len(self.named) + self.more


@dataclass(frozen=True)
class Standing:
    """The answer for one type of programme, with what it was worked from."""

    track: Track
    outcome: Outcome
    missing: Missing
    core: tuple[str, ...]
    others: tuple[str, ...]
    provision: str

    @property
    def eligible(self) -> bool:
        """Eligible, by grades or by an exception that a human has judged."""
        return self.outcome in (Outcome.ELIGIBLE, Outcome.ELIGIBLE_BY_EXCEPTION)


def standings(
    grades: Grades, rules: Rules, *, equivalent: Collection[str] = (), excepted: Collection[str] = (),
) -> tuple[Standing, ...]:  # fmt: skip
    """The answer for every type of programme, in the law's order.

    `equivalent`: subjects in which a human has found knowledge gained otherwise to be equal (33 §).
    `excepted`: ids of the types for which a human has judged both conditions of the English exception (32 §).
    """
    passed = frozenset(subject for subject, grade in grades.items() if grade.passed) | frozenset(equivalent)
    return tuple(_standing(track, passed, grades, rules, track.id in excepted) for track in rules.tracks)


def open_tracks(passed: frozenset[str], rules: Rules) -> frozenset[str]:
    """The types that these passes open, exceptions apart: what the what-if asks many times."""
    return frozenset(track.id for track in rules.tracks if _missing(track, passed, rules).passes == 0)


def formula(track: Track, rules: Rules) -> Text:
    """The requirement in one sentence, as the provision has it."""
    sv = f"{_core_words(rules, 0)} och minst {track.others} andra ämnen"
    en = f"{_core_words(rules, 1)} and at least {track.others} other subjects"
    if track.named:
        names = rules.names(track.named)
        sv += f", bland dem {', '.join(name.sv for name in names)}"
        en += f", among them {', '.join(name.en for name in names)}"
    return Text(f"Godkänt i {sv}", f"A pass in {en}")


def _standing(track: Track, passed: frozenset[str], grades: Grades, rules: Rules, excepted: bool) -> Standing:
    missing = _missing(track, passed, rules, grades)
    only_english = missing == Missing(named=((rules.excepted,),))
    if missing.passes == 0:
        outcome = Outcome.ELIGIBLE
    elif only_english:
        outcome = Outcome.ELIGIBLE_BY_EXCEPTION if excepted else Outcome.ONLY_ENGLISH_MISSING
    else:
        outcome = Outcome.NOT_ELIGIBLE
    provision = f"{track.provision}; skollagen 16 kap. 32 §" if only_english else track.provision
    others = passed - rules.core_subjects
    return Standing(
        track,
        outcome,
        missing,
        rules.in_order(passed & rules.core_subjects),
        rules.in_order(others),
        provision,
    )


def _missing(track: Track, passed: frozenset[str], rules: Rules, grades: Grades | None = None) -> Missing:
    """A core subject counts once and never as an other: 30 and 31 §§ speak of "andra ämnen"."""
    core = tuple(group for group in rules.core if not passed & frozenset(group))
    named = tuple((subject,) for subject in track.named if subject not in passed)
    others = len(passed - rules.core_subjects)
    more = max(0, track.others - others - len(named))
    return Missing((*core, *named), more, _could_be(track, passed, rules, grades or {}) if more else ())


def _could_be(track: Track, passed: frozenset[str], rules: Rules, grades: Grades) -> tuple[str, ...]:
    """The subjects that could fill up the number: what every pupil reads, and what this one does."""
    read = {each.id for each in rules.subjects.values() if not each.optional} | set(grades)
    return rules.in_order(read - passed - rules.core_subjects - set(track.named))


def _core_words(rules: Rules, language: int) -> str:
    joint = (" eller ", " or ")[language]
    return ", ".join(joint.join(name[language] for name in rules.names(group)) for group in rules.core)
