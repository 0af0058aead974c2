"""Confirmed shootings and explosions: monthly per police region, or yearly for the whole country."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.picture.importing import tidy
from samverkan.picture.importing.shapes import Context, Imported
from samverkan.tables import headers, kinds, rows
from samverkan.tables.fields import Field
from samverkan.tables.rows import Reading
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

MEASURES = {
    "shootings": ("skjutningar",),
    "injured": ("skadade",),
    "explosions": ("detonationer", "sprängningar"),
}
MONTHLY = (
    Field("measure", Text("Mått", "Measure"), kinds.choice(MEASURES), names=("matt",)),
    Field("region", Text("Polisregion", "Region"), kinds.text(), names=("polisregion",)),
    Field("year", Text("År", "Year"), kinds.integer(2000, 2100), names=("ar",)),
    Field("month", Text("Månad", "Month"), kinds.integer(1, 12), names=("manad",)),
    Field("count", Text("Antal", "Count"), kinds.figure(), names=("antal",)),
)
YEARLY = (
    Field("year", Text("År", "Year"), kinds.integer(2000, 2100), names=("ar",)),
    Field("shootings", Text("Skjutningar", "Shootings"), kinds.figure(), names=("skjutningar",)),
    Field("explosions", Text("Sprängningar", "Explosions"), kinds.figure(), names=("sprangningar",)),
)


def read(sheet: Sheet, context: Context) -> Imported:
    """Either layout; which one is told by the headings."""
    monthly = not headers.match(sheet, MONTHLY).missing
    found = (
        rows.read(sheet, MONTHLY, unique=("measure", "region", "year", "month"))
        if monthly
        else rows.read(sheet, YEARLY)
    )
    figures = list(_monthly(found) if monthly else _yearly(found))
    when = sorted({each.period for each in figures})
    return Imported(
        {"figures": tidy.table(figures, context.held)}, found.report, (),
        first=when[0] if when else "", last=when[-1] if when else "",
    )  # fmt: skip


def _monthly(found: Reading) -> Iterator[tidy.Tidy]:
    for row in found.rows:
        place = f"polisregion-{row['region'].casefold()}"
        yield tidy.of_figure(
            place, f"shootings.{row['measure']}", f"{row['year']}-{row['month']:02d}", row["count"]
        )


def _yearly(found: Reading) -> Iterator[tidy.Tidy]:
    for row in found.rows:
        for measure in ("shootings", "explosions"):
            yield tidy.of_figure("00", f"shootings.{measure}", str(row["year"]), row[measure])
