"""From what the reads give to what the parts of a page take (docs/reference/ui-parts.md).

Only words and shapes are chosen here. What is shown at all is settled before, by the rules.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.casework.reads.case import Holding, TaskView
from samverkan.casework.reads.lists import CaseRow
from samverkan.casework.reads.scales import judged
from samverkan.methods.asking import has_field, side_file
from samverkan.methods.known import LEVEL
from samverkan.methods.schema import EntryKind, Method
from samverkan.methods.wording import said
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.grounds import UnknownGroundError, find_version
from samverkan.secrecy.identity import PROTECTED_KIND
from samverkan.secrecy.kinds import Words
from samverkan.secrecy.models import Agency, CaseFile, Disclosure, Officer
from samverkan.secrecy.prepared import prepared
from samverkan.web.addresses import address
from samverkan.web.spoken import SpokenKind, spoken

Part = dict[str, Any]
REFERENCE = re.compile(r"\[[A-Z]+\d+\],? ?")
MARKS = {
    "victim": "victim",
    "child": "child",
    "not_suspected": "non_suspect",
}  # the method's word: the mark's


def words(text: Words | None) -> str:
    """A text of a data file in the page's language."""
    return text.for_language(get_language()) if text else ""


def source(text: str) -> str:
    """A source as the page says it: without the mark that leads to the head of the method's file, as [T4]."""
    return REFERENCE.sub("", text).strip()


def chip(agency: Agency) -> Part:
    """An agency for `agency_chip` and `compartment`: kind, names, and a key of its own."""
    return {"kind": agency.kind, "short_name": agency.short, "name": agency.name, "key": agency.pk.hex}


def kind_label(method: Method, kind: str, *, received: bool = False) -> str:
    """What the method calls a kind of entry; an unknown kind (another method's) by its id.

    Another authority's own judgement goes by its scale's name: the method's "our colour" is not ours there.
    """
    found = spoken(method).kinds.get(kind)
    if found is None:
        return kind
    return found.received if received else found.label


def scale_label(method: Method, kind: EntryKind) -> str:
    """The name of the scale that a kind of judgement is made on; of one in words alone, the kind's own."""
    scale = kind.field(LEVEL).scale if has_field(kind, LEVEL) else None
    return words(method.scale(scale).label) if scale else words(kind.label)


def phase_label(case: CaseFile, method: Method) -> str:
    """Where the case stands in the method; an own file outside the list has no phase."""
    return spoken(method).phases[case.phase] if case.list_id else _("Egen akt, bara hos er")


def ground_name(ground: str, version: str) -> str:
    """The provision as one writes it, "OSL 10 kap. 15 a §"; its id if the file is gone."""
    try:
        return find_version(ground, version).provision
    except UnknownGroundError:
        return ground


def officer_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of own officers. Only an own entry names its author, so nobody else's officers come in."""
    return dict(_names(sorted({each for each in ids if each})))


@prepared
def _names(ids: list[UUID]) -> "QuerySet[Officer, tuple[UUID, str]]":
    return Officer.objects.filter(pk__in=ids).values_list("pk", "name")


