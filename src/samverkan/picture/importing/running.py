"""Running an import: read, account for every row, and put the new version in force, or only say what would be.

Killed at any point it leaves the version that was in force; run again it does the whole of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverkan.picture.importing.shapes import Context, Imported, Kind, Progress
from samverkan.picture.places.register import Register, shipped
from samverkan.picture.store.store import Manifest, Store, Version
from samverkan.tables import sheet as sheets
from samverkan.tables.problem import Problem
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

MOST_PROBLEMS = 200  # kept in a manifest; the file of refused rows has all


@dataclass(frozen=True)
class Outcome:
    """What an import did, or (dry) would do. `version` is None in a dry run; `same`: nothing new came."""

    kind: Kind
    imported: Imported
    version: Version | None
    same: bool = False


def run(
    kind: Kind, file: Path, store: Store, *, dry: bool = False, progress: Progress = lambda _share, _what: None,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC), register: Register | None = None,
) -> Outcome:  # fmt: skip
    """Import a file into the store. Raises Refusal where the file as a whole cannot be taken."""
    progress(0.0, Text("Läser filen", "Reading the file"))
    raw = file.read_bytes() if file.is_file() else b""
    sheet = read_sheet(file, raw)
    before = store.current(kind.into)
    context = Context(register or shipped(), before, progress, store.current, raw)
    imported = kind.read(sheet, context)
    if dry:
        return Outcome(kind, imported, None)
    progress(0.9, Text("Skriver", "Writing"))
    manifest = manifest_of(kind, imported, file.name, raw, now(), before)
    version = store.write(kind.into, imported.tables, manifest, day=now().date().isoformat())
    progress(1.0, Text("Klart", "Done"))
    return Outcome(kind, imported, version, same=before is not None and before.name == version.name)


def read_sheet(file: Path, raw: bytes) -> Sheet:
    """A sheet of any kind of file, JSON from an interface included."""
    from samverkan.picture.importing import json_rows

    if json_rows.is_json(file.name, raw):
        return json_rows.sheet_of(file.name, raw)
    return sheets.read_bytes(file.name, raw) if raw else sheets.read(file)


def manifest_of(
    kind: Kind, imported: Imported, name: str, raw: bytes, at: dt.datetime, before: Version | None
) -> Manifest:  # fmt: skip
    """What is kept of an import: which file, when, what became of its rows, and what the version is built on."""
    report = imported.report
    return {
        "kind": kind.id,
        "source": kind.source,
        "file": name,
        "file_sha256": hashlib.sha256(raw).hexdigest(),
        "imported_at": at.isoformat(timespec="seconds"),
        "built_on": before.name if before is not None else None,
        "rows": {
            "in_file": report.rows, "taken": report.taken, "refused": len(report.refused), "repeated": report.repeated
        },
        "counts": [{"sv": text.sv, "en": text.en, "n": n} for text, n in imported.counts],
        "first": imported.first,
        "last": imported.last,
        "notes": [note._asdict() for note in imported.notes],
        "mended": [_kept(each) for each in report.mended[:MOST_PROBLEMS]],
        "refused": [_kept(each) for row in report.refused for each in row.problems][:MOST_PROBLEMS],
        "facts": dict(imported.facts),
    }  # fmt: skip


def _kept(problem: Problem) -> Mapping[str, Any]:
    return {"row": problem.row, "column": problem.column, **problem.said._asdict()}
