"""What a legal ground is, once read: one dated version of one provision, frozen."""

from dataclasses import dataclass
from datetime import date

from samverkan.secrecy.grounds.terms import DataCategory, Purpose, RuleKind
from samverkan.secrecy.kinds import AgencyKind, Words


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statute's text was read. `read_on` is the day that text was published in consolidated form."""

    statute: str
    sfs: str
    file: str
    url: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Quote:
    """One paragraph in the law's own words, with the act that last amended it (None: as first enacted)."""

    provision: str
    text: str
    amended_by: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer to a condition. `stands`: the ground may still carry after this answer."""

    id: str
    label: Words
    stands: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """One requirement of the provision as a question that a human answers. `reasons`: in writing too."""

    id: str
    question: Words
    options: tuple[Option, ...]
    reasons: bool

    def option(self, option_id: str) -> Option | None:
        return next((each for each in self.options if each.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What the provision does not reach, and why.

    With categories, givers or receivers it can rule a ground out; with none of them it is there to be read.
    """

    provision: str
    why: Words
    categories: frozenset[DataCategory]
    givers: frozenset[AgencyKind]
    receivers: frozenset[AgencyKind]


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """`under` whole years. Decisive: a known age at or over it rules the ground out.

    Not decisive where the age is another person's (a victim, a child in the family) or one way of several.
    `condition` is the question that a human answers about it in either case.
    """

    under: int
    whom: Words
    decisive: bool
    condition: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark or an uncertainty; empty filters mean that it is always shown."""

    text: Words
    categories: frozenset[DataCategory]
    purposes: frozenset[Purpose]
    givers: frozenset[AgencyKind]
    receivers: frozenset[AgencyKind]


@dataclass(frozen=True, slots=True)
class Ground:
    """One provision as it reads from `valid_from` to `valid_to`, both included.

    `version` is the date the wording applies from and, after the dot, our own edition of its questions.
    `covers` are the secrecies it lifts, `requires` the traits the data must have, `purposes` those its text
    names (all of them where it names none). `missing` is set where the wording of the time is not held.
    """

    id: str
    version: str
    provision: str
    title: Words
    kind: RuleKind
    valid_from: date
    valid_to: date | None
    quotes: tuple[Quote, ...]
    missing: Words | None
    from_kinds: frozenset[AgencyKind]
    to_kinds: frozenset[AgencyKind]
    covers: frozenset[DataCategory]
    requires: frozenset[DataCategory]
    purposes: frozenset[Purpose]
    exclusions: tuple[Exclusion, ...]
    age: AgeLimit | None
    conditions: tuple[Condition, ...]
    uncertain: tuple[Note, ...]
    remarks: tuple[Note, ...]
    four_eyes: bool

    @property
    def wording_known(self) -> bool:
        return self.missing is None

    def applies_on(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def condition(self, condition_id: str) -> Condition | None:
        return next((each for each in self.conditions if each.id == condition_id), None)
