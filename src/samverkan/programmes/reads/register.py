"""The register of programmes: all of them, whoever asks; each with its parties and how they stand to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework.pinning import pinned
from samverkan.methods.schema import Method, Role
from samverkan.programmes.models import Milestone
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Agency, Assignment, Party, Programme, Seat

Kind = Milestone.Kind


@dataclass(frozen=True)
class Standing:
    """How an authority stands to a programme: owner, joined, invited, declined or left, and since when."""

    agency: Agency
    how: str
    since: date


@dataclass(frozen=True)
class SeatHeld:
    """Who represents an authority, in which role, from and until when."""

    seat: Seat
    agency: Agency


def every(*, ended: bool = False) -> list[Programme]:
    """The programmes of the installation by name: those that have not ended, or those that have."""
    rows = Programme.objects.select_related("owner").order_by("name")
    return [row for row in rows if (row.state == Programme.State.ENDED) is ended]


def find(key: UUID) -> Programme | None:
    """One programme with its owner and origin, if there is one."""
    return Programme.objects.select_related("owner", "origin").filter(pk=key).first()


def method_of(programme: Programme) -> Method:
    """The version of its method in force today."""
    return pinned(programme.method, programme.method_version)


def standings(programme: Programme) -> list[Standing]:
    """The owner first, then everybody who takes part, was asked, said no or left; the last of it counts."""
    rows = list(Milestone.objects.filter(programme=programme).select_related("agency", "party"))
    latest: dict[object, Standing] = {}
    for party in Party.objects.filter(programme=programme).select_related("agency"):
        how = "left" if party.left_on and party.left_on <= clock.today() else "joined"
        since = party.left_on if how == "left" and party.left_on else programme.started_on
        latest[party.agency_id] = Standing(party.agency, how, since)
    answers = {Kind.JOINED, Kind.DECLINED, Kind.LEFT}
    for row in sorted(rows, key=lambda row: (row.made_at, row.kind != Kind.INVITED)):
        if row.kind == Kind.INVITED and row.party is not None:
            latest[row.party_id] = Standing(row.party, str(Kind.INVITED), row.on)
        elif row.kind in answers and not (row.kind == Kind.LEFT and row.on > clock.today()):
            latest[row.agency_id] = Standing(row.agency, row.kind, row.on)
    latest[programme.owner_id] = Standing(programme.owner, "owner", programme.started_on)
    return sorted(latest.values(), key=lambda each: (each.how != "owner", each.agency.name))


def invitations(actor: Actor) -> list[Programme]:
    """The programmes that wait for the actor's authority to say yes or no, while they are not over."""
    asked = Milestone.objects.filter(kind=Kind.INVITED, party=actor.agency).values("programme")
    rows = Programme.objects.filter(pk__in=asked).select_related("owner").order_by("started_on", "name")
    return [row for row in rows if row.state != Programme.State.ENDED and _open(row, actor)]


def _open(programme: Programme, actor: Actor) -> bool:
    mine = [each for each in standings(programme) if each.agency.pk == actor.agency]
    return bool(mine) and mine[0].how == Kind.INVITED


def seats(programme: Programme) -> list[SeatHeld]:
    """Who sits for whom today and from coming days, by authority, role and name."""
    rows = Seat.objects.filter(programme=programme).select_related(
        "assignment__officer", "assignment__agency"
    )
    live = [row for row in rows if row.valid_to is None or row.valid_to >= clock.today()]
    held = [SeatHeld(row, row.assignment.agency) for row in live]
    return sorted(
        held, key=lambda each: (each.agency.name, each.seat.role, each.seat.assignment.officer.name)
    )


def next_version(programme: Programme) -> tuple[str, date] | None:
    """The version that is decided but not in force yet, and its day."""
    if programme.next_from is not None and programme.next_from > clock.today():
        return programme.next_version, programme.next_from
    return None


def history(programme: Programme) -> list[Milestone]:
    """Every decision, the newest first."""
    rows = programme.milestones.select_related("agency", "made_by__officer", "party", "other")
    return list(rows.order_by("-on", "-made_at"))


def agencies_of(kinds: Iterable[str]) -> list[Agency]:
    """Authorities of these kinds, by kind and name."""
    return list(Agency.objects.filter(kind__in=list(kinds)).order_by("kind", "name"))


def roles_for(actor: Actor, programme: Programme) -> list[Role]:
    """The roles of the method in force that the actor's kind of authority may hold."""
    kind = Agency.objects.values_list("kind", flat=True).get(pk=actor.agency)
    return [each for each in method_of(programme).roles if not each.parties or kind in each.parties]


def colleagues(actor: Actor) -> "QuerySet[Assignment]":
    """The live assignments of the own authority but those of the actor, by name."""
    rows = Assignment.objects.filter(Assignment.live(clock.today()), agency=actor.agency)
    rows = rows.exclude(officer=actor.officer).filter(officer__is_active=True)
    return rows.select_related("officer").order_by("officer__name", "title", "pk")


def own_seats(actor: Actor, programme: Programme) -> list[Seat]:
    """The own authority's seats that have not ended, by role and name."""
    return [each.seat for each in seats(programme) if each.agency.pk == actor.agency]


def find_seat(actor: Actor, programme: Programme, key: UUID) -> Seat | None:
    """One of those, but the actor's own: nobody ends or prolongs that for themselves."""
    found = [each for each in own_seats(actor, programme) if each.pk == key]
    return next((each for each in found if each.assignment.officer_id != actor.officer), None)


def takes_part(programme: Programme, agency: UUID) -> bool:
    """Whether the authority takes part today."""
    rows = Party.objects.filter(Party.taking_part(clock.today()), programme=programme, agency=agency)
    return rows.exists()
