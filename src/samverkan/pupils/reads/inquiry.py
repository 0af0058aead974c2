"""The school's investigation of absence as the law asks for it: what is done and when, and what is not.

skollagen 7 kap. 17 § fourth paragraph (the guardian the same day), 19 a § (investigated promptly, together with
pupil, guardian and pupil health; reported to the school owner) and 22 § (the home municipality).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from samverkan.pupils.absence.week import Week
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible

SAME_DAY = "skollagen 7 kap. 17 § fjärde stycket"
WITH = (
    "pupil",
    "guardian",
    "health",
)  # 19 a §: "i samråd med eleven och elevens vårdnadshavare samt med elevhälsan"
QUESTION, ANSWER, BEGUN, OWNER, MUNICIPALITY = (
    "absence_question", "absence_answer", "investigation", "owner_told", "municipality_told",
)  # fmt: skip
TALK, RESULT, TOLD = "talk", "investigation_result", "guardian_told"
SCHOOLING = "schooling"
KINDS = (QUESTION, ANSWER, BEGUN, OWNER, MUNICIPALITY, TALK, RESULT, TOLD)
WEEKS_BACK = 8  # of days with invalid absence


@dataclass(frozen=True)
class Untold:
    """A school day with invalid absence. `told`: when the guardian was told; `reason`: why not the same day."""

    day: date
    minutes: int
    told: date | None
    reason: str

    @property
    def late(self) -> bool:
        """Not told the same day, without special reasons written down, and the day is over."""
        in_time = self.told is not None and self.told <= self.day
        return not in_time and not self.reason and self.day < clock.today()


@dataclass(frozen=True)
class Inquiry:
    """The latest entry of each step, None where the step is not taken; talks by whom they were with."""

    steps: dict[str, OpenEntry | None]
    talks: dict[str, list[OpenEntry]]
    untold: tuple[Untold, ...]
    at_home: bool = False  # the home municipality owns the school: there is nobody else to tell (22 §)

    @property
    def asked(self) -> bool:
        """Whether a threshold has ever opened a question."""
        return self.steps[QUESTION] is not None

    @property
    def asks(self) -> OpenEntry | None:
        """A question that nobody has answered since it was asked."""
        asked, answered = self.steps[QUESTION], self.steps[ANSWER]
        later = answered is not None and asked is not None and answered.row.made_at >= asked.row.made_at
        return None if later else asked

    @property
    def begun(self) -> OpenEntry | None:
        """The investigation at work: begun and without a result since."""
        started, result = self.steps[BEGUN], self.steps[RESULT]
        over = started is not None and result is not None and result.row.made_at >= started.row.made_at
        return None if over else started

    @property
    def not_heard(self) -> list[str]:
        """Those the law wants in the investigation who have not been talked with since it began."""
        since = self.steps[BEGUN]
        return [
            who for who in WITH
            if since is None or not any(each.row.made_at >= since.row.made_at for each in self.talks[who])
        ]  # fmt: skip


def inquiry(actor: Actor, case: CaseFile, weeks: Sequence[Week]) -> Inquiry:
    """Gather it from the entries that the officer may read."""
    found = [each for each in entries.current(entries.open_all(_rows(actor, case.pk))) if not each.weeded]
    newest = sorted(found, key=lambda each: (each.row.made_at, each.row.pk))
    steps = {kind: next((each for each in reversed(newest) if each.row.kind == kind), None) for kind in KINDS}
    talks = {who: [each for each in newest if each.row.kind == TALK and each["with"] == who] for who in WITH}
    told = [each for each in newest if each.row.kind == TOLD]
    schooling = next((each for each in reversed(newest) if each.row.kind == SCHOOLING), None)
    at_home = schooling is not None and schooling["owner"] == "home"
    return Inquiry(steps, talks, tuple(untold(weeks, told, clock.today())), at_home)


def untold(weeks: Iterable[Week], told: Iterable[OpenEntry], today: date) -> list[Untold]:
    """Days with invalid absence in the last weeks, the latest first, each with when the guardian was told."""
    since = today - timedelta(weeks=WEEKS_BACK)
    by_hand = {str(each["absence_on"]): each for each in told}
    found = []
    for held in weeks:
        for day, minutes in held.days.items():
            if not minutes.invalid or not since <= day <= today:
                continue
            entry = by_hand.get(day.isoformat())
            said = str(entry["told_on"]) if entry is not None and entry["how"] != "not" else ""
            when = date.fromisoformat(said) if said else minutes.told
            found.append(Untold(day, minutes.invalid, when, str(entry["text"]) if entry is not None else ""))
    return sorted(found, key=lambda each: each.day, reverse=True)


@prepared
def _rows(actor: Actor, case: UUID) -> "QuerySet[Entry]":
    return visible(actor, Entry.of(actor.agency).filter(case=case, kind__in=[*KINDS, SCHOOLING]))
