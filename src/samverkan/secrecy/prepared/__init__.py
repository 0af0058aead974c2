"""Queries that every page asks: compiled once for each shape of actor, and only filled in after that.

Django builds and compiles a query anew each time it is asked, which takes longer than PostgreSQL needs to
answer it. Here it is compiled for *nobody, at no time*: the builder is called with a stand-in actor, stand-in
ids and a stand-in clock, so that what comes out can hold nothing of anybody. At each asking the real values
take the stand-ins' places. The rules stay where they are, in `rules.py`, and are asked as ever.
"""

import functools
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from samverkan.secrecy.prepared.asking import Question, later, together
from samverkan.secrecy.prepared.compiling import BakedIn, Compiled, compiled
from samverkan.secrecy.prepared.shapes import shape_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["BakedIn", "Prepared", "Question", "prepared", "together"]

P = ParamSpec("P")
R = TypeVar("R")

SHAPES = 256  # compiled forms kept of each query; an installation has a handful of roles


class Prepared(Generic[P, R]):
    """A query that is called for its rows now, or put with `later` to go along with the next that is asked.

    Arguments go by position: an Actor, ids, words, lists of ids; a bool, a number or None is part of the
    shape, as are the actor's roles, rights and kinds, and whether a step-up is fresh. No list, no rows: an
    empty one is answered without asking. Raises BakedIn where the builder put in an id or date of its own.
    """

    def __init__(self, build: "Callable[P, QuerySet[Any, R]]") -> None:
        functools.update_wrapper(self, build)
        self._build = build
        self._known: OrderedDict[Any, Compiled | None] = OrderedDict()

    def __call__(self, *args: P.args, **named: P.kwargs) -> list[R]:
        return self.later(*args, **named).rows

    def later(self, *args: P.args, **named: P.kwargs) -> Question[R]:
        """The question, to be asked with others: its `rows` are fetched with the first that is needed."""
        if named:
            raise TypeError("a prepared query takes its arguments by position")
        given = list(args)
        return later(None if [] in given else self._compiled(given), given)

    def _compiled(self, given: list[Any]) -> Compiled | None:
        shape = tuple(map(shape_of, given))
        if shape not in self._known:
            self._known[shape] = compiled(self._build, given)
            if len(self._known) > SHAPES:
                self._known.popitem(last=False)
        return self._known[shape]


def prepared(build: "Callable[P, QuerySet[Any, R]]") -> Prepared[P, R]:
    """Make a function that builds a queryset into one that answers with its rows."""
    return Prepared(build)
