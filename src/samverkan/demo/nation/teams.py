"""School-social teams at size `nation`: forty pupils at work and twenty over, each with a school year of weeks."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from samverkan.casework.working_days import next_working_day
from samverkan.demo import chance
from samverkan.demo.cast import TEXTS, at
from samverkan.demo.nation.compartment import Compartment, File
from samverkan.demo.nation.loading import seated
from samverkan.demo.people import PUPILS, MadeUp, crowd
from samverkan.demo.school.absence import DAY as MINUTES
from samverkan.demo.school.absence import LESSON, breaks_of
from samverkan.demo.school.plans import SUBJECTS
from samverkan.pupils.absence.calendar import is_school_day
from samverkan.pupils.absence.week import KIND, Day, Week
from samverkan.secrecy.kinds import AgencyKind

OPEN, OVER = 40, 20
WEEKS = 52  # back from the anchor; breaks among them have no rows
DAY = timedelta(days=1)
PHASES, BACK = ("raised", "queue", "working", "following", "ended"), (260, 250, 200, 60, 20)
SAID = TEXTS["school"]


def fill(held: Compartment, seed: int, anchor: date) -> Iterator[None]:
    """Write a team's files; the social services have those that they were told of. Yields when it is time to flush."""
    workers = seated(held.by.agency, held.programme.pk, "counsellor", "open_care")
    pupils = crowd(seed, anchor, f"nation/team/{held.programme.pk}", PUPILS)
    if held.by.kind == AgencyKind.SCHOOL:
        held.row("pupils_schoolsettings", held.programme.pk, MINUTES, LESSON, "[]", "[]", held.by.officer,
                 at(anchor - 300 * DAY, 9))  # fmt: skip
    days = _school_days(anchor)
    for n, pupil in enumerate(islice(pupils, OPEN + OVER)):
        far = 5 if n >= OPEN else 1 + n % 4
        moved = tuple(anchor - (back - n % 15) * DAY for back in BACK[:far])
        file = held.open(PHASES[:far], moved, closed=moved[-1] if n >= OPEN else None)
        for worker in workers:
            held.assign(file, worker, moved[0])
        _told(held, file, pupil, moved[0])
        _weeks(held, seed, file, pupil, days)
        _worked(held, file, moved, anchor)
        if held.full():
            yield


def _told(held: Compartment, file: File, pupil: MadeUp, first: date) -> None:
    year = 15 - min(15, max(12, pupil.age(first)))
    held.write(file, "identity", first, pupil.identity())
    held.write(file, "marking", first, {"child": True})
    held.write(
        file,
        "schooling",
        first,
        {"school": "Almskolan", "year": 9 - year, "class": f"{9 - year}A", "owner": "home"},
    )
    held.write(file, "nomination", first, {"grounds": held.chosen.choice(SAID["grounds"])})


def _weeks(held: Compartment, seed: int, file: File, pupil: MadeUp, days: dict[date, list[date]]) -> None:
    """The same weeks at the school and, by standing decision, at the social services."""
    chosen = chance.stream(seed, "nation", "absence", pupil.number)
    for monday, school in days.items():
        away = {day: LESSON * chosen.choice((0, 0, 1, 2, 6)) for day in school}
        week = Week(
            monday, {day: Day(MINUTES, minutes // 2, minutes - minutes // 2) for day, minutes in away.items()}
        )
        held.write(file, KIND, monday + 5 * DAY, week.fields("franvaro.csv"))


def _worked(held: Compartment, file: File, moved: tuple[date, ...], anchor: date) -> None:
    chosen, first = held.chosen, moved[0]
    if held.by.kind == AgencyKind.SCHOOL:
        day = first + 2 * DAY
        held.write(file, "investigation", day, {"started_on": day.isoformat(), "responsible": "Skolkuratorn"})
        held.write(
            file,
            "grades",
            day,
            {"taken_on": day.isoformat(), **{each: chosen.choice("FEDC") for each in SUBJECTS}},
        )
        held.limit(file, "investigate", anchor - (3 + held.files) * DAY)
    for who in ("pupil", "guardian", "health"):
        held.write(file, "talk", first + 5 * DAY, {"with": who, "held_on": (first + 5 * DAY).isoformat(),
                                                   "text": chosen.choice(SAID["talks"][who])})  # fmt: skip
    if len(moved) < 3:
        return
    begun = next_working_day(moved[2] + DAY)
    held.write(
        file,
        "goal",
        begun,
        {"set_on": begun.isoformat(), "text": chosen.choice(SAID["goals"]), "seen_by": "Närvaron"},
    )
    for what in ("morning", "talks"):
        held.write(file, "measure", begun, {
            "starts_on": begun.isoformat(), "what": what, "text": SAID["measures"][what], "who": "Skolkuratorn",
            "review_on": anchor.isoformat(),
        })  # fmt: skip
    for n in range(12):
        day = begun + 9 * n * DAY
        held.write(file, "contact", day, {"event_date": day.isoformat(), "how": "phone",
                                          "text": chosen.choice(SAID["contacts"])})  # fmt: skip
    for n in range(4):
        day = begun + 35 * n * DAY
        held.write(
            file,
            "review",
            day,
            {"held_on": day.isoformat(), "reached": "partly", "text": chosen.choice(SAID["reviews"])},
        )
    held.limit(file, "review", anchor - (held.files % 9 - 4) * DAY)


def _school_days(anchor: date) -> dict[date, list[date]]:
    """By Monday, the school days of each week with any."""
    breaks = [each for year in range(anchor.year - 2, anchor.year + 1) for each in breaks_of(year)]
    last = anchor - anchor.weekday() * DAY
    found = {}
    for n in range(WEEKS, 0, -1):
        monday = last - 7 * n * DAY
        if days := [monday + k * DAY for k in range(5) if is_school_day(monday + k * DAY, breaks)]:
            found[monday] = days
    return found
