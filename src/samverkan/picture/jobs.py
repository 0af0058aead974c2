"""The two background works of an own file: reading it for a preview, and taking it in. Each is whole or not at all.

A worker that is killed has written nothing; run again, it does the whole of it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from samverkan.picture.incidents.reading import Incidents
from samverkan.picture.own import actions, filing, reading, rules
from samverkan.picture.own.wishes import Wishes
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.background import Progress, job, part, put
from samverkan.secrecy.models import Job
from samverkan.secrecy.seal import Fields
from samverkan.secrecy.verdict import Verdict
from samverkan.tables import headers, personal_numbers
from samverkan.tables.problem import gathered
from samverkan.tables.refusal import Refusal
from samverkan.tables.sheet import Sheet
from samverkan.tables.writing import refused_bytes

SAMPLE, COLUMNS, MOST_TOLD = 5, 60, 100


def _may(by: Actor, *, job: Job, **_facts: Any) -> Verdict:
    return rules.handle(by)


@job("own.preview", "läste en egen fil för granskning", "read an own file for a preview", may=_may)
def preview(*, by: Actor, job: Job) -> Progress:
    """Read the whole file and say what would come of it; nothing is kept but that."""
    pieces = list(_pieces(job))
    try:
        name, wishes, sheet = filing.unpacked(pieces)
    except Refusal as bad:
        return _ended(
            job, {"name": pieces[0]["name"], "wishes": pieces[0]["wishes"], "refusal": [bad.sv, bad.en]}, []
        )
    summary = {"name": name, "wishes": wishes.written(), **_columns(sheet, wishes)}
    try:
        found = _read(sheet, wishes)
    except Refusal as bad:
        return _ended(job, {**summary, "refusal": [bad.sv, bad.en]}, pieces[1:])
    return _ended(job, {**summary, **account(found)}, [*pieces[1:], *_refused(found)])


@job("own.import", "läste in en egen fil", "read in an own file", may=_may)
def take(*, by: Actor, job: Job) -> Progress:
    """Take the file in as the officer confirmed it."""
    name, wishes, sheet = filing.unpacked(_pieces(job))
    found = _read(sheet, wishes)
    row = actions.take(by=by, wishes=wishes, found=found)
    summary = {
        "name": name,
        "wishes": wishes.written(),
        **account(found),
        "new": row is not None,
        "taken_in": True,
    }
    return _ended(job, summary, list(_refused(found)))


def account(found: Incidents) -> Fields:
    """What became of every row, in both languages; of cells nothing."""
    report = found.report
    refused = [
        [each.sv, each.en] for each in gathered([each for row in report.refused for each in row.problems])
    ]
    return {
        "rows": report.rows, "taken": report.taken, "repeated": report.repeated, "refused": len(report.refused),
        "counts": [[text.sv, text.en, n] for text, n in found.counts],
        "notes": [[each.sv, each.en] for each in found.notes],
        "mended": [[each.sv, each.en] for each in report.mended[:MOST_TOLD]], "reasons": refused[:MOST_TOLD],
    }  # fmt: skip


def _read(sheet: Sheet, wishes: Wishes) -> Incidents:
    where = reading.municipality(str(settings.SAMVERKAN["MUNICIPALITY"]))
    return reading.read(sheet, wishes, where, clock.today())


def _columns(sheet: Sheet, wishes: Wishes) -> Fields:
    """The file's columns with their first cells, and which is taken for what: for a human to confirm."""
    fields = reading.FIELDS[wishes.kind](clock.today())
    found = headers.match(sheet, fields, wishes.mapping or None)
    body = [cells for _number, cells in sheet.rows[found.header + 1 :][:SAMPLE]]
    names = [name for name in found.names if name][:COLUMNS]
    sample = {name: _first(body, at) for at, name in enumerate(found.names) if name}
    return {
        "columns": names,
        "sample": sample,
        "matched": {key: found.names[at] for key, at in found.at.items()},
    }


def _first(body: list[list[object]], at: int) -> list[str]:
    """The first cells of a column; none of one that holds personal numbers."""
    cells = [str(row[at])[:40] if at < len(row) and row[at] is not None else "" for row in body]
    return ["–" if personal_numbers.looks_like_one(cell) else cell for cell in cells]


def _ended(job: Job, summary: Fields, pieces: list[Fields]) -> Progress:
    put(job, 0, summary)
    for place, piece in enumerate(pieces, start=1):
        put(job, place, piece)
    rows = int(summary.get("rows", 0))
    return Progress(len(pieces), rows, rows, finished=True)


def _pieces(job: Job) -> Iterator[Fields]:
    place = 0
    while (piece := part(job, place)) is not None:
        yield piece
        place += 1


def _refused(found: Incidents) -> Iterator[Fields]:
    """The refused rows as a file, in pieces; nothing where none was refused."""
    if found.report.refused:
        raw = refused_bytes(found.report)
        for start in range(0, len(raw), filing.PIECE):
            yield {"refused": base64.b64encode(raw[start : start + filing.PIECE]).decode()}
