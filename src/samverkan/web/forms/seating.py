"""The forms for who represents an authority: a seat given, a seat ended, cases handed over."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.programmes.reads.register import colleagues, roles_for
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Assignment, Programme
from samverkan.web.forms import fields
from samverkan.web.present import words

UNTIL = gettext_lazy("Lämna tomt om det gäller tills vidare. För en vikarie: sista dagen.")


class SeatForm(forms.Form):
    """Who, in which role, from when, and until when for a substitute."""

    def __init__(self, actor: Actor, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignment"] = officers(_("Kollega"), colleagues(actor))
        roles = [(each.id, words(each.label)) for each in roles_for(actor, programme)]
        self.fields["role"] = fields.choice(_("Roll"), roles)
        self.fields["since"] = fields.day(_("Från och med"), initial=clock.today())
        self.fields["until"] = fields.day(
            _("Till och med"), required=False, help_text=UNTIL
        )  # fmt: skip


class EndSeatForm(forms.Form):
    """The last day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"] = fields.day(_("Sista dagen"), initial=clock.today())


class HandOverForm(forms.Form):
    """From whom to whom, from when, until when for a substitute, and what to know."""

    def __init__(
        self, givers: "QuerySet[Assignment]", takers: "QuerySet[Assignment]", *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["giver"] = officers(_("Från"), givers)
        self.fields["taker"] = officers(_("Till"), takers)
        self.fields["since"] = fields.day(_("Från och med"), initial=clock.today())
        self.fields["until"] = fields.day(
            _("Till och med"), required=False, help_text=UNTIL
        )  # fmt: skip
        self.fields["text"] = fields.long(
            _("Att veta"), required=False, help_text=_("Skrivs som en överlämning i var och en av akterna.")
        )


def officers(label: Any, rows: "QuerySet[Assignment]") -> "forms.ModelChoiceField[Assignment]":
    """One colleague among some."""
    missing = _("Välj en kollega.")
    field = forms.ModelChoiceField(
        label=label, queryset=rows, empty_label=_("Välj"),
        error_messages={"required": missing, "invalid_choice": missing},
    )  # fmt: skip
    field.label_from_instance = _said  # type: ignore[method-assign]
    return field


def _said(obj: Assignment) -> str:
    return f"{obj.officer.name}, {obj.title}"
