"""Standing decisions: a named kind of entry in a case goes to a receiver until a date, each time it is made.

It stops when the date passes, the consent under it is withdrawn or runs out, or the decider's seat ends:
the door checks the last two each time (sql/door.sql).
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import clock, door, door_rules, entries, ids, numbering, offences
from samverkan.secrecy.acting import Conflict, Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.four_eyes import asked
from samverkan.secrecy.grounds import Answers, Ground, check_answers, find
from samverkan.secrecy.models import (
    CaseFile,
    Consent,
    DisclosedEntry,
    Disclosure,
    Entry,
    Form,
    Mode,
    Party,
    RoleRight,
    Seat,
    StandingDecision,
)  # fmt: skip


@action(
    "standing.decide", "fattade ett stående beslut", "made a standing decision", may=door_rules.decide_on_case
)
def decide(
    *, by: Actor, case: CaseFile, receiver: UUID, kinds: Sequence[str], ground: str, answers: Answers,
    reasons: str, until: date, consent: Consent | None = None, four_eyes: bool = False,
) -> StandingDecision:  # fmt: skip
    """Decide once for a kind of entry. Only under a consent or a duty (house.md). Raises Invalid.

    `four_eyes`: the method asks for a second decider; until then nothing crosses.
    """
    _check_reach(by, case, receiver, kinds)
    found = _ground_of(ground)
    if found.kind == "consent" and not (consent and _covers(consent, case, receiver, kinds)):
        raise Invalid(
            "consent", _("Välj ett gällande samtycke i akten som omfattar mottagaren och alla uppgifterna.")
        )
    for problem in check_answers(found, answers):
        raise Invalid(f"answer_{problem.condition_id}", problem.words.for_language(get_language()))
    if not reasons.strip():
        raise Invalid("reasons", _("Skriv skälen för beslutet."))
    if until < clock.today() or (consent is not None and until > consent.until):
        raise Invalid("until", _("Beslutet måste sluta senast när samtycket gör det."))
    box, key = entries.box_for(case, entries.STANDARD)
    given = {name: [answer.choice, answer.reasons] for name, answer in answers.items()}
    decision = StandingDecision(
        id=ids.new(by.agency), agency_id=by.agency, case=case, receiver_id=receiver, kinds=list(kinds),
        ground=found.id, ground_version=found.version, consent=consent, until=until, decided_by=by.officer,
        decided_at=clock.now(), seat=_deciding_seat(by, case), box=box,
        four_eyes=four_eyes or found.four_eyes or asked(case, kinds, Mode.STANDING, found.id),
    )  # fmt: skip
    decision.sealed = entries.seal_in(
        box, key, decision.pk, "standing", {"reasons": reasons, "answers": given}
    )
    decision.save(force_insert=True)
    note(ground=found.id, version=found.version)
    return decision


@action(
    "standing.second",
    "godkände ett stående beslut som andra beslutsfattare",
    "approved a standing decision as second decider",
    may=door_rules.second_on_case,
)
def second(*, by: Actor, case: CaseFile, decision: StandingDecision) -> StandingDecision:
    """The second pair of eyes: from now on it sends. Raises Conflict when it is settled or stopped already."""
    row = StandingDecision.of(by.agency).select_for_update().get(pk=decision.pk, case=case)
    if not row.four_eyes or row.seconded_by is not None or row.stopped_at is not None:
        raise Conflict(row.pk)
    row.seconded_by = by.officer
    row.save(force_insert=False, update_fields=["seconded_by"])
    return row


@action(
    "standing.stop",
    "stoppade ett stående beslut",
    "stopped a standing decision",
    may=door_rules.stop_on_case,
)
def stop(*, by: Actor, case: CaseFile, decision: StandingDecision) -> None:
    """Stop it by hand."""
    row = StandingDecision.of(by.agency).select_for_update().get(pk=decision.pk, case=case)
    row.stopped_at = row.stopped_at or clock.now()
    row.save(force_insert=False, update_fields=["stopped_at"])


def stop_under(consent: Consent) -> None:
    """Stop every decision that rests on a consent just withdrawn."""
    for row in StandingDecision.of(consent.agency_id).filter(consent=consent, stopped_at__isnull=True):
        row.stopped_at = clock.now()
        row.save(force_insert=False, update_fields=["stopped_at"])


def cross(entry: Entry, fields: Sequence[str]) -> list[Disclosure]:
    """Send a new entry to whoever a live standing decision names; each crossing is a disclosure of its own."""
    today = clock.today()
    live = StandingDecision.of(entry.agency_id).filter(
        case=entry.case_id, kinds__contains=[entry.kind], stopped_at__isnull=True, until__gte=today
    )
    return [_send(decision, entry, fields) for decision in live if _still_rests(decision)]


def _send(decision: StandingDecision, entry: Entry, fields: Sequence[str]) -> Disclosure:
    case = CaseFile.of(entry.agency_id).get(pk=entry.case_id)
    assert case.list_id is not None  # a standing decision follows an earlier disclosure in the matter
    fresh = ids.new(entry.agency_id)
    box, key = entries.box_for(case, entries.STANDARD)
    disclosure = Disclosure(
        id=fresh, agency_id=entry.agency_id, number=numbering.next_number("U"), case=case,
        programme_id=entry.programme_id, receiver_id=decision.receiver_id, list_id=case.list_id,
        form=Form.HANDED_OVER, mode=Mode.STANDING, state=Disclosure.State.DECIDED,
        ground=decision.ground, ground_version=decision.ground_version, proposed_by=decision.decided_by,
        proposed_at=clock.now(), decided_by=decision.decided_by, decided_at=clock.now(),
        request=ids.new(entry.agency_id), box=box,
    )  # fmt: skip
    held = {"reasons": "", "standing": str(decision.pk)}
    disclosure.sealed = entries.seal_in(box, key, disclosure.pk, "disclosure", held)
    disclosure.save(force_insert=True)
    DisclosedEntry.objects.bulk_create(
        [DisclosedEntry(agency_id=entry.agency_id, disclosure=disclosure, entry=entry, fields=list(fields))]
    )
    door.send_copy(disclosure)
    return disclosure


def _still_rests(decision: StandingDecision) -> bool:
    """What the door asks too: asked here first, so that an entry can be written when it no longer holds."""
    if not Seat.objects.filter(Seat.live(clock.today()), pk=decision.seat).exists():
        return False
    if not decision.case.programme.running or not _takes_part(decision.case, decision.receiver_id):
        return False
    two = decision.four_eyes or asked(decision.case, decision.kinds, Mode.STANDING, decision.ground)
    if two and not _seconder_may(decision):
        return False
    consent = decision.consent
    return consent is None or (consent.withdrawn_at is None and consent.until >= clock.today())


def _seconder_may(decision: StandingDecision) -> bool:
    """Whether there is a second decider, who may be one still."""
    if decision.seconded_by is None:
        return False
    today = clock.today()
    seats = Seat.objects.filter(
        Seat.live(today), Seat.live(today, "assignment__"), programme=decision.case.programme_id,
        assignment__officer=decision.seconded_by, assignment__agency=decision.agency_id,
    )  # fmt: skip
    programme = decision.case.programme
    rights = RoleRight.objects.filter(
        method=programme.method, version=programme.method_version, role__in=seats.values("role"),
        may__overlap=["decide", "second"],
    )  # fmt: skip
    return rights.exists()


def _check_reach(by: Actor, case: CaseFile, receiver: UUID, kinds: Sequence[str]) -> None:
    if case.list_id is None:
        raise Invalid("case", _("Akten hör inte till något gemensamt ärende ännu: ta upp ärendet först."))
    if not kinds:
        raise Invalid("kinds", _("Välj vilka slags uppgifter beslutet gäller."))
    if receiver == by.agency or not _takes_part(case, receiver):
        raise Invalid("receiver", _("Välj en myndighet som deltar i verksamheten."))
    offences.refuse(case.programme_id, receiver, set(kinds))


def _takes_part(case: CaseFile, agency: UUID) -> bool:
    parties = Party.objects.filter(Party.taking_part(clock.today()), programme=case.programme_id)
    return parties.filter(agency=agency).exists()


def _ground_of(ground: str) -> Ground:
    try:
        found = find(ground, clock.today())
    except LookupError as missing:
        raise Invalid("ground", _("Välj en rättslig grund som gäller i dag.")) from missing
    if found.kind == "possibility":
        raise Invalid("ground", _("Ett stående beslut kräver samtycke eller uppgiftsskyldighet."))
    return found


def _covers(consent: Consent, case: CaseFile, receiver: UUID, kinds: Sequence[str]) -> bool:
    in_force = consent.withdrawn_at is None and consent.given_on <= clock.today() <= consent.until
    reaches = receiver in consent.receivers and set(kinds) <= set(consent.kinds)
    return in_force and reaches and consent.case_id == case.pk


def _deciding_seat(by: Actor, case: CaseFile) -> UUID:
    roles = [seat.role for seat in by.seats if seat.programme == case.programme_id and "decide" in seat.may]
    held = Seat.objects.filter(
        Seat.live(clock.today()), programme=case.programme_id, assignment=by.assignment, role__in=roles
    )
    return held.values_list("pk", flat=True)[0]
