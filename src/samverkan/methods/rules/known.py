"""The kinds that the program knows by id have what it fills in and asks of them, and are there when needed."""

from collections.abc import Iterator

from samverkan.methods.known import (
    ABOUT_PERSONS,
    BY_ID,
    IDENTITY,
    LEVEL,
    NOTE,
    OPENING,
    SUBJECT,
    TASK,
    KnownField,
    KnownKind,
)
from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding
from samverkan.methods.words import CaseKind, FieldType

_NAMES = (IDENTITY, SUBJECT)


def check_known(root: Node) -> Iterator[Problem]:
    """Reserved kinds without their fields or their partner, and a method without a name or a note."""
    kinds: dict[str, Node] = {}
    for kind in root.items("kinds"):
        if name := kind.text("id"):
            kinds.setdefault(name, kind)
    for name, kind in kinds.items():
        if kind.true("identity") and not (name in BY_ID and BY_ID[name].identity):
            yield kind.keys["identity"].problem(_OTHER_IDENTITY)
        if kind.true("judgement"):
            yield from _levels(kind)
        if name in BY_ID:
            yield from _known(kind, BY_ID[name], set(kinds))
    yield from _identities(root, kinds)
    if kinds and NOTE not in kinds:
        yield root.keys["kinds"].problem(_NO_NOTE)
    if kinds and root.text("case") in set(CaseKind) - ABOUT_PERSONS and SUBJECT not in kinds:
        yield root.keys["kinds"].problem(_NO_SUBJECT)
    yield from _asked(root, kinds)
    if TASK in kinds:
        yield from _responsible(root, kinds[TASK])


def _known(kind: Node, known: KnownKind, there: set[str]) -> Iterator[Problem]:
    fields = {name: field for field in kind.items("fields") if (name := field.text("id"))}
    for wanted in known.fields:
        field = fields.get(wanted.id)
        if field is None:
            if wanted.required and kind.get("fields") is not None:
                yield kind.problem(_lacks(known, wanted))
        elif field.text("type") in set(FieldType) - set(wanted.types):
            yield field.keys["type"].problem(_wrong_type(known, wanted))
    if known.alone:
        named = {each.id for each in known.fields if each.required}
        for name in fields.keys() - named:
            if fields[name].true("required"):
                yield fields[name].keys["required"].problem(_cannot_fill(known, name))
    if known.partner and known.partner not in there:
        yield kind.problem(_alone(known))


def _identities(root: Node, kinds: dict[str, Node]) -> Iterator[Problem]:
    """A reserved identity that is not marked as one. That there is none at all is said by `check_fields`."""
    marked = any(kind.true("identity") for kind in kinds.values())
    for name, kind in kinds.items():
        if name in BY_ID and BY_ID[name].identity and not kind.true("identity"):
            if root.text("case") == CaseKind.PLACE:
                yield kind.problem(_NO_PERSON)
            elif marked:
                yield kind.problem(_not_identity(BY_ID[name]))


def _levels(kind: Node) -> Iterator[Problem]:
    for field in kind.items("fields"):
        if field.text("type") == FieldType.SCALE and field.text("id") not in {LEVEL, None}:
            yield field.keys["id"].problem(_LEVEL)


def _asked(root: Node, kinds: dict[str, Node]) -> Iterator[Problem]:
    """What a case is opened with: it is called something, and no two questions on the form have one id."""
    asked = [name for _, name in root.texts("asks")]
    if asked and not set(asked) & set(_NAMES) and set(asked) <= set(kinds):
        yield root.keys["asks"].problem(_ASKS_NO_NAME)
    usual = [*[name for name in _NAMES if name in kinds][:1], OPENING]
    seen: dict[str, str] = {}
    for kind in dict.fromkeys(asked or usual):
        for field in kinds[kind].items("fields") if kind in kinds else ():
            if (name := field.text("id")) is None:
                continue
            if seen.setdefault(name, kind) != kind:
                yield field.keys["id"].problem(_asked_twice(name, seen[name], kind))


def _responsible(root: Node, task: Node) -> Iterator[Problem]:
    parties = {kind for party in root.items("parties") if (kind := party.text("kind"))}
    field = next((each for each in task.items("fields") if each.text("id") == "responsible"), None)
    for choice in field.items("choices") if field else ():
        node = choice.get("id")
        if node is not None and (name := node.string()) and name not in parties:
            yield node.problem(_no_party(name, sorted(parties)))


def _typed(wanted: KnownField) -> str:
    return f"{{id: {wanted.id}, type: {wanted.types[0]}, required: true, label: ...}}"


