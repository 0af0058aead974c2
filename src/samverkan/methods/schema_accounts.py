"""What a method's file answers for: what it counts, how long it keeps, what is known of it, what it cannot do yet.

Frozen dataclasses as in `schema.py`, which holds the work itself.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from samverkan.methods.markers import (
    Between,
    Days,
    Id,
    KindRef,
    Limit,
    NotEmpty,
    PartyRef,
    RetentionRef,
    Says,
    SectionRef,
    SplitRef,
)
from samverkan.methods.words import (
    Certainty,
    Counted,
    CountedBy,
    EvidenceDesign,
    EvidenceKind,
    KeptFrom,
    NeedKind,
    Verdict,
    WorkState,
)
from samverkan.secrecy.kinds import Words

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Indicator:
    """A figure for the steering group, without identities, small cells suppressed."""

    id: Annotated[Id, Says("The figure's id.")]
    label: Annotated[Words, Says("Its name on screen.")]
    definition: Annotated[Words, Says("What is counted and what is not; it travels with the figure.")]
    counts: Annotated[Counted, Says("What is counted.")]
    counted_by: Annotated[CountedBy, Says("In whose compartment.")]
    kind: Annotated[KindRef | None, Says("The kind of entry, for `counts: entries` and nothing else.")] = None
    split_by: Annotated[
        tuple[SplitRef, ...], Says("How it is split: `scale:ID` or one of the split words.")
    ] = ()


@dataclass(frozen=True)
class Keep:
    """How long one party keeps entries of a class."""

    party: Annotated[PartyRef, Says("The party.")]
    counted_from: Annotated[KeptFrom, Says("From when the time is counted.")]
    source: Annotated[str, Says("The provision or document that sets it.")]
    years: Annotated[int | None, Between(1, 100), Says("Years.")] = None
    months: Annotated[int | None, Between(1, 1200), Says("Months.")] = None
    days: Annotated[Days | None, Says("Days.")] = None
    by_itself: Annotated[
        bool, Says("When the time and the grace are over it is weeded without anybody confirming it.")
    ] = False
    note: Annotated[Words | None, Says("What is uncertain or decided locally.")] = None

    one_of: ClassVar[Groups] = (("years", "months", "days"),)


@dataclass(frozen=True)
class Retention:
    """A class of entries that are weeded (gallras) together."""

    id: Annotated[Id, Says("The class's id.")]
    label: Annotated[Words, Says("Its name on screen.")]
    rules: Annotated[tuple[Keep, ...], NotEmpty(), Says("One rule for each party.")]
    notice_days: Annotated[Limit, Says("From how many days before its time it is shown as coming.")] = 30
    grace_days: Annotated[
        Limit, Says("Days between the decision and the weeding, in which it can be undone.")
    ] = 14


@dataclass(frozen=True)
class LeavingReason:
    """Why a case ends."""

    id: Annotated[Id, Says("The reason's id.")]
    label: Annotated[Words, Says("The reason on screen.")]
    retention: Annotated[RetentionRef | None, Says("A class that governs the whole case from now on.")] = None
    note: Annotated[Words | None, Says("What is uncertain or decided locally.")] = None


@dataclass(frozen=True)
class Evidence:
    """One line of the evidence card, about one outcome. No evidence is not the same as no effect.

    The card may be added to at any time: it is no part of the version that a case is pinned to.
    """

    kind: Annotated[EvidenceKind, Says("Which question it answers.")]
    claim: Annotated[Words, Says("What it says, in plain words.")]
    where: Annotated[Words, Says("From where: place, time, who asked for it.")]
    certainty: Annotated[Certainty, Says("How sure one can be.")]
    source: Annotated[str, Says("Title or address.")]
    dated: Annotated[date, Says("The date of the source, or of the search.")]
    outcome: Annotated[Words | None, Says("What was to change; needed where an effect was found out.")] = None
    verdict: Annotated[Verdict | None, Says("What its authors concluded of that outcome.")] = None
    size: Annotated[Words | None, Says("How much, over how long and how sure, as the source has it.")] = None
    design: Annotated[EvidenceDesign | None, Says("How it was found out.")] = None
    work: Annotated[WorkState | None, Says("What became of the work it is about.")] = None
    transfer: Annotated[Words | None, Says("What may be different here from there.")] = None


@dataclass(frozen=True)
class Need:
    """Something it takes to run the method."""

    what: Annotated[NeedKind, Says("People, law, time or money.")]
    text: Annotated[Words, Says("What is needed.")]


@dataclass(frozen=True)
class Note:
    """Something not known, or decided where the method is used."""

    about: Annotated[SectionRef, Says("Which part of the file it is about.")]
    text: Annotated[Words, Says("What is not known.")]


@dataclass(frozen=True)
class Wording:
    """What the method calls its cases and its list. What is left out takes the usual words for `case`."""

    subject: Annotated[Words | None, Says("Whom or what a case is about, as a heading: Pupil, Group.")] = None
    case: Annotated[Words | None, Says("What one case is called, before its number.")] = None
    list: Annotated[Words | None, Says("What the list of cases is called.")] = None
    open: Annotated[Words | None, Says("The words on the button that opens a new case.")] = None

    some_of: ClassVar[Groups] = (("subject", "case", "list", "open"),)
