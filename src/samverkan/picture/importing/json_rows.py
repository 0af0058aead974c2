"""Answers of public interfaces (JSON) as a sheet, so that the same importer reads them and the files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from samverkan.tables.refusal import Refusal
from samverkan.tables.sheet import Sheet


def is_json(name: str, raw: bytes) -> bool:
    """Whether a file holds JSON."""
    return name.casefold().endswith((".json", ".geojson")) or raw[:64].lstrip()[:1] in {b"[", b"{"}


def sheet_of(name: str, raw: bytes) -> Sheet:
    """A list of objects as rows: nested objects as `outer.inner`, lists of objects (Kolada's values) spread out."""
    try:
        held = json.loads(raw)
    except ValueError as error:
        raise Refusal(f"{name} är inte giltig JSON.", f"{name} is not valid JSON.") from error
    rows = [row for each in _listed(held) for row in _spread(each)]
    if not rows:
        raise Refusal(f"{name} är tom.", f"{name} is empty.")
    names = list(dict.fromkeys(key for row in rows for key in row))
    body = [(number, [row.get(key) for key in names]) for number, row in enumerate(rows, start=1)]
    return Sheet(name, [(0, list(names)), *body])


def _listed(held: Any) -> list[Any]:
    if isinstance(held, dict):
        for key in ("values", "results", "value", "items", "features"):
            if isinstance(held.get(key), list):
                return list(held[key])
        return [held]
    return list(held) if isinstance(held, list) else []


def _spread(row: Any, before: str = "") -> Iterator[dict[str, Any]]:
    if not isinstance(row, dict):
        return
    flat: dict[str, Any] = {}
    inner: list[dict[str, Any]] = []
    for key, value in row.items():
        if isinstance(value, dict):
            flat |= next(_spread(value, f"{before}{key}."), {})
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            inner = value
        elif not isinstance(value, list):
            flat[before + key] = value
    if inner:
        yield from ({**flat, **deeper} for each in inner for deeper in _spread(each))
    else:
        yield flat
