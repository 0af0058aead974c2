"""All that is wrong with a method's file, in one go, line by line."""

from samverkan.methods.nodes import Node
from samverkan.methods.parsing import parse
from samverkan.methods.problems import Problem
from samverkan.methods.rules import RULES
from samverkan.methods.schema import Method
from samverkan.methods.shape import check_shape
from samverkan.methods.spec import spec_of


def check(text: str) -> list[Problem]:
    """The problems of a file's text, sorted by line; an empty list means that it can be used."""
    return read(text)[1]


def read(text: str) -> tuple[Node | None, list[Problem]]:
    """The tree and the problems. The tree may be built into a `Method` only if there are no problems."""
    root, problems = parse(text)
    if root is not None:
        problems = [*problems, *check_shape(root, spec_of(Method))]
        for rule in RULES:
            problems += rule(root)
    # One fault may be seen by two rules; say it once.
    return root, sorted(dict.fromkeys(problems), key=lambda found: (found.line, found.column))
