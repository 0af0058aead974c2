"""The situation picture: drafted on the day's statistics, written, its problems put in, decided, never changed."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.council import basis, checking, rules
from samverkan.council.models import Problem, SituationPicture
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor

CARRIED = ("mapping", "consequences", "other", "analysis", "sources", "gaps")
PARTS = ("mapping", "consequences", "other", "analysis")
"""What 4 § lagen (2023:196) requires: mapping with extent and consequences, other information, analysis."""
MISSING = _("Delen saknas. Lagen kräver kartläggning, annan information av betydelse och analys.")


@action(
    "picture.draft", "började på en lägesbild", "began a situation picture", may=rules.coordinate
)  # fmt: skip
def draft(*, by: Actor, place: str, title: str) -> SituationPicture:
    """Begin the next version of a place's picture on today's statistics, with the texts and problems of the last."""
    place = checking.known_place(place)
    last = _latest(by, place)
    row = SituationPicture(
        agency_id=by.agency, place=place, previous=last, made_by_id=by.assignment, made_at=clock.now(),
        basis_on=clock.today(), basis=basis.pack(basis.take(place)), **checking.required(title=title),
        **({name: getattr(last, name) for name in CARRIED} if last else {}),
    )  # fmt: skip
    checking.numbered(row)
    for problem in last.problems.all() if last else ():
        problem.pk, problem.picture, problem.made_at = None, row, clock.now()
        problem.save(force_insert=True)
    checking.noted(row)
    return row


@action("picture.write", "skrev i en lägesbild", "wrote in a situation picture", may=rules.coordinate)
def write(*, by: Actor, picture: UUID, title: str, **given: str) -> SituationPicture:
    """The draft's own words; `given` names some or all of `CARRIED`."""
    row = checking.draft(SituationPicture, by, picture)
    held = checking.required(title=title) | checking.texts(
        **{name: given[name] for name in CARRIED if name in given}
    )
    for name, text in held.items():
        setattr(row, name, text)
    row.save(update_fields=list(held))
    checking.noted(row)
    return row


@action(
    "picture.refresh",
    "hämtade nya siffror till en lägesbild",
    "took new figures into a picture",
    may=rules.coordinate,
)
def refresh(*, by: Actor, picture: UUID) -> SituationPicture:
    """Put today's statistics under the draft instead of those it was begun on."""
    row = checking.draft(SituationPicture, by, picture)
    row.basis, row.basis_on = basis.pack(basis.take(row.place)), clock.today()
    row.save(update_fields=["basis", "basis_on"])
    checking.noted(row)
    return row


@action(
    "picture.problem",
    "skrev ett problem i en lägesbild",
    "wrote a problem in a picture",
    may=rules.coordinate,
)
def put_problem(
    *, by: Actor, picture: UUID, problem: UUID | None = None, title: str, seen: str, reference: str, situation: str,
    victim: str, offender: str,
) -> Problem:  # fmt: skip
    """A problem with what it is compared with and its causes; `problem` names one to change."""
    row = checking.draft(SituationPicture, by, picture)
    held = checking.required(
        title=title, seen=seen, reference=reference, situation=situation, victim=victim, offender=offender
    )
    if problem is None:
        made = Problem(agency_id=by.agency, picture=row, made_at=clock.now(), **held)
        made.save(force_insert=True)
    else:
        made = Problem.objects.get(pk=problem, picture=row)
        for name, text in held.items():
            setattr(made, name, text)
        made.save(update_fields=list(held))
    checking.noted(row)
    return made


@action(
    "picture.drop_problem", "tog bort ett problem ur en lägesbild", "took a problem out of a picture",
    may=rules.coordinate,
)  # fmt: skip
def drop_problem(*, by: Actor, picture: UUID, problem: UUID) -> None:
    """Take a problem out of the draft."""
    row = checking.draft(SituationPicture, by, picture)
    Problem.objects.get(pk=problem, picture=row).delete()
    checking.noted(row)


@action(
    "picture.discard",
    "kastade ett utkast till lägesbild",
    "discarded a draft of a picture",
    may=rules.coordinate,
)
def discard(*, by: Actor, picture: UUID, reason: str) -> SituationPicture:
    """Put the draft away, with the reason."""
    return checking.discarded(checking.draft(SituationPicture, by, picture), by, reason)


@action(
    "picture.decide", "förde in beslut om en lägesbild", "entered a decision on a picture", may=rules.decide
)
def decide(*, by: Actor, picture: UUID, on: date, decision: str, body: str) -> SituationPicture:
    """Decide it, when all that the law requires is there and every cause has been thought of."""
    row = checking.draft(SituationPicture, by, picture)
    for name in PARTS:
        if not getattr(row, name).strip():
            raise Invalid(name, MISSING)
    if not row.problems.exists():
        raise Invalid(
            "problems", _("Skriv minst ett problem med sina orsaker: det är det som planen hänger på.")
        )
    return checking.decided(row, by, on, decision, body)


def _latest(by: Actor, place: str) -> SituationPicture | None:
    rows = SituationPicture.objects.filter(agency=by.agency, place=place, decided_on__isnull=False)
    return rows.order_by("-version").first()
