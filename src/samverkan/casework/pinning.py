"""Methods as pinned: a case keeps the version it was opened under, whatever the catalogue says later."""

from functools import lru_cache
from pathlib import Path

from samverkan.casework.models import PinnedMethod
from samverkan.methods.digest import digest
from samverkan.methods.loading import CATALOGUE, load, reopen
from samverkan.methods.schema import Method


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


@lru_cache(maxsize=64)
def pinned(method: str, version: str) -> Method:
    """The method as pinned; read once a process, since a pinned version never changes."""
    row = PinnedMethod.objects.get(method=method, version=version)
    return reopen(row.text, row.digest)


def _file_of(method: Method) -> Path:
    named = CATALOGUE / f"{method.id}.{method.version}.yaml"
    return named if named.exists() else CATALOGUE / f"{method.id}.yaml"
