"""The forms of signing in: name and password, a code, an assignment."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.models import Assignment
from samverkan.web.forms.kinds import MISSING


class PasswordForm(forms.Form):
    """The first proof: what the officer knows."""

    username = forms.CharField(
        label=_("Användarnamn"), max_length=80, error_messages=MISSING,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Lösenord"), max_length=200, strip=False, error_messages=MISSING,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


class CodeForm(forms.Form):
    """The second proof: what the officer has."""

    code = forms.CharField(
        label=_("Engångskod"), max_length=12, error_messages=MISSING,
        help_text=_("Sex siffror från appen i telefonen. En kod går att använda en gång."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )  # fmt: skip


class AssignmentForm(forms.Form):
    """In which agency, and as what, to work now."""

    def __init__(self, held: "QuerySet[Assignment]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = _("Välj ett uppdrag.")
        self.fields["assignment"] = forms.ModelChoiceField(
            label=_("Uppdrag"), queryset=held, empty_label=None, widget=forms.RadioSelect,
            error_messages={"required": missing, "invalid_choice": missing},
        )  # fmt: skip
