"""What one, two or three more passes would open: every combination tried, none left out, nobody compared.

A door is a type of national programme that is closed today. It is about one pupil's own grades, for the talk about
what to do next; pupils are never laid side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from samverkan.pupils.grades.eligibility import open_tracks
from samverkan.pupils.grades.grade import Grades
from samverkan.pupils.grades.law import Rules, Track


@dataclass(frozen=True)
class Step:
    """Passing `subjects` (all of them, at least E) opens `opens`, types that are closed today.

    `needless`: those of the subjects without which as much would open.
    """

    subjects: tuple[str, ...]
    opens: tuple[Track, ...]
    needless: tuple[str, ...] = ()

    @property
    def programmes(self) -> int:
        """How many national programmes that is."""
        return sum(len(track.programmes) for track in self.opens)


@dataclass(frozen=True)
class Steps:
    """Every combination of `count` subjects that opens a door, and how many were tried.

    Those that open most national programmes come first; of equal ones the law's order of subjects decides.
    """

    count: int
    tried: int
    found: tuple[Step, ...]

    @property
    def most(self) -> tuple[Step, ...]:
        """The combinations that open most programmes; several may do equally well."""
        return tuple(step for step in self.found if step.programmes == self.found[0].programmes)

    def by_doors(self) -> list[tuple[tuple[Track, ...], list[Step]]]:
        """The combinations grouped by exactly what they open."""
        groups: dict[tuple[Track, ...], list[Step]] = {}
        for step in self.found:
            groups.setdefault(step.opens, []).append(step)
        return list(groups.items())


def steps(grades: Grades, rules: Rules, count: int = 2, equivalent: frozenset[str] = frozenset()) -> Steps:
    """Try every combination of `count` subjects that the pupil has not passed."""
    passed = frozenset(subject for subject, grade in grades.items() if grade.passed) | equivalent
    today = open_tracks(passed, rules)
    every = list(combinations(to_raise(grades, rules, passed), count))
    found = []
    for chosen in every:
        opened = open_tracks(passed | frozenset(chosen), rules) - today
        if opened:
            needless = tuple(
                each for each in chosen
                if open_tracks(passed | (frozenset(chosen) - {each}), rules) - today == opened
            )  # fmt: skip
            opens = tuple(track for track in rules.tracks if track.id in opened)
            found.append(Step(chosen, opens, needless))
    found.sort(key=lambda step: -step.programmes)  # stable: within equals the law's order stands
    return Steps(count, len(every), tuple(found))


def to_raise(grades: Grades, rules: Rules, passed: frozenset[str]) -> tuple[str, ...]:
    """Subjects a pass can still be got in: an F, a dash, or no grade yet in a subject that every pupil reads.

    Of Swedish and Swedish as a second language the one the pupil reads; nothing once either is passed.
    """
    read = set(grades) | {each.id for each in rules.subjects.values() if not each.optional}
    for group in rules.core:
        if passed & frozenset(group):
            read -= set(group)
        elif len(group) > 1:
            own = [subject for subject in group if subject in grades]
            read -= set(group) - {own[0] if own else group[0]}
    return rules.in_order(frozenset(read) - passed)
