"""What is asked of the guide, and what it hands back. Neither holds a field that says yes."""

from dataclasses import dataclass
from datetime import date

from samverkan.secrecy.grounds.model import Condition, Ground, Note
from samverkan.secrecy.grounds.terms import Consent, DataCategory, Purpose
from samverkan.secrecy.kinds import AgencyKind, Words


@dataclass(frozen=True, slots=True)
class Question:
    """From whom, to whom, what, about whom, what for, and on which day.

    `age` is whole years of the person the data are about on that day; None where it is not known.
    `categories` describe one and the same set of data: secrecies, with traits on top.
    """

    giver: AgencyKind
    receiver: AgencyKind
    categories: frozenset[DataCategory]
    age: int | None
    purpose: Purpose
    on: date
    consent: Consent = Consent.NOT_ASKED

    @property
    def traits(self) -> frozenset[DataCategory]:
        """The traits of the data; what is needed to investigate a crime concerns a committed crime."""
        found = frozenset(each for each in self.categories if each.is_trait)
        if self.purpose is Purpose.INVESTIGATE_CRIME:
            found |= {DataCategory.COMMITTED_CRIME}
        return found

    @property
    def secrecies(self) -> frozenset[DataCategory]:
        return frozenset(each for each in self.categories if not each.is_trait)

    def meets(self, note: Note) -> bool:
        """Whether a remark is for this question: each filter that is set has to match."""
        described = self.secrecies | self.traits
        return (
            (not note.categories or bool(note.categories & described))
            and (not note.purposes or self.purpose in note.purposes)
            and (not note.givers or self.giver in note.givers)
            and (not note.receivers or self.receiver in note.receivers)
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a ground does not fit. `rule` is the provision it follows from."""

    code: str
    rule: str
    words: Words


@dataclass(frozen=True, slots=True)
class RuledOut:
    ground: Ground
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ground to consider. It carries nothing until a human has answered every condition."""

    ground: Ground
    remarks: tuple[Words, ...]
    uncertainties: tuple[Words, ...]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return self.ground.conditions


@dataclass(frozen=True, slots=True)
class NotInForce:
    ground: Ground
    words: Words


@dataclass(frozen=True, slots=True)
class Caution:
    """A general warning. `id` is stable, for tests and for styling."""

    id: str
    words: Words


@dataclass(frozen=True, slots=True)
class Guide:
    """What there is to consider, what falls away and why. The decider picks, answers and writes the reasons.

    Every ground in force on the day is in exactly one of `candidates` and `ruled_out`.
    """

    question: Question
    candidates: tuple[Candidate, ...]
    ruled_out: tuple[RuledOut, ...]
    not_in_force: tuple[NotInForce, ...]
    warnings: tuple[Caution, ...]
