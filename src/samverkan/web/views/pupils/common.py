"""What the pages of a pupil share: the case, its head, the way between its pages."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.casework.reads.desk import reading
from samverkan.casework.reads.lists import rows_of
from samverkan.methods.asking import find_kind
from samverkan.methods.schema import Method
from samverkan.pupils.absence.week import KIND as WEEK
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.web import present
from samverkan.web.finding import acting, case_or_404
from samverkan.web.opening import programme_or_404
from samverkan.web.present import Part
from samverkan.web.ways import PAGES, pages_of


@dataclass(frozen=True)
class Pupil:
    """A case on one of the pupil's pages."""

    case: CaseFile
    method: Method
    head: Part


def pupil_or_404(request: HttpRequest, key: UUID, page: str) -> Pupil:
    """The case, if the officer may open it and read what the page is about: hidden and absent are one 404."""
    actor = acting(request)
    case = case_or_404(request, key)
    method = pinned(case.method, case.method_version)
    kind = PAGES[page]
    if find_kind(method, kind) is None or not actor.reads(case.programme_id, kind):
        raise Http404
    (row,) = rows_of(actor, [case])
    head = {
        "case": case, "name": row.name, "title": row.name or present.case_title(case),
        "marks": present.case_marks(row.markings, protected=row.protected), "pages": pages_of(actor, case, page),
        "back": {"url": reverse("case", args=[case.pk]), "label": present.case_title(case)},
        "programme": case.programme,
    }  # fmt: skip
    return Pupil(case, method, head)


def team_or_404(request: HttpRequest, key: UUID) -> Programme:
    """A programme whose method keeps attendance, in which the officer reads it."""
    programme = programme_or_404(request, key)
    if not acting(request).reads(programme.pk, WEEK):
        raise Http404
    return programme


def teams_of(actor: Actor) -> list[Programme]:
    """The programmes in which the officer reads attendance, by name."""
    return [each for each in reading(actor) if actor.reads(each.pk, WEEK)]


def week_words(monday: date, *, year: bool = True) -> str:
    """An ISO week as one says it: v. 47, 2026."""
    number = monday.isocalendar()
    words = _("v. %(week)s") % {"week": number.week}
    return f"{words}, {number.year}" if year else words
