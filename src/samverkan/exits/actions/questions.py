"""The question between municipalities: asked about the place under a lock, compared once, answered by a human.

What crosses is the question (a month, and numbers that nobody can read) and the answer (one bit), each by a
decider's decision through the door like anything else.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import SystemRandom
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samverkan.casework import actions as casework
from samverkan.casework.actions.facts import put
from samverkan.exits import apart, blinding, locking, rules
from samverkan.exits.actions.alarms import many_questions
from samverkan.exits.comparing import NUMBERS, Numbers, compared, own_obstacle
from samverkan.exits.models import PER_DAY, PER_PERIOD, PERIOD, Lock, Question, Reply
from samverkan.exits.reads.apart import known_of
from samverkan.exits.reads.questions import ANSWER, QUESTION, asker_of, received_question
from samverkan.secrecy import clock, disclosing, entries, ids
from samverkan.secrecy.acting import Conflict, Invalid, Refused, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.models import CaseFile, Disclosure, Programme

FIRST_DAY = date(2020, 1, 1)  # from which the periods of a case are counted
LAPSES = timedelta(days=14)
ALARM_AT = 5  # the slot of a day from which those in charge are told
Row = TypeVar("Row", Question, Reply)


@action("question.ask", "ställde en placeringsfråga", "asked a placement question", may=rules.ask_question)
def ask(*, by: Actor, lock: Lock, programme: Programme, receiver: UUID, month: str) -> Disclosure:
    """Ask another municipality about the place now under the lock; a decider then decides that the question goes.

    Raises Invalid where the limits are reached, the place is not written, or nothing can be compared.
    """
    opened, terms, town = _about(by, lock)
    fresh = ids.new(by.agency)
    file = casework.nominate(by=by, programme=programme, identity={"name": gettext("Placeringsfråga")})
    _asked(by, lock, fresh, opened.places[0].id, receiver, {"month": month}, programme=programme, file=file)
    secret = keystore().new_boxes(by.agency, [fresh])[fresh]
    numbers = Numbers(fresh, _mixed(blinding.times(secret, apart.points(terms, town, comes=True))))
    question = put(file, QUESTION, {
        "asked_on": clock.today().isoformat(), "planned_month": month, "numbers": numbers.written(),
    })  # fmt: skip
    item = disclosing.Item(question.pk, ("asked_on", "planned_month", "numbers"))
    return disclosing.propose(by=by, case=file, receiver=receiver, items=[item])


@action("question.ask_own", "jämförde en plats med egna ärenden", "compared a place with own cases",
        may=rules.ask_own)  # fmt: skip
def ask_own(*, by: Actor, lock: Lock) -> bool:
    """The same question to one's own agency: whether one of its other cases speaks against the place. Counted alike."""
    opened, terms, town = _about(by, lock)
    obstacle = own_obstacle(lock.case, terms, town)
    _asked(
        by,
        lock,
        ids.new(by.agency),
        opened.places[0].id,
        by.agency,
        {"own": "obstacle" if obstacle else "none"},
    )
    return obstacle


@action("question.compare", "jämförde en placeringsfråga", "compared a placement question", may=rules.compare)
def compare(*, by: Actor, file: CaseFile) -> Reply:
    """Compare a received question with one's own list as it stood when the question came. Once; counted.

    Raises Conflict if it is compared already, Invalid when as many as may be have been compared today.
    """
    question = received_question(file)
    if question is None or question.received is None:
        raise Invalid("file", _("Akten innehåller ingen mottagen fråga."))
    if Reply.of(by.agency).filter(file=file).exists():
        raise Conflict(file.pk)
    asker, numbers = asker_of(question), Numbers.read(str(entries.open_one(question)[NUMBERS]))
    result = compared(by.agency, asker, numbers, question.received.sent_at)
    box, key = entries.box_for(file, entries.STANDARD)

    def at(slot: int) -> Reply:
        row = Reply(
            id=ids.new(by.agency), agency_id=by.agency, file=file, asker_id=asker, compared_at=clock.now(),
            compared_by=by.officer, day=clock.today(), slot=slot, box=box,
        )  # fmt: skip
        row.sealed = entries.seal_in(box, key, row.pk, "reply", result.as_fields())
        return row

    taken = Reply.of(by.agency).filter(asker=asker, day=clock.today()).count()
    full = _("I dag har ni redan jämfört %(most)s frågor från den myndigheten. Jämför den här i morgon.")
    row = _in_a_slot(taken + 1, at, full)
    if row.slot >= ALARM_AT:
        many_questions(by, file.programme, asker)
    return row


