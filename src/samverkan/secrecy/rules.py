"""The one page of rules: who may see which entry, and who may do what.

`visible` is the rule. `may_see` asks the same question of one row, so a list and a detail page cannot
disagree; `why` names the ground; `who_can_see` answers a supervisor. The database says it again, coarser:
whatever the rule lets through, the policy lets through (rule ⊆ policy).
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor, SeatView
from samverkan.secrecy.models import (
    Assignment,
    CaseFile,
    CaseOfficer,
    Delivery,
    Entry,
    KeyBox,
    Officer,
    Programme,
)
from samverkan.secrecy.models.people import Lasting
from samverkan.secrecy.officers import actor_for
from samverkan.secrecy.postgres.conditions import Among, Held
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.verdict import Verdict, no, yes

PLAIN_KIND, PROTECTED_KIND = "identity", "identity_protected"
PROTECTED = "protected"  # the retention class of protected identity: shown only after a fresh step-up


def visible(actor: Actor, rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
    """The entries among `rows` that the actor may read now."""
    seats = Q(pk__in=[])
    for seat in actor.seats:
        seats |= _through(seat, actor)
    shown = rows.filter(seats, agency_id=actor.agency).filter(_not_ended(actor))
    return shown if _freshly_proved(actor) else _without_protected(actor, shown)


def may_see(actor: Actor, row: Entry) -> bool:
    """Whether the actor may read this entry: the same rule, asked of one row."""
    return visible(actor, Entry.objects.filter(pk=row.pk)).exists()


def may_read_kind(actor: Actor, programme: UUID, kind: str) -> bool:
    """The rule for content that is no entry yet: what lies in a delivery waiting to be taken in."""
    locked = kind == PROTECTED_KIND and not _freshly_proved(actor)
    return actor.reads(programme, kind) and not locked


def why(actor: Actor, row: Entry) -> Verdict:
    """On what the actor's sight of the entry rests, or that there is none."""
    if not may_see(actor, row):
        return no(_("Uppgiften finns inte för dig."))
    role = next(s.role for s in actor.seats if s.programme == row.programme_id and row.kind in s.reads)
    own = _("egen uppgift") if row.received_id is None else _("utlämnad till er")
    return yes(_("%(own)s; rollen %(role)s får läsa den sortens uppgift") % {"own": own, "role": role})


def who_can_see(row: Entry, officers: "QuerySet[Officer]") -> list[UUID]:
    """Officers of the entry's own agency who could read it today, if need be after a fresh step-up.

    Only for a supervisor with a decision. The rule itself is asked, once for each live assignment.
    """
    held = Assignment.objects.filter(
        Lasting.live(clock.today()),
        officer__in=officers,
        agency=row.agency_id,
        seats__programme=row.programme_id,
    ).values_list("officer", "pk")
    soon = clock.now() + timedelta(minutes=1)
    actors = [actor_for(officer, assignment) for officer, assignment in held.distinct()]
    return sorted({each.officer for each in actors if each and may_see(each.stepped_up(soon), row)})


def visible_cases(actor: Actor, rows: "QuerySet[CaseFile]") -> "QuerySet[CaseFile]":
    """The case files the actor may open: a reading seat for that sort of file, and assigned where asked."""
    seats = Q(pk__in=[])
    for seat in actor.seats:
        if not seat.reads:
            continue
        mine = Q(programme_id=seat.programme)
        if seat.shut:
            mine &= ~Q(side__in=sorted(seat.shut))
        if seat.assigned_only:
            mine &= Q(Exists(_assigned(actor).filter(case_id=OuterRef("pk"))))
        seats |= mine
    return rows.filter(seats, agency_id=actor.agency)


@prepared
def openable(actor: Actor, case: UUID) -> "QuerySet[CaseFile]":
    """The case file with its programme, if the actor may open it: the same rule, asked of one file."""
    rows = visible_cases(actor, CaseFile.of(actor.agency).filter(pk=case))
    return rows.select_related("programme__owner")


