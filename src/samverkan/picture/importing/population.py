"""SCB's statistics per DeSO, summed to RegSO, districts (today's and those before 2023) and municipalities.

Sums only: medians and means cannot be carried over to larger areas and are left out. What cannot be assigned to
a district is a row of its own, so that districts and unplaced sum to the municipality.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from samverkan.picture.importing import tidy
from samverkan.picture.importing.event_tables import unplaced
from samverkan.picture.importing.shapes import Context, Imported, merged
from samverkan.picture.places.register import Register
from samverkan.tables import kinds, rows
from samverkan.tables.fields import Field
from samverkan.tables.rows import Row
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

YEAR, NEXT = 2022, 2023
AGES = ("0_4", "5_9", "10_14", "15_19", "20_24")
EDUCATION = (
    "forgymnasial_utbildning", "gymnasial_utbildning", "eftergymnasial_utbildning_mindre_an_3_ar",
    "eftergymnasial_utbildning_3_ar_eller_mer",
)  # fmt: skip
TENURE = ("hyresratt", "bostadsratt", "aganderatt")
HOUSEHOLDS = ("sammanboende_med_barn", "ensamstaende_med_barn")
STANDARD = "ekonomisk_standard_lag_ekonomisk_standard_procent"
PERSONS = "ekonomisk_standard_antal_personer_totalt"
WORK = "arbetsmarknad_16_64_antal"
# Each share: what is counted, and of what.
SHARES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "living.young": (("alder_10_14_ar", "alder_15_19_ar"), ("alder_totalt",)),
    "living.rental": (("upplatelseform_hyresratt",), tuple(f"upplatelseform_{each}" for each in TENURE)),
    "living.short_education": (
        ("utbildning_25_64_forgymnasial_utbildning",), tuple(f"utbildning_25_64_{each}" for each in EDUCATION)
    ),
    "living.at_work": ((f"{WORK}_sysselsatta",), (f"{WORK}_totalt",)),
    "living.lone_parents": (("hushall_ensamstaende_med_barn",), tuple(f"hushall_{each}" for each in HOUSEHOLDS)),
}  # fmt: skip
COUNTED = sorted(
    {name for over, under in SHARES.values() for name in (*over, *under)} | {f"alder_{a}_ar" for a in AGES}
)
Sums = dict[str, float]


def _number(name: str, *, required: bool = True) -> Field:
    return Field(name, Text(name, name), kinds.number(0), required=required, default=0.0)


FIELDS = (
    Field("deso", Text("DeSO", "DeSO"), kinds.text(longest=12)),
    Field("kommunkod", Text("Kommunkod", "Municipality code"), kinds.code(4)),
    Field("regsokod", Text("RegSO", "RegSO"), kinds.text(longest=12), required=False),
    Field("stadsdelsomrade", Text("Stadsdelsområde", "District"), kinds.text(), required=False),
    *(_number(name) for name in COUNTED),
    _number(STANDARD),
    _number(PERSONS),
    _number(f"folkmangd_{NEXT}", required=False),
)


def read(sheet: Sheet, context: Context) -> Imported:
    """One row a DeSO; the sums become people (place, year, age, n) and figures (shares)."""
    found = rows.read(sheet, FIELDS, unique=("deso",))
    sums, lost = _summed(found.rows, context.register)
    people = pl.DataFrame(
        [row for place, held in sums.items() for row in _people(place, held)],
        schema={"place": pl.String, "year": pl.Int32, "age": pl.String, "n": pl.Int64}, orient="row",
    )  # fmt: skip
    held = context.held.table("people") if context.held else None
    shares = tidy.table((each for place, each in _shares(sums)), context.held)
    return Imported(
        {"people": merged(held, people, ["place", "year", "age"]), "figures": shares},
        found.report,
        (
            (Text(f"invånare {YEAR}", f"inhabitants {YEAR}"), round(sum(row["alder_totalt"] for row in found.rows))),
            (Text("DeSO utan stadsdelsområde", "DeSO without a district"), lost),
        ),
        first=str(YEAR), last=str(NEXT),
    )  # fmt: skip


def _summed(found: Iterable[Row], register: Register) -> tuple[dict[str, Sums], int]:
    sums: dict[str, Sums] = defaultdict(lambda: defaultdict(float))
    lost = 0
    names = {each.name: each.id for each in register.of_kind("district") if each.until is None}
    for row in found:
        places = list(_places(row, register, names))
        lost += unplaced(row["kommunkod"]) in places
        for place in places:
            for name in (*COUNTED, PERSONS, f"folkmangd_{NEXT}"):
                sums[place][name] += row[name] or 0.0
            sums[place]["poor"] += row[STANDARD] * row[PERSONS] / 100
    return sums, lost


def _places(row: Row, register: Register, names: Mapping[str, str]) -> Iterator[str]:
    """Every place a DeSO is counted in."""
    municipality = row["kommunkod"]
    yield from ("00", municipality)
    if row["regsokod"]:
        yield row["regsokod"]
    if not register.of_kind("district", municipality):
        return
    district = names.get(row["stadsdelsomrade"] or "")
    yield district or unplaced(municipality)
    if district and not register.predecessors(district):
        return  # the same area before and after
    older = [
        each.id for each in register.wholes_of(row["regsokod"] or "", "district") if each.until is not None
    ]
    yield older[0] if older else unplaced(municipality, older=True)


def _people(place: str, held: Sums) -> Iterator[tuple[str, int, str, int]]:
    yield place, YEAR, "total", round(held["alder_totalt"])
    for age in AGES:
        yield place, YEAR, age.replace("_", "-"), round(held[f"alder_{age}_ar"])
    if held[f"folkmangd_{NEXT}"]:
        yield place, NEXT, "total", round(held[f"folkmangd_{NEXT}"])


def _shares(sums: Mapping[str, Sums]) -> Iterator[tuple[str, tidy.Tidy]]:
    for place, held in sums.items():
        for name, (over, under) in SHARES.items():
            whole = sum(held[each] for each in under)
            if whole:
                share = 100 * sum(held[each] for each in over) / whole
                yield place, tidy.Tidy(place, name, str(YEAR), share)
        if held[PERSONS]:
            yield (
                place,
                tidy.Tidy(place, "living.low_standard", str(YEAR), 100 * held["poor"] / held[PERSONS]),
            )
