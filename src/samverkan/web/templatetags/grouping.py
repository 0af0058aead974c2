"""What a group's pages repeat by the dozen, built as strings: see cards.py."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samverkan.web.escaping import safe

from .ui import day, look, mark, person, table_line

register = template.Library()

# A lane has its shape as well as its colour; a hollow one is a link that is uncertain.
SIGNS = {
    "suspected": '<rect class="lane-sign"%s x="-7" y="-7" width="14" height="14"></rect>',
    "exposed": '<path class="lane-sign"%s d="M0-8 8 7H-8z"></path>',
    "message": '<circle class="lane-sign"%s r="7"></circle>',
    "help": '<path class="lane-sign"%s d="M0-8 8 0 0 8-8 0z"></path>',
    "sanction": '<path class="lane-sign"%s d="M-8 0-4-7H4L8 0 4 7H-4z"></path>',
}


@register.simple_tag
def group_lines(lines: Iterable[Any]) -> SafeString:
    """The groups as lines of their table.

    Each: url, name, case (its number stands beside a name, where `named`), phase or focus (since a day), size (and
    `sized_on`), and the days of the latest incident and act.
    """
    heads = _safe(_("Skede"), _("Antal"), _("Senaste händelse"), _("Senaste insats"))
    per = safe(_("per"))
    return SafeString("".join([_group(line, heads, per) for line in lines]))


def _group(line: Any, heads: Sequence[str], per: str) -> str:
    number = f' <span class="by">{safe(look(line, "case").number)}</span>' if look(line, "named") else ""
    focus, size = look(line, "focus"), look(line, "size")
    cells = (
        f"<div>{mark('focus', focus) if focus else safe(look(line, 'phase'))}</div>",
        f'<div>{safe(size)} <span class="by">{per} {day(look(line, "sized_on"))}</span></div>'
        if size
        else "",
        day(look(line, "incident")),
        day(look(line, "act")),
    )
    return table_line(f"{person(line)}{number}", heads, cells)


@register.simple_tag
def link_lines(links: Iterable[Any]) -> SafeString:
    """The incidents linked to a group. Each: url, what, on (a day), place, part, certainty, source, text."""
    heads = _safe(_("Gruppens del"), _("Hur säkert"), _("Enligt"), _("Skäl"))
    return SafeString("".join([_link(link, heads) for link in links]))


def _link(link: Any, heads: Sequence[str]) -> str:
    place = f'<br><span class="by">{safe(link["place"])}</span>' if link["place"] else ""
    cells = [safe(link[name]) for name in ("part", "certainty", "source", "text")]
    return table_line(
        f'<a href="{safe(link["url"])}">{safe(link["what"])}</a> {day(link["on"])}{place}', heads, cells
    )


@register.simple_tag
def act_lines(acts: Iterable[Any]) -> SafeString:
    """Dated acts and sanctions. Each: url, what, on (a day), authority, dose, unit; a sanction's basis, proportion."""
    heads = _safe(_("När"), _("Myndighet"), _("Hur mycket"), _("Lagstöd"))
    return SafeString("".join([_act(act, heads) for act in acts]))


def _act(act: Any, heads: Sequence[str]) -> str:
    dose, proportion = act["dose"], act["proportion"]
    cells = (
        day(act["on"]), safe(act["authority"]), f"{safe(dose)} {safe(act['unit'])}" if dose else "",
        safe(act["basis"]) + (f". {safe(proportion)}" if proportion else "") if act["sanction"] else "",
    )  # fmt: skip
    return table_line(f'<a href="{safe(act["url"])}">{safe(act["what"])}</a>', heads, cells)


@register.simple_tag
def lane_sign(lane: str, unsure: bool = False) -> SafeString:
    """The sign of a lane."""
    return SafeString(SIGNS[lane] % (" data-uncertain" if unsure else ""))


@register.simple_tag
def lane_signs(signs: Iterable[Any]) -> SafeString:
    """What happened and what was done, each in its lane on its day, with words of its own."""
    return SafeString(
        "".join(
            [
                f'<g data-lane="{each["lane"]}" transform="translate({each["x"]} {each["y"]})">'
                f"<title>{safe(each['says'])}</title>{lane_sign(each['lane'], each['uncertain'])}</g>"
                for each in signs
            ]
        )
    )


@register.simple_tag
def lane_months(lanes: Any) -> SafeString:
    """A line down through the lanes for each month, under its name."""
    return SafeString(
        "".join(
            [
                f'<path class="lane-rule" d="M{each["x"]} 22V{lanes["height"]}"></path>'
                f'<text class="lane-month" x="{each["x"]}" y="16">{safe(each["label"])}</text>'
                for each in lanes["months"]
            ]
        )
    )


def _safe(*words: str) -> list[str]:
    """The columns' headings, which stand beside each cell on a narrow screen."""
    return [safe(word) for word in words]