def visible_deliveries(actor: Actor, rows: "QuerySet[Delivery]") -> "QuerySet[Delivery]":
    """What has come to the agency and the actor may settle: all of a programme's, or those of own cases.

    What no file is tied to yet is for every receiving seat, or it would lie unread.
    """
    seats = Q(pk__in=[])
    for seat in actor.seats:
        if "receive" not in seat.may:
            continue
        mine = Q(programme_id=seat.programme)
        tied = CaseFile.of(actor.agency).filter(programme_id=seat.programme, list_id=OuterRef("list_id"))
        if seat.shut:
            mine &= ~Q(Exists(tied.filter(side__in=sorted(seat.shut))))
        if seat.assigned_only:
            ours = tied.filter(Exists(_assigned(actor).filter(case_id=OuterRef("pk"))))
            mine &= ~Q(Exists(tied)) | Q(Exists(ours))
        seats |= mine
    return rows.filter(seats, agency_id=actor.agency)


def opens(actor: Actor, programme: UUID, side: str) -> bool:
    """Whether a reading seat in the programme opens that sort of file (`CaseFile.side`)."""
    return any(seat.reads and side not in seat.shut for seat in actor.seats if seat.programme == programme)


def in_programme(actor: Actor, capability: str, programme: "Programme | UUID") -> Verdict:
    """Whether a live seat in the programme carries the capability."""
    key = programme if isinstance(programme, UUID) else programme.pk
    if actor.may(capability, key):
        return yes(_("uppdraget ger rätten"))
    return no(_("Ditt uppdrag i verksamheten ger inte rätt till detta."))


def on_case(actor: Actor, capability: str, case: CaseFile) -> Verdict:
    """The same for an act on a case file, which the actor must also be able to open."""
    if not openable(actor, case.pk):
        return no(_("Akten finns inte för dig."))
    return in_programme(actor, capability, case.programme_id)


def _through(seat: SeatView, actor: Actor) -> Q:
    mine = Q(Held(Q(kind__in=seat.reads)), programme_id=seat.programme)
    if seat.assigned_only:
        files = _assigned(actor)
        if seat.shut:
            files = files.exclude(case__side__in=sorted(seat.shut))
        return mine & Q(Held(Among("case_id", files.values("case_id"))))
    if seat.shut:
        shut = CaseFile.of(actor.agency).filter(pk=OuterRef("case_id"), side__in=sorted(seat.shut))
        mine &= ~Q(Exists(shut))
    return mine


def _assigned(actor: Actor) -> "QuerySet[CaseOfficer]":
    """The officer's live assignments to case files."""
    live = Lasting.live(clock.today())
    return CaseOfficer.of(actor.agency).filter(live, assignment_id=actor.assignment)


def _not_ended(actor: Actor) -> Q:
    """A visning is gone the day after its end, and at once when the giver takes it back."""
    origin = Delivery.of(actor.agency).filter(pk=OuterRef(OuterRef("received_id"))).values("disclosure")[:1]
    taken_back = Delivery.of(actor.agency).filter(
        kind="event", event="withdrawn", disclosure=Subquery(origin)
    )
    return Q(ends_on__isnull=True) | (Q(ends_on__gte=clock.today()) & ~Q(Exists(taken_back)))


def _freshly_proved(actor: Actor) -> bool:
    return actor.freshly_proved(clock.now())


def _without_protected(actor: Actor, rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
    """Neither what lies in a protected box nor a protected identity that came as a visning, in its own box.

    Nor the plain identity that was written before the person was protected: it says the same name.
    """
    boxes = KeyBox.of(actor.agency).filter(retention=PROTECTED)
    cases = Entry.of(actor.agency).filter(kind=PROTECTED_KIND).values("case")
    return rows.exclude(box__in=boxes).exclude(kind=PROTECTED_KIND).exclude(kind=PLAIN_KIND, case__in=cases)
