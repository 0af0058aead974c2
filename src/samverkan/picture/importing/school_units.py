"""The register of school units: which quarter a school lies in. No address and no coordinates are kept."""

from __future__ import annotations

import polars as pl

from samverkan.picture.importing.shapes import Context, Imported, merged
from samverkan.tables import kinds, rows
from samverkan.tables.fields import Field
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

FIELDS = (
    Field("unit", Text("Skolenhetskod", "School unit"), kinds.code(8), names=("skolenhetskod",)),
    Field("name", Text("Namn", "Name"), kinds.text(), names=("namn", "skolenhetsnamn")),
    Field("municipality", Text("Kommunkod", "Municipality code"), kinds.code(4), names=("kommunkod",)),
    Field(
        "quarter", Text("Stadsdel", "Quarter"), kinds.text(), names=("stadsdel",), required=False, default=""
    ),
)


def read(sheet: Sheet, context: Context) -> Imported:
    """One row a unit; a quarter that the register of places does not know is left open."""
    found = rows.read(sheet, FIELDS, unique=("unit",))
    names = {(each.parent, each.name): each.id for each in context.register.of_kind("quarter")}
    units = pl.DataFrame(
        [
            (row["unit"], row["name"], row["municipality"], names.get((row["municipality"], row["quarter"])))
            for row in found.rows
        ],
        schema={"unit": pl.String, "name": pl.String, "municipality": pl.String, "quarter": pl.String}, orient="row",
    )  # fmt: skip
    held = context.held.table("units") if context.held else None
    lost = units.filter(
        pl.col("quarter").is_null(), pl.col("municipality").is_in({each[0] for each in names})
    )
    return Imported(
        {"units": merged(held, units, ["unit"])}, found.report,
        ((Text("skolor utan stadsdel", "schools without a quarter"), len(lost)),),
    )  # fmt: skip
