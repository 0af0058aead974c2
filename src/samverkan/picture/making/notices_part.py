"""Police notices of a place: how many, what changed and whether it is more than chance, when, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from samverkan.picture.making.data import Data, People
from samverkan.picture.making.numbers import rate
from samverkan.picture.making.spans import Span
from samverkan.picture.measures.change import Change, Verdict, against, change, dispersion, judged
from samverkan.picture.measures.season import Expected, Season, expected, rolling, season
from samverkan.picture.places.register import Place
from samverkan.picture.sources.indicators import CRIME
from samverkan.picture.sources.notice_types import notice_types
from samverkan.tables.text import Text

YEAR = 12
FIRST = {Verdict.UP: 0, Verdict.DOWN: 0, Verdict.PERHAPS: 1, Verdict.UNCLEAR: 2, Verdict.FEW: 3}
Months = tuple[int, ...]


@dataclass(frozen=True)
class Line:
    """One group of types in a place: months from the first whole one, the last year and the one before."""

    group: str
    label: Text
    crime: bool
    months: Months
    change: Change
    against: tuple[float, float, float] | None
    rate: float | None


@dataclass(frozen=True)
class Area:
    """A part of the place: its count this year and the year before, and its rate where a population is known."""

    place: Place
    now: int
    before: int
    people: People | None
    rate: float | None


@dataclass(frozen=True)
class NoticesPart:
    """All that is said of police notices. `hours`: 7 weekdays (Monday first) by 24 hours, of the years of the span.

    `areas` and `unplaced` sum to the place: unplaced are a city's notices that no district has, and a district's
    that name several of its quarters.
    """

    span: Span
    now: Span
    before: Span
    lines: tuple[Line, ...]
    total: Line
    expected: Expected
    rolling: tuple[float, ...]
    seasons: Mapping[str, Season]
    city_season: Season | None
    hours: tuple[tuple[int, ...], ...]
    timed: int
    areas: tuple[Area, ...]
    unplaced: Area | None
    people: People | None

    @property
    def changes(self) -> tuple[Line, ...]:
        """The groups about crime that changed most surely: verdicts first, then those furthest from chance."""
        found = [each for each in self.lines if each.crime and each.change.verdict is not Verdict.FEW]
        return tuple(sorted(found, key=lambda each: (FIRST[each.change.verdict], each.change.p, each.group)))


def notices_part(
    data: Data, place: Place, span: Span | None = None, dataset: str = "notices"
) -> NoticesPart | None:
    """The part for a place; None where no notices were read in or they cover less than two years."""
    covered = data.span(dataset)
    if covered is None:
        return None
    whole = Span(max(covered.first, span.first), min(covered.last, span.last)) if span else covered
    if whole.months < 2 * YEAR:
        whole = covered
    now = whole.last_months(YEAR)
    parts = _parts(data, place, now)
    places = {place.id, data.municipality, *(each.id for each in parts), data.unplaced[0]}
    every = _every(data.monthly(dataset, places), places, whole)
    series, city = every[place.id], every[data.municipality]
    lines = _lines(
        series, None if place.id == data.municipality else city, whole, data.people(place.id, _year(now))
    )
    total = next(each for each in lines if each.group == CRIME)
    rows = [each for each in lines if each.group != CRIME]
    city_itself = place.kind == "municipality"
    areas = tuple(_area(every[each.id], each, data.people(each.id, _year(now))) for each in parts)
    hours = _hours(data, place.id, dataset, whole)
    phi = dispersion(total.months)
    return NoticesPart(
        span=whole,
        now=now,
        before=now.before(),
        lines=tuple(rows),
        total=total,
        expected=expected(total.months, whole.first, _season_of(city, whole), dispersion=phi),
        rolling=tuple(map(float, rolling(total.months))),
        seasons=_seasons(city, whole),
        city_season=_season_of(city, whole),
        hours=hours,
        timed=int(np.sum(hours)),
        areas=areas,
        unplaced=_unplaced(data, every) if city_itself else _several(place, areas, total),
        people=data.people(place.id, _year(now)),
    )


def lines_of(data: Data, places: Sequence[str], span: Span) -> dict[str, tuple[Line, ...]]:
    """Only the groups of several places, with their rates, for comparison."""
    every = _every(data.monthly("notices", places), places, span)
    year = _year(span.last_months(YEAR))
    return {place: tuple(_lines(every[place], None, span, data.people(place, year))) for place in places}


def _year(now: Span) -> int:
    return now.last // YEAR


def _parts(data: Data, place: Place, now: Span) -> tuple[Place, ...]:
    """A city's districts at the end of the time, a district's quarters."""
    if place.kind == "municipality":
        return data.districts(now.last_day)
    return data.register.made_of(place.id, "quarter")


def _every(frame: pl.DataFrame, places: Iterable[str], span: Span) -> dict[str, dict[str, Months]]:
    """Place to each group's months, all groups present: summed once for all places."""
    within = frame.filter(pl.col("month").is_between(span.first, span.last))
    counts = within.group_by("place", "group", "month").agg(pl.col("n").sum())
    groups = [group.id for group in notice_types().groups if group.id != "summary"]
    found = {place: {group: [0] * span.months for group in groups} for place in places}
    for place, group, month, n in counts.iter_rows():
        if place in found and group in found[place]:
            found[place][group][month - span.first] = n
    return {place: {group: tuple(held) for group, held in own.items()} for place, own in found.items()}


