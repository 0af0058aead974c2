"""Police event notices: the interface's JSON or the archive. Type, time and (by name) quarter; no text, no point."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from samverkan.picture.importing import event_tables, quarters_in_text
from samverkan.picture.importing.quarters_in_text import Found, Quarters
from samverkan.picture.importing.shapes import Context, Imported, merged
from samverkan.picture.sources.notice_types import OTHER, NoticeTypes, notice_types
from samverkan.tables import dates, kinds, rows
from samverkan.tables.fields import Field
from samverkan.tables.problem import Problem, gathered
from samverkan.tables.rows import Row
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

FIRST, LAST = dt.date(2015, 1, 1), dt.date(2100, 1, 1)


def _maybe(id_: str, sv: str, en: str, *names: str, longest: int = 400) -> Field:
    return Field(id_, Text(sv, en), kinds.text(longest=longest), names=names, required=False, default="")


FIELDS = (
    Field("id", Text("Nummer", "Number"), kinds.integer(1), names=("id",)),
    Field("kind", Text("Typ", "Type"), kinds.text(longest=80), names=("typ", "type")),
    Field(
        "published",
        Text("Publicerad", "Published"),
        kinds.moment(FIRST, LAST),
        names=("lokal_tid", "datetime"),
    ),
    Field(
        "happened",
        Text("Händelsetid", "Time"),
        kinds.moment(FIRST, LAST),
        names=("handelsetid",),
        required=False,
    ),
    Field(
        "municipality",
        Text("Kommunkod", "Municipality code"),
        kinds.code(4),
        names=("kommunkod",),
        required=False,
    ),
    Field("county", Text("Länskod", "County"), kinds.code(2), names=("lanskod",), required=False),
    _maybe("title", "Rubrik", "Title", "namn", "name"),
    _maybe("summary", "Sammanfattning", "Summary", longest=5000),
    _maybe("where", "Plats", "Place", "api_plats", "location.name"),
    _maybe("quarters", "Stadsdelar i text", "Quarters in the text", "stadsdelar_i_text"),
    _maybe("quarter", "Stadsdel", "Quarter", "stadsdel"),
    _maybe("district", "Stadsdelsområde", "District", "stadsdelsomrade"),
)
SCHEMA: dict[str, Any] = {
    "id": pl.Int64, "happened": pl.Datetime("us"), "timed": pl.Boolean, "published": pl.Datetime("us"),
    "kind": pl.String, "group": pl.String, "municipality": pl.String, "county": pl.String, "quarter": pl.String,
    "district": pl.String, "placed": pl.String,
}  # fmt: skip
TITLE_DATE = re.compile(r"^(\d{1,2})\s+([a-zåäö]+)(?:\s+(\d{1,2})[.:](\d{2}))?", re.IGNORECASE)
YEAR_EARLY = Text(
    "händelsen var skriven för ett kommande datum och hade fått fel år",
    "the event was announced ahead and had the wrong year",
)
NEW_TYPE = Text("är en ny typ och räknas under Övrigt", "is a new type and counts under Other")
MUNICIPALITY = 4  # digits of its code; a county's has two
BORN_LATE, DAYS_AHEAD = dt.timedelta(days=300), dt.timedelta(days=2)
PLACED = {
    quarters_in_text.ONE: Text(
        "i kommunen, stadsdel funnen genom namn", "in the municipality, quarter found by name"
    ),
    quarters_in_text.SAME: Text(
        "i kommunen, område funnet genom flera namn", "in the municipality, district by several names"
    ),
    quarters_in_text.SEVERAL: Text(
        "i kommunen, namn ur flera områden", "in the municipality, names of several districts"
    ),
    quarters_in_text.NONE: Text("i kommunen, inget namn", "in the municipality, no name"),
    "municipality": Text("bara kommun", "municipality only"),
    "county": Text("bara län", "county only"),
    "nowhere": Text("utan plats", "without a place"),
}


def read(sheet: Sheet, context: Context) -> Imported:
    """Take every notice in; an earlier notice with the same number is replaced."""
    found = rows.read(sheet, FIELDS, unique=("id",))
    types, notes = notice_types(), list(found.report.mended)
    quarters = {
        each: Quarters(context.register, each, types.aliases)
        for each in {place.parent for place in context.register.of_kind("quarter")}
    }
    codes = {
        each.name: each.id for kind in ("county", "municipality") for each in context.register.of_kind(kind)
    }
    events = [_event(row, sheet.source, types, quarters, codes, notes) for row in found.rows]
    frame = pl.DataFrame(events, schema=SCHEMA, orient="row")
    held = context.held.table("events") if context.held else None
    whole = _keeping_places(held, merged(held, frame, ["id"]))
    placed = Counter(frame["placed"].to_list())
    return Imported(
        tables={"events": whole, **event_tables.tables_of(_counted(whole, types), context.register)},
        report=replace(found.report, mended=gathered(notes)),
        counts=tuple((said, placed[how]) for how, said in PLACED.items() if placed[how]),
        first=str(whole["happened"].min())[:10],
        last=str(whole["happened"].max())[:10],
    )


def _event(
    row: Row, source: str, types: NoticeTypes, quarters: Mapping[str, Quarters], codes: Mapping[str, str],
    notes: list[Problem],
) -> tuple[Any, ...]:  # fmt: skip
    happened, published = _times(row, source, notes)
    kind = types.renamed.get(row["kind"], row["kind"])
    if kind != row["kind"]:
        said = (
            f"det äldre namnet {row['kind']} räknas som {kind}",
            f"the older name {row['kind']} counts as {kind}",
        )
        notes.append(Problem(source, Text(*said), row.number, "typ"))
    group = types.group_of.get(kind)
    if group is None:
        notes.append(Problem(source, NEW_TYPE, row.number, "typ", found=kind))
    code = row["municipality"] or codes.get(row["where"]) or codes.get(row["title"].rpartition(", ")[2])
    municipality = code if code and len(code) == MUNICIPALITY else None
    county = row["county"] or (code[:2] if code else None)
    found = _quarter(row, quarters.get(municipality or ""))
    how = found.how if found else "municipality" if municipality else "county" if county else "nowhere"
    return (
        row["id"], happened.at, happened.timed, published.at, kind, group or OTHER, municipality, county,
        found.quarter if found else None, found.district if found else None, how,
    )  # fmt: skip


def _times(row: Row, source: str, notes: list[Problem]) -> tuple[dates.Moment, dates.Moment]:
    """When it happened (from the title, where the file has no column for it) and when it was told."""
    published: dates.Moment = row["published"]
    happened: dates.Moment = row["happened"] or _from_title(row["title"], published) or published
    if published.at - happened.at > BORN_LATE and (mended := _a_year_later(happened.at)) is not None:
        notes.append(Problem(source, YEAR_EARLY, row.number, "handelsetid"))
        happened = dates.Moment(mended, happened.timed)
    return happened, published


def _from_title(title: str, published: dates.Moment) -> dates.Moment | None:
    """`22 augusti 17.59, Trafikolycka, Stockholm`: the year is the latest that is not ahead of the publication."""
    match = TITLE_DATE.match(title)
    if match is None:
        return None
    for year in (published.at.year + 1, published.at.year, published.at.year - 1):
        day = dates.read_day(f"{match[1]} {match[2]} {year}")
        if day is None:
            continue
        clock = dt.time(int(match[3]) % 24, int(match[4]) % 60) if match[3] else dt.time()
        at = dt.datetime.combine(day.day, clock)
        if at - published.at <= DAYS_AHEAD:
            return dates.Moment(at, timed=match[3] is not None)
    return None


def _a_year_later(at: dt.datetime) -> dt.datetime | None:
    try:
        return at.replace(year=at.year + 1)
    except ValueError:  # 29 February
        return None


def _quarter(row: Row, quarters: Quarters | None) -> Found | None:
    """By the file's own columns where it has them, else by the text; None outside municipalities with quarters."""
    if quarters is None or not quarters.by_name:
        return None
    if row["quarters"]:
        return quarters.named(row["quarters"].split("|"))
    if row["quarter"]:
        return quarters.named([row["quarter"]])
    if row["district"]:
        own = [
            each
            for each in quarters.register.of_kind("district", quarters.municipality)
            if each.name == row["district"]
        ]
        return Found(None, own[0].id if own else None, quarters_in_text.SAME)
    return quarters.find(f"{row['title']} {row['summary']}")


def _keeping_places(held: pl.DataFrame | None, whole: pl.DataFrame) -> pl.DataFrame:
    """A notice that was placed stays placed when it comes again in a file that has no text to place it by."""
    if held is None:
        return whole
    known = held.filter(pl.col("quarter").is_not_null() | pl.col("district").is_not_null())
    before = known.select("id", q="quarter", d="district", p="placed")
    lost = pl.col("quarter").is_null() & pl.col("district").is_null() & pl.col("p").is_not_null()
    joined = whole.join(before, on="id", how="left")
    kept = joined.with_columns(
        quarter=pl.when(lost).then("q").otherwise("quarter"),
        district=pl.when(lost).then("d").otherwise("district"),
        placed=pl.when(lost).then("p").otherwise("placed"),
    )
    return kept.select(whole.columns).sort("id")


def _counted(events: pl.DataFrame, types: NoticeTypes) -> pl.DataFrame:
    """What is counted in the tables: all but the summaries, which hold several events each."""
    return events.filter(~pl.col("kind").is_in(types.group("summary").types))
