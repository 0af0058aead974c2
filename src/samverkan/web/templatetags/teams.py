"""The pupils of a team as lines of a table, built as a string: see cards.py."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samverkan.web.escaping import safe

from .drawings import ICONS
from .ui import day, look, person, table_line

register = template.Library()


@register.simple_tag
def team_lines(lines: Iterable[Any]) -> SafeString:
    """The rows of one phase. Each: person, school, since (a day), days, officers, and limit: the soonest or None."""
    words = (_("Skola och årskurs"), _("I skedet sedan"), _("Ansvarig"), _("Närmaste tidsgräns"))
    heads, language = [safe(word) for word in words], get_language()
    return SafeString("".join([_line(line, heads, language) for line in lines]))


def _line(line: Any, heads: list[str], language: str | None) -> str:
    waited = _days(look(line, "days"), language)
    cells = (
        safe(look(line, "school") or "–"),
        f'<span>{day(look(line, "since"))} <span class="by">{safe(waited)}</span></span>',
        safe(look(line, "officers") or "–"),
        _limit(look(line, "limit", None)),
    )
    return table_line(person(look(line, "person")), heads, cells)


@lru_cache(maxsize=1024)
def _days(n: int, _language: str | None) -> str:
    """A number of days in the page's language, which is part of what it is kept by."""
    return ngettext("%(n)s dag", "%(n)s dagar", n) % {"n": n}


def _limit(limit: Any) -> str:
    if not limit:
        return "–"
    kind, icon = ("late", "warning") if look(limit, "late") else ("limit", "clock")
    left = (
        f'<span class="mark" data-kind="{kind}">{ICONS[icon]}<span>{safe(look(limit, "left"))}</span></span>'
    )
    return f"<span>{safe(look(limit, 'label'))}: {left}</span>"
