"""An analyst plans an evaluation, locks it, follows it through the queue, reads the result; a human judges."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.evaluations import actions, reads, rules
from samverkan.evaluations.models import Study
from samverkan.evidence.evaluation.report.words import DESIGNS
from samverkan.secrecy import background
from samverkan.secrecy.acting import Conflict
from samverkan.secrecy.models import Job
from samverkan.secrecy.paging import page
from samverkan.web.asked import asked
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, evaluation_rows, posted
from samverkan.web.forms.evaluations import AnyPlanForm, PlanForm, VerdictForm, from_plan
from samverkan.web.language import in_language, language
from samverkan.web.opening import show_form
from samverkan.web.sheets import render

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@page("evaluation.list", "läste listan över utvärderingar", "read the list of evaluations", may=rules.sees)
def index(request: HttpRequest) -> HttpResponse:
    """Every evaluation of the authority, and the way to a new one."""
    actor = acting(request)
    rows = [_row(each) for each in reads.every(actor)]
    return render(request, "evaluations/list.html", {"rows": rows, "writes": rules.writes(actor)})


PLAN_FORM = ("evaluation.plan_form", "öppnade en plan för en utvärdering", "opened a plan for an evaluation")


@page(*PLAN_FORM, may=rules.writes)
def new(request: HttpRequest) -> HttpResponse:
    """Write a plan: a row of the file is a place and a period."""
    return _written(request, None, PlanForm(posted(request), request.FILES or None))


@page(*PLAN_FORM, may=rules.writes)
def new_rows(request: HttpRequest, rows: str) -> HttpResponse:
    """Write a plan: a row of the file is a person, or an event at a place."""
    if rows not in evaluation_rows.FORMS:
        raise Http404
    form = evaluation_rows.FORMS[rows](posted(request), request.FILES or None)
    return _written(request, None, form, rows)


@page(*PLAN_FORM, may=rules.writes)
def revise(request: HttpRequest, study: UUID) -> HttpResponse:
    """Write it anew, while it is not locked."""
    found = _study(request, study)
    if found.locked_at is not None:
        raise Http404
    plan = reads.shown(found).plan
    form = evaluation_rows.form_of(plan.design.kind)
    return _written(
        request, found, form(posted(request), request.FILES or None, kept=True, initial=from_plan(plan))
    )


@page("evaluation.read", "läste en utvärdering", "read an evaluation", may=rules.sees)
def show(request: HttpRequest, study: UUID) -> HttpResponse:
    """Where it stands, and what can be done next."""
    return _shown(request, _study(request, study), VerdictForm(language()))


@page("evaluation.watch", "följde en uträkning", "followed a computation", may=rules.sees)
def progress(request: HttpRequest, study: UUID) -> HttpResponse:
    """How far it has come; asked for every other second. The page is asked for anew when it has ended."""
    found = _study(request, study)
    job = reads.job_of(found)
    answer = render(request, "evaluations/progress.html", {"study": found, **_progress(job)})
    if job is None or job.state not in {"waiting", "running"}:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@page(
    "evaluation.sent",
    "skickade ett beslut om en utvärdering",
    "sent a decision on an evaluation",
    may=rules.writes,
)
def decide(request: HttpRequest, study: UUID, step: str) -> HttpResponse:
    """Lock, compute again, stop, or take away."""
    found, by = _study(request, study), acting(request)
    try:
        if step == "las":
            actions.lock(by=by, study=found)
            messages.success(request, _("Planen är låst. Resultatet räknas fram nu."))
        elif step == "igen":
            actions.again(by=by, study=found)
        elif step == "stoppa":
            _stop(request, found)
        elif step == "ta-bort":
            actions.end(by=by, study=found)
            messages.success(
                request, _("Utvärderingen är borttagen: plan, siffror och resultat går inte att läsa.")
            )
            return redirect("evaluations")
        else:
            raise Http404
    except Conflict:
        messages.warning(request, _("Någon hann före, eller så pågår uträkningen. Så här står det nu."))
    return redirect("evaluation", found.pk)


@require_POST
@page(
    "evaluation.sent",
    "skickade ett beslut om en utvärdering",
    "sent a decision on an evaluation",
    may=rules.writes,
)
def verdict(request: HttpRequest, study: UUID) -> HttpResponse:
    """A human's verdict."""
    found = _study(request, study)
    form = VerdictForm(language(), request.POST)
    if form.is_valid():
        with errors_on(form):
            actions.judge(by=acting(request), study=found, **form.cleaned_data)
            messages.success(request, _("Slutsatsen är satt."))
            return redirect("evaluation", found.pk)
    return _shown(request, found, form)


