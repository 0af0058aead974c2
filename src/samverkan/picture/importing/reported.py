"""Reported crime (Brå), a year and municipality, in six groups: counts, and rates as the source counts them."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.picture.importing import tidy
from samverkan.picture.importing.shapes import Context, Imported
from samverkan.tables import kinds, rows
from samverkan.tables.fields import Field
from samverkan.tables.rows import Row
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

GROUPS = {
    "total": ("alla", "totalt"),
    "person": ("brott mot person", "person"),
    "theft": ("stöld", "tillgrepp"),
    "burglary": ("inbrott",),
    "vandalism": ("skadegörelse",),
    "drugs_weapons": ("narkotika och vapen",),
}
FIELDS = (
    Field("municipality", Text("Kommunkod", "Municipality code"), kinds.code(4), names=("kommunkod",)),
    Field("year", Text("År", "Year"), kinds.integer(1975, 2100), names=("ar",)),
    Field("group", Text("Brottsgrupp", "Group"), kinds.choice(GROUPS), names=("brottsgrupp",)),
    Field("count", Text("Antal", "Count"), kinds.figure(), names=("antal", "anmälda brott")),
    Field("rate", Text("Per 100 000", "Per 100,000"), kinds.figure(), names=("per_100k",), required=False),
)


def read(sheet: Sheet, context: Context) -> Imported:
    """One row a municipality, year and group."""
    found = rows.read(sheet, FIELDS, unique=("municipality", "year", "group"))
    table = tidy.table((each for row in found.rows for each in _figures(row)), context.held)
    years = sorted({row["year"] for row in found.rows})
    places = len({row["municipality"] for row in found.rows})
    return Imported(
        {"figures": table}, found.report, ((Text("kommuner", "municipalities"), places),),
        first=str(years[0]) if years else "", last=str(years[-1]) if years else "",
    )  # fmt: skip


def _figures(row: Row) -> Iterator[tidy.Tidy]:
    where, when = row["municipality"], str(row["year"])
    yield tidy.of_figure(where, f"reported.{row['group']}", when, row["count"])
    if row["rate"] is not None:
        yield tidy.of_figure(where, f"reported.{row['group']}.rate", when, row["rate"])
