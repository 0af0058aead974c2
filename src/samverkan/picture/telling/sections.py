"""The whole picture, section by section, in the order it is read."""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.picture.making.picture import Picture
from samverkan.picture.telling.alike_section import alike_section
from samverkan.picture.telling.changes import changes_section
from samverkan.picture.telling.compared_section import compared_section
from samverkan.picture.telling.gaps_section import gaps_section, sources_section
from samverkan.picture.telling.living_section import living_section
from samverkan.picture.telling.place_section import place_section
from samverkan.picture.telling.reported_section import reported_section
from samverkan.picture.telling.schools_section import schools_section
from samverkan.picture.telling.shapes import Section, Teller
from samverkan.picture.telling.time_section import time_section
from samverkan.picture.telling.year_section import year_section

ORDER = (
    changes_section, place_section, time_section, alike_section, reported_section, living_section, schools_section,
    compared_section, year_section, gaps_section, sources_section,
)  # fmt: skip


def sections(picture: Picture, tell: Teller) -> tuple[Section, ...]:
    """Every section that has something to say."""
    found = (make(picture, tell) for make in ORDER)
    return tuple(each for each in found if each is not None)


def with_own(every: Sequence[Section], own: Sequence[Section]) -> tuple[Section, ...]:
    """The same with an agency's own sections before what is not known."""
    at = next((n for n, section in enumerate(every) if section.id == "gaps"), len(every))
    return (*every[:at], *own, *every[at:])
