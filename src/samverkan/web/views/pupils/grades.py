"""Grades as the law reads them: what they open, what is missing, the merit value; and what a few more passes would."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.casework import actions, rules
from samverkan.pupils.grades import eligibility
from samverkan.pupils.grades.doors import Step, Steps
from samverkan.pupils.grades.eligibility import Outcome, Standing
from samverkan.pupils.grades.law import Rules, Track
from samverkan.pupils.grades.merit import Sum, plain
from samverkan.pupils.reads import grades as reads
from samverkan.pupils.reads.grades import KIND, Worked
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import build_form, errors_on, fields_of, posted
from samverkan.web.language import in_language, language
from samverkan.web.opening import require, show_form
from samverkan.web.sheets import render
from samverkan.web.views.pupils.common import pupil_or_404

PAIRS_SHOWN = 12  # in a group; the rest are counted


@page("grades.read", "läste en elevs betyg", "read a pupil's grades")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """The latest grades on file, worked by the rules of their day."""
    actor, pupil = acting(request), pupil_or_404(request, case, "grades")
    worked = reads.latest(actor, pupil.case)
    may = bool(rules.write(actor, case=pupil.case, kind=KIND)) and pupil.case.closed_on is None
    context = {
        **pupil.head,
        "worked": worked,
        "may": may,
        "decision_url": reverse("fact_new", args=[pupil.case.pk, reads.DECISION]),
    }
    return render(request, "pupils/grades.html", {**context, **(_told(worked) if worked else {})})


@page("grades.write", "öppnade formuläret för betyg", "opened the form for grades")
def new(request: HttpRequest, case: UUID) -> HttpResponse:
    """Write grades, starting from the latest."""
    actor, pupil = acting(request), pupil_or_404(request, case, "grades")
    require(rules.write(actor, case=pupil.case, kind=KIND), "entry.add")
    kind = pupil.method.kind(KIND)
    latest = reads.latest(actor, pupil.case)
    form = build_form(pupil.method, kind)(
        posted(request), initial=reads.written(latest.grades) if latest else {}
    )
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.add(by=actor, case=pupil.case, kind=KIND, fields=fields_of(form, kind))
            messages.success(request, _("Betygen är sparade."))
            return redirect("grades", pupil.case.pk)
    return show_form(request, "pupils/grades_new.html", form, **pupil.head)


def _told(worked: Worked) -> present.Part:
    rules_ = worked.rules
    return {
        "taken_on": worked.taken_on, "source": rules_.source, "valid_from": rules_.valid_from,
        "read_on": rules_.read_on,
        "grades": [
            {"subject": in_language(subject.name), "grade": str(worked.grades[key]),
             "dash": not worked.grades[key].is_grade}
            for key, subject in rules_.subjects.items() if key in worked.grades
        ],
        "tracks": [_track(each, rules_) for each in worked.standings],
        "sixteen": _sum(worked.merit.sixteen), "seventeen": _sum(worked.merit.with_language),
        "merit_source": worked.merit.provision, "counted": _counted(worked, rules_),
        "highest": [plain(each, _mark()) for each in rules_.highest],
        "dashes": _names(worked.merit.dashes, rules_),
        "steps": [_steps(each, rules_) for each in worked.steps if each.found][:2],
        "closed": any(not each.eligible for each in worked.standings),
    }  # fmt: skip


def _track(each: Standing, rules_: Rules) -> present.Part:
    words = {
        Outcome.ELIGIBLE: _("Behörig"), Outcome.ELIGIBLE_BY_EXCEPTION: _("Behörig enligt undantaget för engelska"),
        Outcome.ONLY_ENGLISH_MISSING: _("Bara engelska saknas"), Outcome.NOT_ELIGIBLE: _("Inte behörig än"),
    }  # fmt: skip
    return {
        "name": in_language(each.track.name), "outcome": str(each.outcome), "words": words[each.outcome],
        "open": each.eligible,
        "english": each.outcome is Outcome.ONLY_ENGLISH_MISSING, "provision": each.provision,
        "formula": in_language(eligibility.formula(each.track, rules_)), "programmes": each.track.programmes,
        "missing": [" / ".join(in_language(name) for name in rules_.names(group)) for group in each.missing.named],
        "more": each.missing.more, "among": _names(each.missing.among, rules_),
        "core": _names(each.core, rules_), "others": len(each.others), "needed": each.track.others,
    }  # fmt: skip


def _sum(total: Sum | None) -> present.Part | None:
    if total is None:
        return None
    return {"value": plain(total.value, _mark()), "formula": in_language(total.formula)}


def _counted(worked: Worked, rules_: Rules) -> list[tuple[str, str, str]]:
    """The grades in the higher of the two sums."""
    total = worked.merit.best
    counted = [*total.counted, *([total.added] if total.added else [])]
    return [
        (in_language(rules_.subjects[each.subject].name), str(each.grade), plain(each.value, _mark()))
        for each in counted
    ]  # fmt: skip


def _steps(steps: Steps, rules_: Rules) -> present.Part:
    return {
        "count": steps.count, "tried": steps.tried,
        "groups": [_group(opens, found, rules_) for opens, found in steps.by_doors()],
    }  # fmt: skip


def _group(opens: tuple[Track, ...], found: list[Step], rules_: Rules) -> present.Part:
    """The ways to the same doors; of those in which a pass too many is counted, only how many there are."""
    needful = [step for step in found if not step.needless]
    return {
        "opens": [in_language(track.name) for track in opens], "programmes": found[0].programmes,
        "ways": [_names(step.subjects, rules_) for step in needful[:PAIRS_SHOWN]],
        "left": max(0, len(needful) - PAIRS_SHOWN), "needless": len(found) - len(needful),
    }  # fmt: skip


def _names(subjects: tuple[str, ...], rules_: Rules) -> list[str]:
    return [in_language(name) for name in rules_.names(subjects)]


def _mark() -> str:
    return "." if language() == "en" else ","


urlpatterns = [
    path("arenden/<uuid:case>/betyg/", show, name="grades"),
    path("arenden/<uuid:case>/betyg/nya/", new, name="grades_new"),
]
