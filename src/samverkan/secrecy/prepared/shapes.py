"""What of an argument decides how a query reads, and what is only filled in."""

from typing import Any
from uuid import UUID

from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor


def shape_of(value: Any) -> Any:
    """What the compiled form is kept by. Raises TypeError for an argument that cannot be filled in."""
    if isinstance(value, UUID | str):
        return type(value)
    if isinstance(value, Actor):
        seats = tuple(
            (seat.role, seat.may, seat.reads, seat.assigned_only, seat.shut) for seat in value.seats
        )
        return (value.kind, seats, fresh(value))
    if isinstance(value, list):
        return (list, type(value[0]))
    if value is None or isinstance(value, int):
        return (type(value), value)
    raise TypeError(f"a prepared query takes no {type(value).__name__}")


def fresh(actor: Actor) -> bool:
    """Whether the actor has proved their identity a second time, a moment ago."""
    return actor.freshly_proved(clock.now())


def parts(value: Any) -> list[Any]:
    """The values that fill an argument's places, in the order `compiling` gave them out."""
    if isinstance(value, Actor):
        return [value.officer, value.agency, value.assignment, *(seat.programme for seat in value.seats)]
    return [value]
