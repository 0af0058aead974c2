"""Marks on the schema's types: what a field is for, what it points to, what it may hold.

The reader, the checker and the generated reference all read the same marks, so they cannot disagree.
"""

import re
from dataclasses import dataclass
from typing import Annotated

ID_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""An id: a lower-case letter, then letters a-z, digits and underscores; at most 40 signs."""

DAYS_MOST = 36_600
"""A hundred years: more is a slip of the pen, and dates beyond it would overflow."""


@dataclass(frozen=True)
class Says:
    """What a field is for, in one line of the reference."""

    doc: str


@dataclass(frozen=True)
class IsId:
    """The text is an id by `ID_PATTERN`, unique in its list."""


@dataclass(frozen=True)
class Ref:
    """The text names an item of another list of the same method: `kinds`, `phases`, `scales` ..."""

    to: str


@dataclass(frozen=True)
class Between:
    """A whole number from `least` to `most`, both included."""

    least: int
    most: int


@dataclass(frozen=True)
class NotEmpty:
    """The list has at least one item."""


Id = Annotated[str, IsId()]
KindRef = Annotated[str, Ref("kinds")]
PhaseRef = Annotated[str, Ref("phases")]
ScaleRef = Annotated[str, Ref("scales")]
RetentionRef = Annotated[str, Ref("retention")]
PartyRef = Annotated[str, Ref("parties")]
GroundRef = Annotated[str, Ref("grounds")]
EventRef = Annotated[str, Ref("event")]
AgendaRef = Annotated[str, Ref("agenda")]
SplitRef = Annotated[str, Ref("split")]
SectionRef = Annotated[str, Ref("section")]
SideRef = Annotated[str, Ref("side_files")]
OpensRef = Annotated[str, Ref("opens")]
Days = Annotated[int, Between(1, DAYS_MOST)]
Limit = Annotated[int, Between(0, DAYS_MOST)]
