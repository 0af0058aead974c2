"""Forms of the room: the method's own fields, beside a choice of the matter that the entry names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from samverkan.methods.schema import Method
from samverkan.secrecy.acting import Conflict
from samverkan.secrecy.models import CaseFile
from samverkan.web.forms import build_form, errors_on
from samverkan.web.forms.kinds import MISSING
from samverkan.web.opening import show_form
from samverkan.web.present import Part
from samverkan.web.sheets import render

DAY = {"required": _("Fyll i det här."), "invalid": _("Skriv datumet så här: 2026-11-22.")}
Matters = Mapping[str, CaseFile]  # by the file's own id as text
Named = Sequence[tuple[str, Any]]


def kind_form(
    method: Method, kind: str, *, leave_out: Iterable[str] = (), first: Mapping[str, forms.Field] | None = None,
    last: Mapping[str, forms.Field] | None = None,
) -> type[Form]:  # fmt: skip
    """The method's form for a kind, with fields of the room before and after it."""
    built = build_form(method, method.kind(kind), leave_out=leave_out)
    fields: dict[str, Any] = {**(first or {}), **dict(built.base_fields), **(last or {})}
    return type("RoomForm", (Form,), fields)


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, with our own words where it is none."""
    widget = forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=DAY, required=required)


def matter_field(label: Any, options: Named, *, required: bool = True, none: Any = "") -> forms.ChoiceField:
    """A choice among files that the officer may open, by what they are called."""
    return forms.ChoiceField(
        label=label, choices=[("", none or _("Välj")), *options], required=required,
        error_messages={**MISSING, "invalid_choice": _("Välj ett ärende i listan.")},
    )  # fmt: skip


def matters_field(label: Any, options: Named, help_text: Any = "") -> forms.MultipleChoiceField:
    """Several files at once, as boxes to tick; none at all is an answer too."""
    return forms.MultipleChoiceField(
        label=label, choices=options, required=False, help_text=help_text, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Välj ett ärende i listan.")},
    )  # fmt: skip


def given(form: Form, *besides: str) -> dict[str, Any]:
    """What the form says of the entry itself: without the fields of the room, and without what was left empty."""
    return {
        name: value
        for name, value in form.cleaned_data.items()
        if name not in besides and value not in ("", None)
    }


def chosen(found: Matters, key: str) -> CaseFile | None:
    """The file behind a choice."""
    return found.get(str(UUID(key))) if key else None


def act_on(
    request: HttpRequest, form: Form, act: Callable[[], Any], *, done: Any, to: Callable[[Any], str],
    template: str = "groups/form.html", **context: Any,
) -> HttpResponse:  # fmt: skip
    """Do what the form asks for and go on, or show it again with what has to be mended.

    Where a colleague was first, what was written is shown, so that it is not lost.
    """
    if form.is_bound and form.is_valid():
        with errors_on(form):
            try:
                made = act()
            except Conflict:
                return _overtaken(request, form, str(context.get("again") or request.path))
            messages.success(request, done)
            return redirect(to(made))
    return show_form(request, template, form, **context)


def _overtaken(request: HttpRequest, form: Form, again: str) -> HttpResponse:
    rows: list[Part] = [
        {"label": bound.label, "value": str(bound.value() or "–"), "changed": True}
        for bound in form.visible_fields()
    ]
    mine = {"title": _("Det du skrev"), "by": "", "rows": rows}
    now: Part = {"title": _("Så är det nu"), "by": "", "rows": [
        {"label": _("Ärendet"), "value": _("Någon annan har ändrat det sedan du öppnade sidan."), "changed": True}
    ]}  # fmt: skip
    return render(request, "errors/409.html", {"versions": [mine, now], "again": again}, status=409)
