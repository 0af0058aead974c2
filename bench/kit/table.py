"""Rows as a table, on the screen and in the documentation."""

from collections.abc import Iterable
from typing import Any

from rich.table import Table

HEADS = ("name", "ours", "peer", "ratio", "unit", "goal", "met", "n", "peer is", "answers")
NARROW = HEADS[:-3]  # what there is room for in eighty columns


def of(rows: Iterable[dict[str, Any]]) -> Table:
    """For the terminal: what was measured and whether it is enough. The rest stands in build/bench.json."""
    drawn = Table(caption="n, what the peer is and what both answered: build/bench.json")
    for head in NARROW:
        drawn.add_column(head, no_wrap=head in {"name", "ours", "met"})
    for row in rows:
        drawn.add_row(*cells({**row, "unit": row["unit"].partition(" (")[0]})[: len(NARROW)])
    return drawn


def markdown(rows: Iterable[dict[str, Any]]) -> str:
    """For the documentation."""
    lines = [HEADS, ["---"] * len(HEADS), *(cells(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def cells(row: dict[str, Any]) -> list[str]:
    """One line's texts."""
    met = {True: "yes", False: "no", None: ""}[row["met"]]
    return [
        row["name"], number(row["ours"]), number(row["peer"]), number(row["ratio"]), row["unit"], row["goal"],
        met, str(row["n"]), row["peer_name"], row.get("answers", ""),
    ]  # fmt: skip


def number(value: float | None) -> str:
    """Thousands set apart, small numbers with their decimals; nothing for None."""
    if value is None:
        return ""
    return f"{value:,.0f}".replace(",", " ") if abs(value) >= 1000 else f"{value:.3g}"