@page("evaluation.file", "hämtade en utvärdering som fil", "fetched an evaluation as a file", may=rules.sees)
def report_file(request: HttpRequest, study: UUID, step: str) -> HttpResponse:
    """The report as PDF or Word."""
    found = reads.shown(_study(request, study))
    if found.result is None or step not in TYPES:
        raise Http404
    make = found.result.pdf if step == "pdf" else found.result.word
    answer = HttpResponse(make(language(), found.verdict), content_type=TYPES[step])
    answer["Content-Disposition"] = f'attachment; filename="utvardering.{step}"'
    return answer


def _written(request: HttpRequest, study: Study | None, form: AnyPlanForm, rows: str = "") -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        sent, panel = form.cleaned_data["data"], form.panel()
        data = actions.Upload(sent.name, sent.read()) if sent else None
        if panel is not None:
            data = actions.Upload("lagesbilden.csv", panel.raw)
        with errors_on(form):
            made = actions.plan(by=acting(request), facts=form.facts(panel), data=data, study=study)
            return redirect("evaluation", made.pk)
    url = reverse("evaluation", args=[study.pk]) if study else reverse("evaluations")
    back = {"url": url, "label": _("Utvärderingen") if study else _("Utvärderingar")}
    tabs = [] if study else _tabs(rows)
    return show_form(request, "evaluations/plan.html", form, back=back, kept=study is not None, tabs=tabs)


def _tabs(current: str) -> list[dict[str, Any]]:
    """What a row of the file may be; each its own form."""
    labels = {
        "": _("Områden och perioder"), evaluation_rows.PERSONS: _("Personer, med pseudonymer"),
        evaluation_rows.POINTS: _("Händelser på en plats"),
    }  # fmt: skip
    return [
        {
            "label": label, "current": rows == current,
            "url": reverse("evaluation_new_rows", args=[rows]) if rows else reverse("evaluation_new"),
        }
        for rows, label in labels.items()
    ]  # fmt: skip


def _shown(request: HttpRequest, study: Study, form: VerdictForm) -> HttpResponse:
    from samverkan.evidence.evaluation.report import (
        page as report,  # slow to load: not by every process's start
    )

    found = reads.shown(study)
    context = {
        "found": found, "study": study, "stage": found.stage, "form": form, **_progress(found.job),
        "design": in_language(DESIGNS[found.plan.design.kind]), "asked": asked(found.plan),
        "power": report.of_section(found.power, language()) if found.power else "",
        "report": report.body(found.result, language(), found.verdict) if found.result else "",
        "verdict": in_language(found.verdict.word.text) if found.verdict else "",
        "writes": rules.writes(acting(request)),
        "back": {"url": reverse("evaluations"), "label": _("Utvärderingar")},
    }  # fmt: skip
    return render(request, "evaluations/show.html", context, status=422 if form.errors else 200)


def _row(found: reads.Shown) -> dict[str, Any]:
    return {
        "study": found.study, "title": found.plan.title, "design": in_language(DESIGNS[found.plan.design.kind]),
        "stage": found.stage, "verdict": in_language(found.verdict.word.text) if found.verdict else "",
    }  # fmt: skip


def _progress(job: Job | None) -> dict[str, Any]:
    return {"job": job, "share": job.done if job is not None else 0}


def _stop(request: HttpRequest, study: Study) -> None:
    job = reads.job_of(study)
    if job is not None:
        background.stop(by=acting(request), job=job)


def _study(request: HttpRequest, key: UUID) -> Study:
    found = reads.find(acting(request), key)
    if found is None:
        raise Http404
    return found


urlpatterns: list[URLPattern] = [
    path("utvarderingar/", index, name="evaluations"),
    path("utvarderingar/ny/", new, name="evaluation_new"),
    path("utvarderingar/ny/<slug:rows>/", new_rows, name="evaluation_new_rows"),
    path("utvarderingar/<uuid:study>/", show, name="evaluation"),
    path("utvarderingar/<uuid:study>/plan/", revise, name="evaluation_revise"),
    path("utvarderingar/<uuid:study>/laget/", progress, name="evaluation_progress"),
    path("utvarderingar/<uuid:study>/slutsats/", verdict, name="evaluation_verdict"),
    path("utvarderingar/<uuid:study>/rapport/<str:step>/", report_file, name="evaluation_file"),
    path("utvarderingar/<uuid:study>/gor/<str:step>/", decide, name="evaluation_decide"),
]
