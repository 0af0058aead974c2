"""Placement questions: those asked about a case, and those that have come from another municipality."""

from dataclasses import dataclass
from uuid import UUID

from samverkan.exits.comparing import Comparison
from samverkan.exits.models import Question, Reply
from samverkan.secrecy import entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Disclosure, Entry, Party, Programme
from samverkan.secrecy.rules import visible

QUESTION, ANSWER, METHOD = "placement_question", "placement_answer", "placeringsavtal"


@dataclass(frozen=True)
class Asked:
    """A question of one's own. `answer`: obstacle, none_known, or empty while there is none."""

    question: Question
    answer: str
    state: str


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
    from samverkan.secrecy import clock

    rows = Party.objects.filter(Party.taking_part(clock.today()), programme=programme).exclude(agency=agency)
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
    return Asked(row, str(answers[0]["obstacle"]) if answers else "", sent.first() or "")
