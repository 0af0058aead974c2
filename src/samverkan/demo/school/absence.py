"""A made-up school's absence files, as a school's system writes them: a row a day, and what was away.

How much a pupil is away follows the stretch they are in and chance; the file knows nothing of why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from samverkan.pupils.absence import layout as layouts
from samverkan.pupils.absence.calendar import Break, is_school_day
from samverkan.pupils.absence.layout import Layout
from samverkan.tables import sheet

HEAD = "Personnummer;Datum;Schemalagd tid;Frånvaro (min);Typ;Vårdnadshavare informerad"
NAME = "franvaro.csv"
# As schools' files have them: a number mistyped, and one of a pupil whom the team has no file on.
WRONG = ("201001012389;2026-11-20;330;55;Ogiltig;", "201001032380;2026-11-20;330;110;Ogiltig;")
SYSTEM = "Skolsystemet (påhittat)"
DAY, LESSON = 330, 55  # minutes
FIRST_WEEK = 34  # of the school year, ISO
LATE = 0.12  # of the days with invalid absence: the guardian is told late or not at all


@dataclass(frozen=True)
class Pattern:
    """How much a pupil is away: the chance of each of a day's lessons, before, during and after the support."""

    number: str
    before: float
    during: float
    after: float
    begun: date | None = None
    ended: date | None = None

    def chance(self, day: date) -> float:
        """The day's own."""
        if self.begun is None or day < self.begun:
            months = max(0, (self.begun - day).days // 30) if self.begun else 0
            return max(0.06, self.before - 0.03 * months)  # it has grown by and by
        if self.ended is None or day <= self.ended:
            weeks = (day - self.begun).days // 7
            return max(self.during, self.before - 0.04 * weeks)
        return self.after


def breaks_of(year: int) -> list[Break]:
    """The school's breaks in the school year that begins in `year`, by week as Stockholm has them."""

    def week(of: int, number: int, name: str) -> Break:
        monday = date.fromisocalendar(of, number, 1)
        return Break(monday, monday + timedelta(days=4), name)

    summer = Break(
        date.fromisocalendar(year, 25, 1), date.fromisocalendar(year, FIRST_WEEK - 1, 5), "sommarlov"
    )
    christmas = Break(date(year, 12, 21), date(year + 1, 1, 8), "jullov")
    return [
        summer, week(year, 44, "höstlov"), christmas, week(year + 1, 9, "sportlov"), week(year + 1, 15, "påsklov"),
    ]  # fmt: skip


def rows_of(chosen: Random, pattern: Pattern, days: Iterable[date]) -> list[str]:
    """A pupil's rows for some school days, in order."""
    return [row for day in days for row in _day(chosen, pattern, day)]


def school_days(first: date, last: date) -> list[date]:
    """School days from one day to another, both included."""
    breaks = [each for year in range(first.year - 1, last.year + 1) for each in breaks_of(year)]
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if is_school_day(day, breaks)]


def file_of(rows: Iterable[str]) -> bytes:
    """The file."""
    return "\n".join([HEAD, *rows, ""]).encode()


def layout_of(raw: bytes) -> Layout:
    """How the file is read, as its headings and words are usually meant."""
    return layouts.guess(sheet.read_bytes(NAME, raw), SYSTEM)


def _day(chosen: Random, pattern: Pattern, day: date) -> list[str]:
    away = sum(chosen.random() < pattern.chance(day) for _lesson in range(DAY // LESSON)) * LESSON
    kind = "Giltig" if chosen.random() < 0.45 else "Ogiltig"
    told = ""
    if away and kind == "Ogiltig":
        told = str(day)
        if chosen.random() < LATE:
            told = chosen.choice(("", str(day + timedelta(days=1))))
    start = f"{pattern.number};{day};{DAY}"
    return [f"{start};{away};{kind};{told}" if away else f"{start};0;;"]
