"""The police's types of notice in groups, their old names, and the names in a text that mean a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import yaml

from samverkan.picture.places.register import DATA
from samverkan.picture.sources.catalogue import words
from samverkan.tables.text import Text

OTHER = "other"


@dataclass(frozen=True)
class Group:
    """A group of types; `crime` whether it is about crime, and so counted among crimes."""

    id: str
    label: Text
    crime: bool
    types: tuple[str, ...]


@dataclass(frozen=True)
class NoticeTypes:
    """groups in order; `group_of` a type; `renamed` old name to the one now; `aliases` of quarters."""

    groups: tuple[Group, ...]
    renamed: dict[str, str]
    aliases: dict[str, str]

    @cached_property
    def group_of(self) -> dict[str, str]:
        """Type to the id of its group."""
        return {kind: group.id for group in self.groups for kind in group.types}

    def group(self, group: str) -> Group:
        """A group by id."""
        return next(each for each in self.groups if each.id == group)


@cache
def notice_types() -> NoticeTypes:
    """What `data/notice_types.yaml` says."""
    held: dict[str, Any] = yaml.safe_load((DATA / "notice_types.yaml").read_text(encoding="utf-8"))
    groups = tuple(
        Group(row["id"], words(row["label"]), bool(row["crime"]), tuple(row["types"]))
        for row in held["groups"]
    )
    return NoticeTypes(groups, dict(held["renamed"]), dict(held["aliases"]))
