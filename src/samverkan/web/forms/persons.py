"""The forms of who a case is about: an own file, and a nomination to the list."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.methods.schema import EntryKind, Method
from samverkan.secrecy.identity import PLAIN_KIND, PROTECTED_KIND
from samverkan.web.forms.kinds import build_form, form_field

PROTECTION = "protection"


def identity_form(method: Method) -> type[forms.Form]:
    """Who it is about, and whether the person's data are protected in the population register."""
    fields: dict[str, Any] = dict(build_form(method, method.kind(PLAIN_KIND)).base_fields)
    protected = _kind(method, PROTECTED_KIND)
    if protected is not None:
        choice = form_field(method, protected.field(PROTECTION))
        choice.required, choice.label = False, _("Skyddade personuppgifter")
        choice.widget.choices = [("", _("Nej")), *choice.widget.choices]
        choice.widget.is_required = False
        choice.help_text = _(
            "Namnet visas då bara efter en ny engångskod, och två måste besluta om det lämnas ut."
        )
        fields[PROTECTION] = choice
    return type("IdentityForm", (forms.Form,), fields)


def identity_of(form: forms.Form) -> tuple[dict[str, str], bool]:
    """What the form says of the person, for the acts: the identity's fields, and whether it is protected."""
    named = (PROTECTION, "name", "person_number", "former_names")
    given = {name: form.cleaned_data[name] for name in named if form.cleaned_data.get(name)}
    return given, PROTECTION in given


def nomination_form(method: Method, *, with_identity: bool) -> type[forms.Form]:
    """The grounds for a nomination; with the identity first, unless there is a file on the person already."""
    fields: dict[str, Any] = dict(_parts(method, with_identity))
    return type("NominationForm", (forms.Form,), fields)


def _parts(method: Method, with_identity: bool) -> Iterator[tuple[str, forms.Field]]:
    if with_identity:
        yield from identity_form(method).base_fields.items()
    yield from build_form(method, method.kind("nomination")).base_fields.items()


def _kind(method: Method, kind: str) -> EntryKind | None:
    return next((each for each in method.kinds if each.id == kind), None)
