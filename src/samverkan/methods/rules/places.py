"""A method about places can hold no person (EST, effektiv samordning för trygghet, is the model for it)."""

from collections.abc import Iterator

from samverkan.methods.forbidden import words_of
from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding
from samverkan.methods.words import CaseKind, FieldType

_PERSON_TYPES = {FieldType.PERSON_NUMBER, FieldType.NAME}
_PERSON_WORDS = frozenset(
    [
        "person",
        "persons",
        "personer",
        "personnummer",
        "surname",
        "suspect",
        "misstankt",
        "victim",
        "offer",
        "offender",
        "pupil",
        "elev",
        "guardian",
        "vardnadshavare",
        "child",
        "barn",
        "sibling",
        "syskon",
        "leaver",
        "avhoppare",
    ]
)


def check_places(root: Node) -> Iterator[Problem]:
    """Person fields and identities in a method whose cases are places."""
    if root.text("case") != CaseKind.PLACE:
        return
    for kind in root.items("kinds"):
        if kind.true("identity"):
            yield kind.keys["identity"].problem(_person("identity"))
        for field in kind.items("fields"):
            name = field.text("id") or ""
            if field.text("type") in _PERSON_TYPES or _PERSON_WORDS & set(words_of(name)):
                yield field.problem(_person(name))


def _person(name: str) -> Finding:
    return finding(
        f'Metoden handlar om platser och får inte ha något om en person, men här står "{name}".',
        f'The method is about places and may hold nothing about a person, but here stands "{name}".',
        "Ta bort det. Behövs personer är det en annan metod, med case: person.",
        "Remove it. If persons are needed it is another method, with case: person.",
    )
