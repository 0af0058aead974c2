"""What a picture shows of an own incident file, reckoned once when the file is taken in: small tables by place.

Hot spots, near repeats and points stand on events that have a point of their own; the middle of an area is none.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from samverkan.evidence.events import PLACE_AND_DAY, Events, merge_rows
from samverkan.evidence.refusal import Refusal
from samverkan.picture.importing.event_tables import month_number, tables_of, unplaced
from samverkan.picture.incidents.areas import Municipality
from samverkan.picture.measures.delay import delays, nowcast

YEAR = 12
CELL = 200.0  # metres a side of what is looked at for hot spots
FEWEST = 30  # points: fewer say more of chance than of place
METRES, DAYS = (0.0, 100.0, 200.0, 400.0, 800.0), (0.0, 7.0, 14.0, 28.0)
SHUFFLES = 199
MOST_POINTS = 1_500  # drawn in one district
MOST_NEAR = 12_000  # events in the test of near repeats, the latest
LONGEST = 90  # days of delay that are told apart
LATE_MONTHS = 3
WHOLE = 0.95  # of a month's incidents registered: it can be compared with others
ROOM = 10.0  # metres: how exactly a point is kept for drawing
Told = dict[str, Any]


def measured(events: pl.DataFrame, where: Municipality) -> Told:
    """All that pages show of the events (incidents.reading.SCHEMA). Numbers and names only, fit for JSON."""
    if events.is_empty():
        return {"rows": 0}
    first, last = (_month(each) for each in (events["happened"].min(), events["happened"].max()))
    last = last if _whole(events) else max(first, last - 1)
    year = events.filter(_month_of().is_between(last - YEAR + 1, last))
    return {
        "rows": events.height, "first": first, "last": last,
        "first_day": str(events["happened"].min())[:10], "last_day": str(events["happened"].max())[:10],
        **_tables(events, where, first, last),
        "delay": _delay(events, last), "hot": _hot(year, where), "points": _points(year), "near": _near(events),
        "spots": int(events["spot"].sum()),
    }  # fmt: skip


def complete(told: Mapping[str, Any]) -> int:
    """The last month of which as good as all is registered; the last one where no dates of registration are."""
    late = [each["month"] for each in (told.get("delay") or {}).get("latest", []) if each["share"] < WHOLE]
    return int(min([told.get("last", 0), *(month - 1 for month in late)]))


def _month(day: Any) -> int:
    return month_number(day.year, day.month)


def _month_of() -> pl.Expr:
    return 12 * pl.col("happened").dt.year().cast(pl.Int64) + pl.col("happened").dt.month() - 1


def _whole(events: pl.DataFrame) -> bool:
    """Whether the last month is there to its end, as far as the file's own last days tell."""
    latest = max(each for each in (events["happened"].max(), events["published"].max()) if each is not None)
    last = events["happened"].max()
    ends = calendar.monthrange(last.year, last.month)[1]  # type: ignore[union-attr]
    return bool(latest.date() >= dt.date(last.year, last.month, ends))  # type: ignore[union-attr]


def _tables(events: pl.DataFrame, where: Municipality, first: int, last: int) -> Told:
    """months: place to kind to counts from first to last; hours: place to 7 x 24; quarters: [last year, before]."""
    tables = tables_of(events, where.register)
    own = tables["monthly"].filter(pl.col("place").str.starts_with(where.code), pl.col("month") <= last)
    months: dict[str, dict[str, list[int]]] = {}
    for place, kind, month, n in own.group_by("place", "group", "month").agg(pl.col("n").sum()).sort(
        "place", "group", "month"
    ).iter_rows():  # fmt: skip
        series = months.setdefault(place, {}).setdefault(kind, [0] * (last - first + 1))
        series[month - first] += n
    hours: dict[str, list[list[int]]] = {}
    wanted = {place for place in months if "-std-" not in place}
    for place, weekday, hour, n in tables["hours"].filter(pl.col("place").is_in(list(wanted))).group_by(
        "place", "weekday", "hour"
    ).agg(pl.col("n").sum()).sort("place", "weekday", "hour").iter_rows():  # fmt: skip
        hours.setdefault(place, [[0] * 24 for _ in range(7)])[weekday - 1][hour] = n
    return {"months": months, "hours": hours, "unplaced": unplaced(where.code)}


