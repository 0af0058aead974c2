"""Fields carry what their type needs; a personal number stands only where identity stands."""

from collections.abc import Iterator

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding
from samverkan.methods.words import CaseKind, FieldType

_COMPANIONS = (("choices", FieldType.CHOICE), ("scale", FieldType.SCALE))
_ABOUT_PERSONS = {CaseKind.PERSON, CaseKind.PUPIL, CaseKind.LEAVER}


def check_fields(root: Node) -> Iterator[Problem]:
    """Fields without their companions, personal numbers outside identity, cases without identity."""
    for kind in root.items("kinds"):
        for field in kind.items("fields"):
            yield from _companions(field)
            if field.text("type") == FieldType.PERSON_NUMBER and not kind.true("identity"):
                yield field.problem(_number_outside(kind.text("id") or ""))
    if root.text("case") in _ABOUT_PERSONS and not any(kind.true("identity") for kind in root.items("kinds")):
        yield (root.get("kinds") or root).problem(_NO_IDENTITY)
    for figure in root.items("indicators"):
        yield from _figure(figure)


def _companions(field: Node) -> Iterator[Problem]:
    type_ = field.text("type")
    for key, owner in _COMPANIONS:
        given = field.get(key)
        if type_ == owner and (given is None or given.sequence == []):
            yield field.problem(_lacks(key, owner))
        elif given is not None and type_ is not None and type_ != owner:
            yield field.keys[key].problem(_idle(key, owner))


def _figure(figure: Node) -> Iterator[Problem]:
    counts, kind = figure.text("counts"), figure.get("kind")
    if counts == "entries" and kind is None:
        yield figure.problem(_WHICH_KIND)
    elif kind is not None and counts not in {"entries", None}:
        yield figure.keys["kind"].problem(_KIND_IDLE)
    if counts in {"persons", "cases", "exits"} and figure.text("counted_by") == "each":
        yield figure.get("counted_by").problem(_ONE_COMPARTMENT)  # type: ignore[union-attr]


def _lacks(key: str, owner: FieldType) -> Finding:
    return finding(
        f'Ett fält med type: {owner} måste ha "{key}".',
        f'A field with type: {owner} must have "{key}".',
        f"Lägg till {key}:, eller byt typ på fältet.",
        f"Add {key}:, or change the field's type.",
    )


def _idle(key: str, owner: FieldType) -> Finding:
    return finding(
        f'"{key}" hör bara till fält med type: {owner}.',
        f'"{key}" belongs only to fields with type: {owner}.',
        f"Ta bort {key}:, eller skriv type: {owner}.",
        f"Remove {key}:, or write type: {owner}.",
    )


def _number_outside(kind: str) -> Finding:
    return finding(
        f'Ett personnummer får bara stå i en identitet, men slaget "{kind}" är ingen identitet.',
        f'A personal number may only stand in an identity, but the kind "{kind}" is none.',
        "Flytta fältet till ett slag med identity: true.",
        "Move the field to a kind with identity: true.",
    )


_NO_IDENTITY = finding(
    "Ärendet gäller en person, men inget slag av uppgift säger vem.",
    "The case is about a person, but no kind of entry says who.",
    "Lägg till identity: true på det slag där namnet står.",
    "Add identity: true to the kind where the name stands.",
)
_WHICH_KIND = finding(
    "Här räknas uppgifter, men inte av vilket slag.",
    "Entries are counted here, but not of which kind.",
    "Lägg till kind: och slaget.",
    "Add kind: and the kind.",
)
_KIND_IDLE = finding(
    '"kind" hör bara till siffror med counts: entries.',
    '"kind" belongs only to figures with counts: entries.',
    "Ta bort kind:, eller skriv counts: entries.",
    "Remove kind:, or write counts: entries.",
)
_ONE_COMPARTMENT = finding(
    "Personer, ärenden och avslut kan bara räknas på ett ställe; annars räknas samma person flera gånger.",
    "Persons, cases and exits can be counted in one place only; else a person is counted several times.",
    "Skriv counted_by: owner.",
    "Write counted_by: owner.",
)
