"""Template tags for the parts of a page; docs/reference/ui-parts.md shows each in use.

The small parts that a page repeats by the hundred (badge, mark, chip, date) are built as strings here; the
larger ones are templates in `parts/`. Each takes an object or a dict: only the named attributes are read.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samverkan.web.escaping import safe

from .drawings import AGENCY_ICONS, ICONS, SHAPES

register = template.Library()

TOKENS = {"red", "yellow", "green", "blue", "violet", "grey"}
CALLOUTS = {"info": "info", "success": "check", "warning": "warning", "danger": "danger"}

# kind: (icon, words)
MARKS = {
    "protected": ("lock", gettext_lazy("Skyddade personuppgifter")),
    "made_up": ("sketch", gettext_lazy("Påhittad person")),
    "victim": ("heart", gettext_lazy("Brottsutsatt")),
    "child": ("child", gettext_lazy("Barn")),
    "non_suspect": ("scales", gettext_lazy("Inte misstänkt")),
    "visning": ("clock", gettext_lazy("Visning")),
    "received": ("door", gettext_lazy("Utlämnad till oss")),
    "given": ("door", gettext_lazy("Utlämnad av oss")),
    "withdrawn": ("close", gettext_lazy("Återkallad")),
    "corrected": ("pen", gettext_lazy("Rättad")),
    "overdue": ("warning", gettext_lazy("Försenad")),
    "done": ("check", gettext_lazy("Klar")),
    "new": ("flag", gettext_lazy("Nytt")),
    "focus": ("flag", gettext_lazy("Ökat fokus sedan")),
}


def look(thing: Any, name: str, default: Any = "") -> Any:
    """`thing.name` or `thing["name"]`, so that a part takes a model, a dataclass or a dict alike."""
    if isinstance(thing, dict):
        return thing.get(name, default)
    return getattr(thing, name, default)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative line drawing; put words beside it. Unknown names raise KeyError."""
    return ICONS[name]


@register.simple_tag
def agency_icon(agency: Any) -> SafeString:
    """The drawing for the kind of an agency; an unknown kind gets a building."""
    return ICONS[AGENCY_ICONS.get(str(look(agency, "kind")), "building")]


@register.simple_tag
def agency_chip(agency: Any) -> SafeString:
    """Icon of the kind and short name (attributes: kind, short_name or name)."""
    name = look(agency, "short_name") or look(agency, "name")
    return SafeString(f'<span class="agency">{agency_icon(agency)}{safe(name)}</span>')


@register.simple_tag
def badge(value: Any, quiet: bool = False) -> SafeString:
    """A judgement on a scale as colour, word and shape (attributes of those names); None: not judged."""
    if not value:
        return _badge("grey", "ring", _("Ej bedömd"), quiet=False)
    return _badge(str(look(value, "colour")), str(look(value, "shape")), str(look(value, "word")), quiet)


@lru_cache(maxsize=256)
def _badge(colour: str, shape: str, word: str, quiet: bool) -> SafeString:
    """The levels of the scales, which are a handful: a list shows a hundred of them."""
    return SafeString(
        f'<span class="badge{" quiet" if quiet else ""}" data-colour="{colour if colour in TOKENS else "grey"}">'
        f"{SHAPES.get(shape, SHAPES['ring'])}{safe(word)}</span>"
    )


@register.simple_tag
def mark(kind: str, detail: Any = "") -> SafeString:
    """A tag with icon and word; `detail` (text or date) follows the word. Kinds: the keys of MARKS."""
    if not detail:
        return _bare_mark(kind, get_language())
    return _mark(kind, f" {day(detail) if isinstance(detail, date) else safe(detail)}")


@lru_cache(maxsize=64)
def _bare_mark(kind: str, _language: str | None) -> SafeString:
    """A mark in the page's language, which is part of what it is kept by: a list has one on each line."""
    return _mark(kind, "")


def _mark(kind: str, tail: str) -> SafeString:
    drawing, words = MARKS[kind]
    return SafeString(
        f'<span class="mark" data-kind="{kind}">{ICONS[drawing]}<span>{safe(words)}{tail}</span></span>'
    )


def person(about: Any) -> SafeString:
    """A person's name as a link with its marks, as parts/person_link.html (attributes: url, name, marks)."""
    marks = "".join([f" {mark(kind, detail)}" for kind, detail in look(about, "marks")])
    return SafeString(
        f'<a class="person" href="{safe(look(about, "url"))}">{safe(look(about, "name"))}</a>{marks}'
    )


def table_line(head: str, heads: Sequence[str], cells: Iterable[Any], *, numbers: bool = False) -> str:
    """A line of a table that is cards on a narrow screen: what it is about, and a cell under each heading, all HTML."""
    kind = ' class="num"' if numbers else ""
    tail = "".join(
        [
            f'<td role="cell"{kind} data-label="{said}">{cell}</td>'
            for said, cell in zip(heads, cells, strict=True)
        ]
    )
    return f'<tr role="row"><th role="rowheader" scope="row">{head}</th>{tail}</tr>'


@register.simple_tag
def stale(judged: Any) -> SafeString:
    """Marker for a judgement to be looked over: past its date, or not seen at the latest meeting; else nothing."""
    since = look(judged, "stale_since", None) if judged else None
    if not since:
        return SafeString("")
    words = safe(_("Inaktuell sedan") if look(judged, "ran_out", True) else _("Inte sedd på mötet"))
    return SafeString(
        f'<span class="mark" data-kind="stale">{ICONS["clock"]}<span>{words} {day(since)}</span></span>'
    )


