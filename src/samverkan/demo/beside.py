"""Programmes that run beside Trefas in the made-up city, each in one place and told together with what happens there.

An authority numbers its files in one series, so whoever works in two programmes must have both told in one process.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from samverkan.demo import group_place

Spec = dict[str, Any]
PLACES = {group_place.SLUG: (group_place,)}  # what runs beside Trefas, by the place's slug


def founded(seed: int, anchor: date, city: Spec) -> Spec:
    """The city with the programmes beside Trefas: their authorities, officers and seats."""
    for each in (each for found in PLACES.values() for each in found):
        more = each.spec(seed, anchor, city)
        city = {part: [*city[part], *more[part]] for part in city}
    return city


def told(seed: int, anchor: date, place: str) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """What happens in a place in the programmes beside Trefas, as acts for `history`."""
    for each in PLACES.get(place, ()):
        yield from each.acts(seed, anchor)
