"""The package before a meeting: put together from many cases, decided by one decider, line by line strikable."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from samverkan.casework.models import Meeting
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.disclosures import second_asked
from samverkan.casework.reads.packages import (
    PackageLine,
    ReceiverGroup,
    choices,
    kinds_in,
    parties_of,
    since_last,
    waiting_lines,
)
from samverkan.casework.reads.questions import categories_of
from samverkan.secrecy import clock, disclosing, packages
from samverkan.secrecy.acting import Conflict, Invalid, Refused
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.grounds import Candidate, Consent, Ground, Purpose, Question, ask, find
from samverkan.secrecy.kinds import AgencyKind
from samverkan.secrecy.models import Disclosure
from samverkan.secrecy.paging import page
from samverkan.secrecy.rules import in_programme
from samverkan.web import crossing
from samverkan.web.finding import acting, meeting_or_404
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.packages import PackageForm
from samverkan.web.ground_forms import GroundForm
from samverkan.web.law import candidate_part, ground_part
from samverkan.web.present import case_title, chip, kind_label
from samverkan.web.sheets import render

Part = dict[str, Any]


@page("package.prepare", "förberedde ett paket", "prepared a package")
def package(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Choose cases, entries and receivers for the coming meeting; saved as proposals."""
    actor, found = acting(request), meeting_or_404(request, meeting)
    programme = found.programme
    allowed = in_programme(actor, "propose", programme) or in_programme(actor, "decide", programme)
    if not allowed:
        raise Refused("package.propose", allowed.reason)
    everything = "alla" in request.GET
    form = PackageForm(
        choices(actor, found, everything=everything), parties_of(actor, found),
        pinned(programme.method, programme.method_version), posted(request),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            return _proposed(request, found, form)
    context = {
        "meeting": found, "form": form, "everything": everything, "since": since_last(found),
        "waiting": sum(len(group.lines) for group in waiting_lines(actor, found)),
        "may_decide": bool(in_programme(actor, "decide", programme)), "back": _to_meeting(found),
    }  # fmt: skip
    return render(request, "packages/choose.html", context, status=422 if form.errors else 200)


@page("package.weigh", "prövade ett paket", "weighed a package")
def decide(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """One ground, answers and reasons for the lines to each receiver; a line unticked stays a proposal."""
    actor, found = acting(request), meeting_or_404(request, meeting)
    allowed = in_programme(actor, "decide", found.programme)
    if not allowed:
        raise Refused("package.decide", allowed.reason)
    groups = waiting_lines(actor, found)
    sections = [Section(request, actor, group) for group in groups]
    problem = ""
    if request.method == "POST":
        try:
            ready = [section.ready() for section in sections]  # every section shows its errors, not the first
            if all(ready):
                done = _decided(actor, found, sections)
                return _told(request, found, done)
        except Invalid as invalid:
            problem = str(invalid.message)
        except Conflict:
            return _late(request, actor, found)
    context = {
        "meeting": found, "sections": [section.part() for section in sections], "problem": problem,
        "ready": any(section.ground for section in sections), "back": _to_meeting(found),
    }  # fmt: skip
    bad = request.method == "POST"
    return render(request, "packages/decide.html", context, status=422 if bad else 200)


class Section:
    """The lines for one receiver with the ground picked for them, its questions and what is struck."""

    def __init__(self, request: HttpRequest, actor: Actor, group: ReceiverGroup) -> None:
        self.group, self.actor, self.prefix = group, actor, group.receiver.pk.hex
        given = request.POST if request.method == "POST" else request.GET
        self.posted = request.POST if request.method == "POST" else None
        self.ground = _in_force(given.get(f"{self.prefix}-grund", ""))
        filled = posted(request)
        self.form = GroundForm(self.ground, filled, prefix=self.prefix) if self.ground else None

    def chosen(self) -> list[PackageLine]:
        """The lines ticked; all of them until somebody strikes one."""
        lines = [line for line in self.group.lines if line.preview]
        if self.posted is None:
            return lines
        kept = set(self.posted.getlist("lines"))
        return [line for line in lines if str(line.disclosure.pk) in kept]

    def ready(self) -> bool:
        """Whether nothing is left open: no ground picked, or all lines struck, settles nothing here."""
        return self.form is None or not self.chosen() or self.form.is_valid()

    def decided(self) -> list[packages.Decided]:
        """The lines with their decision, each tied to the preview that this officer was shown."""
        if self.form is None or self.posted is None:
            return []
        return [
            packages.Decided(line.disclosure, self._decision(line, self.posted, self.form))
            for line in self.chosen()
        ]

    def part(self) -> Part:
        """The section for packages/decide.html."""
        chosen = {line.disclosure.pk for line in self.chosen()}
        return {
            "receiver": chip(self.group.receiver), "prefix": self.prefix, "form": self.form,
            "ground": ground_part(self.ground) if self.ground else None,
            "candidates": [candidate_part(each) for each in self._candidates()],
            "lines": [_line_part(line, line.disclosure.pk in chosen) for line in self.group.lines],
        }  # fmt: skip

    def _decision(self, line: PackageLine, given: Any, form: GroundForm) -> disclosing.Decision:
        row = line.disclosure
        asked = second_asked(row.case, kinds_in([line]), row.mode, form.ground.id)
        return disclosing.Decision(
            form.ground.id, form.answers(), form.cleaned_data["reasons"],
            shown=given.get(f"shown-{row.pk}", ""), four_eyes=asked is not None,
        )  # fmt: skip

    def _candidates(self) -> tuple[Candidate, ...]:
        """The guide's candidates for such data to such a receiver; ages differ, so age is left open."""
        giver = AgencyKind(self.actor.kind)
        question = Question(
            giver=giver, receiver=AgencyKind(self.group.receiver.kind), on=clock.today(), age=None,
            categories=categories_of(giver, kinds_in(self.group.lines)), purpose=Purpose.PREVENT_CRIME,
            consent=Consent.NOT_ASKED,
        )  # fmt: skip
        return ask(question).candidates


def _proposed(request: HttpRequest, meeting: Meeting, form: PackageForm) -> HttpResponse:
    actor = acting(request)
    packages.propose(
        by=actor, programme=meeting.programme, package=meeting.pk, lines=form.lines(),
        request=form.cleaned_data["request"],
    )  # fmt: skip
    messages.success(request, _("Paketet är sparat som förslag. Inget har lämnats ut."))
    may_decide = in_programme(actor, "decide", meeting.programme)
    return redirect("package_decide" if may_decide else "package", meeting.pk)


def _decided(actor: Actor, meeting: Meeting, sections: list[Section]) -> list[Disclosure]:
    lines = [line for section in sections for line in section.decided()]
    return packages.decide(by=actor, programme=meeting.programme, package=meeting.pk, lines=lines)


def _told(request: HttpRequest, meeting: Meeting, done: list[Disclosure]) -> HttpResponse:
    if any(row.state == Disclosure.State.AWAITS_SECOND for row in done):
        messages.warning(request, _("Någon rad väntar på en andra beslutsfattare och har inte lämnats ut."))
    messages.success(request, _("Beslutat. Varje rad har sitt eget kvitto bland era utlämnanden."))
    return redirect("package_decide", meeting.pk)


def _late(request: HttpRequest, actor: Actor, meeting: Meeting) -> HttpResponse:
    """A line was settled by somebody else meanwhile: nothing was done; the page as it stands now."""
    request.method = "GET"  # what was written is for lines that are no longer all there
    sections = [Section(request, actor, group) for group in waiting_lines(actor, meeting)]
    context = {"meeting": meeting, "sections": [section.part() for section in sections], "late": True,
               "ready": False, "back": _to_meeting(meeting)}  # fmt: skip
    return render(request, "packages/decide.html", context, status=409)


def _line_part(line: PackageLine, chosen: bool) -> Part:
    preview, row = line.preview, line.disclosure
    items = preview.content["entries"] if preview else []
    return {
        "row": row, "title": case_title(row.case), "chosen": chosen, "readable": preview is not None,
        "digest": preview.digest if preview else "",
        "kinds": ", ".join(kind_label(line.method, item["kind"]) for item in items),
        "sheets": crossing.sheets(line.method, items, preview.superseded if preview else ()),
    }  # fmt: skip


def _in_force(named: str) -> Ground | None:
    try:
        return find(named, clock.today()) if named else None
    except LookupError:
        return None


def _to_meeting(meeting: Meeting) -> dict[str, str]:
    return {"url": reverse("meeting", args=[meeting.pk]), "label": _("Mötet")}


urlpatterns: list[URLPattern] = [
    path("moten/<uuid:meeting>/paket/", package, name="package"),
    path("moten/<uuid:meeting>/paket/beslut/", decide, name="package_decide"),
]
