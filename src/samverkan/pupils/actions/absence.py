"""A batch of a file's school weeks into the pupils' files: what is new or says otherwise is written, nothing else.

Taken twice it is taken once: a week that already says the same is left alone. What a standing decision names
crosses at once; a threshold that is passed opens a question to a human, and does nothing more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from samverkan.casework.actions.facts import put
from samverkan.casework.pinning import pinned
from samverkan.pupils import rules
from samverkan.pupils.absence import threshold as thresholds
from samverkan.pupils.absence import week as weeks
from samverkan.pupils.absence.calendar import monday_of
from samverkan.pupils.absence.threshold import MOST_WEEKS, Threshold
from samverkan.pupils.absence.week import KIND, Day, Week
from samverkan.pupils.reads.known import Known
from samverkan.pupils.reads.weeks import newest, opened
from samverkan.secrecy import clock, many, standing
from samverkan.secrecy.acting import action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry, Programme, StandingDecision

QUESTION, ANSWER, BEGUN, RESULT = (
    "absence_question",
    "absence_answer",
    "investigation",
    "investigation_result",
)


@dataclass(frozen=True)
class Batch:
    """Some pupils' days of a file: by personal number, the days it says something of and those it covers."""

    days: Mapping[str, Mapping[date, Day]]
    covered: frozenset[date]
    assumed: bool
    source: str
    thresholds: tuple[Threshold, ...] = ()


@dataclass
class Taken:
    """What became of a batch, in numbers: weeks written anew, changed and left alone, and questions opened."""

    new: int = 0
    changed: int = 0
    same: int = 0
    questions: int = 0
    pupils: set[UUID] = field(default_factory=set)

    def written(self) -> dict[str, int]:
        """The numbers, as a job's result has them."""
        return {"new": self.new, "changed": self.changed, "same": self.same, "questions": self.questions}


@action(
    "absence.take",
    "läste in skolveckor ur en frånvarofil",
    "read in school weeks from an absence file",
    may=rules.read_in,
)
def take(*, by: Actor, programme: Programme, batch: Batch, known: Known) -> Taken:
    """Write what the batch says of the pupils in `known` (number to file). Raises Conflict when overtaken."""
    cases = {number: known.cases[number] for number in batch.days if number in known.cases}
    done, news = plan(by, cases, batch)
    kind = pinned(programme.method, programme.method_version).kind(KIND)
    rows = many.write_many(KIND, kind.retention, news)
    _cross(by, rows, news)
    done.questions = _ask(by, cases, batch)
    note(new=done.new, changed=done.changed, same=done.same, questions=done.questions)
    return done


def plan(by: Actor, cases: Mapping[str, CaseFile], batch: Batch) -> tuple[Taken, list[many.New]]:
    """What would be written: the entries to be, and the numbers of them. Reads only."""
    said = {
        (case.pk, monday): (case, days)
        for number, case in cases.items()
        for monday, days in weeks.by_week(batch.days[number]).items()
    }
    now = _now(by, [case.pk for case in cases.values()], {monday for _case, monday in said})
    done, news = Taken(), []
    for (case_id, monday), (case, days) in sorted(said.items()):
        row, held = now.get((case_id, monday), (None, Week(monday)))
        covered = frozenset(day for day in batch.covered if monday_of(day) == monday)
        after = held.with_days(days, covered, batch.assumed)
        if row is not None and weeks.same(held, after):
            done.same += 1
            continue
        done.pupils.add(case_id)
        done.changed, done.new = done.changed + (row is not None), done.new + (row is None)
        news.append(many.New(case, after.fields(batch.source), monday, row))
    return done, news


def _now(
    by: Actor, cases: Iterable[UUID], mondays: Iterable[date]
) -> dict[tuple[UUID, date], tuple[Entry, Week]]:
    """The own newest version of each week; what came from another authority is the giver's to correct."""
    rows = Entry.of(by.agency).filter(
        case__in=list(cases), kind=KIND, received__isnull=True, happened_on__in=list(mondays)
    )
    return {(row.case_id, held.monday): (row, held) for row, held in opened(newest(by.agency, rows))}


def _cross(by: Actor, rows: list[Entry], news: list[many.New]) -> None:
    live = StandingDecision.of(by.agency).filter(
        case__in={row.case_id for row in rows}, kinds__contains=[KIND], stopped_at__isnull=True,
        until__gte=clock.today(),
    )  # fmt: skip
    flowing = set(live.values_list("case_id", flat=True))
    for row, new in zip(rows, news, strict=True):
        if row.case_id in flowing:
            standing.cross(row, list(new.fields))


def _ask(by: Actor, cases: Mapping[str, CaseFile], batch: Batch) -> int:
    """Open a question in each file whose weeks have come up to a threshold and where none is open already."""
    if not batch.thresholds:
        return 0
    today = clock.today()
    since = today - timedelta(weeks=2 * MOST_WEEKS)
    by_case = {case.pk: case for case in cases.values()}
    closed = _asked_already(by, by_case, batch.thresholds)
    held: dict[UUID, list[Week]] = {}
    rows = Entry.of(by.agency).filter(
        case__in=[key for key in by_case if key not in closed],
        kind=KIND,
        received__isnull=True,
        happened_on__gte=since,
    )
    for row, each in opened(newest(by.agency, rows)):
        held.setdefault(row.case_id, []).append(each)
    asked = 0
    for key in sorted(held):
        found = next(
            (one for limit in batch.thresholds if (one := thresholds.passed(limit, held[key], today))), None
        )
        if found is not None:
            said = {
                "asked_on": today.isoformat(),
                "text": found.threshold.words.sv,
                "worked": found.formula.sv,
            }
            put(by_case[key], QUESTION, said)
            asked += 1
    return asked


def _asked_already(by: Actor, cases: Mapping[UUID, CaseFile], limits: tuple[Threshold, ...]) -> set[UUID]:
    """Files with an open question, an investigation at work, or an answer younger than the longest threshold.

    Told by kinds and days alone, which are in clear: nothing is opened to find out.
    """
    rows = Entry.of(by.agency).filter(case__in=list(cases), kind__in=[QUESTION, ANSWER, BEGUN, RESULT])
    last: dict[tuple[UUID, str], date] = {}
    for case, kind, made in rows.order_by("made_at").values_list("case_id", "kind", "made_at"):
        last[case, kind] = clock.day_of(made)
    quiet = clock.today() - timedelta(weeks=max(limit.weeks for limit in limits))
    found = set()
    for case in cases:
        asked, answered = last.get((case, QUESTION)), last.get((case, ANSWER), date.min)
        begun, ended = last.get((case, BEGUN)), last.get((case, RESULT), date.min)
        if (asked and (asked > answered or answered > quiet)) or (begun and begun >= ended):
            found.add(case)
    return found
