"""Compiling a query for nobody: every id, word and time in it a stand-in that belongs to no one."""

import re
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
DAY = clock.day_of(MOMENT)
MARK = "stand-in "
FIRST = UUID("5f1e57ab-0000-4000-8000-000000000000").int
LENGTH = 2  # of a stand-in list: one alone could not be told from an id
PLAIN = re.compile(r"[a-z_]+")
GROUP = re.compile(r"IN \((%s(?:, %s)*)\)|%s")

Place = tuple[int, int]  # (argument, which of its parts)
Filled = tuple[Place | None, Any]  # where a value comes from, or the value
NOW, TODAY = (-1, 0), (-1, 1)
ELEMENT = -1  # a part that is one of a list's elements, which only the list as a whole may be asked for


class BakedIn(TypeError):
    """The compiled query holds a value that stands in for nothing: somebody's id, or a date."""


class Compiled(NamedTuple):
    """A query ready to fill in. `values` has a constant for each parameter, or the place it is filled from."""

    sql: bytes
    values: list[Filled]
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
    numbered, filled = _numbered(sql, [_place(places, value) for value in values])
    converted = bool(compiler.get_converters([column for column, *_ in compiler.select]))
    return Compiled(numbered, filled, compiler, queryset._iterable_class, queryset.model, converted)


def _nobody(value: Any, argument: int, ids: Iterator[UUID], places: dict[Any, Place]) -> Any:
    """What is handed to the builder instead of `value`, noting which place each stand-in marks."""
    if isinstance(value, list):
        made = [_stand_in(value[0], ids) for _ in range(LENGTH)]
        places.update(dict.fromkeys(made, (argument, ELEMENT)))
        return made
    if not isinstance(value, Actor | UUID | str):
        return value
    made = [_stand_in(each, ids) for each in parts(value)]
    places.update({key: (argument, part) for part, key in enumerate(made)})
    if not isinstance(value, Actor):
        return made[0]
    officer, agency, assignment, *programmes = made
    seats = (replace(seat, programme=key) for seat, key in zip(value.seats, programmes, strict=True))
    until = MOMENT + timedelta(hours=1) if fresh(value) else None
    return Actor(officer, agency, assignment, value.kind, tuple(seats), until)


def _stand_in(like: Any, ids: Iterator[UUID]) -> Any:
    return next(ids) if isinstance(like, UUID) else f"{MARK}{next(ids)}"


def _place(places: dict[Any, Place], value: Any) -> Filled:
    if isinstance(value, str | int) and not str(value).startswith(MARK):
        return None, value  # a word or number of the program's own
    if not isinstance(value, UUID | str | date) or value not in places:
        raise BakedIn(f"a {type(value).__name__} that stands in for nothing")
    return places[value], None


def _numbered(sql: str, values: list[Filled]) -> tuple[bytes, list[Filled]]:
    """The SQL with $1, $2 for %s; a list is one parameter, so that its length does not change how it reads."""
    left, filled = iter(values), list[Filled]()

    def number(found: re.Match[str]) -> str:
        group = [next(left) for _ in range(found[0].count("%s"))]
        places = {place for place, _value in group}
        if found[1] and places == {None}:
            filled.append((None, _constant([value for _place, value in group])))
        elif found[1] and len(group) == LENGTH and len(places) == 1:
            ((argument, _part),) = places  # type: ignore[misc]
            filled.append(((argument, 0), None))
        elif found[1] or any(place and place[1] == ELEMENT for place in places):
            raise BakedIn("part of a list: it can be asked for only as a whole")
        else:
            filled.extend(group)
            return f"${len(filled)}"
        return f"= ANY(${len(filled)})"

    return GROUP.sub(number, sql).replace("%%", "%").encode(), filled


def _constant(words: list[Any]) -> Any:
    """Words of the program's own as the text of an array, written once; anything else as it is."""
    plain = all(isinstance(word, str) and PLAIN.fullmatch(word) for word in words)
    return f"{{{','.join(words)}}}" if plain else words
