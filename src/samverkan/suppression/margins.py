"""A table of any number of dimensions laid out with all its margins, so that totals are protected with their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from samverkan.suppression.attack import Sum

ALL = "*"
Key = tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """One dimension: its categories, and groups of them that are published as sums of their own (ages, years)."""

    name: str
    categories: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def lines(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each published sum along this axis: its name and parts. The total is of the groups where they are whole."""
        covered = [part for _name, parts in self.groups for part in parts]
        whole = sorted(covered) == sorted(self.categories)
        top = tuple(name for name, _parts in self.groups) if whole else self.categories
        return (*self.groups, (ALL, top))


def name_of(key: Key) -> str:
    """A cell's name: its categories, `*` for a total."""
    return "|".join(key)


def with_margins(leaves: Mapping[Key, int], axes: Sequence[Axis]) -> tuple[dict[str, int], list[Sum]]:
    """Counts of every cell and margin, absent leaves being zero, and every sum that ties them."""
    counts = {
        name_of(key): sum(leaves.get(leaf, 0) for leaf in _leaves(key, axes)) for key in _keys(axes)
    }  # fmt: skip
    return counts, list(_sums(axes))


def _keys(axes: Sequence[Axis]) -> Iterator[Key]:
    return product(*((*axis.categories, *(name for name, _parts in axis.lines)) for axis in axes))


def _leaves(key: Key, axes: Sequence[Axis]) -> Iterator[Key]:
    return product(*(_parts(part, axis) for part, axis in zip(key, axes, strict=True)))


def _parts(category: str, axis: Axis) -> tuple[str, ...]:
    if category == ALL:
        return axis.categories
    return dict(axis.groups).get(category, (category,))


def _sums(axes: Sequence[Axis]) -> Iterator[Sum]:
    for n, axis in enumerate(axes):
        others = [(*each.categories, *(name for name, _parts in each.lines)) for each in axes]
        for total, parts in axis.lines:
            for rest in product(*(*others[:n], *others[n + 1 :])):
                yield Sum(
                    name_of((*rest[:n], total, *rest[n:])),
                    tuple(name_of((*rest[:n], part, *rest[n:])) for part in parts),
                )
