"""The fields that forms of decisions and papers are made of: a day, words, a choice, a number."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.web.forms.kinds import MISSING, OFF
from samverkan.web.forms.moving import date_input

DATES = {
    "required": gettext_lazy("Ange ett datum, till exempel 2026-12-01."),
    "invalid": gettext_lazy("Skriv datumet så här: 2026-11-22."),
}
PUBLIC = gettext_lazy("Beslutet är offentligt. Skriv inget om någon enskild person.")


def day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=date_input(), error_messages=DATES, **more)


def text(label: Any, *, most: int = 120, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs=OFF), error_messages=MISSING, **more
    )


def long(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={**OFF, "rows": rows}), error_messages=MISSING, **more
    )


def choice(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    """Radio buttons, of which one must be chosen."""
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett av svaren."), "invalid_choice": _("Välj ett av svaren.")}, **more,
    )  # fmt: skip


def number() -> forms.CharField:
    return text(_("Beslutets nummer"), most=60, help_text=_("Diarienumret, till exempel Dnr KS 2026/431."))
