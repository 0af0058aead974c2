"""Who may do what in an exit programme beyond ordinary casework: the lock, the emergency, the question."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.exits.models import Alarm, Lock, LockKey, Term
from samverkan.exits.reads.lock import live_keys
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.secrecy.rules import in_programme, on_case, openable
from samverkan.secrecy.verdict import Verdict, no, yes

NOT_FRESH = _("Bekräfta först vem du är med en ny kod.")


def make_lock(by: Actor, *, case: CaseFile, **_facts: Any) -> Verdict:
    """A decider of the programme's owner, which alone keeps a place."""
    if case.programme.owner_id != by.agency:
        return no(_("Platsen hålls bara av den som äger verksamheten."))
    return fresh(by) and on_case(by, "decide", case)


def keep_list(by: Actor, *, lock: Lock, **_facts: Any) -> Verdict:
    """A decider gives keys; nobody gives one to themselves."""
    return fresh(by) and on_case(by, "decide", lock.case)


def end_key(by: Actor, *, key: LockKey, **_facts: Any) -> Verdict:
    """Whoever decides or may be the second ends a key, also in a programme that has ended; and its holder."""
    if key.assignment_id == by.assignment:
        return yes(_("den egna nyckeln"))
    return on_case(by, "second", key.lock.case) or on_case(by, "decide", key.lock.case)


def open_lock(by: Actor, *, lock: Lock, **_facts: Any) -> Verdict:
    """Whoever holds a live key and has proved afresh who asks; the database asks the same."""
    return fresh(by) and holds_key(by, lock)


def put_place(by: Actor, *, lock: Lock, **_facts: Any) -> Verdict:
    """Somebody on the list; what an emergency opens is only read."""
    return fresh(by) and holds_key(by, lock, named_only=True)


def ask_emergency(by: Actor, *, lock: Lock, **_facts: Any) -> Verdict:
    """Whoever works on the case or decides in it. It opens nothing before a second person has agreed."""
    return on_case(by, "move", lock.case) or on_case(by, "second", lock.case)


def second_emergency(by: Actor, *, key: LockKey, **_facts: Any) -> Verdict:
    """Another than the one who asks, who may be the second to decide."""
    if key.given_by == by.officer:
        return no(_("Den som begär en nödöppning kan inte godkänna den."))
    return fresh(by) and (on_case(by, "second", key.lock.case) or on_case(by, "decide", key.lock.case))


def review_emergency(by: Actor, *, key: LockKey, **_facts: Any) -> Verdict:
    """A third person who decides in the case."""
    took_part = LockKey.of(by.agency).filter(pk=key.pk).values_list("given_by", "seconded_by")
    if any(by.officer in names for names in took_part):
        return no(_("Den som tog del i nödöppningen kan inte granska den."))
    return on_case(by, "second", key.lock.case) or on_case(by, "decide", key.lock.case)


def keep_apart(by: Actor, *, case: CaseFile, **_facts: Any) -> Verdict:
    """Whoever writes in the case and may move it on: the list follows the plan."""
    return on_case(by, "move", case)


def end_term(by: Actor, *, term: Term, **_facts: Any) -> Verdict:
    """The same for a line that is there."""
    return on_case(by, "move", term.case)


def ask_question(by: Actor, *, lock: Lock, programme: Programme, **_facts: Any) -> Verdict:
    """Somebody on the place list, who may take up questions under the agreement."""
    held = put_place(by, lock=lock)
    return held and in_programme(by, "nominate", programme) and in_programme(by, "write", programme)


def ask_own(by: Actor, *, lock: Lock, **_facts: Any) -> Verdict:
    """Somebody on the place list."""
    return put_place(by, lock=lock)


def compare(by: Actor, *, file: CaseFile, **_facts: Any) -> Verdict:
    """Whoever may write in the file of the question."""
    return on_case(by, "write", file)


def answer(by: Actor, *, file: CaseFile, **_facts: Any) -> Verdict:
    """The same, who may also propose that it goes, or decide it."""
    return on_case(by, "write", file) and (on_case(by, "propose", file) or on_case(by, "decide", file))


def see_alarm(by: Actor, *, alarm: Alarm, **_facts: Any) -> Verdict:
    """The officer it was raised for."""
    return yes(_("ditt larm")) if alarm.assignment_id == by.assignment else no(_("Larmet är inte ditt."))


def system(by: Actor, **_facts: Any) -> Verdict:
    """The nightly worker alone."""
    return Verdict(by.kind == "system", _("Det här gör systemet om natten."))


def fresh(by: Actor) -> Verdict:
    """Whether the officer proved afresh a moment ago who asks."""
    return yes(_("nyss bekräftad")) if by.freshly_proved(clock.now()) else no(NOT_FRESH)


def holds_key(by: Actor, lock: Lock, *, named_only: bool = False) -> Verdict:
    """A key that lives now, in a case that the officer may open: being on the list of a case one left is not enough."""
    kinds = [LockKey.Kind.NAMED] if named_only else list(LockKey.Kind)
    mine = live_keys(lock).filter(assignment=by.assignment, kind__in=kinds)
    if mine.exists() and openable(by, lock.case_id):
        return yes(_("på platslistan"))
    return no(_("Du står inte på platslistan."))
