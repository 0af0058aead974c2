"""What the schema's types ask of a file, read once from the dataclasses and their marks."""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from samverkan.methods.nodes import Node

_Mark = TypeVar("_Mark")


class Form(Enum):
    """The forms a value of a file can have."""

    RECORD = "record"
    LIST = "list"
    CHOICE = "choice"
    TEXT = "text"
    WHOLE = "whole"
    FLAG = "flag"
    DATE = "date"


_PLAIN = {str: Form.TEXT, int: Form.WHOLE, bool: Form.FLAG, date: Form.DATE}


@dataclass(frozen=True)
class Spec:
    """What is asked of one value. `python` is the class it becomes; `item` the spec of a list's items."""

    form: Form
    python: Any
    item: "Spec | None"
    required: bool
    marks: tuple[object, ...]

    def mark(self, wanted: type[_Mark]) -> _Mark | None:
        """The mark of this class on the type, or None."""
        return next((mark for mark in self.marks if isinstance(mark, wanted)), None)

    def below(self) -> dict[str, "Spec"]:
        """The keys of a record, in the schema's order; none for other forms."""
        return _below(self.python) if self.form is Form.RECORD else {}

    def groups(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Groups of keys of which `one_of` or `some_of` must be given."""
        found: tuple[tuple[str, ...], ...] = getattr(self.python, name, ())
        return found


def spec_of(python: type[Any]) -> Spec:
    """The spec of a dataclass of the schema."""
    return _read(python, required=True)


@cache
def _below(record: type[Any]) -> dict[str, Spec]:
    hints = get_type_hints(record, include_extras=True)
    return {key_of(item.name): _read(hints[item.name], item.default is MISSING) for item in fields(record)}


def key_of(attribute: str) -> str:
    """The file's key for an attribute: `from_` stands as `from`."""
    return attribute.removesuffix("_")


def _read(hint: Any, required: bool) -> Spec:
    marks: list[object] = []
    while get_origin(hint) in {Annotated, Union, UnionType}:
        if get_origin(hint) is Annotated:
            marks += get_args(hint)[1:]
            hint = get_args(hint)[0]
        else:
            hint = next(part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is tuple:
        return Spec(Form.LIST, tuple, _read(get_args(hint)[0], required=True), required, tuple(marks))
    return Spec(_form(hint), hint, None, required, tuple(marks))


def _form(python: type[Any]) -> Form:
    if is_dataclass(python):
        return Form.RECORD
    return Form.CHOICE if issubclass(python, Enum) else _PLAIN[python]


def pairs(node: Node, spec: Spec) -> Iterator[tuple[Node, Spec]]:
    """Each value of the file that the format knows, with what is asked of it, in the file's order."""
    yield node, spec
    if spec.item is not None:
        for item in node.sequence or []:
            yield from pairs(item, spec.item)
    for key, below in (node.mapping or {}).items():
        if key in spec.below():
            yield from pairs(below, spec.below()[key])
