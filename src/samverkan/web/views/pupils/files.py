"""An absence file: sent, read for a preview, taken in. Nothing is written before a human has seen what would be."""

import base64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.pupils import filing, jobs, rules
from samverkan.pupils.reads.settings import known_layouts
from samverkan.secrecy import background
from samverkan.secrecy.models import Job, Programme
from samverkan.secrecy.paging import page
from samverkan.secrecy.seal import Fields
from samverkan.tables.refusal import Refusal
from samverkan.web import uploads
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.forms.absence import FileForm, WishesForm
from samverkan.web.language import in_language
from samverkan.web.opening import require, show_form
from samverkan.web.sheets import render
from samverkan.web.views.pupils.common import team_or_404

PREVIEW, TAKE = jobs.preview.name, jobs.take.name
SHOWN = 10  # latest files of the officer


@page("absence.send", "öppnade sidan för en frånvarofil", "opened the page for an absence file")
def send(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Send a file. It is read by the layout that fits it, or by a first guess that a human then confirms."""
    actor = acting(request)
    chosen = _programme(request, programme)
    known = known_layouts(actor, chosen)
    form = FileForm(known, posted(request), request.FILES or None, too_large=_too_large(request))
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        raw = sent.read()
        try:
            head = filing.head_of(sent.name, raw)
        except Refusal as bad:
            form.add_error("file", in_language(bad))
        else:
            layout = form.layout(head)
            job = start(request, chosen, sent.name, raw, filing.Wishes(layout))
            told = layout in known and layout.fits(head)
            return redirect("absence_file" if told else "absence_layout", chosen.pk, job.pk)
    mine = Job.of(actor.agency).filter(made_by=actor.officer, subject=chosen.pk, name__in=[PREVIEW, TAKE])
    return show_form(
        request, "pupils/send.html", form, programme=chosen, known=known,
        files=[_listed(chosen, each) for each in mine.order_by("-made_at")[:SHOWN]], back=_to_team(chosen),
    )  # fmt: skip


def _too_large(request: HttpRequest) -> bool:
    return int(request.META.get("CONTENT_LENGTH") or 0) > uploads.LARGEST


@page("absence.look", "läste vad en frånvarofil skulle ge", "read what an absence file would give")
def show(request: HttpRequest, programme: UUID, job: UUID) -> HttpResponse:
    """The preview, or what was taken in; while the work goes on, how far it has come."""
    chosen, row = _programme(request, programme), job_or_404(request, programme, job)
    summary, done = _result(row)
    asked = filing.wishes(summary["wishes"]) if summary else None
    previewed = summary is not None and asked is not None and row.name == PREVIEW and "rows" in summary
    form = WishesForm(summary, asked, posted(request)) if previewed and summary and asked else None
    if form is not None and form.is_bound and form.is_valid():
        return _again_or_take(request, chosen, row, form)
    context = {
        "programme": chosen, "job": row, "open": row.state in background.kinds.OPEN, "summary": _told(summary),
        "done": done, "form": form, "columns": _columns(asked) if asked else [],
        "system": asked.layout.system if asked else "",
        "back": {"url": reverse("absence_send", args=[chosen.pk]), "label": _("Frånvarofil")},
    }  # fmt: skip
    return render(
        request, "pupils/file.html", context, status=422 if form is not None and form.errors else 200
    )


@page("absence.refused", "hämtade avvisade rader", "fetched refused rows")
def refused(request: HttpRequest, programme: UUID, job: UUID) -> HttpResponse:
    """The refused rows as they stood, with the reason beside each: to mend and send again."""
    _programme(request, programme)
    row = job_or_404(request, programme, job)
    pieces = [each["refused"] for each in background.parts_of(row) if isinstance(each.get("refused"), str)]
    if not pieces:
        raise Http404
    response = HttpResponse(b"".join(map(base64.b64decode, pieces)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="avvisade-rader.csv"'
    return response


def start(request: HttpRequest, programme: Programme, name: str, raw: bytes, asked: filing.Wishes) -> Job:
    """Have a file read for a preview: a small one while the officer waits, else by the worker."""
    actor = acting(request)
    pieces = filing.packed(name, raw, asked)
    job = background.start(by=actor, kind=jobs.preview, subject=programme.pk, parts_in=pieces)
    return jobs.preview.act(by=actor, job=job) if len(raw) <= filing.SMALL else job


def job_or_404(request: HttpRequest, programme: UUID, key: UUID) -> Job:
    """A file's work, which is its maker's alone: somebody else's is not there."""
    actor = acting(request)
    rows = Job.of(actor.agency).filter(
        pk=key, made_by=actor.officer, subject=programme, name__in=[PREVIEW, TAKE]
    )
    found = rows.first()
    if found is None:
        raise Http404
    return found


def raw_of(pieces: list[Fields]) -> list[Fields]:
    """The file itself among the pieces of a preview's result, as it was given."""
    return [each for each in pieces if "file" in each]


def _again_or_take(request: HttpRequest, programme: Programme, row: Job, form: WishesForm) -> HttpResponse:
    """With other wishes the preview is made anew; confirmed, the file is taken in."""
    actor, asked = acting(request), form.wishes()
    summary, *rest = background.parts_of(row)
    first = {"name": summary["name"], "wishes": asked.written()}
    kind = jobs.take if form.confirmed else jobs.preview
    job = background.start(by=actor, kind=kind, subject=programme.pk, parts_in=[first, *raw_of(rest)])
    while summary["rows"] <= filing.ROWS_AT_ONCE and job.state in background.kinds.OPEN:
        job = kind.act(by=actor, job=job)
    if form.confirmed and job.state == Job.State.DONE:
        messages.success(request, _("Filen är inläst."))
    return redirect("absence_file", programme.pk, job.pk)


def _result(row: Job) -> tuple[Fields | None, dict[str, int] | None]:
    """The summary of a preview, or of what was taken in with the batches' numbers added up."""
    if row.state != Job.State.DONE:
        return None, None
    if row.name == PREVIEW:
        return background.part(row, 0, way="out"), None
    pieces = list(background.parts_of(row))
    batches = [each for each in pieces if "questions" in each]
    done = {name: sum(each[name] for each in batches) for name in ("new", "changed", "same", "questions")}
    return next((each for each in pieces if "rows" in each), None), done


def _columns(asked: filing.Wishes) -> list[tuple[str, str]]:
    """Which column was read as what."""
    held = asked.layout
    return [
        (in_language(each.label), held.columns[each.id]) for each in held.fields() if each.id in held.columns
    ]


def _programme(request: HttpRequest, key: UUID) -> Programme:
    chosen = team_or_404(request, key)
    require(rules.read_in(acting(request), programme=chosen), "absence.preview")
    return chosen


def _listed(programme: Programme, row: Job) -> dict[str, Any]:
    return {
        "url": reverse("absence_file", args=[programme.pk, row.pk]), "at": row.made_at,
        "what": _("Inläst") if row.name == TAKE else _("Granskad"), "state": row.get_state_display(),
    }  # fmt: skip


def _told(summary: Fields | None) -> dict[str, Any] | None:
    """The summary in the page's language."""
    if summary is None or "refusal" in summary:
        return {"refusal": in_language(_two(summary["refusal"]))} if summary else None
    return {
        **summary, "mended": [in_language(_two(each)) for each in summary["mended"]],
        "reasons": [{"why": in_language(_two(each)), "count": each[2], "row": each[3]} for each in summary["reasons"]],
        "years": sorted(summary["years"].items()),
    }  # fmt: skip


def _two(pair: list[str]) -> Any:
    from samverkan.tables.text import Text

    return Text(pair[0], pair[1])


def _to_team(programme: Programme) -> dict[str, str]:
    return {"url": reverse("team", args=[programme.pk]), "label": programme.name}


urlpatterns = [
    path("elever/<uuid:programme>/franvaro/", send, name="absence_send"),
    path("elever/<uuid:programme>/franvaro/<uuid:job>/", show, name="absence_file"),
    path("elever/<uuid:programme>/franvaro/<uuid:job>/avvisade/", refused, name="absence_refused"),
]
