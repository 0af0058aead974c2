"""Sealing an own file: its rows and what pages show of them, each under the file's own key."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

import polars as pl
from django.db import IntegrityError, transaction
from django.db.models import Max

from samverkan.picture.models import OwnFile
from samverkan.picture.store.store import parquet_bytes
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Conflict
from samverkan.secrecy.binding import keystore, require
from samverkan.secrecy.seal import Fields, label, seal, unseal

TIMES = 5  # that others may come between


def write(kind: str, frame: pl.DataFrame | None, told: Fields, *, made_up: bool) -> OwnFile:
    """Seal a file. In an act only: the row stands or falls with it."""
    return fill(claim(kind, made_up=made_up), frame, told)


def claim(kind: str, *, made_up: bool) -> OwnFile:
    """The place of a file to come, before what stood is read: whoever else comes now waits until this act has ended.

    Raises Conflict when others come between every time.
    """
    actor = require().actor
    for _time in range(TIMES):
        newest = OwnFile.of(actor.agency).filter(kind=kind).aggregate(most=Max("number"))["most"]
        row = OwnFile(
            agency_id=actor.agency, kind=kind, number=(newest or 0) + 1, made_at=clock.now(), made_by=actor.officer,
            made_up=made_up, held=b"", told=b"",
        )  # fmt: skip
        row.draw_id()
        with suppress(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
            return row
    raise Conflict


def fill(row: OwnFile, frame: pl.DataFrame | None, told: Fields) -> OwnFile:
    """Seal a file's content into its claimed place."""
    key = keystore().new_boxes(row.agency_id, [row.pk])[
        row.pk
    ]  # durable before the row that needs it commits
    packed = "" if frame is None else base64.b64encode(parquet_bytes(frame)).decode()
    row.held = seal(key, _bound_to(row, "held"), {"parquet": packed})
    row.told = seal(key, _bound_to(row, "told"), told)
    require().wrote(bytes(row.told))
    row.save(force_insert=False, update_fields=["held", "told"])
    return row


def told_of(row: OwnFile) -> Fields | None:
    """What pages show of a file; None where its key was dropped. The row is named in the trace."""
    return _open(row, "told")


def frame_of(row: OwnFile) -> pl.DataFrame | None:
    """The file's rows; None where its key was dropped or it has none."""
    found = _open(row, "held")
    if not found or not found["parquet"]:
        return None
    return pl.read_parquet(io.BytesIO(base64.b64decode(found["parquet"])))


def shred(rows: Iterable[OwnFile], officer: UUID) -> None:
    """Forget the files' keys and content: nobody reads them again. Repeating it changes nothing."""
    now = clock.now()
    for row in rows:
        keystore().drop_box(row.agency_id, row.pk, at=now.isoformat(), reason="own file")
        row.held = row.told = b""
        row.dropped_at, row.dropped_by = now, officer
        row.save(force_insert=False, update_fields=["held", "told", "dropped_at", "dropped_by"])


def _open(row: OwnFile, column: str) -> dict[str, Any] | None:
    require().touch(row.pk)
    sealed = bytes(getattr(row, column))
    key = keystore().open_boxes(row.agency_id, [row.pk]).get(row.pk)
    return unseal(key, _bound_to(row, column), sealed) if key is not None and sealed else None


def _bound_to(row: OwnFile, column: str) -> bytes:
    return label("own", row.agency_id, row.pk, row.kind, column)
