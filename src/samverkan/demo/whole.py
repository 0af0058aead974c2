"""The whole made-up city: the districts' lists, and what the rooms add to them."""

from datetime import date

from samverkan.demo import exiting
from samverkan.demo.exiting.spec import joined
from samverkan.demo.nation.spec import joined as measured
from samverkan.demo.organisation import Spec, organisation
from samverkan.demo.places import PLACES


def whole_city(size: str, seed: int, anchor: date) -> Spec:
    """The spec of a size with every room's part; `nation` is for measuring and has parts of its own."""
    spec = organisation(size, seed, anchor)
    return measured(spec, seed, anchor) if size == "nation" else joined(spec, seed, anchor)


def stories(size: str) -> list[str]:
    """What the history is told in, each in a process of its own: the districts, and the rooms' parts."""
    return [place.slug for place in PLACES[size]()] + ([] if size == "nation" else [exiting.PLACE])
