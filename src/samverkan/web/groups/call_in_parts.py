"""One call-in as its page and its run sheet take it, and the form for who came."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.groups.reads.call_ins import CallIn, Summoned
from samverkan.secrecy.actor import Actor
from samverkan.web import present
from samverkan.web.groups.room import choices, method_of
from samverkan.web.present import Part


def call_in_part(actor: Actor, found: CallIn) -> Part:
    """Everything groups/call_in.html and groups/run_sheet.html take, as far as this officer may read."""
    case, programme, method = found.case, found.case.programme_id, method_of(found.case)
    is_open = case.closed_on is None
    parts = choices(method, "speaker", "part")
    plan = found.plan
    return {
        "case": case, "name": found.name or present.case_title(case), "named": bool(found.name),
        "phase": present.phase_label(case, method), "planned": case.phase == "planned",
        "day": plan.row.happened_on if plan else None, "begins": plan["begins"] if plan else "",
        "host": plan["host"] if plan else "", "message": plan["text"] if plan else "",
        "plan_url": reverse("fact", args=[plan.row.pk]) if plan else "",
        "security": {"place": found.security["place"], "text": found.security["text"]} if found.security else None,
        "speakers": [
            {"order": each["place_in_order"], "name": each["name"], "organisation": each["organisation"],
             "part": parts.get(str(each["part"]), ""), "minutes": each["minutes"],
             "url": reverse("fact", args=[each.row.pk])}
            for each in found.speakers
        ],
        "minutes": sum(int(each["minutes"] or 0) for each in found.speakers),
        "outcome": found.outcome["text"] if found.outcome else "",
        "summoned": [_summoned(actor, each) for each in found.summoned],
        "reads": {"groups": any(each.group for each in found.summoned),
                  "people": actor.reads(programme, "invitation"), "came": actor.reads(programme, "attendance"),
                  "security": actor.reads(programme, "call_in_security")},
        "may": {"write": is_open and actor.may("write", programme),
                "invite": is_open and actor.may("write", programme) and actor.reads(programme, "notification"),
                "secure": is_open and actor.may("write", programme) and actor.reads(programme, "call_in_security")},
    }  # fmt: skip


def attendance_form(found: CallIn) -> type[forms.Form]:
    """A question for each person summoned."""
    answers = [("", _("Inte antecknat")), *choices(method_of(found.case), "attendance", "came").items()]
    fields: dict[str, Any] = {
        f"came_{each.person.pk}": forms.ChoiceField(
            label=each.name or present.case_title(each.person), choices=answers, required=False,
            initial=each.attendance["came"] if each.attendance else "",
        )
        for each in found.summoned
    }  # fmt: skip
    return type("AttendanceForm", (forms.Form,), fields)


def _summoned(actor: Actor, each: Summoned) -> Part:
    came = choices(method_of(each.person), "attendance", "came")
    return {
        "person": {"name": each.name or present.case_title(each.person), "url": reverse("case", args=[each.person.pk]),
                   "marks": present.case_marks(each.markings, protected=each.protected)},
        "group": each.group, "grounds": each.invitation["grounds"], "basis": each.invitation["basis"],
        "came": came.get(str(each.attendance["came"]), "") if each.attendance else "",
    }  # fmt: skip
