"""Where each group stands on the map of ties: the same every time for the same groups and ties.

Laid out once for all ties there ever were, so that a group keeps its place whatever day one looks at. Place
means nothing: neither nearness, height nor the middle says anything about a group, and the page says so.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations
from math import hypot

SEED = 7
HELD = 0.05  # pull between any two, so that groups without ties do not drift out of sight
ROUNDS = 60  # of pushing apart; far more than the few dozen groups of a city need
Pair = tuple[str, str]


@dataclass(frozen=True)
class Point:
    """A place in the drawing, in its own units."""

    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """The sheet drawn on: its size, the margin kept free, and the least distance between two groups."""

    width: float
    height: float
    margin: float
    apart: float


def places(keys: Iterable[str], joined: Collection[Pair], box: Box) -> dict[str, Point]:
    """A place for every key, by key; `joined` are the pairs with a tie. Both may come in any order.

    Fruchterman & Reingold's spring layout (networkx), from a fixed seed, then pushed apart so that no two
    names cover one another.
    """
    ordered = sorted(set(keys))
    if len(ordered) < 2:
        return {key: Point(box.width / 2, box.height / 2) for key in ordered}
    loose = _sprung(ordered, {(min(pair), max(pair)) for pair in joined})
    spread = _fitted(loose, box)
    for _ in range(ROUNDS):
        if not _pushed(ordered, spread, box):
            break
    return {key: Point(round(x, 1), round(y, 1)) for key, (x, y) in spread.items()}


def _sprung(keys: list[str], joined: set[Pair]) -> dict[str, list[float]]:
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(keys)
    for pair in combinations(keys, 2):
        graph.add_edge(*pair, weight=1.0 if pair in joined else HELD)
    found = networkx.spring_layout(graph, seed=SEED, weight="weight")
    return {key: [float(found[key][0]), float(found[key][1])] for key in keys}


def _fitted(loose: dict[str, list[float]], box: Box) -> dict[str, list[float]]:
    """Stretched to fill the sheet between its margins."""
    sizes = (box.width, box.height)
    lows = [min(place[axis] for place in loose.values()) for axis in (0, 1)]
    spans = [max(place[axis] for place in loose.values()) - lows[axis] for axis in (0, 1)]
    return {
        key: [
            box.margin + (place[axis] - lows[axis]) / (spans[axis] or 1) * (sizes[axis] - 2 * box.margin)
            for axis in (0, 1)
        ]
        for key, place in loose.items()
    }


def _pushed(keys: list[str], spread: dict[str, list[float]], box: Box) -> bool:
    """Move every pair that stands too close half of what it lacks each; whether any did."""
    moved = False
    for one, other in combinations(keys, 2):
        a, b = spread[one], spread[other]
        dx, dy = b[0] - a[0], b[1] - a[1]
        far = hypot(dx, dy)
        if far >= box.apart - 0.5:
            continue
        dx, dy = (dx / far, dy / far) if far else (1.0, 0.0)
        lacking = (box.apart - far) / 2
        _shift(a, -dx * lacking, -dy * lacking, box)
        _shift(b, dx * lacking, dy * lacking, box)
        moved = True
    return moved


def _shift(place: list[float], dx: float, dy: float, box: Box) -> None:
    place[0] = min(max(place[0] + dx, box.margin), box.width - box.margin)
    place[1] = min(max(place[1] + dy, box.margin), box.height - box.margin)
