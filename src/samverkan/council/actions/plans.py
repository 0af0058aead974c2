"""The action plan: begun on a decided picture, its measures put in, decided, never changed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.council import checking, rules
from samverkan.council.law import longest
from samverkan.council.models import ActionPlan, FollowUp, Measure, SituationPicture
from samverkan.programmes.checking import day_within
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme

WORDS = ("goal", "title", "indicator", "baseline", "target", "responsible", "money")
MOST = 100_000_000_000
"""Kronor of one measure: more is a slip of the hand."""


@action("plan.draft", "började på en åtgärdsplan", "began an action plan", may=rules.coordinate)
def draft(*, by: Actor, picture: UUID, title: str, follow_up_by: date) -> ActionPlan:
    """Begin the next plan of a place on a decided picture, to be followed up within what the law gives."""
    ground = SituationPicture.objects.filter(pk=picture, agency=by.agency, decided_on__isnull=False).first()
    if ground is None:
        raise Invalid("picture", _("En plan bygger på en beslutad lägesbild. Besluta den först."))
    last = _latest(by, ground.place)
    row = ActionPlan(
        agency_id=by.agency, place=ground.place, picture=ground, previous=last, made_by_id=by.assignment,
        made_at=clock.now(), follow_up_by=_follow_up(follow_up_by), **checking.required(title=title),
    )  # fmt: skip
    checking.numbered(row)
    checking.noted(row)
    return row


@action("plan.write", "skrev i en åtgärdsplan", "wrote in an action plan", may=rules.coordinate)
def write(*, by: Actor, plan: UUID, title: str, summary: str, follow_up_by: date) -> ActionPlan:
    """The draft's own words and its day for follow-up."""
    row = checking.draft(ActionPlan, by, plan)
    row.title, row.summary = (
        checking.required(title=title)["title"],
        checking.texts(summary=summary)["summary"],
    )
    row.follow_up_by = _follow_up(follow_up_by)
    row.save(update_fields=["title", "summary", "follow_up_by"])
    checking.noted(row)
    return row


@action("plan.measure", "skrev en åtgärd i en plan", "wrote a measure in a plan", may=rules.coordinate)
def put_measure(
    *, by: Actor, plan: UUID, measure: UUID | None = None, problem: UUID, cause: str, due: date, how: str = "",
    budget: int | None = None, programme: UUID | None = None, **given: str,
) -> Measure:  # fmt: skip
    """A measure on a problem of the plan's picture; `given` names all of WORDS. `measure` names one to change."""
    row = checking.draft(ActionPlan, by, plan)
    ground = row.picture.problems.filter(pk=problem).first()
    if ground is None:
        raise Invalid("problem", _("Välj ett av lägesbildens problem."))
    if cause not in Measure.Cause.values:
        raise Invalid("cause", _("Välj vilken orsak åtgärden gäller."))
    if budget is not None and not 0 <= budget <= MOST:
        raise Invalid("budget", _("Skriv hela kronor, till exempel 1500000."))
    held: dict[str, Any] = {
        **checking.required(**{name: given[name] for name in WORDS}), **checking.texts(how=how), "problem": ground,
        "cause": cause, "budget": budget, "due": day_within("due", due, clock.day_of(row.made_at)),
        "programme": _programme(programme),
    }  # fmt: skip
    made = (
        Measure(agency_id=by.agency, plan=row, made_at=clock.now()) if measure is None else _of(row, measure)
    )
    for name, value in held.items():
        setattr(made, name, value)
    made.save(force_insert=measure is None)
    checking.noted(row)
    return made


@action(
    "plan.drop_measure", "tog bort en åtgärd ur en plan", "took a measure out of a plan", may=rules.coordinate
)
def drop_measure(*, by: Actor, plan: UUID, measure: UUID) -> None:
    """Take a measure out of the draft."""
    row = checking.draft(ActionPlan, by, plan)
    _of(row, measure).delete()
    checking.noted(row)


@action(
    "plan.discard",
    "kastade ett utkast till åtgärdsplan",
    "discarded a draft of an action plan",
    may=rules.coordinate,
)
def discard(*, by: Actor, plan: UUID, reason: str) -> ActionPlan:
    """Put the draft away, with the reason."""
    return checking.discarded(checking.draft(ActionPlan, by, plan), by, reason)


@action(
    "plan.decide",
    "förde in beslut om en åtgärdsplan",
    "entered a decision on an action plan",
    may=rules.decide,
)
def decide(*, by: Actor, plan: UUID, on: date, decision: str, body: str) -> ActionPlan:
    """Decide it. Every problem of the picture has an answer, and the plan before it has its verdicts."""
    row = checking.draft(ActionPlan, by, plan)
    answered = set(row.measures.values_list("problem", flat=True))
    if not answered:
        raise Invalid("measures", _("Skriv minst en åtgärd."))
    bare = row.picture.problems.exclude(pk__in=answered).first()
    if bare is not None:
        raise Invalid("measures", _("Problemet ”%(problem)s” har ingen åtgärd.") % {"problem": bare.title})
    if row.previous and not FollowUp.objects.filter(plan=row.previous, decided_on__isnull=False).exists():
        raise Invalid(
            "previous", _("Den förra planen är inte uppföljd. Inget avslutas utan ett ställningstagande.")
        )
    day_within("on", on, row.picture.decided_on or on)
    return checking.decided(row, by, on, decision, body)


def _follow_up(day: date) -> date:
    latest = longest("follow_up", clock.today())
    return day_within("follow_up_by", day, clock.today(), latest)


def _programme(key: UUID | None) -> Programme | None:
    if key is None:
        return None
    found = Programme.objects.filter(pk=key).first()
    if found is None:
        raise Invalid("programme", _("Välj en verksamhet i listan."))
    return found


def _of(row: ActionPlan, measure: UUID) -> Measure:
    found = row.measures.filter(pk=measure).first()
    if found is None:
        raise Conflict(measure)
    return found


def _latest(by: Actor, place: str) -> ActionPlan | None:
    rows = ActionPlan.objects.filter(agency=by.agency, place=place, decided_on__isnull=False)
    return rows.order_by("-version").first()
