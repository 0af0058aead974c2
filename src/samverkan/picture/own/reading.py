"""An own file of any kind read by its kind's reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from samverkan.picture.incidents import reading as incidents
from samverkan.picture.incidents.areas import Municipality, shipped_municipality
from samverkan.picture.incidents.reading import Incidents
from samverkan.picture.own.wishes import Wishes
from samverkan.picture.places.register import shipped
from samverkan.picture.reports import own_figures, place_reports
from samverkan.picture.sources.notice_types import notice_types
from samverkan.tables.fields import Field
from samverkan.tables.sheet import Sheet

Fields = Callable[[dt.date], tuple[Field, ...]]
FIELDS: Mapping[str, Fields] = {
    "incidents": incidents.fields, "place_reports": place_reports.fields, "own_figures": own_figures.fields,
}  # fmt: skip


def municipality(code: str) -> Municipality:
    """The municipality's names and borders."""
    return shipped_municipality(shipped(), code, notice_types().aliases)


def read(sheet: Sheet, wishes: Wishes, where: Municipality, today: dt.date) -> Incidents:
    """The file's rows. Raises Refusal where the file as a whole cannot be taken."""
    mapping = wishes.mapping or None
    if wishes.kind == "incidents":
        found = incidents.read(sheet, where, today, mapping=mapping, same=wishes.same)
        return incidents.without_repeats(found)
    if wishes.kind == "place_reports":
        return place_reports.read(sheet, where, today, mapping=mapping, same=wishes.same)
    return own_figures.read(sheet, where, today, mapping=mapping)
