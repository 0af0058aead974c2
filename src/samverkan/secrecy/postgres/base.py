"""The connection: BEGIN goes with the first statement, and a page's COMMIT need not be waited for at once.

Transactions begin and end by the wire alone. psycopg, which stays in autocommit, would drop every prepared
statement of the connection at each ROLLBACK that it saw.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import base
from django.db.utils import DatabaseError
from psycopg.pq import TransactionStatus

from samverkan.secrecy.postgres.wire import Answer, Statement, Wire

BEGIN, COMMIT, ROLLBACK = (Statement(word, once=True) for word in (b"BEGIN", b"COMMIT", b"ROLLBACK"))


class OnItsWay(RuntimeError):
    """The transaction's COMMIT is sent and not answered: nothing can be asked. It is a fault in the program."""


class NotCommitted(DatabaseError):
    """PostgreSQL answered COMMIT by rolling back: something in the transaction had failed before."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with the wire beside its cursors."""

    wire: Wire
    _begin: bool = False  # a BEGIN has not been sent yet
    _last: list[Statement] | None = None  # what goes with the COMMIT
    _waiting: bool = False  # the COMMIT has not been answered yet

    def connect(self) -> None:
        self._begin = self._waiting = False
        super().connect()
        self.wire = Wire(self.connection)

    def ask(self, statements: Sequence[Statement]) -> list[Answer]:
        """The rows of each statement, all sent together. Raises Django's database errors, or OnItsWay."""
        self._refuse_while_waiting()
        self.ensure_connection()
        with self.wrap_database_errors:
            if not self._begin:
                return self.wire.ask(statements)
            self._begin = False
            return self.wire.ask([BEGIN, *statements])[1:]

    def leave(self, *statements: Statement) -> None:
        """Send these with the COMMIT of the running transaction, and do not wait: `settle` does."""
        self._last = list(statements)

    def settle(self) -> None:
        """Wait until what was left is on disk. Raises what went wrong; then nothing of the transaction was kept."""
        if not self._waiting:
            return
        self._waiting = False
        try:
            with self.wrap_database_errors:
                self.wire.receive()
        except DatabaseError:
            self._rollback()
            raise
        if self.wire.last_said == b"ROLLBACK":
            raise NotCommitted

    def _start_transaction_under_autocommit(self) -> None:
        self._begin = True

    def _set_autocommit(self, autocommit: bool) -> None:
        if self.connection.autocommit != autocommit:
            super()._set_autocommit(autocommit)  # type: ignore[misc]

    def _commit(self) -> None:
        last, self._last = self._last, None
        begin, self._begin = [BEGIN] if self._begin else [], False
        if begin and not last:
            return  # nothing was asked, and nothing is left
        with self.wrap_database_errors:
            self.wire.send([*begin, *(last or []), COMMIT])
        self._waiting = True
        if last is None:
            self.settle()

    def _rollback(self) -> None:
        self._begin, self._last = False, None
        if self.connection is None or self.connection.info.transaction_status == TransactionStatus.IDLE:
            return
        with self.wrap_database_errors:
            self.wire.ask([ROLLBACK])

    def _savepoint_rollback(self, sid: str) -> None:
        with self.wrap_database_errors:
            self.wire.ask([Statement(self.ops.savepoint_rollback_sql(sid).encode(), once=True)])

    def _cursor(self, name: str | None = None) -> Any:
        self._refuse_while_waiting()
        if self._begin:
            self.ask([])
        return super()._cursor(name)  # type: ignore[misc]

    def _refuse_while_waiting(self) -> None:
        if self._waiting:
            raise OnItsWay("a page asks nothing once its trace is on its way: read it before")
