"""Own files of the picture: sent, looked at with their columns, taken in, removed. For who has the duty."""

import base64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from samverkan.picture import jobs
from samverkan.picture.models import OwnFile
from samverkan.picture.own import actions, filing, reads, rules
from samverkan.picture.own import wishes as wishing
from samverkan.picture.own.wishes import Wishes
from samverkan.secrecy import background
from samverkan.secrecy.background import Kind
from samverkan.secrecy.models import Job
from samverkan.secrecy.paging import page
from samverkan.secrecy.seal import Fields
from samverkan.web import uploads
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.forms.own import SendForm, WishesForm
from samverkan.web.language import language
from samverkan.web.opening import show_form
from samverkan.web.sheets import render

PREVIEW, TAKE = jobs.preview.name, jobs.take.name


@page("own.files", "öppnade de egna filerna", "opened the own files", may=rules.handles)
def files(request: HttpRequest) -> HttpResponse:
    """What has been read in, and the form that sends a file."""
    actor = acting(request)
    too_large = int(request.META.get("CONTENT_LENGTH") or 0) > uploads.LARGEST
    form = SendForm(posted(request), request.FILES or None, too_large=too_large)
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        raw = sent.read()
        pieces = filing.packed(sent.name, raw, Wishes(form.cleaned_data["kind"]))
        job = _begun(request, jobs.preview, list(pieces), len(raw))
        return redirect("own_file", job.pk)
    rows = reads.files(actor)
    standing = {each.kind: each.pk for each in reversed(rows) if each.dropped_at is None}
    mine = Job.of(actor.agency).filter(made_by=actor.officer, name=PREVIEW).order_by("-made_at")[:5]
    return show_form(
        request, "picture/own_files.html", form, waiting=[job for job in mine if not _is_taken(job)], back=_back(),
        files=[{"row": each, "stands": standing.get(each.kind) == each.pk} for each in rows],
    )  # fmt: skip


@page("own.look", "läste vad en egen fil skulle ge", "read what an own file would give", may=rules.handles)
def show(request: HttpRequest, job: UUID) -> HttpResponse:
    """The file's columns as they were read and what became of its rows; confirmed here, it is taken in."""
    row = _job_or_404(request, job)
    summary = background.part(row, 0, way="out") if row.state == Job.State.DONE else None
    form = None
    if summary is not None and row.name == PREVIEW and "columns" in summary:
        form = WishesForm(summary, wishing.read(summary["wishes"]), language(), posted(request))
        if form.is_bound and form.is_valid():
            return _again_or_take(request, row, form, summary)
    context = {
        "job": row, "open": row.state in background.kinds.OPEN, "summary": _told(summary), "form": form,
        "sample": _sample(summary), "kind": _kind_word(summary),
        "back": {"url": reverse("own_files"), "label": _("Egna filer")},
    }  # fmt: skip
    return render(
        request, "picture/own_file.html", context, status=422 if form is not None and form.errors else 200
    )


