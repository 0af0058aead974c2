"""A YAML text as a tree that remembers where everything stands.

Asking a node for what it does not have gives nothing rather than an error, so a check can walk a broken file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from samverkan.methods.problems import Finding, Problem

Scalar = str | int | float | bool | date | None


@dataclass
class Node:
    """One value of the file. `line` and `column` count from 1 and stay inside the file."""

    path: str
    line: int
    column: int
    scalar: Scalar = None
    raw: str = ""
    mapping: "dict[str, Node] | None" = None
    sequence: "list[Node] | None" = None
    keys: "dict[str, Node]" = field(default_factory=dict)

    def get(self, key: str) -> "Node | None":
        """The value under a key, or None."""
        return (self.mapping or {}).get(key)

    def items(self, key: str) -> "Iterator[Node]":
        """The values of the list under a key; none if it is missing or no list."""
        found = self.get(key)
        return iter((found.sequence or []) if found else [])

    def text(self, key: str) -> str | None:
        """The text under a key; None if it is missing, empty or no text."""
        found = self.get(key)
        return found.string() if found else None

    def string(self) -> str | None:
        """The node's own text; None if it is empty or no text."""
        return self.scalar if isinstance(self.scalar, str) and self.scalar else None

    def true(self, key: str) -> bool:
        """Whether the key holds `true`."""
        found = self.get(key)
        return found is not None and found.scalar is True

    def ids(self, key: str) -> list[str]:
        """The ids of the items in the list under a key, in order."""
        return [found for item in self.items(key) if (found := item.text("id"))]

    def texts(self, key: str) -> "Iterator[tuple[Node, str]]":
        """Each text in the list under a key, with its node."""
        for item in self.items(key):
            if (found := item.string()) is not None:
                yield item, found

    def walk(self) -> "Iterator[Node]":
        """This node and all below it, in the file's order."""
        yield self
        children = self.sequence if self.sequence is not None else list((self.mapping or {}).values())
        for child in children:
            yield from child.walk()

    def problem(self, found: Finding) -> Problem:
        """The finding, placed here."""
        return Problem(self.line, self.column, self.path, found.message, found.remedy)
