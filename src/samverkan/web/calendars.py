"""Meetings as a calendar file (iCalendar, RFC 5545): when and where. Nothing in it is about any case."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from samverkan.casework.models import Meeting
from samverkan.secrecy import clock

TYPE = "text/calendar; charset=utf-8"
LONGEST = 75  # octets of a line, RFC 5545 3.1
LASTS = "PT1H"  # a meeting has no end in the program; an hour keeps the place in a calendar


def written(meetings: Iterable[Meeting]) -> bytes:
    """The calendar file of the meetings; `programme` is joined to each."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samverkan//Samverkan//SV", "METHOD:PUBLISH"]
    for meeting in meetings:
        lines += _event(meeting)
    return b"".join(map(_folded, [*lines, "END:VCALENDAR"]))


def _event(meeting: Meeting) -> list[str]:
    summary = _("Möte: %(programme)s") % {"programme": meeting.programme.name}
    return [
        "BEGIN:VEVENT",
        f"UID:{meeting.pk}@samverkan",
        f"DTSTAMP:{_moment(clock.now())}",
        f"DTSTART:{_moment(meeting.starts_at)}",
        f"DURATION:{LASTS}",
        f"SUMMARY:{_text(summary)}",
        *([f"LOCATION:{_text(meeting.place)}"] if meeting.place else []),
        "END:VEVENT",
    ]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    for mark in ("\\", ";", ","):
        value = value.replace(mark, f"\\{mark}")
    return value.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line over 75 octets goes on after a line break and a space, never inside a letter."""
    parts: list[str] = []
    rest = line
    while len(rest.encode()) > LONGEST - (1 if parts else 0):
        cut = LONGEST - (1 if parts else 0)
        while len(rest[:cut].encode()) > LONGEST - (1 if parts else 0):
            cut -= 1
        parts.append(rest[:cut])
        rest = rest[cut:]
    return "\r\n ".join([*parts, rest]).encode() + b"\r\n"