def _delay(events: pl.DataFrame, last: int) -> Told | None:
    """How late events are registered, and how many the latest months will have in the end; None without dates."""
    known = events.filter(pl.col("published").is_not_null())
    if known.height < FEWEST:
        return None
    seen: dt.date = known["published"].max().date()  # type: ignore[union-attr]
    days = (pl.col("published").dt.date() - pl.col("happened").dt.date()).dt.total_days()
    told = known.with_columns(days=days, ago=(pl.lit(seen) - pl.col("happened").dt.date()).dt.total_days())
    old = told.filter(pl.col("ago") > LONGEST)
    if old.height < FEWEST:
        return None
    found = delays(dict(old.group_by("days").agg(n=pl.len()).iter_rows()), LONGEST)
    counts = dict(told.group_by(pl.col("happened").dt.date().alias("day")).agg(n=pl.len()).iter_rows())
    latest = range(max(last, _month(seen) - 1) - LATE_MONTHS + 1, max(last, _month(seen) - 1) + 1)
    return {
        "median": found.median, "events": found.events, "within": [found.within(each) for each in (0, 7, 30)],
        "without": events.height - known.height, "seen": seen.isoformat(),
        "latest": [_cast(month, counts, seen, found) for month in latest],
    }  # fmt: skip


def _cast(month: int, counts: dict[dt.date, int], seen: dt.date, found: Any) -> Told:
    year, number = month // YEAR, month % YEAR + 1
    days = [dt.date(year, number, day + 1) for day in range(calendar.monthrange(year, number)[1])]
    days = [day for day in days if day <= seen]
    cast = nowcast([counts.get(day, 0) for day in days], [(seen - day).days for day in days], found)
    return {"month": month, "known": cast.known, "middle": None if np.isnan(cast.middle) else cast.middle,
            "low": cast.low, "high": cast.high, "share": cast.share}  # fmt: skip


def _spots(events: pl.DataFrame) -> pl.DataFrame:
    return events.filter(pl.col("spot") & pl.col("quarter").is_not_null())


def _hot(year: pl.DataFrame, where: Municipality) -> Told | None:
    """Squares where more happened in the last year than chance spreads, by district: [x, y, events, q]."""
    from samverkan.evidence.grid import grid_over  # slow to load: by whoever computes
    from samverkan.evidence.hotspots import getis_ord

    spots = _spots(year)
    if spots.height < FEWEST:
        return None
    x, y = spots["x"].to_numpy(), spots["y"].to_numpy()
    grid = grid_over(x, y, metres=CELL)
    counts = grid.counts(x, y)
    land = np.array([each is not None for each in where.of_points(*grid.middles())[0]]) | (counts > 0)
    try:
        found = getis_ord(counts[land], _neighbours(grid, land))
    except Refusal as bad:
        return {"refused": [bad.sv, bad.en]}
    east, north = (each[land] for each in grid.middles())
    hot = np.flatnonzero(found.hot & (counts[land] > 0))
    areas = where.of_points(east[hot], north[hot])[0]
    squares: dict[str, list[list[float]]] = {}
    for n, quarter in zip(hot, areas, strict=True):
        district = where.district_of(quarter) if quarter else None
        squares.setdefault(district or "", []).append(
            [float(east[n]), float(north[n]), float(counts[land][n]), float(found.q[n])]
        )
    return {"metres": CELL, "squares": squares, "looked_at": int(land.sum()), "rate": found.rate,
            "events": spots.height}  # fmt: skip


def _neighbours(grid: Any, land: np.ndarray) -> Any:
    from samverkan.evidence.hotspots import within

    x, y = grid.middles()
    return within(x[land] - grid.west, y[land] - grid.south, 1.5 * grid.metres)


def _points(year: pl.DataFrame) -> Told:
    """The last year's points by district, to about ten metres, for drawing."""
    found: Told = {}
    for (district,), own in _spots(year).group_by(["district"], maintain_order=True):
        if district is None:
            continue
        places = np.unique(np.round(own.select("x", "y").to_numpy() / ROOM) * ROOM, axis=0)
        step = max(1, -(-len(places) // MOST_POINTS))
        found[str(district)] = {"of": len(places), "shown": places[::step].tolist()}
    return found


def _near(events: pl.DataFrame) -> Told | None:
    """Whether events near one another in space are near in time too: observed over expected, band by band."""
    from samverkan.evidence.near_repeat import near_repeat  # slow to load: by whoever computes

    spots = _spots(events).sort("happened").tail(MOST_NEAR)
    if spots.height < FEWEST:
        return None
    merged: Events = merge_rows(
        spots["x"].to_numpy(),
        spots["y"].to_numpy(),
        spots["happened"].dt.date().to_numpy(),
        same=PLACE_AND_DAY,
    )
    try:
        found = near_repeat(merged, metres=METRES, days=DAYS, permutations=SHUFFLES, metric="euclid")
    except Refusal as bad:
        return {"refused": [bad.sv, bad.en]}
    return {
        "metres": list(METRES), "days": list(DAYS), "events": found.events, "rows": found.rows,
        "observed": found.observed.tolist(), "ratio": _plain(found.ratio), "p": _plain(found.p_family),
        "shuffles": SHUFFLES, "latest": spots.height == MOST_NEAR,
    }  # fmt: skip


def _plain(values: Any) -> Sequence[Sequence[float]]:
    return [[float(each) for each in row] for row in values]
