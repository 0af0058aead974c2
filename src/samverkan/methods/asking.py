"""Questions the program puts to a method: which kinds name, judge and open a case, and which phases are at work."""

from samverkan.methods.known import IDENTITY, LEVEL, NAMING, NOTE, OPENING, PROTECTED, SUBJECT
from samverkan.methods.schema import EntryKind, Field, Method, Phase, Role, SideFile
from samverkan.methods.words import CaseKind, FieldType

# In this order: what an entry is about, where it says so in several ways.
DAYS = ("event_date", "judged_on", "date", "held_on", "left_on", "due", "seen_on")
NOT_ITS_DAY = frozenset({"valid_until", "needed_by", "to_day"})


def find_kind(method: Method, kind_id: str) -> EntryKind | None:
    """The kind of entry with this id, or None: a method takes the reserved ones it has use for."""
    return next((kind for kind in method.kinds if kind.id == kind_id), None)


def first_kind(method: Method, *wanted: str) -> EntryKind:
    """The first of these kinds that the method has; the note is always there."""
    return next(kind for each in (*wanted, NOTE) if (kind := find_kind(method, each)) is not None)


def has_field(kind: EntryKind, field_id: str) -> bool:
    """Whether the kind has the field."""
    return any(field.id == field_id for field in kind.fields)


def joint_kind(method: Method) -> str | None:
    """The kind of the joint judgement, if the method's meeting makes one."""
    return method.meeting.joint if method.meeting else None


def own_kind(method: Method) -> str | None:
    """The kind in which each authority judges for itself on a scale: the first such in the file but the joint one."""
    joint = joint_kind(method)
    return next(
        (kind.id for kind in method.kinds if kind.judgement and kind.id != joint and has_field(kind, LEVEL)),
        None,
    )


def level_kinds(method: Method) -> tuple[str, ...]:
    """The kinds that colour a line of the list: the joint judgement and one's own, as far as there are such."""
    return tuple(kind for kind in (joint_kind(method), own_kind(method)) if kind)


def naming_kinds(method: Method) -> tuple[str, ...]:
    """The kinds of this method that say what a case is called."""
    return tuple(kind.id for kind in method.kinds if kind.id in NAMING)


def shown_names(method: Method) -> tuple[str, ...]:
    """The kinds that a list opens in order to call a case something. A leaver is known by an alias and nothing else."""
    return (SUBJECT,) if method.case is CaseKind.LEAVER else NAMING


def asked_kinds(method: Method) -> tuple[EntryKind, ...]:
    """What is asked when a case is opened: as the file says, or who it is about and then why it is taken up."""
    wanted = method.asks or [*[each for each in (IDENTITY, SUBJECT) if find_kind(method, each)][:1], OPENING]
    return tuple(kind for each in wanted if (kind := find_kind(method, each)) is not None)


def named_first(method: Method) -> EntryKind:
    """The kind that names a case as it is opened."""
    return next(kind for kind in asked_kinds(method) if kind.id in (IDENTITY, SUBJECT))


def has_protected(method: Method) -> bool:
    """Whether the method can hold a person with protected identity."""
    return find_kind(method, PROTECTED) is not None


def active_phases(method: Method) -> tuple[str, ...]:
    """The phases in which a case is at work; where the file marks none, the last before the end."""
    own = phases_of(method)
    marked = tuple(phase.id for phase in own if phase.active)
    return marked or tuple(phase.id for phase in own if not phase.final)[-1:]


def phases_of(method: Method, side: str = "") -> tuple[Phase, ...]:
    """The stages of a sort of file: the case's own unless a side file is named."""
    return tuple(
        phase for phase in method.phases if (side in phase.side_files if side else not phase.side_files)
    )


def first_phases(method: Method) -> dict[str, str]:
    """Where a file received from another authority begins, by its sort; a case begins at work."""
    sides = {
        side.id: next(phase.id for phase in phases_of(method, side.id) if phase.initial)
        for side in method.side_files
    }
    return {"": active_phases(method)[0], **sides}


def side_file(method: Method, side: str) -> SideFile | None:
    """The side file with this id, or None: the case itself, or another method's."""
    return next((each for each in method.side_files if each.id == side), None)


def shut_to(method: Method, role: Role) -> list[str]:
    """The sorts of file that a role may not open, the case as an empty word; none where the file says nothing."""
    sorts = {"case": "", **{side.id: side.id for side in method.side_files}}
    return sorted(side for name, side in sorts.items() if name not in role.opens) if role.opens else []


def fits(method: Method, side: str, kind: EntryKind) -> bool:
    """Whether the kind may be written in that sort of file."""
    if not side:
        return not kind.side_only
    found = side_file(method, side)
    return found is not None and kind.id in found.kinds


def day_fields(kind: EntryKind) -> list[Field]:
    """The fields that may say which day an entry of the kind is about, the likeliest first."""
    dates = {field.id: field for field in kind.fields if field.type is FieldType.DATE}
    named = [dates[name] for name in DAYS if name in dates]
    return named + [each for name, each in dates.items() if name not in NOT_ITS_DAY and each not in named]


def day_field(kind: EntryKind) -> Field | None:
    """The field that says which day an entry of the kind is about, if one does."""
    return next(iter(day_fields(kind)), None)


def series_kinds(method: Method) -> list[str]:
    """The kinds of which a case has one a week or a day: they have a page of their own."""
    return [kind.id for kind in method.kinds if kind.series]
