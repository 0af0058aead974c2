"""What starts and stops a method's clocks, by the events its file names. Pure: days in, clocks out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samverkan.methods.schema import Clock, EntryKind, Method
from samverkan.methods.words import FieldType

MEETING = "meeting"


@dataclass(frozen=True)
class Happened:
    """An event as the file writes it (`kind:ID`, `field:KIND.FIELD`, `phase:ID`) and its day."""

    name: str
    day: date


def of_entry(kind: EntryKind, fields: Mapping[str, Any], written_on: date) -> list[Happened]:
    """An own entry was written: that it was, and the days it holds."""
    return [Happened(f"kind:{kind.id}", written_on), *_days(kind, fields)]


def of_correction(kind: EntryKind, fields: Mapping[str, Any], before: Mapping[str, Any]) -> list[Happened]:
    """An own entry was corrected: only the days that it did not hold before are news."""
    return [each for each in _days(kind, fields) if each not in _days(kind, before)]


def of_step(phase: str, on: date) -> list[Happened]:
    """The case came into a phase."""
    return [Happened(f"phase:{phase}", on)]


def started(method: Method, happened: Sequence[Happened]) -> list[tuple[Clock, date]]:
    """The clocks these events start, and the day each counts from."""
    days = {each.name: each.day for each in happened}
    return [(clock, days[clock.since]) for clock in method.clocks if clock.since in days]


def stopped(method: Method, happened: Sequence[Happened]) -> list[Clock]:
    """The clocks these events stop."""
    names = {each.name for each in happened}
    return [clock for clock in method.clocks if clock.until in names]


def kind_of(clock: Clock) -> str:
    """The kind of entry whose writing starts the clock; nothing for a phase or a meeting."""
    sort, _, rest = clock.since.partition(":")
    return rest.partition(".")[0] if sort in ("kind", "field") else ""


def _days(kind: EntryKind, fields: Mapping[str, Any]) -> list[Happened]:
    return [
        Happened(f"field:{kind.id}.{field.id}", date.fromisoformat(fields[field.id]))
        for field in kind.fields
        if field.type is FieldType.DATE and fields.get(field.id)
    ]
