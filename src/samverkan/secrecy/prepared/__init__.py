"""Queries that every page asks: compiled once for each shape of actor, and only filled in after that.

Django builds and compiles a query anew each time it is asked, which takes longer than PostgreSQL needs to
answer it. Here it is compiled for *nobody, at no time*: the builder is called with a stand-in actor, stand-in
ids and a stand-in clock, so that what comes out can hold nothing of anybody. At each asking the real values
take the stand-ins' places. The rules stay where they are, in `rules.py`, and are asked as ever.
"""

import functools
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from samverkan.secrecy.prepared.asking import rows
from samverkan.secrecy.prepared.compiling import BakedIn, Compiled, compiled
from samverkan.secrecy.prepared.shapes import padded, shape_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["BakedIn", "prepared"]

P = ParamSpec("P")
R = TypeVar("R")

SHAPES = 256  # compiled forms kept of each query; an installation has a handful of roles


def prepared(build: "Callable[P, QuerySet[Any, R]]") -> Callable[P, list[R]]:
    """Make a function that builds a queryset into one that answers with its rows.

    Arguments go by position: an Actor, ids, words, lists of ids; a bool, a number or None is part of the
    shape, as are the actor's roles, rights and kinds, and whether a step-up is fresh. No list, no rows: an
    empty one is answered without asking. Raises BakedIn where the builder put in an id or date of its own.
    """
    known: OrderedDict[Any, Compiled | None] = OrderedDict()

    @functools.wraps(build)
    def ask(*args: P.args, **named: P.kwargs) -> list[R]:
        if named:
            raise TypeError("a prepared query takes its arguments by position")
        if [] in args:
            return []
        given = [padded(each) for each in args]
        shape = tuple(map(shape_of, given))
        if shape not in known:
            known[shape] = compiled(build, given)
            if len(known) > SHAPES:
                known.popitem(last=False)
        found = known[shape]
        return [] if found is None else rows(found, given)

    return ask
