"""One group's year as lanes to draw: what happened and what was done, each on its day, with times of focus behind.

Incidents and acts stand beside one another so that people can look. Nothing is concluded from one to the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from samverkan.groups.facts import UNCERTAIN, Act, Focus, Link
from samverkan.groups.scorecard import EXPOSED, HELP, MESSAGES, SUSPECTED

LANES = (SUSPECTED, EXPOSED, "message", "help", "sanction")
LEFT, RIGHT, TOP, HEIGHT = 190.0, 20.0, 34.0, 44.0  # the names' column, the edge, the months' row, one lane
WIDTH = 960.0
NARROW, EDGE, TALLER = 358.0, 14.0, 60.0  # of a telephone's page, where the names stand above their lanes
SIZE = 7.0  # half a sign's width
DAYS = 365


@dataclass(frozen=True)
class Sign:
    """Something on a day: where to draw it, in which lane, and the entry it stands for."""

    x: float
    y: float
    lane: str
    uncertain: bool
    day: date
    what: str
    entry: UUID


@dataclass(frozen=True)
class Band:
    """A time of increased focus, as far as it lies within the drawing."""

    x: float
    width: float
    since: date
    ended: date | None


@dataclass(frozen=True)
class Timeline:
    """The drawing; `months` are the first days with their place, `lanes` each lane's middle."""

    width: float
    height: float
    left: float
    months: list[tuple[float, date]]
    lanes: dict[str, float]
    bands: list[Band]
    signs: list[Sign]


@dataclass(frozen=True)
class Scale:
    """From days to places: the year from `first`, between `left` and the edge of `width`, in lanes of a height."""

    first: date
    left: float
    width: float
    height: float
    middle: float  # of a lane, as a share of its height

    def lane(self, n: int) -> float:
        """The middle of the nth lane."""
        return TOP + self.height * (n + self.middle)

    def x(self, day: date) -> float:
        """Where a day stands."""
        return self.left + (self.width - self.left - RIGHT) * (day - self.first).days / (DAYS - 1)


def draw(
    links: Iterable[Link], acts: Iterable[Act], focus: Iterable[Focus], today: date, *, narrow: bool = False
) -> Timeline:
    """The year up to and with today; `narrow`: for a telephone."""
    first = today - timedelta(DAYS - 1)
    scale = Scale(first, EDGE, NARROW, TALLER, 0.66) if narrow else Scale(first, LEFT, WIDTH, HEIGHT, 0.5)
    lanes = {lane: scale.lane(n) for n, lane in enumerate(LANES)}
    dated = [
        *((each.part, each.certainty == UNCERTAIN, each.day, each.what, each.entry) for each in links),
        *((_lane(each), False, each.day, each.what, each.entry) for each in acts),
    ]
    inside = [each for each in dated if each[0] in lanes and first <= each[2] <= today]
    return Timeline(
        scale.width, TOP + scale.height * len(LANES) + 8, scale.left,
        _months(scale, today)[:: 2 if narrow else 1], lanes,
        [band for each in focus if (band := _band(each, scale, today)) is not None],
        _placed(inside, lanes, scale),
    )  # fmt: skip


def _lane(act: Act) -> str:
    if act.sanction:
        return "sanction"
    return "message" if act.what in MESSAGES else "help" if act.what in HELP | {"help_given"} else ""


def _placed(
    dated: list[tuple[str, bool, date, str, UUID]], lanes: dict[str, float], scale: Scale
) -> list[Sign]:
    """Signs that would cover one another in a lane are moved a little down and up in turn."""
    signs: list[Sign] = []
    last: dict[str, tuple[float, int]] = {}
    for lane, unsure, day, what, entry in sorted(dated, key=lambda each: (each[0], each[2], each[4].hex)):
        x = scale.x(day)
        before, turn = last.get(lane, (-SIZE * 4, 0))
        turn = turn + 1 if x - before < SIZE * 2 else 0
        last[lane] = (x, turn)
        aside = (0.0, 9.0, -9.0)[turn % 3]
        signs.append(Sign(round(x, 1), round(lanes[lane] + aside, 1), lane, unsure, day, what, entry))
    return sorted(signs, key=lambda sign: (sign.day, LANES.index(sign.lane), sign.entry.hex))


def _band(span: Focus, scale: Scale, today: date) -> Band | None:
    if span.since > today or (span.ended is not None and span.ended <= scale.first):
        return None
    begin = scale.x(max(span.since, scale.first))
    end = scale.x(min(span.ended or today, today))
    return Band(round(begin, 1), round(max(end - begin, 2.0), 1), span.since, span.ended)


def _months(scale: Scale, today: date) -> list[tuple[float, date]]:
    found, month = [], scale.first.replace(day=1)
    while month <= today:
        if month >= scale.first:
            found.append((round(scale.x(month), 1), month))
        month = (month.replace(day=28) + timedelta(7)).replace(day=1)
    return found
