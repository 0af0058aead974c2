"""Drawings and tables of the situation picture, built as strings: a page has a thousand cells."""

from html import escape

from django import template
from django.utils.safestring import SafeString

from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.telling.shapes import Cell, Table

register = template.Library()
BROAD = 8  # columns


@register.filter
def drawn(drawing: Drawing | None) -> SafeString:
    """A drawing as it is: every text in it was escaped when it was made."""
    return SafeString(str(drawing)) if drawing is not None else SafeString("")


@register.simple_tag
def picture_table(table: Table, title: str = "") -> SafeString:
    """A table that becomes cards on a narrow screen; a cell may lead to the number opened.

    A caption that only repeats the panel's title is not shown twice.
    """
    quiet = ' class="visually-hidden"' if table.caption == title else ""
    heads = "".join(
        f'<th role="columnheader" scope="col"{_number(numeric)}>{escape(label)}</th>'
        for label, numeric in table.columns
    )
    rows = "".join(_row(table, row) for row in table.rows)
    name = escape(table.caption or title)
    # A broad table may have to be scrolled sideways: then it must be possible without a pointer too.
    scrolls = f' tabindex="0" role="region" aria-label="{name}"' if len(table.columns) > BROAD else ""
    return SafeString(
        f'<div class="table-wrap"{scrolls}><table class="table cards" role="table">'
        f'<caption{quiet}>{escape(table.caption)}</caption><thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _row(table: Table, row: tuple[Cell, ...]) -> str:
    first, *others = row
    cells = "".join(
        f'<td role="cell" data-label="{escape(label)}"{_number(numeric)}>{_cell(cell)}</td>'
        for (label, numeric), cell in zip(table.columns[1:], others, strict=True)
    )
    return f'<tr role="row"><th role="rowheader" scope="row">{_cell(first)}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    tone = f' class="tone-{cell.tone}"' if cell.tone else ""
    if cell.url:
        return f'<a href="{escape(cell.url)}"{tone}>{escape(cell.text)}</a>'
    return f"<span{tone}>{escape(cell.text)}</span>" if tone else escape(cell.text)


def _number(numeric: bool) -> str:
    return ' class="num"' if numeric else ""
