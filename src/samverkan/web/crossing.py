"""What crosses between authorities, as the pages show it: the sheet that is sent, and a disclosure's history."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from samverkan.casework.reads.deliveries import Arrived, Happening
from samverkan.casework.reads.disclosures import DisclosureView, Told
from samverkan.methods.schema import Method
from samverkan.secrecy.models import Agency, Disclosure
from samverkan.web.present import field_rows, kind_label, status_words

Part = dict[str, Any]


def sheet(method: Method, item: Part, superseded: Iterable[str] = ()) -> Part:
    """One entry of a payload for disclosures/sheet.html: just what is in it, in the method's words."""
    fields = item["fields"]
    return {
        "id": item["id"],
        "kind": kind_label(method, item["kind"]),
        "date": item["happened_on"] or "",
        "masked": fields is None,
        "rows": field_rows(method, item["kind"], fields or {}),
        "weeded": fields == {},
        "superseded": item["id"] in set(superseded),
    }


def sheets(method: Method, items: Iterable[Part], superseded: Iterable[str] = ()) -> list[Part]:
    """`sheet` for many."""
    replaced = set(superseded)
    return [sheet(method, item, replaced) for item in items]


def facts(view: DisclosureView) -> list[tuple[str, Any]]:
    """What a disclosure is, beside its content."""
    row = view.disclosure
    rows: list[tuple[str, Any]] = [
        (_("Mottagare"), row.receiver.name),
        (_("Ärende"), row.case.number),
        (_("Verksamhet"), row.programme.name),
        (_("Form"), row.get_form_display()),
        (_("Sätt"), row.get_mode_display()),
    ]
    if row.ends_on:
        rows.append((_("Visas till och med"), row.ends_on.isoformat()))
    if row.four_eyes:
        rows.append((_("Fyra ögon"), _("två beslutsfattare krävs")))
    if why := view.held.get("why"):
        rows.append((_("Varför det föreslogs"), why))
    return rows


def history(view: DisclosureView) -> list[Part]:
    """Everything that has happened to a disclosure, newest first, for parts/timeline.html."""
    row, held = view.disclosure, view.held

    def name(key: Any) -> str:
        return view.officers.get(str(key), "")

    first = _("Beslutat") if row.four_eyes else _("Beslutat och lämnat ut")
    lines = [_line(row.proposed_at, _("Föreslaget"), name(row.proposed_by))]
    if row.decided_at:
        lines.append(_line(row.decided_at, first, name(row.decided_by)))
    if row.seconded_by:
        second, at = _("Godkänt av andra beslutsfattaren och lämnat ut"), _moment(held["second_at"])
        lines.append(_line(at, second, name(row.seconded_by), held.get("second_reasons", "")))
    for what, text in (("refused", _("Avslaget")), ("withdrawn", _("Återkallat"))):
        if f"{what}_at" in held:
            reason = held.get(f"{what}_reasons") or held.get(f"{what}_reason", "")
            lines.append(_line(_moment(held[f"{what}_at"]), text, name(held[f"{what}_by"]), reason))
    lines += [
        _line(_moment(sent["at"]), _("Rättelse skickad"), name(sent["by"]))
        for sent in held.get("corrections", [])
    ]
    lines += [told_line(each, row.receiver) for each in view.told]
    return sorted(lines, key=lambda line: line["date"], reverse=True)


def told_line(told: Told, agency: Agency) -> Part:
    """One event from the other side, with the reason it carried."""
    note = str(told.content.get("reason", ""))
    return _line(told.event.sent_at, event_sentence(told.event.event, agency.short), "", note)


def event_sentence(event: str, who: str) -> str:
    """An event as a sentence with its subject."""
    sentences = {
        "received": _("%(who)s tog emot"),
        "rejected": _("%(who)s avvisade"),
        "withdrawn": _("%(who)s återkallade"),
        "corrected": _("%(who)s skickade en rättelse"),
        "task_accepted": _("%(who)s tog på sig uppdraget"),
        "task_declined": _("%(who)s avböjde uppdraget"),
        "task_done": _("%(who)s har gjort uppdraget"),
    }
    return sentences.get(event, _("%(who)s hörde av sig")) % {"who": who}


def happening(each: Happening) -> Part:
    """A line of the inbox's events: numbers only, no content."""
    from django.urls import reverse

    own, came = each.disclosure, each.delivery
    url = reverse("disclosure", args=[own.pk]) if own else reverse("delivery", args=[came.pk]) if came else ""
    number = own.number if own else (came.number if came else "")
    text = event_sentence(each.event.event, each.event.giver.short)
    return {"date": each.event.sent_at, "text": f"{text} {number}".strip(), "url": url}


def delivery_status(status: str) -> str:
    """A delivery's state in words, as its receiver reads it."""
    return {
        "waiting": _("att ta emot"),
        "received": _("mottaget"),
        "rejected": _("avvisat"),
        "withdrawn": _("återkallat av avsändaren"),
        "expired": _("upphört"),
    }[status]


def delivery_facts(view: Arrived) -> list[tuple[str, Any]]:
    """Who gave it, in which form, until when, and our own receipt number."""
    row = view.delivery
    rows: list[tuple[str, Any]] = [(_("Från"), row.giver.name), (_("Verksamhet"), row.programme.name)]
    rows.append((_("Form"), row.get_form_display()))
    if row.ends_on:
        rows.append((_("Visas till och med"), row.ends_on.isoformat()))
    if row.number:
        rows.append((_("Vårt mottagningsnummer"), row.number))
    if view.settled_by:
        rows.append((_("Hanterat av"), view.settled_by))
    return rows


def version_rows(view: DisclosureView) -> list[Part]:
    """What stands on a disclosure now, for a lost race: the other officer's version."""
    row = view.disclosure
    ground = view.ground.provision if view.ground else _("ingen")
    by = view.officers.get(str(row.decided_by or view.held.get("refused_by")), "")
    reasons = view.held.get("refused_reasons") or view.held.get("reasons", "")
    return [
        {"label": _("Läge"), "value": status_words(view.status)},
        {"label": _("Av"), "value": by},
        {"label": _("Grund"), "value": ground},
        {"label": _("Skäl"), "value": reasons},
    ]


def is_open(disclosure: Disclosure) -> bool:
    """Whether somebody still has to decide."""
    return disclosure.state in (Disclosure.State.PROPOSED, Disclosure.State.AWAITS_SECOND)


def _line(at: datetime | date | None, text: str, by: str = "", note: str = "") -> Part:
    return {"date": at, "text": text, "by": by, "note": note}


def _moment(text: str) -> datetime | None:
    return parse_datetime(text)
