"""How an officer wants an own file read: as what, which column is what, and whether it adds or replaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Wishes:
    """kind: as in `OwnFile.Kind`; mapping: field to column; same: old category to new. `confirmed` by a human."""

    kind: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    replace: bool = False
    made_up: bool = False

    def written(self) -> dict[str, Any]:
        """As it is kept beside the file."""
        return {
            "kind": self.kind, "mapping": dict(self.mapping), "same": dict(self.same), "replace": self.replace,
            "made_up": self.made_up,
        }  # fmt: skip


def read(held: Mapping[str, Any]) -> Wishes:
    """What `written` gave."""
    return Wishes(held["kind"], held["mapping"], held["same"], held["replace"], held["made_up"])
