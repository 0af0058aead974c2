"""What a page shows: read to the last word inside its transaction, drawn after it."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm, ModelChoiceField
from django.http import HttpRequest
from django.template import loader

from samverkan.secrecy.paging import Sheet
from samverkan.web.context import read_shell


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> Sheet:
    """As Django's `render`, for a `@page`: the shell is read now, the template drawn while the trace is written.

    A template therefore asks nothing: what it shows is in `context`, rows and what they are joined to alike.
    """
    read_shell(request)
    found = dict(context or {})
    for each in found.values():
        if isinstance(each, BaseForm):
            _read_choices(each)
    return Sheet(lambda: loader.render_to_string(template, found, request), status)


def _read_choices(form: BaseForm) -> None:
    """A choice among rows asks for them when it is drawn: here they are read."""
    for field in form.fields.values():
        if isinstance(field, ModelChoiceField):
            field.choices = list(field.choices)  # type: ignore[arg-type]
