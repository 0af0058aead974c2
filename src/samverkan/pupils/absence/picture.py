"""Attendance drawn: one bar a school week, this year in full and the same week last year as a mark across it.

A bar is the whole scheduled time: present, absent with a valid reason (dotted) and without (hatched), so that no
colour has to be told from another. Coordinates only; the template draws, and the table beneath says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from samverkan.pupils.absence.calendar import same_week_last_year, week_name
from samverkan.pupils.absence.compare import Stretch
from samverkan.pupils.absence.share import Share, over
from samverkan.pupils.absence.week import Week

HEIGHT, TOP, LEFT, FOOT = 200.0, 26.0, 44.0, 34.0
STEP, BAR, NAMED = (
    18.0,
    13 / 18,
    72.0,
)  # from week to week; a bar's share of it; the least between two weeks' names
EDGE = 12.0
NARROW = 358.0  # of a telephone's page: all weeks within it, however thin their bars
MOST = 60  # weeks: a school year and the summer


@dataclass(frozen=True)
class Bar:
    """A school week. Heights are in the drawing's units; `last_year` is the height of the attendance then."""

    monday: date
    name: str
    x: float
    present: float
    valid: float
    invalid: float
    last_year: float | None
    share: Share
    then: Share
    labelled: bool
    top: float = TOP
    high: float = HEIGHT

    @property
    def present_top(self) -> float:
        """From where to the base the attendance reaches."""
        return round(TOP + HEIGHT - self.present, 2)

    @property
    def valid_top(self) -> float:
        """From where the valid absence reaches down to the attendance."""
        return round(TOP + self.invalid, 2)

    @property
    def then_y(self) -> float | None:
        """The height of the mark for the same week last year."""
        return None if self.last_year is None else round(TOP + HEIGHT - self.last_year, 2)


@dataclass(frozen=True)
class Band:
    """A stretch of weeks: before, during or after."""

    name: str
    x: float
    width: float


@dataclass(frozen=True)
class Picture:
    """The drawing: bars from left to right, bands behind them, and its size."""

    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    width: float
    bar: float
    height: float = HEIGHT + TOP + FOOT
    top: float = TOP
    left: float = LEFT
    plot: float = HEIGHT

    @property
    def base(self) -> float:
        """Where the bars stand."""
        return TOP + HEIGHT

    @property
    def foot(self) -> float:
        """Where the names of the weeks stand."""
        return TOP + HEIGHT + 20

    def level(self, percent: int) -> float:
        """The height of a percentage on the scale."""
        return TOP + HEIGHT * (100 - percent) / 100


def shares_of(weeks: Iterable[Week]) -> dict[date, Share]:
    """The share of each week, by its Monday: both shapes of the drawing and the table say the same ones."""
    return {week.monday: over([week]) for week in weeks}


def draw(
    shares: Mapping[date, Share], stretches: Sequence[Stretch], today: date, *, narrow: bool = False
) -> Picture | None:
    """Draw the last weeks up to today, gaps of a break closed up; None where there is nothing to draw.

    `shares`: of every week, see `shares_of`. `narrow`: for a telephone.
    """
    held = {monday: share for monday, share in shares.items() if share.scheduled and monday <= today}
    mondays = sorted(held)
    first = today - timedelta(weeks=MOST)
    shown = [each for each in mondays if each >= first]
    if not shown:
        return None
    step = min(STEP, (NARROW - LEFT - EDGE) / len(shown)) if narrow else STEP
    bars = tuple(_bar(place, each, held, step) for place, each in enumerate(shown))
    bands = tuple(found for each in stretches if (found := _band(each, bars, step)) is not None)
    return Picture(bars, bands, round(LEFT + len(bars) * step + EDGE, 2), round(step * BAR, 2))


def _bar(place: int, monday: date, held: Mapping[date, Share], step: float) -> Bar:
    share, then = held[monday], held.get(same_week_last_year(monday), Share())
    present, valid, invalid = (_high(part, share) for part in (share.present, share.valid, share.invalid))
    return Bar(
        monday, week_name(monday), round(LEFT + place * step, 2), present, valid, invalid,
        _high(then.present, then) if then.scheduled else None, share, then,
        labelled=place % max(4, ceil(NAMED / step)) == 0,
    )  # fmt: skip


def _high(part: int, share: Share) -> float:
    return round(HEIGHT * part / (share.scheduled or 1), 2)


def _band(stretch: Stretch, bars: Sequence[Bar], step: float) -> Band | None:
    inside = [bar for bar in bars if bar.monday in stretch.weeks]
    if not inside:
        return None
    return Band(
        stretch.name,
        round(inside[0].x - step * (1 - BAR) / 2, 2),
        round(inside[-1].x - inside[0].x + step, 2),
    )
