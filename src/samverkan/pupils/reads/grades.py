"""A pupil's latest grades, and what the law makes of them: eligibility, merit value, and which passes open doors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from samverkan.pupils.grades import doors, eligibility, law, merit
from samverkan.pupils.grades.doors import Steps
from samverkan.pupils.grades.eligibility import Standing
from samverkan.pupils.grades.grade import Grade, Grades, read_all
from samverkan.pupils.grades.law import Rules
from samverkan.pupils.grades.merit import Merit
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible
from samverkan.tables.refusal import Refusal

KIND, DECISION = "grades", "eligibility_decision"
MOST_RAISED = 3  # passes tried together


@dataclass(frozen=True)
class Worked:
    """Grades of one day and what follows from them, each with its provision. `steps`: by how many more passes."""

    grades: Grades
    taken_on: date
    rules: Rules
    standings: tuple[Standing, ...]
    merit: Merit
    steps: tuple[Steps, ...]
    equivalent: frozenset[str]
    excepted: frozenset[str]
    entry: OpenEntry | None = None


def latest(actor: Actor, case: CaseFile) -> Worked | None:
    """Work the newest grades on file by the rules of their day; None where there are none to read.

    Decisions under 16 kap. 32 and 33 §§ count as a human has written them.
    """
    found = [each for each in entries.open_all(_rows(actor, case.pk)) if not each.weeded]
    grades = [each for each in entries.current(found) if each.row.kind == KIND]
    if not grades:
        return None
    newest = max(grades, key=lambda each: (each.row.happened_on or date.min, each.row.made_at))
    decisions = [each for each in entries.current(found) if each.row.kind == DECISION]
    return work(newest.fields or {}, newest.row.happened_on or clock.today(), decisions, newest)


def work(
    fields: Mapping[str, Any], taken_on: date, decisions: list[OpenEntry], entry: OpenEntry | None = None
) -> Worked | None:
    """The same of any grades: what a page tries out. None where they cannot be read or no rules held that day."""
    try:
        rules = law.on(taken_on)
        names = {key: subject.name.sv for key, subject in rules.subjects.items()}
        grades = read_all({key: fields[key] for key in fields if key in names}, names)
    except Refusal:
        return None
    excepted = frozenset(
        str(each["track"]) for each in decisions if each["section"] == "english" and each["track"]
    )
    equivalent = frozenset(
        subject
        for each in decisions
        if each["section"] == "equal" and (subject := _named(rules, str(each["subject"])))
    )
    return Worked(
        grades, taken_on, rules, eligibility.standings(grades, rules, equivalent=equivalent, excepted=excepted),
        merit.value(grades, rules), _steps(grades, rules, equivalent), equivalent, excepted, entry,
    )  # fmt: skip


def written(grades: Mapping[str, Grade]) -> dict[str, str]:
    """Grades as the entry holds them."""
    return {subject: str(grade) for subject, grade in grades.items()}


def _steps(grades: Grades, rules: Rules, equivalent: frozenset[str]) -> tuple[Steps, ...]:
    return tuple(doors.steps(grades, rules, count, equivalent) for count in range(1, MOST_RAISED + 1))


def _named(rules: Rules, said: str) -> str | None:
    """The subject a human wrote, by id or by name in either language."""
    folded = said.strip().casefold()
    for key, subject in rules.subjects.items():
        if folded in {key, subject.name.sv.casefold(), subject.name.en.casefold()}:
            return key
    return None


@prepared
def _rows(actor: Actor, case: Any) -> "QuerySet[Entry]":
    return visible(actor, Entry.of(actor.agency).filter(case=case, kind__in=[KIND, DECISION]))
