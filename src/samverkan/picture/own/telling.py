"""What is kept of an own file for pages to show, and how a newer file is put together with what stood."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.conf import settings

from samverkan.picture.importing.shapes import merged as newer
from samverkan.picture.incidents.measured import measured
from samverkan.picture.incidents.reading import Incidents
from samverkan.picture.own.reading import municipality
from samverkan.picture.reports import own_figures, place_reports
from samverkan.tables.text import Text

KEYS = {"place_reports": place_reports.KEY, "own_figures": own_figures.KEY}
MOST_NOTES = 50


def merged(kind: str, held: pl.DataFrame | None, new: pl.DataFrame, *, replace: bool) -> pl.DataFrame:
    """The new rows with those that stood. The same file twice is nothing; a count or figure given anew replaces.

    Incidents have no number of their own, so they are the same when all that is kept of them is.
    """
    if held is None or replace:
        return new
    if kind in KEYS:
        return newer(held, new, KEYS[kind]).select(new.columns)
    both = pl.concat([held.select(new.columns), new]).unique(maintain_order=True)
    return both.sort("happened", "kind", "x", "y", "district", "quarter", nulls_last=True)


def told(kind: str, frame: pl.DataFrame, found: Incidents) -> dict[str, Any]:
    """What pages show of a file, and what became of the rows of the last one sent."""
    held = {
        "file": found.report.file, "taken": found.report.taken, "refused": len(found.report.refused),
        "repeated": found.report.repeated, "counts": [[*_two(text), n] for text, n in found.counts],
        "notes": [_two(each) for each in found.notes[:MOST_NOTES]],
        "mended": [[each.sv, each.en] for each in found.report.mended[:MOST_NOTES]],
    }  # fmt: skip
    if kind == "incidents":
        return {**held, **measured(frame, municipality(str(settings.SAMVERKAN["MUNICIPALITY"])))}
    return {**held, "table": frame.with_columns(pl.col(pl.Date).cast(pl.String)).rows()}


def _two(text: Text) -> list[str]:
    return [text.sv, text.en]
