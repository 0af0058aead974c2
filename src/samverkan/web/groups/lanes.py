"""The timeline of one group as its template takes it: every sign with words of its own."""

from datetime import date
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.groups.timeline import EDGE, SIZE, Band, Sign, Timeline
from samverkan.web.present import Part

Words = dict[str, dict[str, str]]


def lanes_part(drawn: Timeline, words: Words) -> Part:
    """For groups/lanes.html: `key` says on which screens it is shown; where it is narrow, names stand above lanes."""
    above, names = drawn.left == EDGE, _names()
    return {
        "key": "narrow" if above else "wide",
        "width": drawn.width, "height": drawn.height, "left": drawn.left, "right": drawn.width,
        "empty": not drawn.signs,
        "months": [{"x": x, "label": _month(month.month, get_language())} for x, month in drawn.months],
        "lanes": [
            {"lane": lane, "y": y, "label": names[lane], "name_y": y - 22 if above else y + 5}
            for lane, y in drawn.lanes.items()
        ],
        "bands": [_band(each) for each in drawn.bands],
        "signs": [_sign(each, words) for each in drawn.signs], "size": SIZE,
    }  # fmt: skip


@cache
def _month(number: int, _language: str | None) -> str:
    """A month's short name in the page's language, which is part of what it is kept by."""
    return date_format(date(2000, number, 1), "M")


def _names() -> dict[str, str]:
    return {
        "suspected": _("Misstänks ligga bakom"), "exposed": _("Utsatt för"), "message": _("Budskapet framfört"),
        "help": _("Hjälp"), "sanction": _("Åtgärder"),
    }  # fmt: skip


def _sign(sign: Sign, words: Words) -> Part:
    kind = {"suspected": "what", "exposed": "what", "sanction": "sanction"}.get(sign.lane, "act")
    says = f"{sign.day.isoformat()}: {words[kind].get(sign.what, sign.what)}"
    return {
        "x": sign.x, "y": sign.y, "lane": sign.lane, "uncertain": sign.uncertain,
        "says": _("%(what)s (osäker koppling)") % {"what": says} if sign.uncertain else says,
    }  # fmt: skip


def _band(band: Band) -> Part:
    """Its name stands to the left of its end, which is always within the drawing."""
    return {
        "x": band.x, "width": band.width, "end": band.x + band.width - 4, "says": _focus(band.since, band.ended),
    }  # fmt: skip


def _focus(since: object, ended: object) -> str:
    return _("Ökat fokus %(since)s till %(ended)s") % {"since": since, "ended": ended or _("i dag")}
