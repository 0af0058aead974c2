"""Sealing an own file: its rows and what pages show of them, each under the file's own key."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import polars as pl

from samverkan.picture.models import OwnFile
from samverkan.picture.store.store import parquet_bytes
from samverkan.secrecy import clock
from samverkan.secrecy.binding import keystore, require
from samverkan.secrecy.seal import Fields, label, seal, unseal


def write(kind: str, frame: pl.DataFrame | None, told: Fields, *, made_up: bool) -> OwnFile:
    """Seal a file. In an act only: the row stands or falls with it."""
    actor = require().actor
    row = OwnFile(
        agency_id=actor.agency, kind=kind, made_at=clock.now(), made_by=actor.officer, made_up=made_up
    )
    row.draw_id()
    key = keystore().new_boxes(actor.agency, [row.pk])[row.pk]  # durable before the row that needs it commits
    packed = "" if frame is None else base64.b64encode(parquet_bytes(frame)).decode()
    row.held = seal(key, _bound_to(row, "held"), {"parquet": packed})
    row.told = seal(key, _bound_to(row, "told"), told)
    require().wrote(bytes(row.told))
    row.save(force_insert=True)
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
