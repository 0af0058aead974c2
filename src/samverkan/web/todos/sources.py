"""Where the to-dos of the first page come from. A new room adds its function here, and nothing else anywhere."""

from collections.abc import Iterable

from samverkan.secrecy.actor import Actor
from samverkan.web.todos import Source, ToDo, casework, crossing, exits, keeping, overseeing

SOURCES: tuple[Source, ...] = (
    casework.todos,
    crossing.todos,
    exits.todos,
    keeping.todos,
    overseeing.todos,
)


def todos(actor: Actor) -> Iterable[ToDo]:
    """Everything that waits for this officer, from every room; the meetings apart, see `meetings.planned`."""
    for source in SOURCES:
        yield from source(actor)
