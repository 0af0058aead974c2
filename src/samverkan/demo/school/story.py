"""One made-up pupil's time with the team: taken up, investigated, helped, followed. Drawn once, then acted out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from samverkan.casework import actions
from samverkan.casework.reads import inbox
from samverkan.demo.cast import answers_for, at
from samverkan.demo.people import MadeUp
from samverkan.demo.school import absence, plans
from samverkan.demo.school.absence import Pattern
from samverkan.demo.school.cast import CONSENT, SCHOOL, SOCIAL, TeamCast
from samverkan.demo.story import Act
from samverkan.secrecy import clock, consents, standing
from samverkan.secrecy.binding import bound
from samverkan.secrecy.models import CaseFile, Consent, Delivery

DAY, YEAR = timedelta(days=1), timedelta(days=365)
DAYS_OF_SCHOOL = 178  # in a year
KINDS = ["identity", "marking", "schooling", "nomination", "absence_week", "investigation_result", "goal", "measure",
         "review", "task", "task_report", "voice"]  # fmt: skip


@dataclass(frozen=True)
class Arc:
    """What becomes of a pupil: days before the last day of each turn, and what the attendance does."""

    taken: int
    queued: int | None = None
    begun: int | None = None
    followed: int | None = None
    ended: int | None = None
    before: float = 0.4
    during: float = 0.15
    after: float = 0.1
    odd: str = ""


ARCS = (
    Arc(taken=130, queued=118, begun=104),
    Arc(taken=10, before=0.3, odd="asked"),
    Arc(taken=320, queued=300, begun=290, followed=190, after=0.08),
    Arc(taken=60, queued=40, before=0.35),
    Arc(taken=160, queued=150, begun=139, during=0.3, odd="voice"),
    Arc(taken=45, begun=31, before=0.5, odd="late"),
    Arc(taken=330, queued=318, begun=301, followed=170, after=0.38, before=0.36),
    Arc(taken=250, queued=244, begun=230, ended=80, after=0.09, odd="goal"),
    Arc(taken=95, queued=80, begun=66, odd="concern"),
    Arc(taken=4, before=0.12, odd="new"),
    Arc(taken=310, begun=295, followed=185, after=0.5, before=0.42),
    Arc(taken=85, queued=73, odd="other_owner", before=0.45),
    Arc(taken=210, queued=200, begun=185, ended=90, during=0.35, odd="withdrawn"),
    Arc(taken=115, queued=108, begun=87, odd="social_plan"),
)  # fmt: skip


@dataclass
class PupilStory:
    """A pupil, the school's file and the social services' own as they come to be."""

    cast: TeamCast
    person: MadeUp
    chosen: Random
    anchor: date
    arc: Arc
    files: dict[str, CaseFile] = field(default_factory=dict)
    consent: Consent | None = None

    def day(self, before: int) -> date:
        """A school day, about so many days of a year before the last day when breaks are counted out."""
        days = absence.school_days(self.anchor - 2 * YEAR, self.anchor - DAY)
        return days[-1 - round(before * DAYS_OF_SCHOOL / YEAR.days)]

    @staticmethod
    def school_day(day: date) -> date:
        """That day, or the next on which there is school."""
        return absence.school_days(day, day + timedelta(days=100))[0]

    @property
    def pattern(self) -> Pattern:
        """How the pupil's days fall out."""
        arc = self.arc
        over = arc.followed or arc.ended
        return Pattern(
            self.person.number.replace("-", ""), arc.before, arc.during, arc.after,
            self.day(arc.begun) if arc.begun else None, self.day(over) if over else None,
        )  # fmt: skip

    def acts(self) -> Iterator[Act]:
        """Everything that happens up to the last day, in time order."""
        found = [*self._taken_up(), *self._helped(), *self._over()]
        return iter(sorted((act for act in found if act[0].date() <= self.anchor), key=lambda act: act[0]))

    def _taken_up(self) -> Iterator[Act]:
        first = self.day(self.arc.taken)
        yield at(first, 9, self.chosen.randrange(60)), self._nominate
        if self.arc.odd not in ("asked", "new"):
            yield from plans.investigated(self, first)
        if self.arc.queued is None and self.arc.begun is None:
            return
        yield at(self.day(self.arc.queued or self.arc.begun or 0), 8), self._consent
        yield at(self.day(self.arc.queued or self.arc.begun or 0), 9), self._tell
        if self.arc.queued is not None:
            yield at(self.day(self.arc.queued), 10), partial(self._move, "queue")

    def _helped(self) -> Iterator[Act]:
        if self.arc.begun is None:
            return
        first = self.day(self.arc.begun)
        yield at(first, 8, 30), self._flow
        yield at(first, 10), partial(self._move, "start")
        last = self.day(self.arc.followed or self.arc.ended or 0)
        yield from plans.planned(self, first, last)

    def _over(self) -> Iterator[Act]:
        words, arc = self.cast.words, self.arc
        if arc.followed is not None:
            yield at(self.day(arc.followed), 15), partial(self._move, "follow", words("school", "follow"))
        if arc.ended is not None:
            day = self.day(arc.ended)
            if arc.odd == "withdrawn":
                yield at(day, 14), self._withdraw
            reason = words("school", "exits", arc.odd)
            yield at(day, 15), partial(self._move, "end", reason, arc.odd)

    def _nominate(self) -> None:
        cast, year = self.cast, 15 - min(15, max(12, self.person.age(clock.today())))
        other = self.arc.odd == "other_owner"
        schooling = {
            "school": cast.place.area, "year": str(9 - year), "class": f"{9 - year}{self.chosen.choice('ABC')}",
            "owner": "other" if other else "home",
        }  # fmt: skip
        nomination = {
            "grounds": cast.words("school", "grounds"), "wish": cast.words("school", "wishes"),
        }  # fmt: skip
        by = cast.actor(SCHOOL, "kurator")
        self.files[SCHOOL] = case = actions.nominate(
            by=by, programme=cast.programme, identity=self.person.identity(), nomination=nomination,
            more={"schooling": schooling},
        )  # fmt: skip
        if self.chosen.random() < 0.35:
            cast.assign_one(case, "specialped")
        cast.add(SCHOOL, case, "marking", child=True)

    def _move(self, move: str, reason: str = "", leaving: str = "") -> None:
        """Each authority moves its own file; the social services have one once they have been told."""
        for kind in [each for each in (SCHOOL, SOCIAL) if each in self.files]:
            case, queued = self.now(kind), kind == SOCIAL and move == "queue"  # it is opened as queued there
            if not queued:
                by = self.cast.actor(kind, "beslut1")
                self.files[kind] = actions.move(by=by, case=case, move=move, reason=reason, leaving=leaving)

    def _consent(self) -> None:
        self.consent = self._consented(SCHOOL, SOCIAL)

    def _consented(self, giver: str, receiver: str) -> Consent:
        until = min(clock.today() + timedelta(days=365), self.anchor + timedelta(days=90))
        held = KINDS if giver == SCHOOL else ["goal", "measure", "review", "contact"]
        return consents.record(
            by=self.cast.actor(giver, "handlaggare1"), case=self.now(giver), given_by="both",
            receivers=[self._agency(receiver)], kinds=held, until=until,
            scope="Det som teamet behöver för att hjälpa eleven till skolan, och närvaron vecka för vecka.",
            guardian="Vårdnadshavaren (påhittad)",
        )  # fmt: skip

    def _tell(self) -> None:
        """The social services get to know who and why, and open a file of their own."""
        rows = self.cast.rows(SCHOOL, self.now(), "identity", "marking", "schooling", "nomination")
        self.cast.disclose(SCHOOL, SOCIAL, self.now(), rows, 0)
        self.take_in()
        self.cast.assign_all(SOCIAL, self.files[SOCIAL])

    def take_in(self) -> None:
        """What waits at the social services in this matter goes into their file."""
        for delivery in self._came(SOCIAL):
            by, held = self.cast.actor(SOCIAL, "teamchef"), self.files.get(SOCIAL)
            self.files[SOCIAL] = actions.receive(by=by, delivery=delivery, case=held).case

    def _came(self, kind: str) -> list[Delivery]:
        """Copies that wait at an agency in this matter."""
        by, matter = self.cast.actor(kind, "beslut1"), self.now().list_id
        with bound(by):
            return [each for each in inbox.waiting(by) if each.list_id == matter]

    def _flow(self) -> None:
        assert self.consent is not None
        standing.decide(
            by=self.cast.actor(SCHOOL, "rektor"), case=self.now(), receiver=self._agency(SOCIAL),
            kinds=["absence_week"], ground=CONSENT, answers=answers_for(CONSENT),
            reasons=self.cast.words("school", "reasons"), until=self.consent.until, consent=self.consent,
        )  # fmt: skip

    def _withdraw(self) -> None:
        assert self.consent is not None
        consents.withdraw(by=self.cast.actor(SCHOOL, "kurator"), case=self.now(), consent=self.consent)

    def now(self, kind: str = SCHOOL) -> CaseFile:
        """An agency's file as it stands."""
        by = self.cast.actor(kind, "beslut1")
        with bound(by):
            return CaseFile.of(by.agency).select_related("programme__owner").get(pk=self.files[kind].pk)

    def _agency(self, kind: str) -> Any:
        return self.cast.programme.parties.get(agency__kind=kind).agency_id

    def social_plan(self) -> None:
        """The social services' own measure, handed to the school under a consent of their own."""
        self._consented(SOCIAL, SCHOOL)
        case = self.now(SOCIAL)
        row = self.cast.add(
            SOCIAL, case, "measure", starts_on=clock.today().isoformat(), what="parenting", who="Skolsocionomen",
            text=self.cast.words("school", "measures", "parenting"),
            review_on=(clock.today() + timedelta(days=60)).isoformat(),
        )  # fmt: skip
        self.cast.disclose(SOCIAL, SCHOOL, case, [row], 0)
        for delivery in self._came(SCHOOL):
            actions.receive(by=self.cast.actor(SCHOOL, "rektor"), delivery=delivery, case=self.now())
