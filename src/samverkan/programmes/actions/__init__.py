"""Every decision about a programme, one file a subject. Each is an `@action`: checked, atomic, traced, or not done."""

from samverkan.programmes.actions.changing import (
    change_purpose,
    make_permanent,
    rename,
    review,
    switch_version,
)
from samverkan.programmes.actions.ending import end, keep
from samverkan.programmes.actions.seating import end_seat, give_seat
from samverkan.programmes.actions.starting import invite, start
from samverkan.programmes.actions.taking_part import decline, join, leave

__all__ = [
    "change_purpose",
    "decline",
    "end",
    "end_seat",
    "give_seat",
    "invite",
    "join",
    "keep",
    "leave",
    "make_permanent",
    "rename",
    "review",
    "start",
    "switch_version",
]
