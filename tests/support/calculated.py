"""A room's own list of permitted calculations: each item real, and on the whole list."""

import importlib
import operator
from collections.abc import Iterable
from typing import Any


def assert_real_and_listed(items: Iterable[Any]) -> None:
    """Each names a function, or a field or property of a class, that is there; and stands in the reference."""
    from samverkan.casework.calculations import as_markdown, permitted

    assert set(items) <= set(permitted())
    for each in items:
        module, name = each.at.split(":")
        first, *rest = name.split(".")
        found = getattr(importlib.import_module(module), first)
        for part in rest:
            assert part in getattr(found, "__dataclass_fields__", {}) or operator.attrgetter(part)(found)
        assert each.at in as_markdown()
