"""Statements by the shortest way: prepared once a connection, as many as there are sent in one go.

psycopg's own low level (`psycopg.pq`, `psycopg.adapt`) and libpq's pipeline. A page asks some twenty small
things; a cursor for each, with a wait for each, takes longer than PostgreSQL needs for all of them.
"""

import select
import struct
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import errors, pq
from psycopg.adapt import Dumper, PyFormat, Transformer
from psycopg.postgres import types

Answer = list[tuple[Any, ...]]
Key = tuple[bytes, tuple[int, ...]]  # a statement and the types of its values
STATUS = pq.ExecStatus


class Statement(NamedTuple):
    """SQL with its parameters as $1, $2; `binary` is how the answer comes: read in a fifth of the time."""

    sql: bytes
    values: Sequence[Any] = ()
    binary: bool = True
    once: bool = False  # not worth preparing


class Ids(list[UUID]):
    """Ids to be asked for together."""


class IdsDumper(Dumper):
    """An array of uuid in PostgreSQL's own form; psycopg's way for lists of anything takes eight times as long."""

    format = pq.Format.BINARY
    oid = types["uuid"].array_oid

    def dump(self, obj: Ids) -> bytes:
        head = struct.pack("!iiIii", 1, 0, types["uuid"].oid, len(obj), 1)  # one dimension, no nulls, from 1
        return head + b"".join([b"\0\0\0\x10" + each.bytes for each in obj])


class Wire:
    """One connection's statements. Raises psycopg's errors, as a cursor does."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._pg = connection.pgconn
        connection.adapters.register_dumper(Ids, IdsDumper)
        self._adapt = Transformer(connection)
        self._names: dict[Key, bytes] = {}
        self._fresh = (b"samverkan_%d" % number for number in count())
        self._readable = select.poll()
        self._readable.register(self._pg.socket, select.POLLIN)
        self._sent: list[Key | None] = []  # what answers will come: to a preparing, or (None) to a statement
        self.last_said: bytes | None = None  # how PostgreSQL called what it did last: "COMMIT", "SELECT 3"

    def ask(self, statements: Sequence[Statement]) -> list[Answer]:
        """The rows of each, in order; none for what is no query."""
        self.send(statements)
        return self.receive()

    def send(self, statements: Sequence[Statement]) -> None:
        """Put them on their way; `receive` must follow before anything else is asked."""
        ready = [
            self._dumped(each) for each in statements
        ]  # first: what cannot be sent leaves no pipeline open
        self._sent = []
        self._pg.enter_pipeline_mode()
        for statement, (key, values, formats) in zip(statements, ready, strict=True):
            answer = pq.Format(statement.binary)
            if statement.once:
                self._pg.send_query_params(*key[:1], values, key[1], formats, answer)
            else:
                self._pg.send_query_prepared(self._named(key), values, formats, answer)
            self._sent.append(None)
        self._pg.pipeline_sync()
        while self._pg.flush():
            self._flush_more()

    def receive(self) -> list[Answer]:
        """Wait for what was sent. The first fault is raised; what came after it was not done."""
        results = list(self._results())
        self._pg.exit_pipeline_mode()
        fault = next(
            (errors.error_from_result(each) for each in results if each.status == STATUS.FATAL_ERROR), None
        )
        if fault is not None:
            self._forget(fault)
            raise fault
        self.last_said = results[-1].command_status if results else None
        return [self._rows(each) for key, each in zip(self._sent, results, strict=True) if key is None]

    def _forget(self, fault: psycopg.Error) -> None:
        """What was prepared together with a fault may not be there; nor anything, once another hand has tidied up."""
        gone = self._names if isinstance(fault, errors.InvalidSqlStatementName) else filter(None, self._sent)
        for key in list(gone):
            self._names.pop(key, None)

    def _dumped(self, statement: Statement) -> tuple[Key, Sequence[Any], Sequence[pq.Format] | None]:
        values = [Ids(each) if _are_ids(each) else each for each in statement.values]
        dumped = self._adapt.dump_sequence(values, [PyFormat.AUTO] * len(values))
        return (statement.sql, self._adapt.types or ()), dumped, self._adapt.formats

    def _named(self, key: Key) -> bytes:
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = next(self._fresh)
            self._pg.send_prepare(name, *key)
            self._sent.append(key)
        return name

    def _flush_more(self) -> None:
        """What is sent fills the line: read meanwhile, or both ends would wait for one another."""
        readable, _writable, _ = select.select([self._pg.socket], [self._pg.socket], [])
        if readable:
            self._pg.consume_input()

    def _results(self) -> Iterator[Any]:
        while True:
            while self._pg.is_busy():
                self._readable.poll()
                self._pg.consume_input()
            result = self._pg.get_result()
            if result is not None:
                if result.status == STATUS.PIPELINE_SYNC:
                    return
                yield result
            elif self._pg.status == pq.ConnStatus.BAD:
                raise psycopg.OperationalError("the connection was lost")

    def _rows(self, result: Any) -> Answer:
        if result.status != STATUS.TUPLES_OK:
            return []
        self._adapt.set_pgresult(result)
        return self._adapt.load_rows(0, result.ntuples, tuple)


def _are_ids(value: Any) -> bool:
    return type(value) is list and bool(value) and type(value[0]) is UUID
