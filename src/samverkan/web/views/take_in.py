"""Day one: an existing list read in from a file. Tried first, shown row by row, and taken in whole or not at all.

Between the trial and the taking in, the file is nowhere on the server: it goes back to the officer's own browser in
the form, and is tried anew when it returns.
"""

import base64
import gzip
import zlib
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from samverkan.casework import actions, list_file, rules
from samverkan.casework.list_columns import Column, columns
from samverkan.casework.list_file import Line, ListFile
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.desk import reading
from samverkan.casework.reads.take_in import known_already
from samverkan.methods.asking import own_kind
from samverkan.methods.known import LEVEL
from samverkan.methods.schema import Method
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Invalid, note
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.tables import writing
from samverkan.tables.problem import Problem, gathered
from samverkan.tables.refusal import Refusal
from samverkan.tables.text import Text
from samverkan.web import exports, present
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.language import in_language, language
from samverkan.web.opening import one_of, programme_or_404, require, show_form
from samverkan.web.sheets import render

MOST_BYTES = 2 * 1024 * 1024
FORM = ("list.take_in_form", "prövade en lista att läsa in", "tried a list to take in")


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Fil"), help_text=gettext_lazy("CSV eller Excel, högst 500 rader och 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls,.ods"}),
        error_messages={"required": gettext_lazy("Välj en fil, högst 2 MB."),
                        "empty": gettext_lazy("Filen är tom. Välj en annan.")},
    )  # fmt: skip


@page(*FORM)
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Choose a file; it is tried, and what would be taken in and what not is shown. Nothing is written yet."""
    chosen = _owned(request, programme)
    form = FileForm(posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            form.add_error("file", _("Välj en fil, högst 2 MB."))
        else:
            raw = sent.read()
            try:
                return _tried(request, chosen, sent.name, raw)
            except Refusal as refused:
                form.add_error("file", in_language(refused))
    method = pinned(chosen.method, chosen.method_version)
    context = {
        "programme": chosen, "columns": [_column(each) for each in columns(method, clock.today())],
        "blank": exports.ways(reverse("take_in_template", args=[chosen.pk])),
    }  # fmt: skip
    return show_form(request, "lists/take_in.html", form, **context)


@require_POST
@page(*FORM)
def confirm(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Take in what was shown, all of it or nothing; where something has changed since, it is shown anew."""
    chosen = _owned(request, programme)
    name, raw = _returned(request)
    try:
        file = _read(request, chosen, name, raw)
    except Refusal as refused:
        raise Http404 from refused  # it was readable a moment ago: somebody has written the form by hand
    if request.POST.get("rader") != str(len(file.lines)):
        messages.warning(request, _("Något har ändrats sedan filen prövades. Se efter och läs in igen."))
        return _tried(request, chosen, name, raw)
    try:
        made = actions.take_in(by=acting(request), programme=chosen, lines=file.lines)
    except Invalid as wrong:
        messages.warning(request, str(wrong.message))
        return _tried(request, chosen, name, raw, status=422)
    said = ngettext("%(n)s ärende är inläst.", "%(n)s ärenden är inlästa.", len(made)) % {"n": len(made)}
    messages.success(request, said)
    return redirect("list", chosen.pk)


@require_POST
@page(
    "list.take_in_refused", "hämtade raderna som inte kunde läsas in", "took the rows that could not be read"
)
def refused(request: HttpRequest, programme: UUID) -> HttpResponse:
    """The refused rows as they stood, with reasons: to mend and send again."""
    chosen = _owned(request, programme)
    name, raw = _returned(request)
    file = _read(request, chosen, name, raw)
    note(rows=len(file.report.refused))
    excel = name.casefold().endswith((".xlsx", ".xls", ".ods"))
    made = writing.refused_bytes(file.report, excel=excel, language=language())
    kind = exports.EXCEL if excel else exports.CSV
    return exports.file(f"avvisade-{clock.today().isoformat()}.{kind}", made, exports.TYPES[kind])


