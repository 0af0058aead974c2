"""The columns that a list taken in as a file may have: made from the method's own fields. No database is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from samverkan.casework.filling import LONGEST_LINE, LONGEST_TEXT
from samverkan.methods.asking import asked_kinds, find_kind, named_first, own_kind
from samverkan.methods.known import IDENTITY, MARKING, NOTE, PROTECTED
from samverkan.methods.schema import EntryKind, Field, Method
from samverkan.methods.words import FieldType
from samverkan.secrecy.kinds import Words
from samverkan.tables import fields as wanted
from samverkan.tables import kinds
from samverkan.tables.fields import Read, Reader, Wrong, written_cell
from samverkan.tables.text import Text

PROTECTION = f"{PROTECTED}.protection"
NOT_A_COLUMN = frozenset({"valid_until"})  # follows from the day of the judgement and the method's days
NONE = ("nej", "no", "-")


@dataclass(frozen=True)
class Column:
    """One field of one kind, and how a cell of it is read."""

    kind: EntryKind
    field: Field
    reader: wanted.Field


def columns(method: Method, today: date) -> tuple[Column, ...]:
    """Every column, in the order a template has them. `today`: no judgement and no event lies after it."""
    asked = asked_kinds(method)
    taken: set[str] = set()
    found = []
    for kind, field in _wanted(method):
        plain = (field.label.sv, field.label.en)
        label = Text(*plain) if kind in asked else _longer(kind, field)
        others = tuple(each for each in plain if each.casefold() not in taken)
        taken |= {each.casefold() for each in (*plain, label.sv, label.en)}
        required = field.required and kind in asked
        personal = field.type in (
            FieldType.TEXT, FieldType.LONGTEXT, FieldType.NAME, FieldType.PERSON_NUMBER
        )  # fmt: skip
        reader = wanted.Field(
            f"{kind.id}.{field.id}",
            label,
            _reader(method, kind, field, today),
            others,
            required,
            None,
            personal,
        )
        found.append(Column(kind, field, reader))
    return tuple(found)


def _wanted(method: Method) -> Iterator[tuple[EntryKind, Field]]:
    asked = asked_kinds(method)
    protected = find_kind(method, PROTECTED)
    for kind in asked:
        yield from ((kind, field) for field in kind.fields)
        if kind == named_first(method) and kind.id == IDENTITY and protected is not None:
            yield protected, protected.field("protection")
    for kind_id in (MARKING, own_kind(method), NOTE):
        kind_found = find_kind(method, kind_id) if kind_id else None
        if kind_found is not None and kind_found not in asked:
            fields = (field for field in kind_found.fields if field.id not in NOT_A_COLUMN)
            yield from ((kind_found, field) for field in fields)


def _longer(kind: EntryKind, field: Field) -> Text:
    """`Anteckning: Vad`, since one kind's `What` is not another's."""
    if field.type is FieldType.BOOL or kind.id == PROTECTED:
        return Text(field.label.sv, field.label.en)
    return Text(f"{kind.label.sv}: {field.label.sv}", f"{kind.label.en}: {field.label.en}")


def _reader(method: Method, kind: EntryKind, field: Field, today: date) -> Reader:
    if field.type is FieldType.DATE:
        return kinds.day(last=today if kind.judgement or kind.id == NOTE else None)
    if field.type is FieldType.CHOICE:
        chosen = _choice({each.id: each.label for each in field.choices})
        return _or_none(chosen) if kind.id == PROTECTED else chosen
    if field.scale is not None:
        levels = method.scale(field.scale).levels
        return _choice({each.id: each.word for each in levels})
    return _PLAIN.get(field.type, kinds.text(longest=LONGEST_LINE))


def _choice(words: Mapping[str, Words]) -> Reader:
    """One of the method's words, or its id; what there is to choose among is told in words."""
    by_word = {each.sv: key for key, each in words.items()}
    inner = kinds.choice({each.sv: (each.en, key) for key, each in words.items()})

    def read(raw: object) -> Read:
        found = inner(raw)
        return Read(by_word[found.value], found.note)

    return read


def _or_none(inner: Reader) -> Reader:
    return lambda raw: Read(None) if written_cell(raw).casefold() in NONE else inner(raw)


def _paragraphs(raw: object) -> Read:
    """A long text with its lines kept."""
    text = written_cell(raw)
    if len(text) > LONGEST_TEXT:
        raise Wrong(
            Text(f"texten är längre än {LONGEST_TEXT} tecken", f"the text is longer than {LONGEST_TEXT} characters"),
            Text("Korta den.", "Shorten it."),
        )  # fmt: skip
    return Read(text)


_PLAIN: dict[FieldType, Reader] = {
    FieldType.BOOL: kinds.yes_no(),
    FieldType.INT: kinds.integer(),
    FieldType.PERSON_NUMBER: kinds.personal_number(),
    FieldType.LONGTEXT: _paragraphs,
}
