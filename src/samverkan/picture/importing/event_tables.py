"""From events to the small tables that pages read: by place and month, by weekday and hour, by days of delay.

Every event of a municipality is in the municipality's row and in exactly one of its districts' rows or in the
row "not placed", once for the districts of today and once for those before 2023: both sum to the city.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from samverkan.picture.places.register import UNPLACED, Register

LONGEST_DELAY = 60  # days; longer ones are counted with it
OLDER = "2022"  # what tells the row of events not placed among the older districts


def unplaced(municipality: str, *, older: bool = False) -> str:
    """The id of a municipality's events that no district has."""
    return f"{municipality}-{UNPLACED}" + (f"-{OLDER}" if older else "")


def month_of(column: str) -> pl.Expr:
    """A time as the running number of its month, 12 * year + month - 1 (`tables.periods`)."""
    return (12 * pl.col(column).dt.year() + pl.col(column).dt.month() - 1).cast(pl.Int32).alias("month")


def month_number(year: int, month: int) -> int:
    """The running number of a month (1-12)."""
    return 12 * year + month - 1


def tables_of(events: pl.DataFrame, register: Register) -> dict[str, pl.DataFrame]:
    """monthly (place, group, kind, month, n), hours (place, group, year, weekday 1-7, hour, n), delays.

    events: happened, timed, published (may be null), group, kind, municipality, county, quarter, district, and
    perhaps older, the district before the merger where a file names that and no quarter.
    """
    placed = pl.concat(list(_at_places(events, register)), how="vertical")
    monthly = placed.group_by("place", "group", "kind", "month").agg(n=pl.len().cast(pl.Int32))
    timed = placed.filter(pl.col("timed"))
    hours = timed.group_by("place", "group", "year", "weekday", "hour").agg(n=pl.len().cast(pl.Int32))
    return {
        "monthly": monthly.sort("place", "group", "kind", "month"),
        "hours": hours.sort("place", "group", "year", "weekday", "hour"),
        "delays": _delays(events),
    }


def _at_places(events: pl.DataFrame, register: Register) -> Iterator[pl.DataFrame]:
    """The events once for each kind of place they are counted at."""
    if "older" not in events.columns:
        events = events.with_columns(older=pl.lit(None, dtype=pl.String))
    base = events.select(
        "group", "kind", "timed", "municipality", "county", "quarter", "district", "older", month_of("happened"),
        year=pl.col("happened").dt.year().cast(pl.Int16), weekday=pl.col("happened").dt.weekday().cast(pl.Int8),
        hour=pl.col("happened").dt.hour().cast(pl.Int8),
    )  # fmt: skip
    yield _as_place(base.with_columns(place=pl.lit("00")))
    for column in ("county", "municipality", "quarter"):
        yield _as_place(base.filter(pl.col(column).is_not_null()).with_columns(place=pl.col(column)))
    for municipality in {each.parent for each in register.of_kind("district")}:
        own = base.filter(pl.col("municipality") == municipality)
        rest = pl.lit(unplaced(municipality))
        yield _as_place(own.with_columns(place=pl.coalesce("district", rest)))
        older = older_districts(register, municipality)
        if older:
            newer = [each.id for each in register.of_kind("district", municipality) if each.since is not None]
            changed = own.filter(pl.col("district").is_null() | pl.col("district").is_in(newer))
            rest = pl.lit(unplaced(municipality, older=True))
            found = pl.coalesce(
                pl.col("quarter").replace_strict(older, default=None, return_dtype=pl.String), pl.col("older")
            )
            yield _as_place(changed.with_columns(place=pl.coalesce(found, rest)))


def older_districts(register: Register, municipality: str) -> dict[str, str]:
    """Quarter to the district that ended. Districts that never changed are one place and are not counted twice."""
    ended = [each for each in register.of_kind("district", municipality) if each.until is not None]
    return {quarter.id: each.id for each in ended for quarter in register.made_of(each.id, "quarter")}


def _as_place(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select("place", "group", "kind", "month", "year", "weekday", "hour", "timed")


def _delays(events: pl.DataFrame) -> pl.DataFrame:
    """How many days after it happened an event was made known, by month it happened."""
    days = (pl.col("published").dt.date() - pl.col("happened").dt.date()).dt.total_days()
    known = events.filter(pl.col("published").is_not_null(), pl.col("municipality").is_not_null())
    found = known.select(
        month_of("happened"), place=pl.col("municipality"), days=days.clip(0, LONGEST_DELAY).cast(pl.Int16)
    )
    return (
        found.group_by("place", "month", "days").agg(n=pl.len().cast(pl.Int32)).sort("place", "month", "days")
    )
