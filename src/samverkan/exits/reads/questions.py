"""Placement questions: those asked about a case, and those that have come from another municipality."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from samverkan.casework import limits
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.clocks import Running
from samverkan.exits.comparing import Comparison
from samverkan.exits.models import Question, Reply
from samverkan.methods.schema import Clock
from samverkan.secrecy import clock as now
from samverkan.secrecy import entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Disclosure, Entry, Party, Programme
from samverkan.secrecy.rules import visible

QUESTION, ANSWER, METHOD = "placement_question", "placement_answer", "placeringsavtal"
CLOCK = "answer"  # the agreement's own, in its file


@dataclass(frozen=True)
class Asked:
    """A question of one's own. `answer`: obstacle, none_known, or empty while there is none.

    `due`: the last day that the agreement gives for the answer; `came`: the day it was received. None for one's own.
    """

    question: Question
    answer: str
    state: str
    due: date | None = None
    came: date | None = None


def unanswered(actor: Actor) -> list[Running]:
    """Questions that wait for an answer in the actor's open files, the soonest last day first.

    Both municipalities count from the day it was asked, so that both read the same last day.
    """
    programmes = [seat.programme for seat in actor.seats if seat.method == METHOD and QUESTION in seat.reads]
    if not programmes:
        return []
    rows = Entry.of(actor.agency).filter(programme__in=programmes, case__closed_on__isnull=True)
    found = entries.open_all(visible(actor, _without_answer(rows)).select_related("case__programme"))
    waiting = [each for row in found if (each := _unanswered(row))]
    return sorted(waiting, key=lambda each: (each.due, each.case.number))


def unanswered_in(file: CaseFile) -> Running | None:
    """The question that waits in this file; None where none has come, or it is answered."""
    rows = _without_answer(Entry.of(file.agency_id).filter(case=file)).select_related("case__programme")
    found = rows.order_by("-made_at").first()
    return _unanswered(entries.open_one(found)) if found and not file.closed_on else None


def _without_answer(rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
    answers = Entry.objects.filter(agency=OuterRef("agency"), case=OuterRef("case"), kind=ANSWER)
    return rows.filter(~Exists(answers), kind=QUESTION, received__isnull=False)


def days_since(asked_on: date) -> int:
    """Days since a question was asked."""
    return (now.today() - asked_on).days


def _unanswered(question: OpenEntry) -> Running | None:
    """None where the agreement sets no time, or the question is weeded."""
    file = question.row.case
    clock = _agreed(file)
    if clock is None or not question["asked_on"]:
        return None
    asked_on = date.fromisoformat(question["asked_on"])
    return Running(file, clock, asked_on, limits.last_day(clock, asked_on), None)


def _agreed(file: CaseFile) -> Clock | None:
    """The time that the agreement gives for an answer."""
    clocks = pinned(file.method, file.method_version).clocks
    return next((each for each in clocks if each.id == CLOCK), None)


def received_question(file: CaseFile) -> Entry | None:
    """The question that came in this file."""
    rows = Entry.of(file.agency_id).filter(case=file, kind=QUESTION, received__isnull=False)
    return rows.select_related("received").order_by("-made_at").first()


def asker_of(question: Entry) -> UUID:
    """Whom a received question came from."""
    assert question.received is not None
    giver: UUID = question.received.giver_id
    return giver


def reply_of(file: CaseFile) -> tuple[Reply, Comparison] | None:
    """The comparison made in this file, if it has been; None when weeded."""
    row = Reply.of(file.agency_id).filter(file=file).first()
    held = entries.open_in(row.box_id, row.pk, "reply", bytes(row.sealed)) if row else None
    return (row, Comparison.of_fields(held)) if row and held else None


def agreements(actor: Actor) -> list[Programme]:
    """The placement agreements that the actor has a seat in and may ask through."""
    wanted = {seat.programme for seat in actor.seats if "nominate" in seat.may}
    rows = Programme.objects.filter(pk__in=wanted, method=METHOD).select_related("owner").order_by("name")
    return [row for row in rows if row.running]


def others(programme: Programme, agency: UUID) -> "list[Party]":
    """The other parties to an agreement."""
    rows = Party.objects.filter(Party.taking_part(now.today()), programme=programme).exclude(agency=agency)
    return list(rows.select_related("agency").order_by("agency__name"))


def asked_about(actor: Actor, case: CaseFile) -> list[Asked]:
    """The questions about a case, newest first, each with its answer once it has come."""
    rows = (
        Question.of(actor.agency).filter(case=case).select_related("receiver", "file").order_by("-asked_at")
    )
    return [_asked(actor, row) for row in rows]


def _asked(actor: Actor, row: Question) -> Asked:
    if row.file_id is None:
        held = entries.open_in(row.box_id, row.pk, "question", bytes(row.sealed)) or {}
        return Asked(row, {"obstacle": "obstacle", "none": "none_known"}.get(str(held.get("own")), ""), "own")
    found = visible(actor, Entry.of(actor.agency).filter(case=row.file, kind=ANSWER, received__isnull=False))
    answers = entries.open_all(found.order_by("-made_at"))
    sent = (
        Disclosure.of(actor.agency)
        .filter(case=row.file)
        .order_by("-proposed_at")
        .values_list("state", flat=True)
    )
    clock, state = _agreed(row.file), sent.first() or ""
    due = limits.last_day(clock, row.day) if clock else None
    if not answers:
        return Asked(row, "", state, due)
    newest = answers[0]
    return Asked(row, str(newest["obstacle"]), state, due, now.day_of(newest.row.made_at))
