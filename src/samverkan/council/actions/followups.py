"""The follow-up: one verdict on each measure of a decided plan, with reasons; without them it does not close."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.council import checking, rules
from samverkan.council.actions.plans import MOST
from samverkan.council.models import ActionPlan, FollowUp, Measure, Outcome
from samverkan.programmes.checking import day_within
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor


@action("followup.draft", "började på en uppföljning", "began a follow-up", may=rules.coordinate)
def draft(*, by: Actor, plan: UUID, title: str) -> FollowUp:
    """Begin to follow up a decided plan."""
    ground = ActionPlan.objects.filter(pk=plan, agency=by.agency, decided_on__isnull=False).first()
    if ground is None:
        raise Invalid("plan", _("Det är en beslutad plan som följs upp."))
    row = FollowUp(
        agency_id=by.agency, place=ground.place, plan=ground, made_by_id=by.assignment, made_at=clock.now(),
        **checking.required(title=title),
    )  # fmt: skip
    checking.numbered(row)
    checking.noted(row)
    return row


@action("followup.write", "skrev i en uppföljning", "wrote in a follow-up", may=rules.coordinate)
def write(*, by: Actor, followup: UUID, title: str, summary: str) -> FollowUp:
    """The draft's own words."""
    row = checking.draft(FollowUp, by, followup)
    row.title, row.summary = (
        checking.required(title=title)["title"],
        checking.texts(summary=summary)["summary"],
    )
    row.save(update_fields=["title", "summary"])
    checking.noted(row)
    return row


@action(
    "followup.outcome", "tog ställning till en åtgärd", "gave a verdict on a measure", may=rules.coordinate
)
def put_outcome(
    *, by: Actor, followup: UUID, measure: UUID, done: str, reached: str, effect: str, grounds: str, verdict: str,
    reasons: str, spent: int | None = None,
) -> Outcome:  # fmt: skip
    """Done? Effect, and on what grounds? Continue, change or stop, and why? Given again it replaces the first."""
    row = checking.draft(FollowUp, by, followup)
    about = row.plan.measures.filter(pk=measure).first()
    if about is None:
        raise Conflict(measure)
    for name, value, choices in (
        ("done", done, Outcome.Done), ("effect", effect, Outcome.Effect), ("verdict", verdict, Outcome.Verdict),
    ):  # fmt: skip
        if value not in choices.values:
            raise Invalid(name, _("Välj ett av svaren."))
    if spent is not None and not 0 <= spent <= MOST:
        raise Invalid("spent", _("Skriv hela kronor, till exempel 1500000."))
    held: dict[str, Any] = {
        **checking.required(reached=reached, grounds=grounds, reasons=reasons),
        "done": done, "effect": effect, "verdict": verdict, "spent": spent,
    }  # fmt: skip
    made = row.outcomes.filter(measure=about).first()
    fresh = made is None
    made = made or Outcome(agency_id=by.agency, followup=row, measure=about, made_at=clock.now())
    for name, given in held.items():
        setattr(made, name, given)
    made.save(force_insert=fresh)
    checking.noted(row)
    return made


@action(
    "followup.discard",
    "kastade ett utkast till uppföljning",
    "discarded a draft of a follow-up",
    may=rules.coordinate,
)
def discard(*, by: Actor, followup: UUID, reason: str) -> FollowUp:
    """Put the draft away, with the reason."""
    return checking.discarded(checking.draft(FollowUp, by, followup), by, reason)


@action(
    "followup.decide", "förde in beslut om en uppföljning", "entered a decision on a follow-up", may=rules.decide
)  # fmt: skip
def decide(*, by: Actor, followup: UUID, on: date, decision: str, body: str) -> FollowUp:
    """Close it, once every measure has its verdict."""
    row = checking.draft(FollowUp, by, followup)
    bare = without_verdict(row)
    if bare:
        said = _(
            "Åtgärden ”%(measure)s” har inget ställningstagande. Ska den fortsätta, ändras eller avslutas?"
        )
        raise Invalid("outcomes", said % {"measure": bare[0].title})
    if not row.summary.strip():
        raise Invalid(
            "summary", _("Skriv vad planen ledde till, så att den som inte läser allt förstår det.")
        )
    day_within("on", on, row.plan.decided_on or on)
    return checking.decided(row, by, on, decision, body)


def without_verdict(row: FollowUp) -> list[Measure]:
    """The plan's measures that the follow-up has not taken a stand on."""
    return list(row.plan.measures.exclude(pk__in=row.outcomes.values("measure")))
