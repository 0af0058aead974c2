"""Questions: a compiled query filled in, asked with all others that wait, and made rows of as Django would."""

import copy
from collections.abc import Iterable
from operator import itemgetter
from typing import Any, Generic, TypeVar, cast

from django.db import connections
from django.db.models.base import ModelState
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable

from samverkan.secrecy import binding, clock
from samverkan.secrecy.postgres.wire import Answer, Statement
from samverkan.secrecy.prepared.compiling import Compiled
from samverkan.secrecy.prepared.shapes import parts

R = TypeVar("R")


class Question(Generic[R]):
    """A query with its arguments. The first to need its rows takes along all that wait in the transaction."""

    def __init__(self, found: Compiled | None, given: list[Any]) -> None:
        self._found, self._given = found, given
        self._rows: list[R] | None = [] if found is None else None
        self._asked_in = binding.current()

    @property
    def rows(self) -> list[R]:
        """The answer. Raises NotBound for a secret table that nobody is bound to, or a transaction that is over."""
        if self._rows is None:
            together(self)
        return cast(list[R], self._rows)

    @property
    def is_answered(self) -> bool:
        """Whether the rows are here already."""
        return self._rows is not None

    def same(self, found: Compiled | None, given: list[Any]) -> bool:
        """Whether it asks just this."""
        return self._found is found and self._given == given

    def statement(self) -> Statement:
        """What is sent."""
        found = cast(Compiled, self._found)
        secret = hasattr(found.model, "of")  # see models/base.py
        if (secret or self._asked_in is not None) and binding.require() is not self._asked_in:
            raise binding.NotBound("a question is asked within its own transaction")
        filled = [parts(value) for value in self._given] + [[clock.now(), clock.today()]]
        values = [value if place is None else filled[place[0]][place[1]] for place, value in found.values]
        return Statement(found.sql, values, not found.converted)

    def answered(self, answer: Answer) -> None:
        """Make the rows of what came back."""
        self._rows = list(made(cast(Compiled, self._found), answer)) if answer else []


def later(found: Compiled | None, given: list[Any]) -> Question[Any]:
    """The question, among those that wait in the transaction; the one that asks the same, if there is one."""
    fresh: Question[Any] = Question(found, given)
    bound = binding.current()
    if bound is None or found is None:
        return fresh
    for each in bound.waiting:
        if each.same(found, given):
            return cast(Question[Any], each)
    bound.waiting.append(fresh)
    return fresh


def together(*wanted: Question[Any]) -> None:
    """Ask these and all that wait, in one go."""
    bound = binding.current()
    waiting: list[Question[Any]] = []
    if bound is not None:
        waiting, bound.waiting = bound.waiting, waiting
    waiting += (each for each in wanted if each not in waiting and not each.is_answered)
    answers = binding.database().ask([question.statement() for question in waiting])
    for question, answer in zip(waiting, answers, strict=True):
        question.answered(answer)


def made(found: Compiled, answer: Answer) -> Iterable[Any]:
    """Rows as the queryset gives them."""
    if not found.converted:
        if found.iterable is FlatValuesListIterable:
            return [row[0] for row in answer]
        if found.iterable is ValuesListIterable and not found.compiler.query.annotation_select:
            return answer
        if found.iterable is ModelIterable and not found.compiler.klass_info.get("related_klass_infos"):
            return _plain(found, answer)
    rows: Iterable[Any] = found.iterable(_Asked(found, answer))
    return rows


def _plain(found: Compiled, answer: Answer) -> Iterable[Any]:
    """The models, without the detour by `__init__` and its signals, which nobody here listens to: a page has 160."""
    compiler, model = found.compiler, found.model
    places = compiler.klass_info["select_fields"]
    wanted = {compiler.select[place][0].target.attname: place for place in places}
    wanted |= compiler.annotation_col_map or {}
    pick = itemgetter(*wanted.values())
    for row in answer:
        one = model.__new__(model)
        one.__dict__.update(zip(wanted, pick(row), strict=True), _state=_Kept())
        yield one


class _Kept(ModelState):
    """Of a row that lies in the database."""

    adding, db = False, "default"


class _Asked:
    """What Django's row makers ask of a queryset; the answer is there already."""

    db = "default"
    _known_related_objects: dict[Any, Any] = {}
    _fields = None

    def __init__(self, found: Compiled, answer: Answer) -> None:
        self.found, self.answer = found, answer

    @property
    def query(self) -> "_Asked":
        return self

    def get_compiler(self, *_args: Any, **_named: Any) -> Any:
        compiler = copy.copy(self.found.compiler)
        # The compiled form is shared by all threads, each of which has a connection of its own.
        compiler.connection = connections["default"]
        width = compiler.col_count if compiler.has_extra_select else None
        answer = [row[:width] for row in self.answer] if width else self.answer
        compiler.execute_sql = lambda *_args, **_named: [answer]
        return compiler
