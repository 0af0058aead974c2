"""Addresses of pages about one thing, each pattern looked up once: a page has some hundred of them."""

from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse


def address(name: str, *keys: UUID | str) -> str:
    """The address of the page `name` about `keys` (ids, or words of a method's file, in the pattern's order).

    Nothing where this installation has no such page.
    """
    around = _around(name, len(keys))
    if not around:
        return ""
    first, *rest = around
    return first + "".join([f"{key}{after}" for key, after in zip(keys, rest, strict=True)])


@cache
def _around(name: str, count: int) -> tuple[str, ...]:
    """What stands before, between and after the keys."""
    marks = [UUID(int=number) for number in range(count)]
    try:
        left = reverse(name, args=marks)
    except NoReverseMatch:
        return ()
    parts = []
    for mark in marks:
        before, _, left = left.partition(str(mark))
        parts.append(before)
    return (*parts, left)
