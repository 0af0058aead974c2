"""Kolada's key figures, from its interface (JSON) or a table: a municipality, a year, women, men or both."""

from __future__ import annotations

import re

from samverkan.picture.importing import tidy
from samverkan.picture.importing.shapes import Context, Imported
from samverkan.tables import kinds, rows
from samverkan.tables.fields import Field
from samverkan.tables.figures import Mask
from samverkan.tables.rows import Row
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

MASKS = {"privacy": Mask.HIDDEN, "missing": Mask.NONE, "not applicable": Mask.NONE}
FIELDS = (
    Field("kpi", Text("Nyckeltal", "Key figure"), kinds.text(longest=12), names=("kpi",)),
    Field("municipality", Text("Kommunkod", "Municipality code"), kinds.code(4), names=("municipality_id",)),
    Field("year", Text("År", "Year"), kinds.integer(1975, 2100), names=("year", "period", "ar")),
    Field("gender", Text("Kön", "Gender"), kinds.choice({"T": ("alla", "totalt"), "K": ("kvinnor",), "M": ("män",)}),
          names=("gender",), required=False, default="T"),
    Field("value", Text("Värde", "Value"), kinds.figure("."), names=("value", "varde"), required=False),
    Field("status", Text("Status", "Status"), kinds.text(longest=40), names=("status",), required=False, default=""),
)  # fmt: skip
KPI = re.compile(r"^[NU]\d{5}$")


def read(sheet: Sheet, context: Context) -> Imported:
    """One row a key figure, municipality, year and gender. A value that is secret or missing is kept as that."""
    found = rows.read(sheet, FIELDS, unique=("kpi", "municipality", "year", "gender"))
    table = tidy.table(map(_figure, found.rows), context.held)
    years = sorted({row["year"] for row in found.rows})
    masked = sum(_figure(row).value is None for row in found.rows)
    return Imported(
        {"figures": table}, found.report,
        (
            (Text("nyckeltal", "key figures"), len({row["kpi"] for row in found.rows})),
            (Text("dolda eller saknade värden", "hidden or missing values"), masked),
        ),
        first=str(years[0]) if years else "", last=str(years[-1]) if years else "",
    )  # fmt: skip


def _figure(row: Row) -> tidy.Tidy:
    part = "" if row["gender"] == "T" else f".{row['gender']}"
    where, what, when = row["municipality"], f"kolada.{row['kpi']}{part}", str(row["year"])
    if row["value"] is None or row["value"].number is None:
        mask = MASKS.get(row["status"].casefold(), Mask.NONE)
        return tidy.Tidy(where, what, when, None, mask.value, row["status"])
    return tidy.of_figure(where, what, when, row["value"])
