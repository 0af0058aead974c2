"""Disclosures at the giver: proposed, decided by named officers on a named ground, or refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import clock, consents, door, door_rules, entries, ids, numbering, offences
from samverkan.secrecy.acting import Conflict, Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.four_eyes import asked_of
from samverkan.secrecy.grounds import Answers, check_answers, find, find_version
from samverkan.secrecy.models import CaseFile, DisclosedEntry, Disclosure, Entry, Form, Mode, Party
from samverkan.secrecy.rules import visible

State = Disclosure.State


@dataclass(frozen=True)
class Item:
    """One entry to disclose and the names of the fields that go; the others stay."""

    entry: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """A human decision: the ground picked, its conditions answered, the reasons in words.

    `shown` is the fingerprint of the preview the decider saw; None only where the decider writes and
    decides in one go, on the spot. `four_eyes`: the method asks for a second decider on this ground.
    """

    ground: str
    answers: Answers
    reasons: str
    shown: str | None = None
    four_eyes: bool = False


@action("disclosure.propose", "föreslog ett utlämnande", "proposed a disclosure", may=door_rules.propose)
def propose(
    *, by: Actor, case: CaseFile, receiver: UUID, items: Sequence[Item], form: str = Form.HANDED_OVER,
    mode: str = Mode.SINGLE, ends_on: date | None = None, why: str = "", four_eyes: bool = False,
    request: UUID | None = None, package: UUID | None = None,
) -> Disclosure:  # fmt: skip
    """Name what to disclose and to whom; nothing crosses yet. Sent twice with one `request`, it is one.

    Raises Invalid naming the field: no entries, an unknown field, no end of a visning, a stranger as receiver.
    """
    _check_proposal(by, case, receiver, items, form, ends_on)
    assert case.list_id is not None  # checked just now
    fresh, request = ids.new(by.agency), request or ids.new(by.agency)
    earlier = Disclosure.of(by.agency).filter(request=request).first()
    if earlier is not None:
        return earlier
    box, key = entries.box_for(case, entries.STANDARD)
    disclosure = Disclosure(
        id=fresh, agency_id=by.agency, number=numbering.next_number("U"), case=case,
        programme_id=case.programme_id, receiver_id=receiver, list_id=case.list_id, form=form, mode=mode,
        state=State.PROPOSED, proposed_by=by.officer, proposed_at=clock.now(), four_eyes=four_eyes,
        ends_on=ends_on, request=request, package=package, box=box,
    )  # fmt: skip
    disclosure.sealed = entries.seal_in(box, key, disclosure.pk, "disclosure", {"why": why})
    try:
        with transaction.atomic():
            disclosure.save(force_insert=True)
    except IntegrityError as clash:
        if "disclosure_request_once" not in str(clash):
            raise
        return Disclosure.of(by.agency).get(request=request)
    DisclosedEntry.objects.bulk_create(
        DisclosedEntry(
            agency_id=by.agency, disclosure=disclosure, entry_id=item.entry, fields=list(item.fields)
        )
        for item in items
    )
    return disclosure


@action(
    "disclosure.decide", "beslutade om ett utlämnande", "decided on a disclosure", may=door_rules.hand_over
)
def decide(*, by: Actor, disclosure: Disclosure, decision: Decision) -> Disclosure:
    """Decide to disclose. Where the method asks for four eyes it then waits for a second decider.

    Raises Invalid (ground not in force, a condition unanswered or answered so that the ground does not
    stand, no reasons, no consent) and Conflict when it was settled or its content changed meanwhile.
    """
    disclosure = _locked(disclosure, State.PROPOSED)
    ground = _checked_ground(disclosure, decision)
    if decision.shown is not None and decision.shown != door.digest_of(door.payload_of(disclosure)):
        raise Conflict(disclosure.pk)
    disclosure.ground, disclosure.ground_version = ground.id, ground.version
    disclosure.decided_by, disclosure.decided_at = by.officer, clock.now()
    two = ground.four_eyes or decision.four_eyes or asked_of(disclosure, ground.id)
    disclosure.four_eyes = disclosure.four_eyes or two
    given = {name: [answer.choice, answer.reasons] for name, answer in decision.answers.items()}
    reseal(disclosure, reasons=decision.reasons, answers=given)
    note(ground=ground.id, version=ground.version, form=disclosure.form)
    if disclosure.four_eyes:
        disclosure.state = State.AWAITS_SECOND
        disclosure.save(force_insert=False)
        return disclosure
    return _hand_over(disclosure)


@action(
    "disclosure.second",
    "godkände ett utlämnande som andra beslutsfattare",
    "approved a disclosure as second decider",
    may=door_rules.second,
)
def second(*, by: Actor, disclosure: Disclosure, shown: str, reasons: str = "") -> Disclosure:
    """The second pair of eyes: another decider agrees, and only then does it cross."""
    disclosure = _locked(disclosure, State.AWAITS_SECOND)
    if shown != door.digest_of(door.payload_of(disclosure)):
        raise Conflict(disclosure.pk)
    ground = find_version(disclosure.ground, disclosure.ground_version)
    if not ground.applies_on(clock.today()):
        raise Invalid("ground", _("Grunden gäller inte längre: avslå och föreslå på nytt."))
    if ground.kind == "consent":
        consents.require_live(disclosure)  # it may have been taken back since the first decision
    disclosure.seconded_by = by.officer
    reseal(disclosure, second_reasons=reasons, second_at=clock.now().isoformat())
    return _hand_over(disclosure)


@action("disclosure.refuse", "avslog ett utlämnande", "refused a disclosure", may=door_rules.take_back)
def refuse(*, by: Actor, disclosure: Disclosure, reasons: str) -> Disclosure:
    """Decide not to disclose, with the reasons. The receiver is not told that anything was proposed."""
    if not reasons.strip():
        raise Invalid("reasons", _("Skriv varför uppgifterna inte lämnas ut."))
    disclosure = _locked(disclosure, State.PROPOSED, State.AWAITS_SECOND)
    disclosure.state = State.REFUSED
    reseal(
        disclosure, refused_reasons=reasons, refused_by=str(by.officer), refused_at=clock.now().isoformat()
    )
    disclosure.save(force_insert=False)
    return disclosure


@action("disclosure.spot", "lämnade ut på plats", "disclosed on the spot", may=door_rules.speak)
def on_the_spot(
    *, by: Actor, case: CaseFile, receiver: UUID, items: Sequence[Item], decision: Decision,
    request: UUID | None = None, form: str = Form.HANDED_OVER, ends_on: date | None = None,
    four_eyes: bool = False, mode: str = Mode.SPOT,
) -> Disclosure:  # fmt: skip
    """What is said across the table: proposed and decided in one go by the one who says it."""
    disclosure = propose(
        by=by, case=case, receiver=receiver, items=items, form=form, ends_on=ends_on, mode=mode,
        request=request, four_eyes=four_eyes,
    )  # fmt: skip
    if disclosure.state != State.PROPOSED:  # the same request again: a double click or a retry
        return disclosure
    return decide(by=by, disclosure=disclosure, decision=decision)


def _hand_over(disclosure: Disclosure) -> Disclosure:
    disclosure.state = State.DECIDED
    disclosure.save(force_insert=False)
    door.send_copy(disclosure)
    return disclosure


def _locked(disclosure: Disclosure, *expected: str) -> Disclosure:
    """The row under a lock, in an expected state; else somebody was first."""
    row = Disclosure.of(disclosure.agency_id).select_for_update().get(pk=disclosure.pk)
    if row.state not in expected:
        raise Conflict(row.pk)
    return row


def reseal(disclosure: Disclosure, **more: Any) -> None:
    """Add to what is sealed on a disclosure. Nothing where it is weeded already: that stays weeded."""
    held = entries.open_in(disclosure.box_id, disclosure.pk, "disclosure", bytes(disclosure.sealed))
    if held is None:
        return
    key = keystore().open_boxes(disclosure.agency_id, [disclosure.box_id])[disclosure.box_id]
    disclosure.sealed = entries.seal_in(disclosure.box, key, disclosure.pk, "disclosure", {**held, **more})


def _checked_ground(disclosure: Disclosure, decision: Decision) -> Any:
    try:
        ground = find(decision.ground, clock.today())
    except LookupError as missing:
        raise Invalid("ground", _("Välj en rättslig grund som gäller i dag.")) from missing
    if not decision.reasons.strip():
        raise Invalid("reasons", _("Skriv skälen för beslutet."))
    for problem in check_answers(ground, decision.answers):
        raise Invalid(f"answer_{problem.condition_id}", problem.words.for_language(get_language()))
    if ground.kind == "consent":
        consents.require_live(disclosure)
    return ground


def _check_proposal(
    by: Actor, case: CaseFile, receiver: UUID, items: Sequence[Item], form: str, ends_on: date | None
) -> None:
    if case.list_id is None:
        raise Invalid("case", _("Akten hör inte till något gemensamt ärende ännu: ta upp ärendet först."))
    if not items or any(not item.fields for item in items):
        raise Invalid("items", _("Välj minst en uppgift och minst ett fält i den."))
    if form == Form.SHOWN and (ends_on is None or ends_on < clock.today()):
        raise Invalid("ends_on", _("En visning måste ha ett slutdatum från och med i dag."))
    parties = Party.objects.filter(Party.taking_part(clock.today()), programme=case.programme_id)
    if receiver == by.agency or not parties.filter(agency=receiver).exists():
        raise Invalid("receiver", _("Välj en myndighet som deltar i verksamheten."))
    wanted = {item.entry: item.fields for item in items}
    rows = visible(by, Entry.of(by.agency).filter(pk__in=wanted, case=case))
    opened = {each.row.pk: each.fields or {} for each in entries.open_all(rows)}
    offences.refuse(case.programme_id, receiver, {row.kind for row in rows})
    for entry, fields in wanted.items():
        if entry not in opened or not set(fields) <= set(opened[entry]):
            raise Invalid("items", _("En av uppgifterna finns inte i akten."))
