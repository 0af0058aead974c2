"""The Schools Inspectorate's survey: twelve indices (0-10) a school, with few answers masked at the source."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.picture.importing import tidy
from samverkan.picture.importing.shapes import Context, Imported
from samverkan.tables import kinds, rows
from samverkan.tables.fields import Field
from samverkan.tables.figures import Figure, Mask
from samverkan.tables.rows import Row
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

YEAR = "2022"
INDICES = {
    "survey.calm": ("8. Studiero", "Calm to work"),
    "survey.safety": ("9. Trygghet", "Safety"),
    "survey.against_abuse": ("10. Förhindra kränkningar", "Preventing abuse"),
    "survey.health": ("11. Elevhälsa", "Pupil health"),
}
FIELDS = (
    Field("unit", Text("Skolenhetskod", "School unit"), kinds.code(8), names=("skolenhetskod",)),
    Field("name", Text("Skolenhet", "School"), kinds.text(), names=("skolenhet",)),
    Field("asked", Text("Antal i gruppen", "Asked"), kinds.figure(), names=("antal i gruppen",)),
    Field(
        "share",
        Text("Svarsfrekvens", "Response"),
        kinds.figure("."),
        names=("svarsfrekvens",),
        required=False,
    ),
    *(
        Field(name, Text(sv, en), kinds.figure("."), names=(f"index: {sv}",), required=False)
        for name, (sv, en) in INDICES.items()
    ),
)


def read(sheet: Sheet, context: Context) -> Imported:
    """One row a school; the file's name says which grade (ak8, gyar2)."""
    found = rows.read(sheet, FIELDS)
    grade = "gy2" if "gy" in sheet.source.casefold() else "ak8"
    figures = [each for row in found.rows for each in _figures(row, grade)]
    hidden = sum(each.value is None for each in figures)
    return Imported(
        {"figures": tidy.table(figures, context.held)}, found.report,
        (
            (Text("skolor", "schools"), len({row["unit"] for row in found.rows})),
            (Text("dolda värden (få svar)", "hidden values (few answers)"), hidden),
        ),
        first=YEAR, last=YEAR,
    )  # fmt: skip


def _figures(row: Row, grade: str) -> Iterator[tidy.Tidy]:
    place = f"school-{row['unit']}"
    for name in INDICES:
        figure = row[name] or Figure(None, Mask.HIDDEN, "")
        yield tidy.of_figure(place, f"{name}.{grade}", YEAR, figure)
    share = row["share"] or Figure(None, Mask.NONE)
    yield tidy.of_figure(place, f"survey.response.{grade}", YEAR, share)