@action("question.answer", "besvarade en placeringsfråga", "answered a placement question", may=rules.answer)
def answer(*, by: Actor, file: CaseFile, obstacle: str, why: str) -> Disclosure:
    """A human's yes or no. The reasons stay at home; a decider then decides that the answer goes. Raises Invalid."""
    question = received_question(file)
    if question is None or not Reply.of(by.agency).filter(file=file).exists():
        raise Invalid("obstacle", _("Jämför frågan först."))
    if not why.strip():
        raise Invalid("why", _("Skriv skälen. De stannar hos er."))
    today = clock.today().isoformat()
    put(file, "note", {"event_date": today, "text": why})
    reply = put(file, ANSWER, {"event_date": today, "obstacle": obstacle})
    item = disclosing.Item(reply.pk, ("event_date", "obstacle"))
    return disclosing.propose(by=by, case=file, receiver=asker_of(question), items=[item])


@action("question.lapse", "lät placeringsfrågor gå ut", "let placement questions lapse", may=rules.system)
def lapse(*, by: Actor) -> int:
    """Drop the secrets of questions that are two weeks old: their numbers can be compared with nothing again."""
    old = Question.of(by.agency).filter(asked_at__lt=clock.now() - LAPSES, file__isnull=False)
    held = keystore().open_boxes(by.agency, old.values_list("pk", flat=True))
    for key in held:
        keystore().drop_box(by.agency, key, at=clock.now().isoformat(), reason="a placement question lapsed")
    return len(held)


def _about(by: Actor, lock: Lock) -> tuple[locking.Opened, list[apart.Known], str]:
    try:
        opened = locking.opened(lock)
    except locking.Shut as shut:
        raise Refused("question.ask", _("Låset öppnar inte.")) from shut
    if not opened.places or not opened.places[0].fields:
        raise Invalid("place", _("Skriv först den planerade platsen under låset."))
    terms, _sees = known_of(by, lock.case)
    if not terms:
        raise Invalid(
            "place", _("Det finns inget att jämföra: skriv först vilka personen ska hållas isär från.")
        )
    return opened, terms, str(opened.places[0].fields["town"])


def _asked(
    by: Actor, lock: Lock, key: UUID, place: UUID, receiver: UUID, held: dict[str, str], *,
    programme: Programme | None = None, file: CaseFile | None = None,
) -> Question:  # fmt: skip
    """Take a slot of the day and one of the case's period, or raise Invalid."""
    today = clock.today()
    period = (today - FIRST_DAY).days // PERIOD
    box, secret = entries.box_for(lock.case, entries.STANDARD)
    mine = Question.of(by.agency)
    of_case = mine.filter(case=lock.case, period=period).count() + 1
    if of_case > PER_PERIOD:
        raise Invalid("receiver", _("Högst %(most)s frågor om samma ärende på %(days)s dagar.")
                      % {"most": PER_PERIOD, "days": PERIOD})  # fmt: skip

    def at(slot: int) -> Question:
        row = Question(
            id=key, agency_id=by.agency, case=lock.case, place=place, receiver_id=receiver, programme=programme,
            file=file, asked_at=clock.now(), asked_by=by.officer, day=today, slot=slot, period=period,
            period_slot=of_case, box=box,
        )  # fmt: skip
        row.sealed = entries.seal_in(box, secret, row.pk, "question", held)
        return row

    taken = mine.filter(receiver=receiver, day=today).count()
    row = _in_a_slot(taken + 1, at, _("Högst %(most)s frågor om dagen till samma myndighet. Fråga i morgon."))
    if row.slot >= ALARM_AT and programme is not None:
        many_questions(by, programme, receiver)
    return row


def _in_a_slot(first: int, at: Callable[[int], Row], full: object) -> Row:
    """Save the row in the first free slot of the day; others may be taking slots at the same moment."""
    for slot in range(first, PER_DAY + 1):
        row = at(slot)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as taken:
            if "_slot" not in str(taken):
                raise Conflict(row.pk) from taken
        else:
            return row
    raise Invalid("receiver", str(full) % {"most": PER_DAY})


def _mixed(points: list[bytes]) -> list[bytes]:
    """Padded to as many as always, in an order that says nothing."""
    padded = points + blinding.padding(Numbers.COUNT - len(points))
    SystemRandom().shuffle(padded)
    return padded
