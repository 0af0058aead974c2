"""Writing a line of the trail: one ordinary insert inside the act's own transaction.

If the line cannot be written the act is not done: both stand or fall together. What was refused is written in
a second transaction, after the rollback.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection
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
# By hand: every page writes a line, and the ORM's way takes 0.4 ms where this takes 0.2.
_INSERT = f"INSERT INTO trail_trace ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))})"  # noqa: S608


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
    """An unsaved line, for `Trace.objects.bulk_create`; otherwise use `write`.

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


def write(
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
    """Insert a line in the running transaction and return it; arguments and errors as for `line`.

    The database refuses it unless the transaction is bound to `agency`.
    """
    fresh = line(
        verb,
        outcome=outcome,
        agency=agency,
        officer=officer,
        assignment=assignment,
        subjects=subjects,
        digest=digest,
        detail=detail,
        at=at,
        id=id,
        salt=salt,
    )
    values = {name: getattr(fresh, name) for name in _COLUMNS}
    values["detail"] = Jsonb(fresh.detail)
    # As one text: a page names fifty ids, and the driver would take longer over them than over all the rest.
    values["subjects"] = "{" + ",".join(each.hex for each in fresh.subjects) + "}"
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, list(values.values()))
    return fresh


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
