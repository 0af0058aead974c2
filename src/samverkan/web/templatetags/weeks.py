"""School weeks as bars of a drawing and as lines of a table, built as strings: see cards.py."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.formats import get_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samverkan.web.escaping import safe

from .ui import table_line

register = template.Library()


@register.simple_tag
def week_bars(bars: Iterable[tuple[Any, str, str]], drawing: Any) -> SafeString:
    """Each bar with what it says and its week: present, valid and invalid, and a mark at last year's height."""
    return SafeString("".join([_bar(bar, words, week, drawing) for bar, words, week in bars]))


def _bar(bar: Any, words: str, week: str, drawing: Any) -> str:
    wide = f'width="{drawing.bar}"'
    valid = f'<rect fill="url(#dots)" x="{bar.x}" y="{bar.valid_top}" {wide} height="{bar.valid}"></rect>'
    invalid = f'<rect fill="url(#lines)" x="{bar.x}" y="{bar.top}" {wide} height="{bar.invalid}"></rect>'
    there = f'd="M{bar.x} {bar.then_y}h{drawing.bar}"'
    then = f'<path class="then-edge" {there}></path><path class="then" {there}></path>'
    name = f'<text class="week-name" x="{bar.x}" y="{drawing.foot}">{safe(week)}</text>'
    return (
        f"<g><title>{safe(words)}</title>"
        f'<rect class="weekly" x="{bar.x}" y="{bar.top}" {wide} height="{bar.high}"></rect>'
        f'<rect class="present" x="{bar.x}" y="{bar.present_top}" {wide} height="{bar.present}"></rect>'
        f"{valid if bar.valid else ''}{invalid if bar.invalid else ''}{then if bar.then_y is not None else ''}</g>"
        f"{name if bar.labelled else ''}"
    )


@register.simple_tag
def week_lines(rows: Sequence[Any]) -> SafeString:
    """The weeks as lines: week, scheduled, valid, invalid, attendance, and `assumed` where the time is the school's."""
    heads = [
        safe(word)
        for word in (_("Schemalagd tid"), _("Giltig frånvaro"), _("Ogiltig frånvaro"), _("Närvaro"))
    ]
    comma = str(get_format("DECIMAL_SEPARATOR"))
    return SafeString("".join([_line(row, heads, comma) for row in rows]))


def _line(row: Any, heads: Sequence[str], comma: str) -> str:
    share = row["attendance"]
    said = "–" if share is None else f"{str(share).replace('.', comma)} %"
    cells = (row["scheduled"], row["valid"], row["invalid"], said)
    star = " *" if row["assumed"] else ""
    return table_line(f"{safe(row['week'])}{star}", heads, cells, numbers=True)
