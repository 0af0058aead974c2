"""Filling a compiled query in, and making rows of what comes back just as Django would."""

import copy
from typing import Any

import psycopg
from django.db import connections

from samverkan.secrecy import binding, clock
from samverkan.secrecy.prepared.compiling import Compiled
from samverkan.secrecy.prepared.shapes import parts


def rows(found: Compiled, given: list[Any]) -> list[Any]:
    """The rows for these arguments. Raises NotBound for a secret table that nobody is bound to."""
    if hasattr(found.model, "of"):  # a secret table: see models/base.py
        binding.require()
    filled = [parts(value) for value in given] + [[clock.now(), clock.today()]]
    values = [value if place is None else filled[place[0]][place[1]] for place, value in found.values]
    answer = _answer(found.sql, values)
    return list(found.iterable(_Asked(found, answer))) if answer else []


def _answer(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    here = connections[
        "default"
    ]  # looked up once: each look-up of the thread's own costs as much as a small query
    here.ensure_connection()
    with here.wrap_database_errors, psycopg.Cursor(here.connection) as cursor:
        # Prepared by the server: planned once a connection, and no value is ever part of the statement's text.
        return cursor.execute(sql, values, prepare=True).fetchall()


class _Asked:
    """What Django's row makers ask of a queryset; the answer is there already."""

    db = "default"
    _known_related_objects: dict[Any, Any] = {}
    _fields = None

    def __init__(self, found: Compiled, answer: list[tuple[Any, ...]]) -> None:
        self.found, self.answer = found, answer

    @property
    def query(self) -> "_Asked":
        return self

    def get_compiler(self, *_args: Any, **_named: Any) -> Any:
        compiler = copy.copy(self.found.compiler)
        compiler.connection = connections[
            "default"
        ]  # the compiled form is shared by all threads, each with its own
        width = compiler.col_count if compiler.has_extra_select else None
        answer = [row[:width] for row in self.answer] if width else self.answer
        compiler.execute_sql = lambda *_args, **_named: [answer]
        return compiler
