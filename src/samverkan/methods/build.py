"""A faultless tree becomes a `Method`. What is checked before is not checked again."""

from typing import Any

from samverkan.methods.nodes import Node
from samverkan.methods.schema import Method
from samverkan.methods.spec import Form, Spec, spec_of


def build(root: Node) -> Method:
    """The method of a tree without problems. Raises KeyError, TypeError or ValueError on any other tree."""
    method: Method = _value(root, spec_of(Method))
    return method


def _value(node: Node, spec: Spec) -> Any:
    if spec.form is Form.RECORD:
        given = node.mapping or {}
        values = {key: _value(given[key], below) for key, below in spec.below().items() if key in given}
        return spec.python(**{_attribute(key): value for key, value in values.items()})
    if spec.form is Form.LIST and spec.item is not None:
        return tuple(_value(item, spec.item) for item in node.sequence or [])
    if spec.form is Form.CHOICE:
        return spec.python(node.scalar)
    return node.scalar


def _attribute(key: str) -> str:
    return "from_" if key == "from" else key
