"""A made-up school's year with its team: settings, absence files, meetings, figures, and each pupil's story."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from samverkan.casework import actions
from samverkan.demo import chance
from samverkan.demo.cast import at
from samverkan.demo.people import PUPILS, people
from samverkan.demo.places import Place
from samverkan.demo.publishing import publications
from samverkan.demo.school import absence, files
from samverkan.demo.school.cast import SCHOOL, SOCIAL, TeamCast
from samverkan.demo.school.plans import answered
from samverkan.demo.school.story import ARCS, PupilStory
from samverkan.demo.story import DAY, Act
from samverkan.pupils.absence.threshold import ALL, INVALID, Threshold
from samverkan.pupils.actions.receiving import receive_flows
from samverkan.pupils.actions.settings import confirm_layout, decide
from samverkan.pupils.reads import arriving
from samverkan.secrecy.binding import bound

RHYTHM = 14  # days between the team's meetings, and between files
LATEST = 3  # weeks in a file
SAMPLE = ("201001012382;2026-01-12;330;55;Ogiltig;", "201001012382;2026-01-13;330;55;Giltig;")
LIMITS = (Threshold(ALL, Decimal(15), 4), Threshold(INVALID, Decimal(10), 4))


def year(place: Place, seed: int, anchor: date, persons: int) -> Iterator[Act]:
    """All that happens at the school up to the anchor date, in no order."""
    cast = TeamCast(place, chance.stream(seed, "history", place.slug))
    start = anchor - timedelta(days=365)
    stories = _stories(cast, seed, anchor, min(persons, len(ARCS)))
    held = _rows(seed, stories, anchor)
    yield at(start, 9), partial(_settle, cast, anchor)
    yield from _files(cast, stories, held, start, anchor)
    yield from _meetings(cast, start, anchor)
    yield from publications(cast, anchor)
    for story in stories:
        yield from story.acts()


def pupils(persons: int) -> int:
    """How many pupils a school's team works with."""
    return min(persons, len(ARCS))


def _stories(cast: TeamCast, seed: int, anchor: date, count: int) -> list[PupilStory]:
    found = people(seed, anchor, count, f"people/{cast.place.slug}", PUPILS)
    return [
        PupilStory(cast, person, chance.stream(seed, "story", cast.place.slug, n), anchor, ARCS[n])
        for n, person in enumerate(found)
    ]  # fmt: skip


def _rows(seed: int, stories: list[PupilStory], anchor: date) -> dict[str, dict[date, str]]:
    """By personal number, the row of each school day of this school year and the one before."""
    first = date.fromisocalendar(anchor.year - (2 if anchor.month < 8 else 1), absence.FIRST_WEEK, 1)
    days = absence.school_days(first, anchor - DAY)
    found = {}
    for story in stories:
        chosen: Random = chance.stream(seed, "absence", story.person.number)
        found[story.pattern.number] = dict(
            zip(days, absence.rows_of(chosen, story.pattern, days), strict=True)
        )
    return found


def _settle(cast: TeamCast, anchor: date) -> None:
    """The head decides the school's day, breaks and limits; the clerk how the system's files are read."""
    breaks = [
        each for year in (anchor.year - 2, anchor.year - 1, anchor.year) for each in absence.breaks_of(year)
    ]
    decide(by=cast.actor(SCHOOL, "rektor"), programme=cast.programme, day_minutes=absence.DAY,
           lesson_minutes=absence.LESSON, thresholds=LIMITS, breaks=breaks)  # fmt: skip
    layout = absence.layout_of(
        absence.file_of(["201001012382;2026-01-12;330;55;Ogiltig;", "201001012382;2026-01-13;330;55;Giltig;"])
    )
    confirm_layout(by=cast.actor(SCHOOL, "franvaro"), programme=cast.programme, layout=layout)


def _files(
    cast: TeamCast, stories: list[PupilStory], held: dict[str, dict[date, str]], start: date, anchor: date
) -> Iterator[Act]:
    """All that is known of a pupil when taken up; then a file every other Friday; the last one through the pages."""

    def rows(numbers: list[str], first: date, last: date) -> list[str]:
        return [row for each in numbers for day, row in held[each].items() if first <= day <= last]

    def whole(number: str, day: date) -> None:
        files.take(cast, absence.file_of(rows([number], date.min, day - DAY)))

    def latest(day: date) -> None:
        taken = [each.pattern.number for each in stories if each.files]
        if found := rows(taken, day - LATEST * 7 * DAY, day):
            files.take(cast, absence.file_of(found))

    def through_pages(day: date) -> None:
        taken = [each.pattern.number for each in stories if each.files]
        raw = absence.file_of([*rows(taken, day - LATEST * 7 * DAY, day), *absence.WRONG])
        files.send(cast, raw)

    for story in stories:
        day = story.day(story.arc.taken)
        yield at(day, 12), partial(whole, story.pattern.number, day)
    day = anchor - (anchor.weekday() + 3) % 7 * DAY  # the latest Friday
    yield at(min(day, anchor - DAY), 15), partial(through_pages, min(day, anchor - DAY))
    for n in range(1, 365 // RHYTHM):
        friday = day - n * RHYTHM * DAY
        if friday > start:
            yield at(friday, 15), partial(latest, friday)
            yield at(friday + 3 * DAY, 9), partial(_take_in, cast)
            yield at(friday + 3 * DAY, 11), partial(_answer, stories, friday)


def _answer(stories: list[PupilStory], friday: date) -> None:
    """The head answers what a file has asked about those whose absence is known and worked with."""
    for story in stories:
        if (
            story.files
            and story.arc.odd not in ("asked", "new")
            and friday > story.day(story.arc.taken) + 7 * DAY
        ):
            answered(story, "already")


def _take_in(cast: TeamCast) -> None:
    """The social services take in the attendance that has come."""
    by = cast.actor(SOCIAL, "teamchef")
    with bound(by):
        found = arriving.flows(by)
    receive_flows(by=by, flows=[each for each in found if each.case.programme_id == cast.programme.pk])


def _meetings(cast: TeamCast, start: date, anchor: date) -> Iterator[Act]:
    held: dict[date, Any] = {}
    by = partial(cast.actor, SCHOOL, "rektor")

    def plan(day: date, starts: datetime) -> None:
        held[day] = actions.plan_meeting(
            by=by(), programme=cast.programme, starts_at=starts, place="Elevhälsans rum"
        )

    def begin(day: date) -> None:
        held[day] = actions.open_meeting(by=by(), meeting=held[day])

    def close(day: date) -> None:
        actions.close_meeting(by=by(), meeting=held[day])

    first = start + (2 - start.weekday()) % 7 * DAY + 14 * DAY  # Wednesdays
    for n in range(0, (anchor - first).days, RHYTHM):
        day = first + n * DAY
        yield at(day - 10 * DAY, 8), partial(plan, day, at(day, 14))
        yield at(day, 14), partial(begin, day)
        yield at(day, 15, 30), partial(close, day)
    coming = anchor + (2 - anchor.weekday()) % 7 * DAY + (7 * DAY if anchor.weekday() == 2 else 0 * DAY)
    yield at(anchor - DAY, 16), partial(plan, coming, at(coming, 14))
