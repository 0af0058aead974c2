"""What a figure draws: every row of data in its specification, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def drawn(spec: Any) -> Iterator[dict[str, Any]]:
    """Rows of all data sets, in layers or named."""
    if isinstance(spec, dict):
        for name, below in spec.items():
            if name == "datasets":
                for rows in below.values():
                    yield from rows
            elif name == "values" and isinstance(below, list) and below and isinstance(below[0], dict):
                yield from below
            else:
                yield from drawn(below)
    elif isinstance(spec, list):
        for below in spec:
            yield from drawn(below)


def times(spec: Any) -> set[str]:
    """Every point in time that is drawn."""
    return {row["time"] for row in drawn(spec) if "time" in row}
