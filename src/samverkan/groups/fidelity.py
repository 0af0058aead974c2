"""Is every part of the strategy alive? The program shows its own dated acts; a human answers, and says since when.

The parts are those of domain.md 2 (the Malmö process evaluation and the NNSC guides). Evidence is a date and a number
of acts a month in one's own compartment; whether a part is alive is never computed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samverkan.secrecy.kinds import Words

MONTHS = 12  # drawn, the running one included


@dataclass(frozen=True)
class Part:
    """One part of the strategy: its id in the method's file, what to ask oneself, and which acts speak for it."""

    id: str
    label: Words
    asks: Words
    shown_by: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What a human last said of a part."""

    part: str
    alive: str
    since: date | None
    judged_on: date
    text: str
    by: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the checklist: the newest answer, the last act, and the acts of each month, oldest first."""

    part: Part
    answer: Answer | None
    last: date | None
    months: tuple[int, ...]

    @property
    def total(self) -> int:
        """Acts in all the months shown."""
        return sum(self.months)


def months_to(day: date, count: int = MONTHS) -> list[date]:
    """The first days of the last `count` months up to and with the day's own, oldest first."""
    last = day.year * 12 + day.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(last - count + 1, last + 1)]


def checklist(
    parts: Sequence[Part], acts: Mapping[str, Iterable[date]], answers: Iterable[Answer], today: date
) -> list[Row]:
    """A row for every part, in the strategy's own order. `acts` are days by sort of act; days to come are left out."""
    newest: dict[str, Answer] = {}
    for answer in sorted(answers, key=lambda each: each.judged_on):
        newest[answer.part] = answer
    return [_row(part, acts, newest.get(part.id), today) for part in parts]


def _row(part: Part, acts: Mapping[str, Iterable[date]], answer: Answer | None, today: date) -> Row:
    days = sorted(day for sort in part.shown_by for day in acts.get(sort, ()) if day <= today)
    firsts = months_to(today)
    counts = [sum((day.year, day.month) == (first.year, first.month) for day in days) for first in firsts]
    return Row(part, answer, days[-1] if days else None, tuple(counts))


PARTS = (
    Part(
        "steering", Words("Styrgrupp", "Steering group"),
        Words("Möts styrgruppen, och undanröjer den hinder?", "Does the steering group meet, and clear the way?"),
        ("steering",),
    ),
    Part(
        "working_group", Words("Arbetsgrupp", "Working group"),
        Words("Möts alla parter i den rytm som är bestämd?", "Do all parties meet in the rhythm decided?"),
        ("meeting",),
    ),
    Part(
        "incident_review", Words("Genomgång av händelser", "Incident reviews"),
        Words("Gås varje allvarlig händelse igenom snart?", "Is every serious incident gone through soon after?"),
        ("incident", "review"),
    ),
    Part(
        "group_audit", Words("Kartläggning av grupper", "Group audit"),
        Words("Är kartläggningen av varje grupp färsk?", "Is the audit of every group fresh?"),
        ("audit", "tie"),
    ),
    Part(
        "message", Words("Budskapet", "The message"),
        Words("Har grupperna hört budskapet, alla delar av det, sedan den senaste händelsen?",
              "Have the groups heard the message, every part of it, since the latest incident?"),
        ("call_in", "notification"),
    ),
    Part(
        "help", Words("Hjälp att lämna", "Help to leave"),
        Words("Finns det plats, folk och pengar bakom erbjudandet samma vecka?",
              "Are there places, people and money behind the offer the same week?"),
        ("help_offer",),
    ),
    Part(
        "help_line", Words("Hjälplinjen", "The help line"),
        Words("Svarar någon, och blir det något av samtalen?", "Does somebody answer, and do the calls lead anywhere?"),
        ("help_call",),
    ),
    Part(
        "sanctions", Words("Åtgärder mot grupper", "Sanctions against groups"),
        Words("Följer åtgärder snabbt, lagligt och lika för alla på nytt våld, och slutar de när våldet gör det?",
              "Do sanctions follow new violence quickly, lawfully and alike for all, and end when the violence does?"),
        ("group_sanction",),
    ),
    Part(
        "community", Words("Lokalsamhällets röster", "Community voices"),
        Words("Deltar lokalsamhället av egen vilja och med eget ord?", "Does the community take part of its own will?"),
        ("network_meeting", "voice"),
    ),
    Part(
        "follow_up", Words("Uppföljning", "Follow-up"),
        Words("Dateras det som görs, och lämnas det till någon som kan utvärdera?",
              "Is what is done dated, and given to somebody who can evaluate?"),
        ("evaluation_export", "fidelity"),
    ),
)  # fmt: skip
