"""The forms that open a case: whom or what it is about, and what else the method asks then."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.methods import known
from samverkan.methods.asking import asked_kinds, find_kind, named_first
from samverkan.methods.schema import Method
from samverkan.web.forms.kinds import build_form, fields_of, form_field

PROTECTION = "protection"


def name_form(method: Method) -> type[forms.Form]:
    """Who it is about, and whether the person's data are protected in the population register; or which place."""
    naming = named_first(method)
    fields: dict[str, Any] = dict(build_form(method, naming).base_fields)
    protected = find_kind(method, known.PROTECTED)
    if protected is not None and naming.id == known.IDENTITY:
        choice = form_field(method, protected.field(PROTECTION))
        choice.required, choice.label = False, _("Skyddade personuppgifter")
        choice.widget.choices = [("", _("Nej")), *choice.widget.choices]
        choice.widget.is_required = False
        choice.help_text = _(
            "Namnet visas då bara efter en ny engångskod, och två måste besluta om det lämnas ut."
        )
        fields[PROTECTION] = choice
    return type("NameForm", (forms.Form,), fields)


def name_of(form: forms.Form, method: Method) -> tuple[dict[str, Any], bool]:
    """What the form says of whom or what it is about, for the acts, and whether the identity is protected."""
    given = fields_of(form, named_first(method))
    protection = form.cleaned_data.get(PROTECTION)
    return ({**given, PROTECTION: protection}, True) if protection else (given, False)


def opening_form(method: Method, *, with_name: bool) -> type[forms.Form]:
    """All that the method asks when a case is opened; without the name where there is a file already."""
    fields: dict[str, Any] = dict(_parts(method, with_name))
    return type("OpeningForm", (forms.Form,), fields)


def _parts(method: Method, with_name: bool) -> Iterator[tuple[str, forms.Field]]:
    if with_name:
        yield from name_form(method).base_fields.items()
    for kind in asked_kinds(method):
        if kind != named_first(method):
            yield from build_form(method, kind).base_fields.items()
