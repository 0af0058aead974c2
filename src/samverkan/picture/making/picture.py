"""The picture of a place: one object, from which the pages, the PDF and the open data are all made."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.picture.making.alike_part import AlikePart, alike_part
from samverkan.picture.making.data import Data, State
from samverkan.picture.making.gaps import LeftOut, gaps, left_out
from samverkan.picture.making.notices_part import NoticesPart, notices_part
from samverkan.picture.making.schools_part import SchoolsPart, schools_part
from samverkan.picture.making.spans import Span
from samverkan.picture.making.statistics_part import (
    Compared,
    Living,
    Yearly,
    compared_part,
    living_part,
    reported_part,
)
from samverkan.picture.making.year_wheel import YearWheel, year_wheel
from samverkan.picture.places.comparing import Standing, standing
from samverkan.picture.places.register import Place
from samverkan.tables.text import Text


@dataclass(frozen=True)
class Picture:
    """A place, a time, and what is said of it. The same `versions` of the data give the same picture."""

    place: Place
    city: Place
    standing: Standing | None
    notices: NoticesPart | None
    reported: tuple[Yearly, ...]
    compared: tuple[Compared, ...]
    living: tuple[Living, ...]
    schools: SchoolsPart | None
    alike: AlikePart | None
    wheel: YearWheel | None
    gaps: tuple[Text, ...]
    left_out: tuple[LeftOut, ...]
    states: tuple[State, ...]

    @property
    def is_city(self) -> bool:
        return self.place.kind == "municipality"

    @property
    def versions(self) -> dict[str, str]:
        """Dataset to the version the picture stands on."""
        return {state.version.folder.parent.name: state.version.name for state in self.states}


def picture(data: Data, place: Place, span: Span | None = None) -> Picture:
    """Make the picture of a municipality or a district, of a span of months or of all there is."""
    notices = notices_part(data, place, span)
    schools = schools_part(data, place)
    city = data.register[data.municipality]
    is_city = place.kind == "municipality"
    return Picture(
        place=place, city=city,
        standing=standing(data.register, place, notices.span.first_day, notices.span.last_day) if notices else None,
        notices=notices,
        reported=reported_part(data) if is_city else (),
        compared=compared_part(data) if is_city else (),
        living=living_part(data, place), schools=schools,
        alike=alike_part(data, place, notices.span) if notices else None,
        wheel=year_wheel(notices.seasons) if notices else None,
        gaps=gaps(data, place, notices, schools), left_out=left_out(data),
        states=tuple(state for state in data.states.values() if not state.source.own),
    )  # fmt: skip
