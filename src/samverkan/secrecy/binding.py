"""Who is acting, in which transaction: the signed context that the database checks.

`bound(actor)` opens a transaction and hands PostgreSQL a context signed for agency, officer, assignment,
expiry and this very backend. It ends with the transaction, so a pooled connection carries nothing over.
"""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.keystore import KeyStore
from samverkan.secrecy.postgres.base import DatabaseWrapper
from samverkan.secrecy.postgres.wire import Statement
from samverkan.trail import context

CONTEXT_SECONDS = 60  # longer than any page or act


class NotBound(RuntimeError):
    """A secret table was asked without an acting officer. It is a fault in the program."""


@dataclass
class Binding:
    """One act or page in progress: who, and every id it touches or shows, for its trace."""

    actor: Actor
    touched: dict[UUID, None] = field(default_factory=dict)
    written: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    detail: dict[str, str | int] = field(default_factory=dict)
    wrote_any: bool = False
    waiting: list[Any] = field(default_factory=list)  # questions that go along with the next one asked

    def touch(self, *subjects: UUID) -> None:
        """Name these ids in the trace."""
        self.touched.update(dict.fromkeys(subjects))

    def wrote(self, content: bytes) -> None:
        """Fold what was written (ciphertext) into the trace's digest."""
        self.written.update(content)
        self.wrote_any = True


_current: ContextVar[Binding | None] = ContextVar("binding", default=None)


def current() -> Binding | None:
    """The binding in force, if any."""
    return _current.get()


def require() -> Binding:
    """The binding in force. Raises NotBound where there is none."""
    binding = _current.get()
    if binding is None:
        raise NotBound("a secret query needs an acting officer: use @page or @action")
    return binding


@cache
def keystore() -> KeyStore:
    """This process's key store."""
    return KeyStore(Path(str(settings.SAMVERKAN["KEYS"])))


def database() -> DatabaseWrapper:
    """This thread's connection."""
    return cast(DatabaseWrapper, connections["default"])


@contextmanager
def bound(actor: Actor) -> Iterator[Binding]:
    """Open a transaction as `actor`; it must not lie within another."""
    if _current.get() is not None:
        raise NotBound("a transaction is already bound")
    binding = Binding(actor)
    with transaction.atomic(durable=True):
        _tell_database(actor)
        token = _current.set(binding)
        try:
            yield binding
        finally:
            _current.reset(token)
            clock.not_before(None)


@contextmanager
def part_of(outer: Binding, actor: Actor) -> Iterator[Binding]:
    """One act among several in the same transaction: its own list of what it touched."""
    if outer.actor != actor:
        raise NotBound("one transaction acts for one officer only")
    token = _current.set(part := Binding(actor))
    try:
        yield part
    finally:
        _current.reset(token)


def _tell_database(actor: Actor) -> None:
    fresh = actor.freshly_proved(clock.now())
    clock.not_before(_bind(actor, fresh=fresh))
    if fresh and not actor.freshly_proved(clock.now()):  # a clock set back brings no proof to life again
        _bind(actor, fresh=False)


def _bind(actor: Actor, *, fresh: bool) -> datetime:
    """Hand the context over; returns the high-water time."""
    here = database()
    here.ensure_connection()
    signed = context.sign(
        keystore().named("context"),
        agency=actor.agency,
        officer=actor.officer,
        assignment=actor.assignment,
        expires=int(time.time()) + CONTEXT_SECONDS,
        pid=here.connection.info.backend_pid,
        fresh=fresh,
    )
    # Bound by the server: a statement with the context written into it could be read in pg_stat_activity.
    (((mark,),),) = here.ask([Statement(b"SELECT sec.bind($1)", [signed])])
    return cast(datetime, mark)
