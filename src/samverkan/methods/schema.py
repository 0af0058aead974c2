"""What a method is: frozen dataclasses that mirror the file key by key.

A key of the file has the name of its attribute (`from` is `from_`, a word Python keeps for itself).
The marks in `Annotated` are read by the checker, by `build.py` and by `reference.py`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, TypeVar

from samverkan.methods.markers import (
    AgendaRef,
    Between,
    Days,
    EventRef,
    GroundRef,
    Id,
    KindRef,
    Limit,
    NotEmpty,
    OpensRef,
    PartyRef,
    PhaseRef,
    RetentionRef,
    Says,
    ScaleRef,
    SideRef,
)
from samverkan.methods.schema_accounts import (
    Evidence,
    Groups,
    Indicator,
    LeavingReason,
    Need,
    Note,
    Retention,
    Wording,
)
from samverkan.methods.words import Capability, CaseKind, Colour, DisclosureForm, FieldType, SetBy, Shape
from samverkan.secrecy.kinds import AgencyKind, Words


@dataclass(frozen=True)
class Party:
    """A kind of authority that takes part."""

    kind: Annotated[AgencyKind, Says("What kind of authority.")]
    label: Annotated[Words, Says("Its name in this method.")]
    required: Annotated[bool, Says("The method cannot start without it.")] = True
    may_own: Annotated[bool, Says("It may own the list in a programme.")] = False
    note: Annotated[Words | None, Says("What is uncertain or decided locally.")] = None


@dataclass(frozen=True)
class Role:
    """A seat in the programme. It can do and read exactly what stands here."""

    id: Annotated[Id, Says("The role's id.")]
    label: Annotated[Words, Says("Its name on screen.")]
    may: Annotated[tuple[Capability, ...], NotEmpty(), Says("What it may do.")]
    reads: Annotated[tuple[KindRef, ...], Says("The kinds of entry it may read, in its own authority.")] = ()
    parties: Annotated[tuple[PartyRef, ...], Says("Who may hold it; every party if left out.")] = ()
    assigned_only: Annotated[bool, Says("It reads only the cases its holder is assigned to.")] = False
    opens: Annotated[
        tuple[OpensRef, ...], Says("The sorts of file it may open: `case` and side files; all if left out.")
    ] = ()
    no_offence_data: Annotated[
        bool, Says("It may hold nothing about offences (GDPR art. 10): only kinds marked `offence_free`.")
    ] = False
    note: Annotated[Words | None, Says("What is uncertain or decided locally.")] = None

    def can(self, capability: Capability) -> bool:
        """Whether the role may do this."""
        return capability in self.may


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    id: Annotated[Id, Says("The answer's id, unique in its field.")]
    label: Annotated[Words, Says("The answer on screen.")]


@dataclass(frozen=True)
class Field:
    """One thing to fill in."""

    id: Annotated[Id, Says("The field's id, unique in its kind.")]
    label: Annotated[Words, Says("The question on screen.")]
    type: Annotated[FieldType, Says("What it holds.")]
    required: Annotated[bool, Says("It may not be left empty.")] = False
    choices: Annotated[tuple[Choice, ...], Says("The answers, for `type: choice` and nothing else.")] = ()
    scale: Annotated[ScaleRef | None, Says("The scale, for `type: scale` and nothing else.")] = None
    help: Annotated[Words | None, Says("A line of help under the question.")] = None


@dataclass(frozen=True)
class EntryKind:
    """A kind of secret fact. A judgement has the required fields `reason`, `judged_on` and `valid_until`."""

    id: Annotated[Id, Says("The kind's id.")]
    label: Annotated[Words, Says("Its name on screen.")]
    fields: Annotated[tuple[Field, ...], NotEmpty(), Says("What to fill in, in this order.")]
    capability: Annotated[Capability, Says("What a role must be able to do to write it.")]
    retention: Annotated[RetentionRef, Says("How long it is kept.")]
    judgement: Annotated[bool, Says("A human judgement about someone or something.")] = False
    identity: Annotated[bool, Says("It says who the case is about.")] = False
    locked: Annotated[bool, Says("Own key, opened only after a fresh sign-in step.")] = False
    disclosable: Annotated[bool, Says("It may be handed to another authority at all.")] = True
    series: Annotated[
        bool, Says("Many alike, as one a week from a file: on a page of their own, not among the entries.")
    ] = False
    side_only: Annotated[bool, Says("It is written in side files alone, never in a case.")] = False
    offence_free: Annotated[
        bool, Says("It holds nothing about offences, and may go to a party that is no authority.")
    ] = False
    valid_days: Annotated[Days | None, Says("Days a judgement holds unless the writer says otherwise.")] = (
        None
    )
    note: Annotated[Words | None, Says("What is uncertain or decided locally.")] = None

    def field(self, field_id: str) -> Field:
        """The field with this id; KeyError if there is none."""
        return _find(self.fields, field_id)


@dataclass(frozen=True)
class SideFile:
    """A file about something else than the cases, such as an incident: with number, key and weeding of its own."""

    id: Annotated[Id, Says("Its id.")]
    label: Annotated[Words, Says("What one is called, before its number.")]
    kinds: Annotated[tuple[KindRef, ...], NotEmpty(), Says("What may be written in it.")]
    capability: Annotated[Capability, Says("What a role must be able to do to open one.")]
    single: Annotated[bool, Says("Each authority has one only, in each programme.")] = False
    note: Annotated[Words | None, Says("What is uncertain or decided locally.")] = None


@dataclass(frozen=True)
class Level:
    """One level of a scale, known by word and shape as well as by colour."""

    id: Annotated[Id, Says("The level's id.")]
    word: Annotated[Words, Says("The word beside the colour.")]
    meaning: Annotated[Words, Says("When a human should choose it.")]
    shape: Annotated[Shape, Says("The shape, so that colour is never the only sign.")]
    colour: Annotated[Colour, Says("The colour token.")]


@dataclass(frozen=True)
class Scale:
    """Levels that a human sets with a reason, a date and a valid-until. Nothing is computed."""

    id: Annotated[Id, Says("The scale's id.")]
    label: Annotated[Words, Says("Its name on screen.")]
    set_by: Annotated[SetBy, Says("Who sets it: `human`.")]
    levels: Annotated[tuple[Level, ...], NotEmpty(), Says("The levels, most pressing first.")]
    note: Annotated[Words | None, Says("What is uncertain or decided locally.")] = None


@dataclass(frozen=True)
class Phase:
    """A stage of a case."""

    id: Annotated[Id, Says("The phase's id.")]
    label: Annotated[Words, Says("Its name on screen.")]
    initial: Annotated[
        bool, Says("A new case starts here; exactly one phase, and one for each side file.")
    ] = False
    final: Annotated[bool, Says("The case has ended; no move leads out.")] = False
    active: Annotated[
        bool, Says("A case here is at work. Where none is marked: the last phase before the end.")
    ] = False
    side_files: Annotated[tuple[SideRef, ...], Says("A stage of these side files and not of a case.")] = ()
    note: Annotated[Words | None, Says("What is uncertain or decided locally.")] = None


@dataclass(frozen=True)
class Move:
    """A step from one phase to another."""

    id: Annotated[Id, Says("The move's id.")]
    label: Annotated[Words, Says("The words on the button.")]
    from_: Annotated[tuple[PhaseRef, ...], NotEmpty(), Says("The phases it starts in.")]
    to: Annotated[PhaseRef, Says("The phase it ends in.")]
    capability: Annotated[Capability, Says("What a role must be able to do to make it.")]
    reason_required: Annotated[bool, Says("A written reason is asked for.")] = False
    second_person: Annotated[bool, Says("Another officer than the one behind the step before.")] = False
    leaving: Annotated[bool, Says("One of the leaving reasons is asked for.")] = False
    needs: Annotated[
        tuple[KindRef, ...],
        Says(
            "Kinds that must have been written since the step before; with `second_person`, the first by another."
        ),
    ] = ()


@dataclass(frozen=True)
class Meeting:
    """The rhythm of the meeting and the order of its agenda."""

    every_days: Annotated[Days, Says("Days between meetings.")] = 21
    agenda: Annotated[
        tuple[AgendaRef, ...], Says("The order: `scale:LEVEL` or one of the agenda words.")
    ] = ()
    stale_after: Annotated[
        Days,
        Says(
            "Meetings that may be held after a joint judgement before it is marked as stale; 0: any number."
        ),
    ] = 1
    minutes: Annotated[KindRef | None, Says("The kind each authority keeps its minutes in.")] = None
    joint: Annotated[KindRef | None, Says("The kind the list's owner writes a joint judgement in.")] = None
    source: Annotated[str | None, Says("Where the rhythm comes from.")] = None
    note: Annotated[Words | None, Says("What is uncertain or decided locally.")] = None


@dataclass(frozen=True)
class FourEyes:
    """When a disclosure needs a second decider: all that is named here must hold."""

    why: Annotated[Words, Says("Why two must decide.")]
    ground: Annotated[GroundRef | None, Says("On this legal ground.")] = None
    form: Annotated[DisclosureForm | None, Says("In this form.")] = None
    kind: Annotated[KindRef | None, Says("When an entry of this kind goes.")] = None

    some_of: ClassVar[Groups] = (("ground", "form", "kind"),)


@dataclass(frozen=True)
class Disclosure:
    """How things are handed over in this method."""

    forms: Annotated[tuple[DisclosureForm, ...], NotEmpty(), Says("The forms in use.")]
    grounds: Annotated[
        tuple[GroundRef, ...], Says("Grounds usually considered; never a limit or an answer.")
    ] = ()
    four_eyes: Annotated[tuple[FourEyes, ...], Says("When a second decider is needed.")] = ()
    note: Annotated[Words | None, Says("What is uncertain or decided locally.")] = None


@dataclass(frozen=True)
class Clock:
    """A time limit, shown with its source and what is left of it."""

    id: Annotated[Id, Says("The clock's id.")]
    label: Annotated[Words, Says("Its name on screen.")]
    since: Annotated[
        EventRef, Says("What starts it: `kind:ID`, `phase:ID`, `field:KIND.FIELD` or `meeting`.")
    ]
    source: Annotated[str, Says("The provision or document that sets it.")]
    days: Annotated[Limit | None, Says("Calendar days; 0 is the same day.")] = None
    working_days: Annotated[Limit | None, Says("Swedish working days; 0 is the same day.")] = None
    months: Annotated[int | None, Between(1, 1200), Says("Months, to the same day of the month.")] = None
    next_workday: Annotated[
        bool, Says("A last day that is no working day becomes the next one, as act 1930:173 lets it.")
    ] = False
    until: Annotated[EventRef | None, Says("What stops it; written like `since`.")] = None
    note: Annotated[Words | None, Says("What is uncertain or decided locally.")] = None

    one_of: ClassVar[Groups] = (("days", "working_days", "months"),)


@dataclass(frozen=True)
class Prompt:
    """A question the program asks a human at a certain moment. It never acts by itself."""

    id: Annotated[Id, Says("The prompt's id.")]
    ask: Annotated[Words, Says("The question.")]
    when: Annotated[EventRef, Says("The moment; written like a clock's `since`.")]
    leads_to: Annotated[KindRef, Says("The kind of entry a yes opens, as a draft.")]
    source: Annotated[str | None, Says("Where it comes from.")] = None


@dataclass(frozen=True)
class Method:
    """A way of working, at one version."""

    id: Annotated[Id, Says("The method's id; the same in all versions.")]
    version: Annotated[
        int, Between(1, 9999), Says("Raised by one at each change; running cases stay on theirs.")
    ]
    dated: Annotated[date, Says("The day this version was decided; legal grounds are checked at this date.")]
    name: Annotated[Words, Says("The method's name.")]
    purpose: Annotated[Words, Says("A narrow purpose, as a start for the programme's own.")]
    case: Annotated[CaseKind, Says("What a case is about.")]
    parties: Annotated[tuple[Party, ...], NotEmpty(), Says("The authorities that take part.")]
    roles: Annotated[tuple[Role, ...], NotEmpty(), Says("The seats in a programme.")]
    kinds: Annotated[tuple[EntryKind, ...], NotEmpty(), Says("The kinds of entry.")]
    phases: Annotated[tuple[Phase, ...], NotEmpty(), Says("The stages of a case.")]
    moves: Annotated[tuple[Move, ...], NotEmpty(), Says("The steps between phases.")]
    disclosure: Annotated[Disclosure, Says("How things are handed over.")]
    retention: Annotated[tuple[Retention, ...], NotEmpty(), Says("How long things are kept.")]
    leaving: Annotated[tuple[LeavingReason, ...], NotEmpty(), Says("Why a case may end.")]
    evidence: Annotated[tuple[Evidence, ...], NotEmpty(), Says("What is known about whether it works.")]
    words: Annotated[Wording | None, Says("What the method calls its cases and its list.")] = None
    asks: Annotated[
        tuple[KindRef, ...], Says("The kinds filled in when a case is opened, in this order.")
    ] = ()
    side_files: Annotated[tuple[SideFile, ...], Says("Files about something else than the cases.")] = ()
    scales: Annotated[tuple[Scale, ...], Says("The scales that humans set.")] = ()
    meeting: Annotated[Meeting | None, Says("The meeting, if the method has one.")] = None
    clocks: Annotated[tuple[Clock, ...], Says("The time limits.")] = ()
    prompts: Annotated[tuple[Prompt, ...], Says("Questions the program asks.")] = ()
    indicators: Annotated[tuple[Indicator, ...], Says("The steering group's figures.")] = ()
    needs: Annotated[tuple[Need, ...], Says("What it takes to run it.")] = ()
    notes: Annotated[tuple[Note, ...], Says("What is not known.")] = ()

    def kind(self, kind_id: str) -> EntryKind:
        """The kind of entry with this id; KeyError if there is none."""
        return _find(self.kinds, kind_id)

    def role(self, role_id: str) -> Role:
        """The role with this id; KeyError if there is none."""
        return _find(self.roles, role_id)

    def scale(self, scale_id: str) -> Scale:
        """The scale with this id; KeyError if there is none."""
        return _find(self.scales, scale_id)

    def phase(self, phase_id: str) -> Phase:
        """The phase with this id; KeyError if there is none."""
        return _find(self.phases, phase_id)

    def initial_phase(self) -> Phase:
        """Where a new case starts."""
        return next(phase for phase in self.phases if phase.initial and not phase.side_files)

    def moves_from(self, phase_id: str) -> tuple[Move, ...]:
        """The steps open to a case in this phase, in the file's order."""
        return tuple(move for move in self.moves if phase_id in move.from_)

    def roles_reading(self, kind_id: str) -> tuple[Role, ...]:
        """The roles that may read entries of this kind."""
        return tuple(role for role in self.roles if kind_id in role.reads)


_Identified = TypeVar("_Identified", Field, EntryKind, Role, Scale, Phase)


def _find(items: tuple[_Identified, ...], wanted: str) -> _Identified:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
