"""School results per unit and school year, with Skolverket's masks kept: from its interface or RISE's compilation."""

from __future__ import annotations

from typing import Any

from samverkan.picture.importing import tidy
from samverkan.picture.importing.shapes import Context, Imported
from samverkan.tables import kinds, periods, rows
from samverkan.tables.fields import Field, Read, Wrong
from samverkan.tables.figures import Figure, Mask
from samverkan.tables.rows import Row
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

# Skolverket's codes: why a value is not a number, and what the page shows instead.
MASKS = {
    "EXISTS": None,
    "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS": (Mask.HIDDEN, ".."),
    "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE": (Mask.ROUGH, "~100"),
    "TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION": (Mask.NONE, "*"),
    "MISSING": (Mask.NONE, "."),
}
SHORT = {
    "averageGradesMeritRating9thGrade": "school.merit",
    "ratioOfPupils9thGradeEligibleForNationalProgramYR": "school.eligible",
    "ratioOfPupilsIn9thGradeWithAllSubjectsPassed": "school.all_passed",
    "certifiedTeachersQuota": "school.certified",
    "totalNumberOfPupils": "school.pupils",
}


def _school_year(raw: object) -> Read:
    """2022/23, or 2022 as RISE writes the year it begins."""
    found = periods.readings(raw)
    for kind in ("school_year", "year"):
        for each in found:
            if each.kind == kind:
                return Read(periods.label(periods.Period("school_year", each.ordinal)))
    raise Wrong(
        Text("är inget läsår", "is no school year"), Text("Skriv till exempel 2022/23.", "Write 2022/23.")
    )


FIELDS = (
    Field("unit", Text("Skolenhetskod", "School unit"), kinds.code(8), names=("skolenhetskod",)),
    Field("measure", Text("Mått", "Measure"), kinds.text(longest=80), names=("matt", "variable")),
    Field("year", Text("Läsår", "School year"), _school_year, names=("lasar", "timePeriod")),
    Field("form", Text("Skolform", "Form"), kinds.text(longest=8), names=("type",), required=False, default="gr"),
    Field("type", Text("Värdetyp", "Kind"), kinds.choice(dict.fromkeys(MASKS, ())), names=("vardetyp", "valueType")),
    Field("value", Text("Värde", "Value"), kinds.figure("."), names=("varde", "value"), required=False),
    Field("text", Text("Text", "Text"), kinds.text(longest=20), names=("varde_text",), required=False),
)  # fmt: skip


def read(sheet: Sheet, context: Context) -> Imported:
    """One row a unit, measure and school year. A masked value is never turned into a number."""
    found = rows.read(sheet, FIELDS, unique=("unit", "form", "measure", "year"))
    figures = [_figure(row) for row in found.rows]
    masked = {each: sum(row["type"] == each for row in found.rows) for each in MASKS}
    years = sorted({row["year"] for row in found.rows})
    return Imported(
        {"figures": tidy.table(figures, context.held)}, found.report,
        (
            (Text("skolor", "schools"), len({row["unit"] for row in found.rows})),
            *((Text(f"värden {said}", f"values {said}"), masked[code]) for code, said in SAID.items()),
        ),
        first=years[0] if years else "", last=years[-1] if years else "",
    )  # fmt: skip


SAID = {
    "EXISTS": "EXISTS", "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS": "..",
    "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE": "~100", "TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION": "*",
    "MISSING": ".",
}  # fmt: skip


def _figure(row: Row) -> tidy.Tidy:
    place, name = f"school-{row['unit']}", SHORT.get(row["measure"], f"school.{row['measure']}")
    name += "" if row["form"] == "gr" else f".{row['form']}"
    mask: Any = MASKS[row["type"]]
    if mask is None:
        return tidy.of_figure(place, name, row["year"], row["value"] or Figure(None, Mask.NONE))
    kind, written = mask
    number = row["value"].number if kind is Mask.ROUGH and row["value"] is not None else None
    return tidy.Tidy(place, name, row["year"], number, kind.value, row["text"] or written)
