"""Programmes (verksamheter): the register with their lives, and each one's own page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from samverkan.methods.schema import Method
from samverkan.programmes import rules
from samverkan.programmes.models import Milestone
from samverkan.programmes.reads import register
from samverkan.programmes.reads.methods import newer_than
from samverkan.programmes.reads.timeline import lines, review_is_late
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.web.council.handing import ways_to_hand
from samverkan.web.finding import acting
from samverkan.web.present import Part, chip, words
from samverkan.web.programmes import drawing, explaining, saying
from samverkan.web.sheets import render

Kind = Milestone.Kind


@page("programme.register", "läste registret över verksamheter", "read the register of programmes")
def index(request: HttpRequest) -> HttpResponse:
    """Every programme of the installation: their lives drawn, the running ones, those that have ended."""
    actor = acting(request)
    running, ended = register.every(), register.every(ended=True)
    context = {
        "running": [saying.programme_part(each) for each in running],
        "ended": [saying.programme_part(each) for each in ended],
        "lives": drawing.drawing(lines([*running, *ended])),
        "invitations": [saying.programme_part(each) for each in _asked(actor)],
        "may_start": bool(rules.start(actor)),
    }
    return render(request, "programmes/register.html", context)


@page("programme.read", "läste om en verksamhet", "read about a programme")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """One programme: what it is for, whose it is, who takes part and sits, its history, and what can be decided."""
    actor, row = acting(request), programme_or_404(programme)
    method = register.method_of(row)
    context = {
        "programme": saying.programme_part(row), "facts": _facts(row), "late": review_is_late(row),
        "origin": saying.programme_part(row.origin) if row.origin else None,
        "lives": drawing.drawing(lines([row])),
        "standings": [saying.standing_part(each) for each in register.standings(row)],
        "seated": _seated(row, method),
        "events": [saying.event_part(each) for each in register.history(row)],
        "method": explaining.method_part(method),
        "hands": ways_to_hand(actor, [row]), "can": _can(actor, row),
        "acts": acts(actor, row),
    }  # fmt: skip
    return render(request, "programmes/programme.html", context)


def programme_or_404(key: UUID) -> Programme:
    """Any programme of the installation: they are public inside it."""
    found = register.find(key)
    if found is None:
        raise Http404
    return found


def acts(actor: Actor, row: Programme) -> list[tuple[str, str]]:
    """What the actor may decide about the programme today: the decision's kind and the words on the link."""
    mine = {each.agency.pk: each.how for each in register.standings(row)}.get(actor.agency, "")
    if row.state == Programme.State.ENDED:
        return []
    if not rules.govern(actor, programme=row):
        answers = mine == Kind.INVITED and rules.take_part(actor)
        return [(Kind.JOINED, _("Svara på inbjudan"))] if answers else _for_party(actor, mine)
    found = [
        (Kind.REVIEWED, _("Ompröva")),
        (Kind.RENAMED, _("Byt namn")),
        (Kind.PURPOSE, _("Ändra ändamålet")),
    ]
    if row.permanent_on is None:
        found.append((Kind.PERMANENT, _("Gör permanent")))
    if newer_than(row.method, row.method_version):
        found.append((Kind.VERSION, _("Byt till ny version av metoden")))
    found.append((Kind.INVITED, _("Bjud in en myndighet")))
    if row.ended_on is None:
        found.append((Kind.ENDED, _("Avsluta")))
    else:
        found.append((Kind.KEPT, _("Ta tillbaka avslutet")))
    return [(str(kind), words_) for kind, words_ in found]


def _for_party(actor: Actor, mine: str) -> list[tuple[str, str]]:
    return [(str(Kind.LEFT), _("Lämna verksamheten"))] if mine == "joined" and rules.take_part(actor) else []


def _asked(actor: Actor) -> list[Programme]:
    return register.invitations(actor) if rules.take_part(actor) else []


def _seated(row: Programme, method: Method) -> list[Part]:
    """Who sits, by authority."""
    roles = {role.id: words(role.label) for role in method.roles}
    found: dict[UUID, Part] = {}
    for each in register.seats(row):
        group = found.setdefault(each.agency.pk, {"agency": chip(each.agency), "seats": []})
        group["seats"].append(saying.seat_part(each, roles.get(each.seat.role, each.seat.role)))
    return list(found.values())


def _can(actor: Actor, row: Programme) -> Part:
    return {
        "spread": bool(rules.start(actor)),
        "staff": bool(rules.staff(actor)) and takes_part(actor, row),
        "list": any(seat.programme == row.pk and seat.reads for seat in actor.seats),
    }


def takes_part(actor: Actor, row: Programme) -> bool:
    """Whether the own authority takes part in it today, so that there are seats to give."""
    return row.state != Programme.State.ENDED and register.takes_part(row, actor.agency)


def _facts(row: Programme) -> list[tuple[str, Any]]:
    facts = [
        (_("Område"), row.area),
        (_("Ägare"), row.owner.name),
        (_("Metod"), f"{saying.method_name(row)}, {_('version')} {row.method_version}"),
        (_("Läge"), saying.state_words(row)),
        (_("Började"), row.started_on),
        (_("Omprövas senast"), row.review_on),
    ]
    coming = register.next_version(row)
    if coming is not None:
        facts.insert(
            3,
            (_("Kommande version"), _("%(version)s från %(day)s") % {"version": coming[0], "day": coming[1]}),
        )
    return facts


urlpatterns: list[URLPattern] = [
    path("verksamheter/", index, name="programmes"),
    path("verksamheter/<uuid:programme>/", show, name="programme"),
]
