"""The whole made-up city, part by part: who takes part, and what happens.

A new room or method adds a part to PARTS and nothing anywhere else: a module with the three functions of `part.Part`.
"""

from collections.abc import Iterator
from datetime import date

from samverkan.demo import districts, group_place
from samverkan.demo.exiting import spec as exits
from samverkan.demo.nation import spec as measured
from samverkan.demo.part import Act, Part, Spec

PARTS: tuple[Part, ...] = (districts, group_place, exits)
MEASURED: tuple[Part, ...] = (districts, measured)  # size `nation`, which is loaded and not told


def parts(size: str) -> tuple[Part, ...]:
    """The parts of a size, in order."""
    return MEASURED if size == "nation" else PARTS


def whole_city(size: str, seed: int, anchor: date) -> Spec:
    """The spec of a size. Raises KeyError for an unknown one."""
    city: Spec = {"agencies": [], "officers": [], "programmes": []}
    for part in parts(size):
        more = part.spec(size, seed, anchor, city)
        city = {name: [*rows, *more[name]] for name, rows in city.items()}
    return city


def stories(size: str) -> list[str]:
    """Every story once, in the order of the parts."""
    return list(dict.fromkeys(story for part in parts(size) for story in part.stories(size)))


def acts(size: str, story: str, seed: int, anchor: date, persons: int) -> Iterator[Act]:
    """All that happens in a story, whichever parts tell it."""
    for part in parts(size):
        yield from part.acts(size, story, seed, anchor, persons)