def _lacks(known: KnownKind, wanted: KnownField) -> Finding:
    return finding(
        f'Slaget "{known.id}" känner programmet igen, och det måste ha fältet "{wanted.id}". {known.says.sv}',
        f'The program knows the kind "{known.id}", which must have the field "{wanted.id}". {known.says.en}',
        f"Lägg till {_typed(wanted)} bland fälten, eller ge slaget ett annat id.",
        f"Add {_typed(wanted)} to the fields, or give the kind another id.",
    )


def _wrong_type(known: KnownKind, wanted: KnownField) -> Finding:
    types = " eller ".join(wanted.types), " or ".join(wanted.types)
    return finding(
        f'Fältet "{wanted.id}" i "{known.id}" fylls i av programmet och måste vara av typen {types[0]}.',
        f'The program fills in "{wanted.id}" of "{known.id}", which must be of type {types[1]}.',
        f"Skriv type: {wanted.types[0]}, eller ge slaget ett annat id.",
        f"Write type: {wanted.types[0]}, or give the kind another id.",
    )


def _cannot_fill(known: KnownKind, name: str) -> Finding:
    return finding(
        f'"{known.id}" skrivs av programmet självt, som inte kan fylla i "{name}".',
        f'"{known.id}" is written by the program itself, which cannot fill in "{name}".',
        "Ta bort required: från fältet.",
        "Remove required: from the field.",
    )


def _not_identity(known: KnownKind) -> Finding:
    return finding(
        f'Slaget "{known.id}" säger vem ärendet gäller och måste märkas som identitet.',
        f'The kind "{known.id}" says who the case is about and must be marked as an identity.',
        "Lägg till identity: true.",
        "Add identity: true.",
    )


def _alone(known: KnownKind) -> Finding:
    return finding(
        f'Slaget "{known.id}" hör ihop med "{known.partner}", som filen inte har.',
        f'The kind "{known.id}" goes with "{known.partner}", which the file does not have.',
        f"Lägg till slaget {known.partner}, eller ta bort {known.id}.",
        f"Add the kind {known.partner}, or remove {known.id}.",
    )


def _asked_twice(name: str, first: str, second: str) -> Finding:
    return finding(
        f'När ett ärende öppnas frågas efter "{name}" både i "{first}" och i "{second}".',
        f'When a case is opened, "{name}" is asked both in "{first}" and in "{second}".',
        "Ge det ena fältet ett annat id.",
        "Give one of the fields another id.",
    )


def _no_party(name: str, parties: list[str]) -> Finding:
    listed = ", ".join(parties)
    return finding(
        f'Ett uppdrag kan inte ligga på "{name}", som inte är part i metoden.',
        f'A task cannot be given to "{name}", which is no party to the method.',
        f"Välj ett av: {listed}.",
        f"Choose one of: {listed}.",
    )


_OTHER_IDENTITY = finding(
    "Muren känner identiteter på två id: identity och identity_protected.",
    "The wall knows identities by two ids: identity and identity_protected.",
    "Ge slaget id: identity, eller ta bort identity: true.",
    "Give the kind id: identity, or remove identity: true.",
)
_NO_PERSON = finding(
    "En metod om platser har ingen identitet.",
    "A method about places has no identity.",
    "Skriv id: subject.",
    "Write id: subject.",
)
_NO_NOTE = finding(
    'Slaget "note" saknas. Programmet skriver skälen för ett steg som en anteckning.',
    'The kind "note" is missing. The program writes the reasons for a step as a note.',
    "Lägg till ett slag med id: note och fälten event_date (date) och text (longtext).",
    "Add a kind with id: note and the fields event_date (date) and text (longtext).",
)
_NO_SUBJECT = finding(
    'Slaget "subject" saknas. Ett ärende som inte gäller en person måste kunna kallas något.',
    'The kind "subject" is missing. A case that is not about a person must be called something.',
    "Lägg till ett slag med id: subject och fältet name (text).",
    "Add a kind with id: subject and the field name (text).",
)
_ASKS_NO_NAME = finding(
    "Inget av det som frågas efter när ett ärende öppnas säger vad det kallas.",
    "Nothing that is asked when a case is opened says what it is called.",
    "Lägg till identity eller subject i asks:.",
    "Add identity or subject to asks:.",
)
_LEVEL = finding(
    "Steget på skalan i en bedömning måste heta level, så att listan och dagordningen hittar det.",
    "The level on the scale in a judgement must be called level, so that list and agenda find it.",
    "Skriv id: level.",
    "Write id: level.",
)
