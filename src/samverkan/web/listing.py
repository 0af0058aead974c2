"""The list of a programme as lines and headings in its method's words: for the page and for a file to take home."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.casework.reads.clocks import running_later
from samverkan.casework.reads.lists import CaseRow, rows_of
from samverkan.casework.reads.officers import assigned, names_by_case
from samverkan.casework.reads.ordering import Order, in_order
from samverkan.methods.asking import level_kinds
from samverkan.methods.wording import said
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.web import present
from samverkan.web.casefile.limits import brief
from samverkan.web.opening import method_of
from samverkan.web.templatetags.ui import MARKS

Soonest = dict[UUID, present.Part]
ORDERS = {
    Order.NAME: gettext_lazy("Namn"),
    Order.COLOUR: gettext_lazy("Färg"),
    Order.JUDGED: gettext_lazy("Senast bedömd"),
    Order.DATE: gettext_lazy("Nästa datum"),
}


def lines_of(actor: Actor, programme: Programme, files: list[CaseFile], order: Order) -> list[present.Part]:
    """The files as lines for the tag list_lines, in order. All that is asked goes in one question."""
    owners = assigned.later(actor, [case.pk for case in files])
    timed = bool(method_of_programme(programme).clocks)
    limits = running_later(actor, files if timed else [])
    rows = in_order(rows_of(actor, files), order)
    names = names_by_case(owners.rows)
    judged = level_kinds(pinned(programme.method, programme.method_version))
    language = get_language()
    soonest = {key: brief(found[0], language) for key, found in limits().items()} if timed else None
    return [_line(row, judged, names.get(row.case.pk, []), soonest) for row in rows]


def orders(programme: Programme) -> list[tuple[Order, Any]]:
    """What the list may be sorted by; without judgements in the method there is none to sort by."""
    method = pinned(programme.method, programme.method_version)
    judged = level_kinds(method)
    if not judged:
        return [(Order.NAME, ORDERS[Order.NAME]), (Order.DATE, ORDERS[Order.DATE])]
    scale = present.scale_label(method, method.kind(judged[0]))
    return [(key, scale if key == Order.COLOUR else label) for key, label in ORDERS.items()]


def heads(programme: Programme) -> list[str]:
    """The list's headings in the method's words; the first is whom or what it is about."""
    method = pinned(programme.method, programme.method_version)
    judged = [present.words(method.kind(kind).label) for kind in level_kinds(method)]
    when, timed = [_("Senast bedömd")] if judged else [], [_("Tidsgräns")] if method.clocks else []
    about = present.words(said(method).subject)
    return [about, *judged, _("Skede"), _("Ansvarig"), *when, _("Nästa datum"), *timed]


def heads_in_file(programme: Programme) -> list[str]:
    """The same for a file: the number apart from the name, marks in a column, and what the limit is about."""
    about, *rest = heads(programme)
    timed = [_("Vad tidsgränsen gäller")] if method_of_programme(programme).clocks else []
    return [_("Nummer"), about, _("Märkning"), *rest, *timed]


def cells(line: present.Part) -> list[object]:
    """A line as the cells of a file, under `heads_in_file`."""
    person, due = line["person"], line["limit"]
    when = [line["judged"]] if line["judged_as"] else []
    timed = [due["due"] if due else None, due["label"] if due else ""] if line["timed"] else []
    return [
        line["case"].number, person["name"] if line["named"] else "", ", ".join(marks_in_words(person["marks"])),
        *(each.word if each else _("Ej bedömd") for each in line["judged_as"]),
        line["phase"], ", ".join(line["owners"]), *when, line["next"], *timed,
    ]  # fmt: skip


def method_of_programme(programme: Programme) -> Any:
    """The version of the method that the programme follows today."""
    return pinned(programme.method, programme.method_version)


def marks_in_words(marks: Sequence[tuple[str, str]]) -> list[str]:
    """What `mark` shows as signs, for a file."""
    return [str(MARKS[kind][1]) for kind, _detail in marks]


def _line(row: CaseRow, judged: Sequence[str], owners: list[str], soonest: Soonest | None) -> present.Part:
    by_kind = {each.entry.row.kind: each for each in (row.own, row.joint) if each}
    return {
        "case": row.case, "named": bool(row.name), "person": present.person(row),
        "locked": row.protected and not row.name,
        "judged_as": [by_kind.get(kind) for kind in judged],
        "shown": row.shown,
        "owners": owners, "judged": row.last_judged, "next": row.next_date,
        "timed": soonest is not None, "limit": (soonest or {}).get(row.case.pk),
        "phase": present.phase_label(row.case, method_of(row.case)),
    }  # fmt: skip