@register.simple_tag
def day(when: date | None) -> SafeString:
    """A date (2026-11-22) or a point in time (2026-11-22 09:05, local) as a <time>; empty when None."""
    if not when:
        return SafeString("")
    if isinstance(when, datetime):
        when = localtime(when) if is_aware(when) else when
        exact = when.isoformat("T", "minutes")
        return SafeString(f'<time datetime="{exact}">{when:%Y-%m-%d %H:%M}</time>')
    on = when.isoformat()
    return SafeString(f'<time datetime="{on}">{on}</time>')


@register.simple_tag
def provenance(came: Any) -> SafeString:
    """Where a received entry came from (agency, date, ground, and `until` for a visning that ends)."""
    words = _("Utlämnad av %(giver)s %(date)s enligt %(ground)s") % {
        "giver": look(came, "agency"),
        "date": look(came, "date"),
        "ground": look(came, "ground"),
    }
    until = look(came, "until", None)
    tail = _("; visas till %(until)s") % {"until": until} if until else ""
    return _through_the_door(words + tail)


@register.simple_tag
def given(went: Any) -> SafeString:
    """Whom an entry of ours was handed to (agency, date)."""
    words = _("Lämnad till %(receiver)s %(date)s")
    return _through_the_door(words % {"receiver": look(went, "agency"), "date": look(went, "date")})


def _through_the_door(words: str) -> SafeString:
    return SafeString(f'<p class="provenance">{ICONS["door"]}<span>{safe(words)}</span></p>')


@register.simple_block_tag
def callout(content: SafeString, kind: str, title: Any = "", live: bool = False) -> str:
    """Info, success, warning or danger box; icon and title say the kind too, never colour alone."""
    titles = {
        "info": _("Bra att veta"),
        "success": _("Klart"),
        "warning": _("Observera"),
        "danger": _("Stopp"),
    }
    context = {"kind": kind, "icon": ICONS[CALLOUTS[kind]], "title": title or titles[kind]}
    return render_to_string("parts/callout.html", {**context, "live": live, "content": content})


@register.simple_block_tag
def compartment(
    content: SafeString, agency: Any, own: bool = False, count: int | None = None, key: str = ""
) -> str:
    """One column of the case page: one authority's entries, own ones or those disclosed to us."""
    anchor = f"compartment-{key or look(agency, 'key') or look(agency, 'kind')}"
    context = {"agency": agency, "own": own, "count": count, "anchor": anchor, "content": content}
    return render_to_string("parts/compartment.html", context)


@register.simple_block_tag
def preview(content: SafeString, receiver: Any, title: Any = "") -> str:
    """The panel that shows, before the decision, exactly what will be handed over and to whom."""
    return render_to_string("parts/preview.html", {"receiver": receiver, "title": title, "content": content})


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One form field: label, help, error tied by aria-describedby, required marking, fieldset for radios."""
    return {"field": bound}


@register.inclusion_tag("parts/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """The list of a form's errors at the top of the page, each linking to its field; nothing when none."""
    return {"form": form, "fields": [bound for bound in form.visible_fields() if bound.errors]}


@register.filter
def focus_id(bound: BoundField) -> str:
    """The id a link must name to land in the field: for radios and checkboxes that of the first choice."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label


@register.inclusion_tag("parts/stepper.html")
def stepper(steps: list[dict[str, Any]], current: int) -> dict[str, Any]:
    """The steps of a longer task (`label`, optional `url`); `current` counts from 1."""
    states = [
        "done" if n < current else "current" if n == current else "todo" for n in range(1, len(steps) + 1)
    ]
    return {"steps": list(zip(steps, states, strict=True)), "current": current, "total": len(steps)}


@register.inclusion_tag("parts/table.html")
def data_table(
    caption: Any, columns: list[dict[str, Any]], rows: list[list[Any]], note: Any = ""
) -> dict[str, Any]:
    """A table: columns (`label`, optional `numeric`), rows of as many cells; the first cell names its row."""
    paired = [list(zip(columns, row, strict=True)) for row in rows]
    return {"caption": caption, "columns": columns, "rows": paired, "note": note}


@register.inclusion_tag("parts/empty.html")
def empty(title: Any, text: Any = "", url: str = "", action: Any = "") -> dict[str, Any]:
    """What a list says when it has nothing: what that means, what to do next, and a way there."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.simple_tag
def key_hint(key: str) -> SafeString:
    """The key that does the same as the element it stands in; hidden when shortcuts are off."""
    return SafeString(f'<kbd class="key" aria-hidden="true">{safe(key)}</kbd>')


@register.simple_tag
def htmx_config() -> SafeString:
    """The htmx settings: nothing evaluated, nothing to other hosts, no page kept in the browser's storage."""
    return SafeString(HTMX_CONFIG)


CONSTANT = {icon, key_hint, htmx_config}  # tags that give the same for the same words: see web/folding.py

HTMX_CONFIG = (
    '{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,'
    '"historyEnabled":false,"historyCacheSize":0,"refreshOnHistoryMiss":true,"scrollBehavior":"auto",'
    '"attributesToSettle":["class"],'  # its default copies style attributes too, which the content policy refuses
    '"defaultSettleDelay":0,'  # what has come can be pressed at once: a key does not wait for an animation
    '"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},'
    '{"code":"409|422","swap":true},{"code":"[45]..","swap":false,"error":true}]}'
)
