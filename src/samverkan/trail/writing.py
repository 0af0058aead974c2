"""A line of the trail: one ordinary insert inside the act's own transaction.

If the line cannot be written the act is not done: both stand or fall together. What was refused is written in
a second transaction, after the rollback.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from samverkan.trail import verbs
from samverkan.trail.models import OUTCOMES, Trace, fresh_salt, random_id

Code = str | int | bool | None
Detail = Mapping[str, Code | list[Code]]

_KEY = re.compile(r"[a-z][a-z_]{0,31}")
_CODE = re.compile(r"[A-Za-z0-9._:/§-]{1,64}")
_WIDTHS = {"digest": 32, "salt": 16}  # bytes
_COLUMNS = (
    "id", "agency_id", "at", "officer_id", "assignment_id", "verb", "outcome", "subjects", "digest", "salt",
    "detail",
)  # fmt: skip
# By hand: every page writes a line, and sends this along with its COMMIT.
INSERT = "INSERT INTO trail_trace ({}) VALUES ({})".format(  # noqa: S608 - our own columns
    ", ".join(_COLUMNS), ", ".join(f"${n}" for n in range(1, len(_COLUMNS) + 1))
).encode()


def line(
    verb: str,
    *,
    outcome: str,
    agency: UUID,
    officer: UUID | None,
    assignment: UUID | None = None,
    subjects: Iterable[UUID] = (),
    digest: bytes | None = None,
    detail: Detail | None = None,
    at: datetime,
    id: UUID | None = None,  # noqa: A002 - the column's name
    salt: bytes | None = None,
) -> Trace:
    """A line, for INSERT or `Trace.objects.bulk_create`; the database refuses it unless bound to `agency`.

    `outcome` is done, refused or failed; `subjects` every id touched or shown; `digest` the 32-byte SHA-256
    of what was written; `detail` codes, ids and counts by name, never words. `salt` (16 bytes) and `id` are
    random unless given. Raises UnknownVerbError, or ValueError naming the field and what it takes.
    """
    verbs.known(verb)
    if outcome not in OUTCOMES:
        raise ValueError(f"outcome: {outcome!r} is none of {', '.join(OUTCOMES)}")
    if at.tzinfo is None:
        raise ValueError("at: a time of the trail has a time zone")
    return Trace(
        id=id or random_id(),
        agency_id=agency,
        at=at,
        officer_id=officer,
        assignment_id=assignment,
        verb=verb,
        outcome=outcome,
        subjects=list(dict.fromkeys(subjects)),
        digest=_bytes("digest", digest) if digest is not None else None,
        detail=_codes(detail or {}),
        salt=_bytes("salt", fresh_salt() if salt is None else salt),
    )


def values_of(line: Trace) -> list[Any]:
    """A line's values for INSERT."""
    values = {name: getattr(line, name) for name in _COLUMNS}
    values["detail"] = Jsonb(line.detail)
    return list(values.values())


def _bytes(name: str, value: bytes) -> bytes:
    if len(value) != _WIDTHS[name]:
        raise ValueError(f"{name}: {len(value)} bytes, where {_WIDTHS[name]} are needed")
    return value


def _codes(detail: Detail) -> dict[str, Code | list[Code]]:
    for key, value in detail.items():
        if not _KEY.fullmatch(key):
            raise ValueError(f"detail: {key!r} is no name of a code")
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and not _CODE.fullmatch(each):
                # The value is not quoted: it may be the very text that must not be kept.
                raise ValueError(f"detail: {key!r} holds text, where only codes are kept")
            if not isinstance(each, str | int | None):
                raise ValueError(f"detail: {key!r} holds {type(each).__name__}, where only codes are kept")
    return dict(detail)
