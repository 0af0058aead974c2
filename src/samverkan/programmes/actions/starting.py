"""A method starts in a district: its owner decides, writes the purpose and asks the other authorities to take part."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.casework.granting import versions
from samverkan.methods.schema import Method
from samverkan.programmes import rules
from samverkan.programmes.checking import day_within, open_words, record, require, review_day
from samverkan.programmes.models import Milestone
from samverkan.secrecy import clock, ids
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Agency, Party, Programme

AHEAD = 366
"""Days ahead that a start may be decided."""


@action("programme.start", "startade en verksamhet", "started a programme", may=rules.start)
def start(
    *, by: Actor, method: str, name: str, area: str, purpose: str, parties: Sequence[UUID], started_on: date,
    review_on: date, decision: str, reasons: str = "", origin: Programme | None = None,
) -> Programme:  # fmt: skip
    """Start the newest version of a method in an area, owned by the acting authority.

    The others named in `parties` are invited and take part once they have said yes. `origin` is the programme
    it was spread from. Raises Invalid naming the field that does not hold.
    """
    newest = _newest(method)
    today = clock.today()
    day_within("started_on", started_on, date(1990, 1, 1), date.fromordinal(today.toordinal() + AHEAD))
    invited = _invited(by, newest, parties)
    programme = Programme(
        id=ids.new(), name=free_name(name), area=require("area", area), purpose=require("purpose", purpose),
        owner_id=by.agency, method=newest.id, held_version=str(newest.version), started_on=started_on,
        review_on=review_day(review_on, max(started_on, today)), origin=origin,
    )  # fmt: skip
    programme.save(force_insert=True)
    Party(programme=programme, agency_id=by.agency).save(force_insert=True)
    record(
        by, programme, Milestone.Kind.STARTED, started_on, decision, reasons=open_words("reasons", reasons),
        value=programme.name, before=str(newest.version), until=review_on, other=origin,
    )  # fmt: skip
    for agency in invited:
        record(by, programme, Milestone.Kind.INVITED, today, decision, party=agency)
    return programme


@action("programme.invite", "bjöd in till en verksamhet", "invited to a programme", may=rules.govern)
def invite(*, by: Actor, programme: Programme, party: Agency, decision: str) -> Milestone:
    """Ask one more authority, of a kind that the method has and nobody stands for yet."""
    method = _newest(programme.method)
    if party.kind not in {each.kind for each in method.parties}:
        raise Invalid("party", _("Metoden har ingen plats för den sortens myndighet."))
    if Party.objects.filter(
        Party.taking_part(clock.today()), programme=programme, agency__kind=party.kind
    ).exists():
        raise Invalid("party", _("En myndighet av det slaget deltar redan."))
    return record(by, programme, Milestone.Kind.INVITED, clock.today(), decision, party=party)


def free_name(name: str) -> str:
    """The name, if no programme has had it: a name once used would make two histories look like one."""
    name = require("name", name)
    used = Milestone.objects.filter(kind__in=["started", "renamed"], value__iexact=name)
    if used.exists() or Programme.objects.filter(name__iexact=name).exists():
        raise Invalid("name", _("En verksamhet heter eller har hetat så. Välj ett annat namn."))
    return name


def _newest(method: str) -> Method:
    found = versions(method)
    if not found:
        raise Invalid("method", _("Metoden finns inte."))
    return found[-1]


def _invited(by: Actor, method: Method, parties: Sequence[UUID]) -> list[Agency]:
    """The other authorities. Raises Invalid for who may not own, for a party missing, of no use, or double."""
    kinds = {party.kind: party for party in method.parties}
    if by.kind not in kinds or not kinds[by.kind].may_own:  # type: ignore[index]
        raise Invalid("method", _("Din myndighet kan inte äga en verksamhet med den metoden."))
    chosen = list(Agency.objects.filter(pk__in=parties).exclude(pk=by.agency).order_by("name"))
    taken = [by.kind]
    for agency in chosen:
        if agency.kind not in kinds:
            raise Invalid("parties", _("Metoden har ingen plats för %(agency)s.") % {"agency": agency})
        if agency.kind in taken:
            raise Invalid("parties", _("Välj en enda myndighet av varje slag; %(agency)s är en för mycket.")
                          % {"agency": agency})  # fmt: skip
        taken.append(agency.kind)
    for party in method.parties:
        if party.required and party.kind not in taken:
            named = {"party": party.label.for_language(get_language())}
            raise Invalid("parties", _("Metoden kan inte starta utan: %(party)s.") % named)
    return chosen
