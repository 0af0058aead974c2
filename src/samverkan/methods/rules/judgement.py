"""A judgement is a human's: with reason, date and end, in words or on a scale, never as a number."""

from collections.abc import Iterator

from samverkan.methods.forbidden import computed, is_computed, is_danger
from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding
from samverkan.methods.words import FieldType

REQUIRED = {"reason": FieldType.LONGTEXT, "judged_on": FieldType.DATE, "valid_until": FieldType.DATE}
"""What every judgement must carry, and the type of each field."""


def check_judgement(root: Node) -> Iterator[Problem]:
    """Computed names, judgements without reason or end, and dangers as numbers."""
    for named in _named(root):
        name = named.string()
        if name and is_computed(name):
            yield named.problem(computed(name))
    for kind in root.items("kinds"):
        yield from _fields(kind)
        if kind.true("judgement"):
            yield from _whole(kind)


def _named(root: Node) -> Iterator[Node]:
    """The ids that could name a computed judgement: scales, levels, kinds, fields and choices."""
    for part in ("scales", "kinds"):
        for item in root.items(part):
            inner = [*item.items("levels"), *item.items("fields")]
            choices = [choice for field in inner for choice in field.items("choices")]
            for holder in (item, *inner, *choices):
                if (found := holder.get("id")) is not None:
                    yield found


def _whole(kind: Node) -> Iterator[Problem]:
    fields = {name: field for field in kind.items("fields") if (name := field.text("id"))}
    for name, wanted in REQUIRED.items():
        field = fields.get(name)
        if field is None or field.text("type") != wanted or not field.true("required"):
            yield (field or kind).problem(_lacks(name, wanted))
    if kind.get("valid_days") is None:
        yield kind.problem(_NO_END)


def _fields(kind: Node) -> Iterator[Problem]:
    for field in kind.items("fields"):
        name, type_ = field.text("id") or "", field.text("type")
        if type_ == FieldType.INT and is_danger(name):
            yield field.problem(_danger_as_number(name))
        elif type_ == FieldType.SCALE and not kind.true("judgement"):
            yield field.problem(_scale_outside(kind.text("id") or ""))


_NO_END = finding(
    "En bedömning måste ha ett slut, men valid_days saknas.",
    "A judgement must have an end, but valid_days is missing.",
    "Lägg till valid_days: 21, eller så många dagar som bedömningen får gälla.",
    "Add valid_days: 21, or as many days as the judgement may hold.",
)


def _lacks(name: str, wanted: FieldType) -> Finding:
    return finding(
        f'En bedömning måste ha fältet "{name}", av typen {wanted} och obligatoriskt.',
        f'A judgement must have the field "{name}", of type {wanted} and required.',
        f"Lägg till {{id: {name}, type: {wanted}, required: true, label: ...}} bland fälten.",
        f"Add {{id: {name}, type: {wanted}, required: true, label: ...}} to the fields.",
    )


def _danger_as_number(name: str) -> Finding:
    return finding(
        f'"{name}" är ett tal. En risk som tal kan summeras och rangordnas, och det får ingen människa bli.',
        f'"{name}" is a number. A risk as a number can be summed and ranked, and no person may be.',
        "Byt till type: longtext, eller till en skala i ett slag med judgement: true.",
        "Change to type: longtext, or to a scale in a kind with judgement: true.",
    )


def _scale_outside(kind: str) -> Finding:
    return finding(
        f'Ett steg på en skala är en bedömning, men slaget "{kind}" är ingen bedömning.',
        f'A level on a scale is a judgement, but the kind "{kind}" is none.',
        "Lägg till judgement: true och fälten reason, judged_on och valid_until.",
        "Add judgement: true and the fields reason, judged_on and valid_until.",
    )
