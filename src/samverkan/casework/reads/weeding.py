"""The list of what is to be weeded, as whoever decides on it sees it, and the register of what has been."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework import retention, rules
from samverkan.casework.models import Weeding
from samverkan.casework.pinning import pinned
from samverkan.methods.schema_accounts import Retention
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Officer

PAGE = 100


@dataclass(frozen=True)
class Lists:
    """What waits, by what is to be done about it. Each is in order of date and case number."""

    due: list[Weeding] = field(default_factory=list)
    decided: list[Weeding] = field(default_factory=list)
    by_itself: list[Weeding] = field(default_factory=list)
    held: list[Weeding] = field(default_factory=list)
    uncounted: list[Weeding] = field(default_factory=list)
    coming: list[Weeding] = field(default_factory=list)


def lists(actor: Actor) -> Lists:
    """All that is not done, in the programmes where the actor decides on weeding."""
    found = Lists()
    for row in _mine(actor).filter(done_at__isnull=True).order_by("due", "case__number", "pk"):
        _place(found, row).append(row)
    return found


def due_count(actor: Actor) -> int:
    """How many rows wait for the actor's decision."""
    return len(lists(actor).due) if rules.weeded_by(actor) else 0


def find(actor: Actor, keys: Iterable[UUID]) -> list[Weeding]:
    """Those rows that are not done and the actor's to decide; hidden and absent ones are left out alike."""
    return list(_mine(actor).filter(pk__in=list(keys), done_at__isnull=True))


def register(actor: Actor, page: int = 1) -> tuple[list[Weeding], bool]:
    """What has been weeded, the latest first, a page at a time; and whether there is more."""
    rows = _mine(actor).filter(done_at__isnull=False).order_by("-done_at", "-pk")
    found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def entry_class(row: Weeding) -> Retention | None:
    """The class of entries that a row is about, in its case's method."""
    method = pinned(row.case.method, row.case.method_version)
    wanted = row.entry_class or retention.class_of(method, row.box.retention)
    return next((each for each in method.retention if each.id == wanted), None)


def reason(row: Weeding) -> str:
    """Why a weeding is held back; empty when nobody said, or when it is weeded itself."""
    if not row.sealed:
        return ""
    opened = entries.open_in(row.box_id, row.pk, "weeding", bytes(row.sealed))
    return str(opened["reason"]) if opened else ""


def names(rows: Iterable[Weeding]) -> dict[UUID, str]:
    """Names of the own officers who decided or held back."""
    wanted = {key for row in rows for key in (row.decided_by, row.held_by) if key}
    return dict(Officer.objects.filter(pk__in=wanted).values_list("pk", "name"))


def _mine(actor: Actor) -> "QuerySet[Weeding]":
    rows = Weeding.of(actor.agency).filter(case__programme__in=rules.weeded_by(actor))
    return rows.select_related("case", "case__programme", "box")


def _place(found: Lists, row: Weeding) -> list[Weeding]:
    if row.is_held:
        return found.held
    if row.runs_on is not None:
        return found.decided
    if row.due is None:
        return found.uncounted
    if row.due > clock.today():
        return found.coming
    return found.by_itself if row.by_itself else found.due
