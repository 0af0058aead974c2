"""Every difference between two methods, found from the schema itself, so that no key can be left out."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from samverkan.methods.digest import LIVING
from samverkan.methods.schema import FourEyes, Method, Party
from samverkan.methods.schema_accounts import Keep, Need, Note
from samverkan.methods.spec import key_of
from samverkan.secrecy.kinds import Words

_OUTSIDE = {LIVING, "version", "dated"}
_KNOWN_BY = {Party: ("kind",), Keep: ("party",), FourEyes: ("ground", "form", "kind"), Need: ("what", "text"),
             Note: ("about", "text")}  # fmt: skip
_WHOLE = (Words, Keep)
"""Told as one thing, old and new, rather than key by key."""


@dataclass(frozen=True)
class Difference:
    """One difference. `within`: the records it lies in, outermost first; `key`: the file's key.

    An item of a list that came has no `old`, one that went no `new`; both are whole lists where the order changed.
    """

    within: tuple[Any, ...]
    key: str
    old: Any
    new: Any
    section: str

    @property
    def came(self) -> bool:
        """Something that the older version has nothing of."""
        return self.old is None

    @property
    def went(self) -> bool:
        """Something that the newer version has nothing of."""
        return self.new is None

    @property
    def reordered(self) -> bool:
        """The same things in another order."""
        return isinstance(self.old, tuple)


def compare(old: Method, new: Method) -> list[Difference]:
    """All differences but version, day and evidence card, in the schema's order."""
    return list(_records(old, new, (), ""))


def identity(item: Any) -> Any:
    """What makes an item of a list the same one in both versions: its id, or what stands for one."""
    if not is_dataclass(item):
        return item
    return tuple(getattr(item, name) for name in _KNOWN_BY.get(type(item), ("id",)))


def _records(old: Any, new: Any, within: tuple[Any, ...], section: str) -> Iterator[Difference]:
    for each in fields(old):
        key = key_of(each.name)
        before, after = getattr(old, each.name), getattr(new, each.name)
        if before == after or (not within and key in _OUTSIDE):
            continue
        at = section or key
        if isinstance(before, tuple):
            yield from _lists(key, before, after, within, at)
        elif _opened(before) and _opened(after):
            yield from _records(before, after, (*within, after), at)
        else:
            yield Difference(within, key, before, after, at)


def _lists(
    key: str, before: tuple[Any, ...], after: tuple[Any, ...], within: tuple[Any, ...], at: str
) -> Iterator[Difference]:
    old = {identity(item): item for item in before}
    new = {identity(item): item for item in after}
    for name, item in old.items():
        if name not in new:
            yield Difference(within, key, item, None, at)
    for name, item in new.items():
        if name not in old:
            yield Difference(within, key, None, item, at)
        elif old[name] != item:
            if isinstance(item, _WHOLE):
                yield Difference(within, key, old[name], item, at)
            else:
                yield from _records(old[name], item, (*within, item), at)
    kept = [name for name in old if name in new], [name for name in new if name in old]
    if kept[0] != kept[1]:
        yield Difference(within, key, before, after, at)


def _opened(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, _WHOLE)
