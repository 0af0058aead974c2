"""Compiling a query for nobody: every id, word and time in it a stand-in that belongs to no one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet

from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.prepared.shapes import fresh, parts

MOMENT = datetime(7919, 11, 7, 5, 3, 1, 6007, UTC)  # the stand-in clock
DAY = MOMENT.astimezone(clock.STOCKHOLM).date()
MARK = "stand-in "
FIRST = UUID("5f1e57ab-0000-4000-8000-000000000000").int

Place = tuple[int, int]  # (argument, which of its parts)
NOW, TODAY = (-1, 0), (-1, 1)


class BakedIn(TypeError):
    """The compiled query holds a value that stands in for nothing: somebody's id, or a date."""


class Compiled(NamedTuple):
    """A query ready to fill in. `values` has a constant for each parameter, or the place it is filled from."""

    sql: str
    values: list[tuple[Place | None, Any]]
    compiler: Any
    iterable: Any
    model: Any
    converted: bool


def compiled(build: Callable[..., Any], given: list[Any]) -> Compiled | None:
    """Build with stand-ins shaped as `given` and compile; None where such an actor can see nothing at all."""
    places: dict[Any, Place] = {MOMENT: NOW, DAY: TODAY}
    fresh_ids = (UUID(int=number) for number in count(FIRST))
    nobody = [_nobody(value, n, fresh_ids, places) for n, value in enumerate(given)]
    with clock.frozen(MOMENT):
        queryset = build(*nobody)
        compiler = queryset.query.get_compiler("default")
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            return None
    named = [_place(places, value) for value in values]
    converted = bool(compiler.get_converters([column for column, *_ in compiler.select]))
    return Compiled(sql, named, compiler, queryset._iterable_class, queryset.model, converted)


def _nobody(value: Any, argument: int, ids: Iterator[UUID], places: dict[Any, Place]) -> Any:
    """What is handed to the builder instead of `value`, noting which place each stand-in marks."""
    if not isinstance(value, Actor | list | UUID | str):
        return value
    like = parts(value)
    made: list[Any] = [next(ids) if isinstance(each, UUID) else f"{MARK}{next(ids)}" for each in like]
    places.update({key: (argument, part) for part, key in enumerate(made)})
    if isinstance(value, Actor):
        officer, agency, assignment, *programmes = made
        seats = (replace(seat, programme=key) for seat, key in zip(value.seats, programmes, strict=True))
        until = MOMENT + timedelta(hours=1) if fresh(value) else None
        return Actor(officer, agency, assignment, value.kind, tuple(seats), until)
    return made if isinstance(value, list) else made[0]


def _place(places: dict[Any, Place], value: Any) -> tuple[Place | None, Any]:
    if isinstance(value, str | int) and not str(value).startswith(MARK):
        return None, value  # a word or number of the program's own
    if not isinstance(value, UUID | str | date) or value not in places:
        raise BakedIn(f"a {type(value).__name__} that stands in for nothing")
    return places[value], None
