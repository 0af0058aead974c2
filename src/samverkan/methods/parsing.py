"""YAML text to a tree of nodes, or to plain words about why it is not YAML that a method may use."""

import re
from bisect import bisect_right
from datetime import date

import yaml

from samverkan.methods import yaml_faults
from samverkan.methods.nodes import Node, Scalar
from samverkan.methods.problems import Finding, Problem

DEEPEST = 24
"""Levels of nesting allowed. The format uses nine; the limit keeps a hostile file off the stack's end."""

_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = {_TAG + name for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value")}
_TRUE = {"true", "yes", "on"}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,8})")


class _RefusedError(Exception):
    def __init__(self, found: Finding, event: yaml.Event) -> None:
        self.found = found
        self.offset = event.start_mark.index if event.start_mark else 0


class _Loader(yaml.SafeLoader):
    """Composes nodes, and refuses aliases and bottomless nesting before they cost anything."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(yaml_faults.ALIAS, event)
        if self.depth >= DEEPEST:
            raise _RefusedError(yaml_faults.TOO_DEEP, event)
        self.depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)  # type: ignore[arg-type]
        self.depth -= 1
        return node


class _Places:
    """Line and column of an offset, as an editor counts them."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        if len(self.starts) > 1 and self.starts[-1] == len(text):
            self.starts.pop()  # a final line break starts no line of its own

    def of(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self.starts, max(0, offset)) - 1
        return row + 1, max(0, offset) - self.starts[row] + 1


class _Grower:
    """Turns composed YAML nodes into `Node`s and gathers what is wrong with them."""

    def __init__(self, places: _Places) -> None:
        self.places = places
        self.problems: list[Problem] = []

    def grow(self, source: yaml.Node, path: str) -> Node:
        line, column = self.places.of(source.start_mark.index)
        node = Node(path, line, column)
        if isinstance(source, yaml.MappingNode):
            node.mapping = {}
            for key, value in source.value:
                self._pair(node, node.mapping, key, value)
        elif isinstance(source, yaml.SequenceNode):
            node.sequence = [self.grow(item, f"{path}[{number}]") for number, item in enumerate(source.value)]
        else:
            node.raw = source.value
            if source.tag in _PLAIN_TAGS:
                node.scalar = _scalar(source.tag.removeprefix(_TAG), source.value)
            else:
                self.problems.append(node.problem(yaml_faults.tag(source.tag.removeprefix(_TAG))))
        return node

    def _pair(self, node: Node, into: dict[str, Node], key: yaml.Node, value: yaml.Node) -> None:
        line, column = self.places.of(key.start_mark.index)
        if not isinstance(key, yaml.ScalarNode):
            self.problems.append(Node(node.path, line, column).problem(yaml_faults.KEY_NOT_TEXT))
            return
        name = key.value
        path = f"{node.path}.{name}" if node.path else name
        here = Node(path, line, column, scalar=name, raw=name)
        if name in node.keys:
            self.problems.append(here.problem(yaml_faults.key_twice(name, node.keys[name].line)))
            return
        node.keys[name] = here
        into[name] = self.grow(value, path)


def parse(text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text and the faults found on the way; no tree when it cannot be read at all."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    places = _Places(text)
    loader: _Loader | None = None
    try:
        loader = _Loader(text)
        source = loader.get_single_node()
    except _RefusedError as refused:
        return None, [_at(places, refused.offset, refused.found)]
    except yaml.MarkedYAMLError as error:
        found, mark = yaml_faults.explain(error)
        return None, [_at(places, mark.index if mark else 0, found)]
    except yaml.reader.ReaderError as error:
        return None, [_at(places, error.position, yaml_faults.unreadable_sign(error.character))]
    finally:
        if loader is not None:
            loader.dispose()
    if source is None:
        return None, [_at(places, 0, yaml_faults.EMPTY)]
    grower = _Grower(places)
    return grower.grow(source, ""), grower.problems


def _at(places: _Places, offset: int, found: Finding) -> Problem:
    line, column = places.of(offset)
    return Problem(line, column, "", found.message, found.remedy)


def _scalar(kind: str, raw: str) -> Scalar:
    """The value of a plain scalar. What only looks like a number or a date stays text."""
    if kind == "null":
        return None
    if kind == "bool":
        return raw.lower() in _TRUE
    if kind == "int" and _WHOLE.fullmatch(raw):
        return int(raw)
    if kind == "timestamp" and len(raw) == len("2026-01-01"):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            return raw
    return raw
