"""The forms of a case's steps: moved, given to an officer, judged."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.methods.schema import EntryKind, Method, Move
from samverkan.secrecy import clock
from samverkan.secrecy.models import Assignment
from samverkan.web.forms.kinds import MISSING, OFF, form_field
from samverkan.web.present import words

SAID_ITSELF = frozenset({"judged_on", "valid_until"})  # today, and a date field of its own
DAYS_UNLESS_SAID = 21  # where the method names no days for a judgement


def date_input() -> forms.DateInput:
    """A date as the browser's own calendar, sent and shown as 2026-11-22."""
    return forms.DateInput(attrs={**OFF, "type": "date"}, format="%Y-%m-%d")


class MoveForm(forms.Form):
    """A step in the method: the phase the officer saw, the reason, and why the case leaves."""

    seen_phase = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, method: Method, step: Move, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step.leaving:
            self.fields["leaving"] = forms.CharField(
                label=_("Varför ärendet avslutas"), error_messages=MISSING,
                widget=forms.RadioSelect(choices=[(each.id, _reason(each)) for each in method.leaving]),
            )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label=_("Skäl"), required=step.reason_required, error_messages=MISSING,
            widget=forms.Textarea(attrs={**OFF, "rows": 4}),
        )  # fmt: skip


class AssignForm(forms.Form):
    """To whom the case is given, from which day, and until when for a substitute."""

    since = forms.DateField(label=gettext_lazy("Från och med"), required=False, widget=date_input())
    until = forms.DateField(
        label=gettext_lazy("Till och med"), required=False, widget=date_input(),
        help_text=gettext_lazy("Lämna tomt om det gäller tills ärendet avslutas."),
    )  # fmt: skip

    def __init__(self, officers: "QuerySet[Assignment]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = _("Välj en handläggare.")
        field = forms.ModelChoiceField(
            label=_("Handläggare"), queryset=officers, empty_label=_("Välj"),
            error_messages={"required": missing, "invalid_choice": missing},
        )  # fmt: skip
        field.label_from_instance = _officer  # type: ignore[method-assign]
        self.fields = {"assignment": field, **self.fields}

    def clean(self) -> dict[str, Any]:
        """An end before the beginning would give the case to nobody."""
        found: dict[str, Any] = super().clean() or {}
        since, until = found.get("since") or clock.today(), found.get("until")
        if until and until < since:
            self.add_error("until", _("Slutdagen måste vara samma dag som den första eller senare."))
        return found


class JudgeForm(forms.Form):
    """A human judgement: what the kind asks, and until when it holds."""

    def __init__(self, method: Method, kind: EntryKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in kind.fields:
            if field.id not in SAID_ITSELF:
                self.fields[field.id] = form_field(method, field)
        days = timedelta(days=kind.valid_days or DAYS_UNLESS_SAID)
        self.fields["valid_until"] = forms.DateField(
            label=words(kind.field("valid_until").label), widget=date_input(), initial=clock.today() + days,
            error_messages={"required": _("Fyll i det här."), "invalid": _("Skriv datumet så här: 2026-11-22.")},
        )  # fmt: skip

    def judgement(self) -> dict[str, Any]:
        """The judgement as `actions.judge` takes it."""
        given = dict(self.cleaned_data)
        own: dict[str, Any] = {
            name: given.pop(name) for name in ("level", "reason", "valid_until") if name in given
        }
        return {**own, "more": {name: value for name, value in given.items() if value not in ("", None)}}


def _officer(obj: Assignment) -> str:
    return f"{obj.officer.name}, {obj.title}"


def _reason(each: Any) -> str:
    """A leaving reason, and what the method says to think of with it."""
    return f"{words(each.label)}. {words(each.note)}" if each.note else words(each.label)
