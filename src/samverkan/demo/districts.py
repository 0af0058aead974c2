"""The part that the districts make: their lists by Trefas, and the schools' teams. See whole.py."""

from collections.abc import Iterator
from datetime import date

from samverkan.demo.organisation import organisation
from samverkan.demo.part import Act, Spec
from samverkan.demo.places import PLACES, TEAM


def spec(size: str, seed: int, anchor: date, _city: Spec) -> Spec:
    """The districts' authorities, the municipality, and a programme a place."""
    return organisation(size, seed, anchor)


def stories(size: str) -> list[str]:
    """One a place."""
    return [place.slug for place in PLACES[size]()]


def acts(size: str, story: str, seed: int, anchor: date, persons: int) -> Iterator[Act]:
    """The year of the place's own programme."""
    from samverkan.demo import trefas_year  # whoever founds has no database yet
    from samverkan.demo.school import year as school_year

    for place in PLACES[size]():
        if place.slug == story:
            told = school_year if place.method == TEAM else trefas_year
            yield from told.year(place, seed, anchor, persons)