@page("list.take_in_template", "hämtade en mall för listan", "took a template for the list")
def template(request: HttpRequest, programme: UUID) -> HttpResponse:
    """An empty file with the method's columns as headings."""
    chosen = _owned(request, programme)
    method = pinned(chosen.method, chosen.method_version)
    heads = [_one(each.reader.label) for each in columns(method, clock.today())]
    return exports.answer(request, "mall", heads, [])


def _owned(request: HttpRequest, programme: UUID) -> Programme:
    chosen = one_of(reading(acting(request)), programme) if request.method == "POST" else None
    chosen = chosen or programme_or_404(request, programme)
    require(rules.take_in(acting(request), programme=chosen), "list.take_in")
    return chosen


def _tried(request: HttpRequest, chosen: Programme, name: str, raw: bytes, status: int = 200) -> HttpResponse:
    file = _read(request, chosen, name, raw)
    method = pinned(chosen.method, chosen.method_version)
    note(rows=len(file.lines), refused=len(file.report.refused))
    context = {
        "programme": chosen, "name": name, "count": len(file.lines), "report": file.report,
        "content": base64.b64encode(gzip.compress(raw, mtime=0)).decode(),
        "lines": [_shown(method, each) for each in file.lines],
        "wrong": [_problem(each) for row in file.report.refused for each in row.problems],
        "remarks": [_problem(each) for each in gathered(file.report.mended)],
        "second": any(move.second_person for move in method.moves_from(method.initial_phase().id)),
    }  # fmt: skip
    return render(request, "lists/take_in_tried.html", context, status=status)


def _read(request: HttpRequest, chosen: Programme, name: str, raw: bytes) -> ListFile:
    method = pinned(chosen.method, chosen.method_version)
    return known_already(acting(request), list_file.read(method, name, raw, clock.today()))


def _returned(request: HttpRequest) -> tuple[str, bytes]:
    """The file as it came back in the form; a 404 for what this program did not put there."""
    try:
        packed = base64.b64decode(request.POST.get("fil", ""), validate=True)
        opened = zlib.decompressobj(wbits=31)
        raw = opened.decompress(packed, MOST_BYTES + 1)
    except (ValueError, zlib.error) as garbled:
        raise Http404 from garbled
    if not raw or len(raw) > MOST_BYTES:
        raise Http404
    return request.POST.get("namn", "")[:120] or "fil.csv", raw


def _shown(method: Method, line: Line) -> present.Part:
    kind = own_kind(method)
    given = line.given.get(kind, {}) if kind else {}
    field = method.kind(kind).field(LEVEL) if kind and LEVEL in given else None
    scale = method.scale(field.scale) if field and field.scale else None
    level = next((each for each in scale.levels if each.id == given[LEVEL]), None) if scale else None
    return {
        "row": line.number, "name": line.name if not line.protection else "", "number": line.person_number,
        "level": {"word": present.words(level.word), "shape": str(level.shape), "colour": str(level.colour)}
        if level else None,
        "judged": given.get("judged_on", ""), "kinds": [present.words(method.kind(each).label) for each in line.given],
    }  # fmt: skip


def _column(column: Column) -> present.Part:
    kept = column.field
    choices = [present.words(each.label) for each in kept.choices]
    return {
        "label": _one(column.reader.label), "required": column.reader.required,
        "help": ", ".join(choices) or present.words(kept.help), "type": present.words(kept.type.label),
    }  # fmt: skip


def _problem(problem: Problem) -> present.Part:
    return {"row": problem.row, "column": problem.column, "said": _one(problem.said)}


def _one(text: Text) -> str:
    said = in_language(text)
    return said[:1].upper() + said[1:]


urlpatterns = [
    path("listan/<uuid:programme>/las-in/", show, name="take_in"),
    path("listan/<uuid:programme>/las-in/bekrafta/", confirm, name="take_in_confirm"),
    path("listan/<uuid:programme>/las-in/avvisade/", refused, name="take_in_refused"),
    path("listan/<uuid:programme>/las-in/mall/", template, name="take_in_template"),
]
