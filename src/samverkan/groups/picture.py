"""The map of groups and ties as shapes to draw: nodes, lines and the signs on the lines.

What a tie is, is told by the shape of its line and the sign on it as well as by colour; how sure it is, by whether the
line is whole, dashed or dotted. Every node and every line has words of its own for a screen reader and the keyboard.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from textwrap import wrap

from samverkan.groups.facts import ALLIANCE, CONFLICT, Tie
from samverkan.groups.layout import Box, Point, places

LONGEST = 17  # signs in one line of a name; more would stick out of the sheet
SHEET = Box(width=760, height=560, margin=76, apart=140)
NARROW = 358.0  # of a telephone's page, so that nothing has to be moved sideways and no letter gets smaller
RADIUS = 30.0
AMPLITUDE, WAVE = 5.0, 11.0  # of a conflict's zigzag
GAUGE = 3.5  # half the distance between an alliance's two lines
BESIDE = 22.0  # between two ties of the same pair


@dataclass(frozen=True)
class Node:
    """A group on the map. `known`: the agency has a file on it; else only a name was told."""

    key: str
    name: str
    size: str
    focus: bool
    known: bool
    at: Point

    @property
    def rows(self) -> list[str]:
        """The name in at most two lines, broken between words; what does not fit ends in a sign that there is more."""
        lines = wrap(self.name, LONGEST, max_lines=2, placeholder=" …")
        return lines or [self.name]


@dataclass(frozen=True)
class Line:
    """A tie on the map: its path, the place of its sign, and which tie it stands for."""

    tie: Tie
    path: str
    sign: Point


@dataclass(frozen=True)
class Shown:
    """What is told of a group on the map: its name, its size as a range, and whether it is in focus that day."""

    name: str
    size: str = ""
    focus: bool = False
    known: bool = True


@dataclass(frozen=True)
class Picture:
    """The whole drawing, nodes by name and lines by the groups' names."""

    nodes: list[Node]
    lines: list[Line]
    box: Box


def narrow_sheet(groups: int) -> Box:
    """A sheet to stand on a telephone: as high as that many groups need."""
    return Box(width=NARROW, height=max(420.0, 104.0 * groups), margin=66, apart=150)


def draw(groups: Mapping[str, Shown], now: Sequence[Tie], ever: Iterable[Tie], sheet: Box = SHEET) -> Picture:
    """Draw `now`, the ties of the day, among `groups`; laid out for `ever`, all ties there have been."""
    joined = {tie.pair for tie in ever if tie.group in groups and tie.other in groups}
    at = places(groups, joined, sheet)
    nodes = [
        Node(key, shown.name, shown.size, shown.focus, shown.known, at[key]) for key, shown in groups.items()
    ]
    return Picture(sorted(nodes, key=lambda node: (node.name.casefold(), node.key)), _lines(now, at), sheet)


def _lines(now: Sequence[Tie], at: Mapping[str, Point]) -> list[Line]:
    of_pair: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in now:
        if tie.group in at and tie.other in at and tie.group != tie.other:
            of_pair[tie.pair].append(tie)
    found = []
    for (one, other), ties in sorted(of_pair.items()):
        for place, tie in enumerate(sorted(ties, key=lambda tie: tie.relation)):
            aside = (place - (len(ties) - 1) / 2) * BESIDE
            found.append(_line(tie, at[one], at[other], aside))
    return found


def _line(tie: Tie, a: Point, b: Point, aside: float) -> Line:
    far = hypot(b.x - a.x, b.y - a.y) or 1.0
    ux, uy = (b.x - a.x) / far, (b.y - a.y) / far
    nx, ny = -uy, ux
    begin = Point(a.x + ux * RADIUS + nx * aside, a.y + uy * RADIUS + ny * aside)
    end = Point(b.x - ux * RADIUS + nx * aside, b.y - uy * RADIUS + ny * aside)
    middle = Point(round((begin.x + end.x) / 2, 1), round((begin.y + end.y) / 2, 1))
    draw_as = {CONFLICT: _zigzag, ALLIANCE: _double}.get(tie.relation, _straight)
    return Line(tie, draw_as(begin, end), middle)


def _straight(a: Point, b: Point) -> str:
    return f"M{_at(a.x, a.y)}L{_at(b.x, b.y)}"


def _double(a: Point, b: Point) -> str:
    nx, ny = _across(a, b)
    return "".join(
        _straight(
            Point(a.x + nx * side, a.y + ny * side),
            Point(b.x + nx * side, b.y + ny * side),
        )
        for side in (-GAUGE, GAUGE)
    )


def _zigzag(a: Point, b: Point) -> str:
    far = hypot(b.x - a.x, b.y - a.y)
    turns = max(int(far // WAVE), 2)
    nx, ny = _across(a, b)
    steps = [f"M{_at(a.x, a.y)}"]
    for turn in range(1, turns):
        share, side = turn / turns, AMPLITUDE if turn % 2 else -AMPLITUDE
        steps.append(f"L{_at(a.x + (b.x - a.x) * share + nx * side, a.y + (b.y - a.y) * share + ny * side)}")
    return "".join([*steps, f"L{_at(b.x, b.y)}"])


def _across(a: Point, b: Point) -> tuple[float, float]:
    """The unit step at right angles to the way from a to b."""
    far = hypot(b.x - a.x, b.y - a.y) or 1.0
    return -(b.y - a.y) / far, (b.x - a.x) / far


def _at(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"
