"""Months of several years as a table: a row a year, a column a month, and the year's sum."""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.picture.drawing.words import written
from samverkan.picture.making.spans import NAMES, Span
from samverkan.picture.telling.shapes import Cell, Table, Teller


def month_table(counts: Sequence[int], span: Span, caption: str, tell: Teller) -> Table:
    """Newest year first; a month outside the span is a dash, and so is the sum of a year that is not whole."""
    held = {span.first + n: count for n, count in enumerate(counts)}
    rows = []
    for year in range(span.last // 12, span.first // 12 - 1, -1):
        months = [held.get(12 * year + month) for month in range(12)]
        known = [count for count in months if count is not None]
        total = written(sum(known), tell.language) if len(known) == len(months) else "–"
        cells = [Cell("–" if count is None else written(count, tell.language)) for count in months]
        rows.append((Cell(str(year)), *cells, Cell(total)))
    columns = (
        (tell("År", "Year"), False),
        *((name, True) for name in NAMES[tell.language]),
        (tell("Hela året", "All year"), True),
    )
    return Table(caption, columns, tuple(rows))
