"""The keep-apart list: written in clear words for those who work on the case, blinded where the town is known."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.exits import apart, blinding, rules
from samverkan.exits.comparing import own_secret
from samverkan.exits.locking import Opened, Place
from samverkan.exits.models import Term, Token
from samverkan.exits.reads.apart import known_of, live_terms
from samverkan.secrecy import clock, entries, ids
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile

MOST, LONGEST = 24, 300  # lines a case, so that no list tries out a whole register; signs a field
FIELDS = ("name", "number", "why")


@action("apart.add", "skrev på isärhållningslistan", "wrote on the keep-apart list", may=rules.keep_apart)
def add_term(*, by: Actor, case: CaseFile, side: str, what: str, fields: Mapping[str, Any]) -> Term:
    """A person or group to keep apart from, or a group of the leaver's own. Raises Invalid naming the field.

    It takes part in comparisons once somebody on the place list has opened the lock: only then is the town known.
    """
    words = {name: str(fields.get(name) or "").strip() for name in FIELDS}
    _check(side, what, words)
    if live_terms(case).count() >= MOST:
        raise Invalid(
            "name", _("Listan är full: högst %(most)s rader. Avsluta en rad först.") % {"most": MOST}
        )
    box, key = entries.box_for(case, entries.STANDARD)
    row = Term(
        id=ids.new(by.agency), agency_id=by.agency, case=case, side=side, what=what, made_at=clock.now(),
        made_by=by.officer, box=box,
    )  # fmt: skip
    row.sealed = entries.seal_in(
        box, key, row.pk, "term", {name: text for name, text in words.items() if text}
    )
    row.save(force_insert=True)
    return row


@action("apart.end", "avslutade en rad på isärhållningslistan", "ended a line of the keep-apart list",
        may=rules.end_term)  # fmt: skip
def end_term(*, by: Actor, term: Term) -> None:
    """It is compared no more. Raises Conflict if it has ended already."""
    row = Term.of(by.agency).select_for_update().get(pk=term.pk)
    if row.ended_at is not None:
        raise Conflict(row.pk)
    row.ended_at, row.ended_by = clock.now(), by.officer
    row.save(force_insert=False, update_fields=["ended_at", "ended_by"])
    _end(Token.of(by.agency).filter(term=row, ended_at__isnull=True))


def refresh(by: Actor, found: Opened) -> None:
    """Blind the case's list at the towns where the leaver is or is about to be. Called by acts that open the lock.

    An officer who may not see who the leaver is leaves the leaver's own number as it stands.
    """
    case = found.lock.case
    terms, sees_who = known_of(by, case)
    own = own_secret(by.agency)
    wanted: dict[bytes, UUID | None] = {}
    for town in _towns(found.places):
        blinded = blinding.times(own, apart.points(terms, town, comes=False))
        wanted.update(zip(blinded, (each.term for each in terms), strict=True))
    held = {bytes(row.blinded): row for row in Token.of(by.agency).filter(case=case, ended_at__isnull=True)}
    _end(row for blinded, row in held.items() if blinded not in wanted and (sees_who or row.term_id))
    Token.objects.bulk_create(
        Token(agency_id=by.agency, case=case, term_id=term, blinded=blinded, made_at=clock.now())
        for blinded, term in wanted.items()
        if blinded not in held
    )


def _towns(places: Sequence[Place]) -> set[str]:
    """Where the newest place is; and the one before as long as the newest is only planned."""
    read = [place.fields for place in places if place.fields]
    planned = bool(read) and str(read[0]["since"]) > clock.today().isoformat()
    return {str(fields["town"]) for fields in read[: 2 if planned else 1]}


def _end(rows: Any) -> None:
    for row in rows:
        row.ended_at = clock.now()
        row.save(force_insert=False, update_fields=["ended_at"])


def _check(side: str, what: str, words: Mapping[str, str]) -> None:
    if side not in Term.Side.values or what not in Term.What.values:
        raise Invalid("what", _("Välj ett av alternativen."))
    if side == Term.Side.OWN and what == Term.What.PERSON:
        raise Invalid("what", _("Vem personen själv är skrivs som identitet, inte här."))
    if not words["name"]:
        raise Invalid("name", _("Skriv vem eller vilken grupp."))
    for name, text in words.items():
        if len(text) > LONGEST:
            raise Invalid(name, _("Texten är för lång: högst %(most)s tecken.") % {"most": LONGEST})
    if what == Term.What.PERSON and words["number"] and not apart.person(words["number"]):
        raise Invalid("number", _("Skriv personnumret med tio eller tolv siffror, eller lämna tomt."))
    if what == Term.What.GROUP and not apart.group(words["name"]):
        raise Invalid("name", _("Gruppens namn måste ha någon bokstav eller siffra."))