def field_rows(method: Method, kind: str, fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(label, value) in the method's order, choices and levels in words; fields that are not there are left out."""
    found = spoken(method).kinds.get(kind)
    return found.rows(fields) if found else [(name, str(value)) for name, value in fields.items()]


def entry(
    method: Method, opened: OpenEntry, *, authors: Mapping[UUID, str] | None = None,
    agencies: Mapping[UUID, Agency] | None = None, holdings: Sequence[Holding] = (),
    actions: Sequence[Part] = (),
) -> Part:  # fmt: skip
    """An entry for parts/entry.html: own with its author and holders, or a copy with where it came from."""
    row, known = opened.row, spoken(method).kinds.get(opened.row.kind)
    label = row.kind if known is None else known.received if row.received_id else known.label
    is_judged = known is not None and known.kind.judgement
    return {
        "id": row.pk,
        "kind": label,
        "date": row.happened_on or localdate(row.made_at),
        "author": (authors or {}).get(row.made_by, "") if row.made_by else "",
        "colour": judged(method, opened) if is_judged else None,
        "marks": _entry_marks(opened),
        "provenance": _provenance(opened, agencies or {}),
        "given": [_given(each) for each in holdings],
        "actions": [] if opened.weeded else list(actions),
        **_content(known, opened),
    }


def task(view: TaskView, url: str = "") -> Part:
    """A task for parts/task.html: whose it is, until when, and what has come back."""
    row = view.task
    marks: list[tuple[str, date | str]] = [("overdue", "")] if view.overdue else []
    done = row.state == row.State.DONE
    if done and row.settled_at:
        marks.append(("done", localdate(row.settled_at)))
    state = "" if done else str(row.get_state_display())
    if view.event is not None:
        state = f"{event_words(view.event.event)} {localdate(view.event.sent_at)}"
    return {
        "id": row.pk, "title": str(view.text["title"]) or _("Uppdrag"), "url": url,
        "agency": chip(row.responsible), "due": row.due, "state": state, "marks": marks, "done": done,
    }  # fmt: skip


def person(row: CaseRow) -> Part:
    """A line's person for parts/person_link.html: name, or case number where the identity is not ours to see."""
    return {
        "name": row.name or case_title(row.case),
        "url": address("case", row.case.pk),
        "marks": case_marks(row.markings, protected=row.protected),
    }


def case_title(case: CaseFile) -> str:
    """What a case is called where no name may stand: titles of pages, links, logs."""
    method = pinned(case.method, case.method_version)
    beside = side_file(method, case.side)
    return f"{words(beside.label if beside else said(method).case)} {case.number}"


def case_marks(markings: Iterable[str], *, protected: bool) -> list[tuple[str, str]]:
    """(kind, detail) for `mark`: protected identity first, then victim, child, not suspected."""
    return ([("protected", "")] if protected else []) + [(MARKS[each], "") for each in markings]


def status_words(status: str) -> str:
    """A disclosure's state, or what came back about it, in words."""
    return str(Disclosure.State(status).label)


def event_words(event: str) -> str:
    """An event through the door, as a short clause without a subject: "mottaget", "uppdraget är klart"."""
    return {
        "received": _("mottaget"),
        "rejected": _("avvisat"),
        "withdrawn": _("återkallat"),
        "corrected": _("rättat"),
        "task_accepted": _("uppdraget är antaget"),
        "task_declined": _("uppdraget är avböjt"),
        "task_done": _("uppdraget är klart"),
    }.get(event, event)


def _content(known: SpokenKind | None, opened: OpenEntry) -> Part:
    """The running text (a judgement's reason, a note's text) and the other fields as rows."""
    if opened.fields is None:
        return {"text": _("Uppgiften är gallrad."), "fields": []}
    fields = dict(opened.fields)
    is_judged = known is not None and known.kind.judgement
    text = str(fields.pop("reason" if is_judged else "text", ""))
    for shown_already in ("level", "judged_on") if is_judged else ():
        fields.pop(shown_already, None)
    for silent in known.silent if known is not None else ():
        fields.pop(silent, None)
    return {"text": text, "fields": known.rows(fields) if known else [(k, str(v)) for k, v in fields.items()]}


def _entry_marks(opened: OpenEntry) -> list[tuple[str, Any]]:
    row = opened.row
    marks: list[tuple[str, Any]] = [("protected", "")] if row.kind == PROTECTED_KIND else []
    if row.ends_on:
        marks.append(("visning", row.ends_on))
    if row.supersedes_id:
        marks.append(("corrected", localdate(row.made_at)))
    return marks


def _provenance(opened: OpenEntry, agencies: Mapping[UUID, Agency]) -> Part | None:
    came = opened.row.received if opened.row.received_id else None
    if came is None:
        return None
    giver = agencies.get(came.giver_id) or came.giver
    return {
        "agency": giver.short, "date": localdate(came.sent_at), "until": opened.row.ends_on,
        "ground": ground_name(came.ground, came.ground_version),
    }  # fmt: skip


def _given(held: Holding) -> Part:
    decided = held.disclosure.decided_at
    receiver = held.receiver.short
    told = held.status not in (Disclosure.State.DECIDED, Disclosure.State.RECEIVED)
    return {
        "agency": f"{receiver} ({status_words(held.status)})" if told else receiver,
        "date": localdate(decided) if decided else "",
    }
