"""The parts that a page repeats by the dozen, built as strings: entries, lines of the list, events of a history.

The template engine takes a third of a millisecond for one of them; a page has fifty.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from samverkan.web.escaping import safe

from .drawings import ICONS
from .ui import badge, day, given, look, mark, person, provenance, stale

register = template.Library()


@register.simple_tag
def entry_card(entry: Any) -> SafeString:
    """One entry, for parts/entry.html.

    Attributes: id, kind, date, author, text and/or fields (label, value), colour, marks (kind, detail),
    provenance (agency, date, ground, until), given (agency, date), actions (label, url), superseded.
    """
    kind, on = safe(look(entry, "kind")), day(look(entry, "date", None))
    key = look(entry, "id")
    flags = f' id="entry-{safe(key)}"' if key else ""
    flags += " data-received" if look(entry, "provenance") else ""
    flags += " data-superseded" if look(entry, "superseded") else ""
    return SafeString(
        f'<article class="entry"{flags}>\n'
        f'  <header class="entry-head"><h3>{kind}</h3>{on}</header>\n'
        f"{_marks(entry)}{_content(entry)}"
        f'  <footer class="entry-foot">{_origin(entry)}{_actions(entry, f"{kind} {on}")}</footer>\n'
        "</article>"
    )


@register.simple_tag
def entry_cards(entries: Iterable[Any]) -> SafeString:
    """Entries one below the other."""
    return SafeString("\n".join(map(entry_card, entries)))


def _marks(entry: Any) -> str:
    colour, marks = look(entry, "colour", None), look(entry, "marks")
    shown = (badge(colour) if colour else "") + "".join([mark(kind, detail) for kind, detail in marks])
    return f'  <p class="marks">{shown}</p>\n' if shown else ""


def _content(entry: Any) -> str:
    text, rows = look(entry, "text"), look(entry, "fields")
    facts = "".join([f"<div><dt>{safe(label)}</dt><dd>{safe(value)}</dd></div>" for label, value in rows])
    written = f'  <p class="entry-text">{safe(text)}</p>\n' if text else ""
    return written + (f'  <dl class="facts">{facts}</dl>\n' if facts else "")


def _origin(entry: Any) -> str:
    author, came = look(entry, "author"), look(entry, "provenance")
    by = f"<p>{safe(author)}</p>" if author else ""
    return by + (provenance(came) if came else "") + "".join([given(went) for went in look(entry, "given")])


def _actions(entry: Any, about: str) -> str:
    links = "".join(
        [
            f'<a href="{safe(look(act, "url"))}">{safe(look(act, "label"))}'
            f'<span class="visually-hidden">: {about}</span></a>'
            for act in look(entry, "actions")
        ]
    )
    return f'<p class="entry-actions">{links}</p>' if links else ""


@register.simple_tag
def list_lines(lines: Iterable[Any], heads: Sequence[Any]) -> SafeString:
    """The rows of the list, for lists/table.html, under its headings. Each: person, case, judged_as (one judgement
    or None for each kind of judgement), shown, owners, judged, next, phase; `named` when the name stands there and
    the number belongs beside it; where the method has time limits also `timed`, and `limit`: the soonest or None.
    """
    before = [f'\n      <td role="cell" data-label="{safe(text)}">' for text in heads[1:]]
    return SafeString("".join([_line(line, before) for line in lines]))


def _line(line: Mapping[str, Any], before: Sequence[str]) -> str:
    judged_as, judged = line["judged_as"], line["judged"]
    cells = [badge(each, quiet=n > 0) if each or n == 0 else "" for n, each in enumerate(judged_as)]
    cells += (safe(line["phase"]), safe(", ".join(line["owners"])))
    if judged_as:
        cells.append(f'<span class="marks">{day(judged)} {stale(line["shown"])}</span>' if judged else "")
    cells.append(day(line["next"]))
    if line.get("timed"):
        cells.append(_limit(line["limit"]))
    by = f'<span class="by">{safe(look(line["case"], "number"))}</span>' if line["named"] else ""
    tail = "".join([f"{head}{cell}</td>" for head, cell in zip(before, cells, strict=True)])
    head = f'<th role="rowheader" scope="row"><span class="marks">{person(line["person"])}</span>{by}</th>'
    return f'\n    <tr role="row">\n      {head}{tail}\n    </tr>'


def _limit(limit: Any) -> str:
    if not limit:
        return ""
    late = f' <span class="mark" data-kind="late">{ICONS["warning"]}<span>{safe(look(limit, "left"))}</span></span>'
    head = f'<span class="marks">{day(look(limit, "due"))}{late if look(limit, "late") else ""}</span>'
    return f'{head}<span class="by">{safe(look(limit, "label"))}</span>'


@register.simple_tag
def timeline_events(events: Iterable[Any]) -> SafeString:
    """The events of parts/timeline.html: date, text, and optionally by, colour, note, url."""
    return SafeString("".join(map(_event, events)))


def _event(event: Any) -> str:
    colour, url, note, by = (look(event, name, None) for name in ("colour", "url", "note", "by"))
    text = safe(look(event, "text"))
    said = f'<a href="{safe(url)}">{text}</a>' if url else text
    below = (f'<p class="note">{safe(note)}</p>' if note else "") + (
        f'<p class="by">{safe(by)}</p>' if by else ""
    )
    judged = f"{badge(colour)} " if colour else ""
    return f"\n  <li>{day(look(event, 'date', None))}<div><p>{judged}{said}</p>{below}</div></li>"
