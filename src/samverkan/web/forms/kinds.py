"""A form for any kind of entry, built from the method's file: labels, help, choices and what is required.

The form only gathers words. `casework.filling` types and checks them inside the act, for every way in alike.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samverkan.casework.filling import GRADES
from samverkan.methods.schema import EntryKind, Field, Method
from samverkan.methods.words import FieldType
from samverkan.web.present import words
from samverkan.web.templatetags.ui import badge

MISSING = {"required": _("Fyll i det här.")}
OFF = {"autocomplete": "off"}  # no browser keeps what is written about a person
MOST_RADIOS = 7


def build_form(method: Method, kind: EntryKind, *, leave_out: Iterable[str] = ()) -> type[forms.Form]:
    """A form class with one field for each of the kind's fields, named as in the method, in its order."""
    left_out = set(leave_out)
    fields = {each.id: form_field(method, each) for each in kind.fields if each.id not in left_out}
    return type("EntryForm", (forms.Form,), fields)


def fields_of(form: forms.Form, kind: EntryKind) -> dict[str, Any]:
    """The cleaned values that belong to the kind, for `casework.actions`; what was left empty is left out."""
    named = {field.id for field in kind.fields}
    return {
        name: value for name, value in form.cleaned_data.items() if name in named and value not in ("", None)
    }


def form_field(method: Method, field: Field) -> forms.Field:
    """One form field for one field of the method."""
    common: dict[str, Any] = {
        "label": words(field.label),
        "help_text": words(field.help),
        "error_messages": MISSING,
    }
    if field.type is FieldType.BOOL:
        return forms.BooleanField(required=False, **common)
    if field.type in (FieldType.CHOICE, FieldType.SCALE):
        choices = _choices(method, field)
        widget = forms.RadioSelect if len(choices) <= MOST_RADIOS else forms.Select
        if widget is forms.Select and field.required:  # the first answer must not be given by leaving it be
            choices = [("", str(_("Välj"))), *choices]
        # Not a ChoiceField: the act itself says what may be chosen, and in the method's own words.
        return forms.CharField(required=field.required, widget=widget(choices=choices), **common)
    if field.type is FieldType.GRADE:
        return forms.CharField(required=field.required, widget=forms.Select(choices=_grades()), **common)
    return forms.CharField(required=field.required, widget=_WIDGETS[field.type](), **common)


def _grades() -> list[tuple[str, str]]:
    letters = [(grade, grade) for grade in GRADES if grade != "-"]
    return [("", str(_("Inget betyg"))), *letters, ("-", str(_("Streck (underlag saknas)")))]


def _choices(method: Method, field: Field) -> list[tuple[str, str | SafeString]]:
    none = [] if field.required else [("", str(_("Inte angivet")))]
    if field.type is FieldType.CHOICE:
        return none + [(each.id, words(each.label)) for each in field.choices]
    assert field.scale is not None
    levels = method.scale(field.scale).levels
    return none + [(each.id, format_html("{} {}", _level(each), words(each.meaning))) for each in levels]


def _level(level: Any) -> SafeString:
    return badge({"word": words(level.word), "shape": str(level.shape), "colour": str(level.colour)})


def _line() -> forms.Widget:
    return forms.TextInput(attrs=OFF)


def _text() -> forms.Widget:
    return forms.Textarea(attrs={**OFF, "rows": 4})


def _date() -> forms.Widget:
    return forms.DateInput(attrs={**OFF, "type": "date"}, format="%Y-%m-%d")


def _digits() -> forms.Widget:
    return forms.TextInput(attrs={**OFF, "inputmode": "numeric"})


_WIDGETS: dict[FieldType, Callable[[], forms.Widget]] = {
    FieldType.TEXT: _line,
    FieldType.LONGTEXT: _text,
    FieldType.NAME: _line,
    FieldType.DATE: _date,
    FieldType.PERSON_NUMBER: _digits,
    FieldType.INT: _digits,
    FieldType.MATTER: forms.HiddenInput,  # chosen where it is written; a correction keeps it
}