@page(
    "own.refused",
    "hämtade avvisade rader ur en egen fil",
    "fetched refused rows of an own file",
    may=rules.handles,
)
def refused(request: HttpRequest, job: UUID) -> HttpResponse:
    """The refused rows as they stood, with the reason beside each: to mend and send again."""
    pieces = [each["refused"] for each in background.parts_of(_job_or_404(request, job)) if _is_rows(each)]
    if not pieces:
        raise Http404
    answer = HttpResponse(b"".join(map(base64.b64decode, pieces)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="avvisade-rader.csv"'
    return answer


@page(
    "own.remove.ask", "öppnade gallring av egna filer", "opened the weeding of own files", may=rules.handles
)
def remove(request: HttpRequest, kind: str) -> HttpResponse:
    """Every file of a kind is weeded, once it has been confirmed."""
    if kind not in reads.READ_IN:
        raise Http404
    actor = acting(request)
    rows = [each for each in reads.files(actor) if each.kind == kind and each.dropped_at is None]
    if request.method == "POST":
        actions.remove(by=actor, rows=rows)
        messages.success(request, _("Filerna är gallrade och kan inte läsas av någon."))
        return redirect("own_files")
    context = {
        "kind": OwnFile.Kind(kind).label, "rows": rows, "back": {"url": reverse("own_files"), "label": _("Egna filer")}
    }  # fmt: skip
    return render(request, "picture/own_remove.html", context)


def _begun(request: HttpRequest, kind: Kind, pieces: list[Fields], size: int) -> Job:
    """Start the work; a small file is read while the officer waits, a large one by the worker."""
    actor = acting(request)
    job = background.start(by=actor, kind=kind, parts_in=pieces)
    return kind.act(by=actor, job=job) if size <= filing.SMALL else job


def _again_or_take(request: HttpRequest, row: Job, form: WishesForm, summary: Fields) -> HttpResponse:
    """With other wishes the file is looked at anew; confirmed as it was last looked at, it is taken in."""
    wishes = form.wishes()
    pieces = [each for each in background.parts_of(row) if "file" in each]
    first = {"name": summary["name"], "wishes": wishes.written()}
    confirmed = request.POST.get("do") == "take" and _same_reading(wishes, summary)
    size = sum(len(each["file"]) for each in pieces)
    job = _begun(request, jobs.take if confirmed else jobs.preview, [first, *pieces], size)
    if request.POST.get("do") == "take" and not confirmed:
        messages.info(request, _("Du har ändrat något. Se efter att det blev rätt och läs in filen."))
    if confirmed and job.state == Job.State.DONE:
        messages.success(request, _("Filen är inläst."))
    return redirect("own_file", job.pk)


def _same_reading(wishes: Wishes, summary: Fields) -> bool:
    """Whether the officer has seen what these wishes give: how rows are read, not whether they add or replace."""
    seen = wishing.read(summary["wishes"])
    matched = {**dict.fromkeys(wishes.mapping, ""), **summary["matched"]}
    return "rows" in summary and dict(wishes.mapping) == matched and dict(wishes.same) == dict(seen.same)


def _job_or_404(request: HttpRequest, key: UUID) -> Job:
    """A file's work, which is its maker's alone."""
    actor = acting(request)
    found = Job.of(actor.agency).filter(pk=key, made_by=actor.officer, name__in=[PREVIEW, TAKE]).first()
    if found is None:
        raise Http404
    return found


def _is_taken(job: Job) -> bool:
    return job.state not in {*background.kinds.OPEN, Job.State.DONE}


def _is_rows(piece: Fields) -> bool:
    return isinstance(piece.get("refused"), str)


def _told(summary: Fields | None) -> dict[str, Any] | None:
    """The summary in the page's language."""
    if summary is None:
        return None
    at = 1 if language() == "en" else 0
    told: dict[str, Any] = dict(summary)
    for name in ("notes", "mended", "reasons"):
        told[name] = [each[at] for each in summary.get(name, [])]
    told["counts"] = [(each[at], each[2]) for each in summary.get("counts", [])]
    told["refusal"] = summary["refusal"][at] if "refusal" in summary else ""
    return told


def _sample(summary: Fields | None) -> dict[str, Any] | None:
    """The first rows of the file, column by column."""
    if summary is None or not summary.get("columns"):
        return None
    columns = summary["columns"][:12]
    depth = max(len(summary["sample"][name]) for name in columns)
    rows = [[(name, (summary["sample"][name] + [""] * depth)[n]) for name in columns] for n in range(depth)]
    return {"columns": columns, "rows": rows}


def _kind_word(summary: Fields | None) -> str:
    return str(OwnFile.Kind(summary["wishes"]["kind"]).label) if summary else ""


def _back() -> dict[str, str]:
    return {"url": reverse("picture"), "label": str(_("Lägesbild"))}


urlpatterns: list[URLPattern] = [
    path("lagesbild/egna/", files, name="own_files"),
    path("lagesbild/egna/<uuid:job>/", show, name="own_file"),
    path("lagesbild/egna/<uuid:job>/avvisade/", refused, name="own_refused"),
    path("lagesbild/egna/gallra/<slug:kind>/", remove, name="own_remove"),
]
