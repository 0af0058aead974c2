"""The police's vulnerable areas (GeoJSON): name, class, date and border. Shown with care, never as a score."""

from __future__ import annotations

import json

import polars as pl
import pyproj
import shapely
from shapely.geometry import shape

from samverkan.picture.importing.shapes import Context, Imported
from samverkan.tables import kinds, rows
from samverkan.tables.fields import Field
from samverkan.tables.refusal import Refusal
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

CLASSES = {"Utsatt område": (), "Riskområde": (), "Särskilt utsatt område": ()}
FIELDS = (
    Field("name", Text("Namn", "Name"), kinds.text(), names=("namn", "properties.namn")),
    Field("class", Text("Klass", "Class"), kinds.choice(CLASSES), names=("kategori", "properties.kategori")),
    Field("town", Text("Ort", "Town"), kinds.text(), names=("ort", "properties.ort")),
    Field("since", Text("Aktualitet", "Date"), kinds.day(), names=("aktualitet", "properties.aktualitet")),
)


def read(sheet: Sheet, context: Context) -> Imported:
    """One feature an area, WGS 84; borders come out in metres (SWEREF 99 TM)."""
    found = rows.read(sheet, FIELDS, unique=("name", "town"))
    try:
        features = json.loads(context.raw)["features"]
        borders = [shape(each["geometry"]) for each in features]
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(
            f"{sheet.source} har inga områdesgränser. Läs in GeoJSON-filen.",
            f"{sheet.source} has no borders. Import the GeoJSON file.",
        ) from error
    metres = pyproj.Transformer.from_crs(4326, 3006, always_xy=True)
    areas = pl.DataFrame(
        [
            (row["name"], row["class"], row["town"], row["since"], _wkb(borders[row.number - 1], metres))
            for row in found.rows
        ],
        schema={"name": pl.String, "class": pl.String, "town": pl.String, "since": pl.Date, "wkb": pl.Binary},
        orient="row",
    )
    return Imported(
        {"areas": areas.sort("town", "name")}, found.report, ((Text("områden", "areas"), len(areas)),)
    )


def _wkb(border: object, metres: pyproj.Transformer) -> bytes:
    moved = shapely.transform(border, metres.transform, interleaved=False)
    return bytes(shapely.to_wkb(shapely.set_precision(moved, 1.0)))
