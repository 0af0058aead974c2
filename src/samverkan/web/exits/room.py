"""What the pages of the exit programme open by the ids in their address."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from samverkan.casework.reads.desk import programmes_of
from samverkan.exits import method
from samverkan.exits.models import Alarm, Lock, LockKey, Term
from samverkan.exits.reads.lock import lock_of
from samverkan.exits.reads.questions import METHOD as AGREEMENT
from samverkan.secrecy.actor import Actor, SeatView
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.web.addresses import address
from samverkan.web.finding import acting, case_or_404
from samverkan.web.present import Part

OWNER = "exit"  # the kind of authority that such a programme belongs to


def leaver_or_404(request: HttpRequest, key: UUID) -> CaseFile:
    """A leaver's file that the officer may open."""
    case = case_or_404(request, key)
    if case.method != method.METHOD:
        raise Http404
    return case


def kept_or_404(request: HttpRequest, key: UUID) -> CaseFile:
    """The same in the programme's own agency, which alone keeps places and lists."""
    case = leaver_or_404(request, key)
    if not keeps_places(acting(request), case):
        raise Http404
    return case


def keeps_places(actor: Actor, case: CaseFile) -> bool:
    """Whether the file's place and list are kept here, by somebody whose work it is; not whoever only sees costs."""
    works = any(actor.may(each, case.programme_id) for each in ("move", "decide", "second"))
    return works and case.programme.owner_id == actor.agency


def lock_or_404(request: HttpRequest, key: UUID) -> Lock:
    """The lock round the place of a leaver's file."""
    lock = lock_of(acting(request), kept_or_404(request, key))
    if lock is None:
        raise Http404
    return lock


def key_or_404(request: HttpRequest, key: UUID) -> LockKey:
    """A key to a lock of a file that the officer may open."""
    rows = LockKey.of(acting(request).agency).filter(pk=key)
    row = rows.select_related("lock__case__programme", "assignment__officer").first()
    if row is None:
        raise Http404
    kept_or_404(request, row.lock.case_id)
    return row


def term_or_404(request: HttpRequest, key: UUID) -> Term:
    """A line of a keep-apart list of a file that the officer may open."""
    row = Term.of(acting(request).agency).filter(pk=key).select_related("case__programme").first()
    if row is None:
        raise Http404
    kept_or_404(request, row.case_id)
    return row


def alarm_or_404(request: HttpRequest, key: UUID) -> Alarm:
    """An alarm raised for this officer."""
    actor = acting(request)
    row = Alarm.of(actor.agency).filter(pk=key, assignment=actor.assignment).first()
    if row is None:
        raise Http404
    return row


def whole(actor: Actor, kind: str, methods: tuple[str, ...] = (method.METHOD,)) -> list[Programme]:
    """Programmes where the officer reads a kind in all of the agency's files, not only in those assigned."""
    seats = {seat.programme for seat in actor.seats if _whole(seat, kind) and seat.method in methods}
    return [each for each in programmes_of(actor) if each.pk in seats]


def overview(actor: Actor) -> list[Programme]:
    """Programmes of the own agency that the officer has an overview of: the funnel, or the costs."""
    found = {each.pk: each for kind in ("nomination", method.COST) for each in whole(actor, kind)}
    return [each for each in found.values() if each.owner_id == actor.agency]


def registers(actor: Actor) -> list[Programme]:
    """The registers of providers and grants that the officer reads."""
    return whole(actor, "subject", (method.PROVIDERS, method.GRANTS))


def has_overview(actor: Actor) -> bool:
    """Whether there is anything of this for the officer, from the seats alone: every page's shell asks it."""
    methods = (method.METHOD, method.PROVIDERS, method.GRANTS)
    kinds = ("nomination", method.COST, "subject")
    return actor.kind == OWNER and any(
        seat.method in methods and any(_whole(seat, kind) for kind in kinds) for seat in actor.seats
    )


def ways(actor: Actor, case: CaseFile) -> list[Part]:
    """From a case page to the pages of this room: label and url."""
    if case.method == AGREEMENT:
        return [{"label": _("Jämför och svara"), "url": address("exits_question", case.pk)}]
    if case.method != method.METHOD:
        return []
    found = [(_("Checklista, behov och plan"), "exits_leaver")]
    if keeps_places(actor, case):
        found += [
            (_("Platsen och dess lås"), "exits_place"),
            (_("Isärhållning och placeringsfrågor"), "exits_apart"),
        ]
    return [{"label": label, "url": address(name, case.pk)} for label, name in found]


def _whole(seat: SeatView, kind: str) -> bool:
    return kind in seat.reads and not seat.assigned_only
