"""From what the reads give to what the parts of a page take (docs/reference/ui-parts.md).

Only words and shapes are chosen here. What is shown at all is settled before, by the rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.casework.reads.case import Holding, TaskView
from samverkan.casework.reads.lists import CaseRow
from samverkan.casework.reads.scales import judged
from samverkan.methods.schema import Field, Method
from samverkan.methods.words import FieldType
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.grounds import UnknownGroundError, find_version
from samverkan.secrecy.identity import PROTECTED_KIND
from samverkan.secrecy.kinds import Words
from samverkan.secrecy.models import Agency, CaseFile, Disclosure, Officer
from samverkan.secrecy.prepared import prepared

Part = dict[str, Any]
MARKS = {
    "victim": "victim",
    "child": "child",
    "not_suspected": "non_suspect",
}  # the method's word: the mark's


def words(text: Words | None) -> str:
    """A text of a data file in the page's language."""
    return text.for_language(get_language()) if text else ""


def chip(agency: Agency) -> Part:
    """An agency for `agency_chip` and `compartment`: kind, names, and a key of its own."""
    return {"kind": agency.kind, "short_name": agency.short, "name": agency.name, "key": agency.pk.hex}


def kind_label(method: Method, kind: str, *, received: bool = False) -> str:
    """What the method calls a kind of entry; an unknown kind (another method's) by its id.

    Another authority's own judgement goes by its scale's name: the method's "our colour" is not ours there.
    """
    found = next((each for each in method.kinds if each.id == kind), None)
    if found is None:
        return kind
    joint = method.meeting.joint if method.meeting else None
    if received and found.judgement and kind != joint:
        scale = found.field("level").scale
        return words(method.scale(scale).label) if scale else words(found.label)
    return words(found.label)


def phase_label(case: CaseFile, method: Method) -> str:
    """Where the case stands in the method; an own file outside the list has no phase."""
    return words(method.phase(case.phase).label) if case.list_id else _("Egen akt, inte på listan")


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
    found = next((each for each in method.kinds if each.id == kind), None)
    if found is None:
        return [(name, str(value)) for name, value in fields.items()]
    held = [field for field in found.fields if field.id in fields]
    return [(words(field.label), value_words(method, field, fields[field.id])) for field in held]


def value_words(method: Method, field: Field, value: Any) -> str:
    """One value as it reads on screen."""
    if field.type is FieldType.BOOL:
        return _("Ja") if value else _("Nej")
    if field.type is FieldType.CHOICE:
        return next((words(each.label) for each in field.choices if each.id == value), str(value))
    if field.type is FieldType.SCALE and field.scale:
        levels = method.scale(field.scale).levels
        return next((words(each.word) for each in levels if each.id == value), str(value))
    return str(value)


def entry(
    method: Method, opened: OpenEntry, *, authors: Mapping[UUID, str] | None = None,
    agencies: Mapping[UUID, Agency] | None = None, holdings: Sequence[Holding] = (),
    actions: Sequence[Part] = (),
) -> Part:  # fmt: skip
    """An entry for parts/entry.html: own with its author and holders, or a copy with where it came from."""
    row = opened.row
    author = (authors or {}).get(row.made_by) if row.made_by else None
    return {
        "id": row.pk,
        "kind": kind_label(method, row.kind, received=row.received_id is not None),
        "date": row.happened_on or localdate(row.made_at),
        "author": author or "",
        "colour": _colour(method, opened),
        "marks": _entry_marks(opened),
        "provenance": _provenance(opened, agencies or {}),
        "given": [_given(each) for each in holdings],
        "actions": [] if opened.weeded else list(actions),
        **_content(method, opened),
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
        "url": reverse("case", args=[row.case.pk]),
        "marks": case_marks(row.markings, protected=row.protected),
    }


def case_title(case: CaseFile) -> str:
    """What a case is called where no name may stand: titles of pages, links, logs."""
    return _("Ärende %(number)s") % {"number": case.number}


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


def _content(method: Method, opened: OpenEntry) -> Part:
    """The running text (a judgement's reason, a note's text) and the other fields as rows."""
    if opened.fields is None:
        return {"text": _("Uppgiften är gallrad."), "fields": []}
    fields = dict(opened.fields)
    is_judged = "level" in fields
    main = "reason" if is_judged else "text"
    text = str(fields.pop(main, ""))
    for shown_already in ("level", "judged_on") if is_judged else ():
        fields.pop(shown_already, None)
    return {"text": text, "fields": field_rows(method, opened.row.kind, fields)}


def _colour(method: Method, opened: OpenEntry) -> Any:
    kind = next((each for each in method.kinds if each.id == opened.row.kind), None)
    return judged(method, opened) if kind is not None and kind.judgement and opened["level"] else None


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