def _lines(
    series: Mapping[str, Months], city: Mapping[str, Months] | None, span: Span, people: People | None
) -> list[Line]:
    groups = [group for group in notice_types().groups if group.id in series]
    crime = [group.id for group in groups if group.crime]
    held = {**series, CRIME: _added([series[each] for each in crime])}
    rest = {**city, CRIME: _added([city[each] for each in crime])} if city else None
    changes = {name: _change(months) for name, months in held.items()}
    named = [group.id for group in groups]
    verdicts = dict(zip(named, judged([changes[each] for each in named]), strict=True))
    verdicts[CRIME] = judged([changes[CRIME]])[0]
    labels = {group.id: (group.label, group.crime) for group in groups}
    labels[CRIME] = (Text("Alla brottsnotiser", "All crime notices"), True)
    return [
        Line(
            name,
            *labels[name],
            held[name],
            verdicts[name],
            _against(held[name], rest[name], verdicts[name].dispersion) if rest else None,
            rate(verdicts[name].now, people, YEAR),
        )
        for name in (*named, CRIME)
    ]


def _change(months: Months) -> Change:
    now, before = sum(months[-YEAR:]), sum(months[-2 * YEAR : -YEAR])
    return change(now, before, dispersion=dispersion(months))


def _against(own: Months, city: Months, phi: float) -> tuple[float, float, float]:
    now, before = sum(own[-YEAR:]), sum(own[-2 * YEAR : -YEAR])
    all_now, all_before = sum(city[-YEAR:]), sum(city[-2 * YEAR : -YEAR])
    return against(now, before, all_now - now, all_before - before, dispersion=phi)


def _added(series: Sequence[Months]) -> Months:
    return tuple(int(n) for n in np.sum(np.array(series), axis=0))


def _season_of(city: Mapping[str, Months], span: Span) -> Season | None:
    crime = _added([city[group.id] for group in notice_types().groups if group.crime])
    return season(crime, span.first, dispersion=dispersion(crime))


def _seasons(city: Mapping[str, Months], span: Span) -> dict[str, Season]:
    """The seasons of the whole city's groups: a district alone has too few."""
    found = {name: season(months, span.first, dispersion=dispersion(months)) for name, months in city.items()}
    return {name: each for name, each in found.items() if each is not None}


def _hours(data: Data, place: str, dataset: str, span: Span) -> tuple[tuple[int, ...], ...]:
    crime = [group.id for group in notice_types().groups if group.crime]
    frame = data.hours(dataset, [place]).filter(
        pl.col("group").is_in(crime), pl.col("year").is_between(span.first // YEAR, span.last // YEAR)
    )
    table = np.zeros((7, 24), dtype=int)
    for weekday, hour, n in frame.group_by("weekday", "hour").agg(pl.col("n").sum()).iter_rows():
        table[weekday - 1, hour] = n
    return tuple(tuple(int(n) for n in row) for row in table)


def _area(own: Mapping[str, Months], place: Place, people: People | None) -> Area:
    crime = _added([own[group.id][-2 * YEAR :] for group in notice_types().groups if group.crime])
    counted = sum(crime[-YEAR:])
    return Area(place, counted, sum(crime[:-YEAR]), people, rate(counted, people, YEAR))


def _unplaced(data: Data, every: Mapping[str, Mapping[str, Months]]) -> Area:
    """The row that makes districts sum to the city."""
    row = Place(data.unplaced[0], "unplaced", "Ej placerat", parent=data.municipality)
    return _area(every[row.id], row, None)


def _several(place: Place, areas: Sequence[Area], total: Line) -> Area | None:
    """The row that makes quarters sum to their district; None where nothing is left over."""
    now = total.change.now - sum(area.now for area in areas)
    before = total.change.before - sum(area.before for area in areas)
    row = Place(f"{place.id}-flera", "unplaced", "Flera av stadsdelarna", parent=place.id)
    return Area(row, now, before, None, None) if now or before else None
