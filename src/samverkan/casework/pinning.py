"""Methods as pinned: a case keeps the version it was opened under, whatever the catalogue says later."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from samverkan.casework.models import PinnedMethod
from samverkan.methods.digest import digest
from samverkan.methods.loading import CATALOGUE, load, reopen
from samverkan.methods.schema import Method

T = TypeVar("T")
KEPT = 64  # methods worked out in memory; an installation has a handful
_read: dict[tuple[str, str], Method] = {}


class MethodChangedError(ValueError):
    """A file was edited without raising its version."""


def adopt(method: Path | str) -> Method:
    """Pin the current version of a catalogue method (by id) or a file, and return it. Installation calls it.

    Raises MethodChangedError when that version is pinned already with another content.
    """
    found = load(method)
    text = (method if isinstance(method, Path) else _file_of(found)).read_text()
    row, _made = PinnedMethod.objects.get_or_create(
        method=found.id, version=str(found.version), defaults={"digest": digest(found), "text": text}
    )
    if digest(reopen(row.text, row.digest)) != digest(found):
        raise MethodChangedError(f"{found.id} version {found.version} was changed: raise its version")
    return found


def pinned(method: str, version: str) -> Method:
    """The method as pinned; read once a process, since a pinned version never changes.

    The first that is asked for brings all of them: a page is drawn when nothing can be asked any more.
    Raises PinnedMethod.DoesNotExist.
    """
    if (method, version) not in _read:
        for row in PinnedMethod.objects.all():
            key = (row.method, row.version)
            if key not in _read:
                _read[key] = reopen(row.text, row.digest)
    if (method, version) not in _read:
        raise PinnedMethod.DoesNotExist(f"{method} {version}")
    return _read[method, version]


def by_method(work: Callable[[Method], T]) -> Callable[[Method], T]:
    """Work something out once for each method. By identity: a method is too large to be hashed at each asking."""
    known: dict[int, tuple[Method, T]] = {}

    def look(method: Method) -> T:
        found = known.get(id(method))
        if found is None or found[0] is not method:
            if len(known) >= KEPT:
                known.clear()
            found = known[id(method)] = (method, work(method))
        return found[1]

    return look


def _file_of(method: Method) -> Path:
    named = CATALOGUE / f"{method.id}.{method.version}.yaml"
    return named if named.exists() else CATALOGUE / f"{method.id}.yaml"
