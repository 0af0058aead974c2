"""Random identities: 128 bits each, so that an id can be neither guessed nor counted.

Version-4 UUIDs carry only 122 random bits (ASVS 5.0, 11.5.1), hence the raw bytes.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

Source = Callable[[UUID | None], bytes]


def _system(_agency: UUID | None) -> bytes:
    return os.urandom(16)


_source: ContextVar[Source] = ContextVar("ids", default=_system)


def new(agency: UUID | None = None) -> UUID:
    """A fresh id for something in `agency`'s compartment."""
    return UUID(bytes=_source.get()(agency))


@contextmanager
def drawn_from(source: Source) -> Iterator[None]:
    """Draw ids from `source` instead: one seeded stream an agency, so that two worlds can be compared."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)
