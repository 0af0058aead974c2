"""A made-up year of a Trefas programme: its meetings, its figures, and each person's story."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from samverkan.casework import actions
from samverkan.demo import chance
from samverkan.demo.cast import Cast, at
from samverkan.demo.people import MadeUp, people
from samverkan.demo.places import Place
from samverkan.demo.publishing import publications
from samverkan.demo.story import DAY, Act, Story
from samverkan.picture.own import made_up

OWN_FILES = "jarva"  # whose social services have read own files into their picture
RHYTHM = 21  # days between meetings
ODD = ["protected", "refused", "withdrawn", "rejected", "shown", "proposed", "proposed", "waiting", "waiting",
       "calm", "calm", "moved", "imprisoned", "exit_programme", "wrong", "unconfirmed", "unconfirmed"]  # fmt: skip


def meeting_days(anchor: date, start: date) -> list[date]:
    """Every third week up to the day before the anchor date, weekdays only."""
    days = [anchor - DAY - n * RHYTHM * DAY for n in range(40)]
    days = [day - max(0, day.weekday() - 4) * DAY for day in days]
    return sorted(day for day in days if day > start)


def year(place: Place, seed: int, anchor: date, persons: int) -> Iterator[Act]:
    """All that happens in a programme up to the anchor date, in no order."""
    chosen = chance.stream(seed, "history", place.slug)
    cast = Cast(place, chosen)
    start = anchor - timedelta(days=365)
    days = meeting_days(anchor, start)
    yield from _meetings(cast, days, anchor)
    yield from publications(cast, anchor)
    if place.slug == OWN_FILES:
        yield at(anchor - DAY, 8), lambda: made_up.take_in(cast.actor("social", "samordnare"))
    odd = chosen.sample(ODD + [""] * max(0, persons - len(ODD)), persons)
    for number, person in enumerate(people(seed, anchor, persons, f"people/{place.slug}")):
        yield from _story(cast, person, odd[number], number, days, start, anchor, seed).acts()


def _story(
    cast: Cast, person: MadeUp, odd: str, number: int, days: list[date], start: date, anchor: date, seed: int
) -> Story:
    chosen = chance.stream(seed, "story", cast.place.slug, number)
    latest = (anchor - start).days - 60
    begins = start + chosen.randrange(25, latest) * DAY
    if odd == "unconfirmed":
        begins = anchor - chosen.randrange(1, 4) * DAY
    begins -= max(0, begins.weekday() - 4) * DAY
    return Story(cast, person, chosen, anchor, days, begins, odd)


def _meetings(cast: Cast, days: list[date], anchor: date) -> Iterator[Act]:
    held: dict[date, Any] = {}

    def plan(day: date, starts: datetime) -> None:
        held[day] = actions.plan_meeting(
            by=_chair(cast), programme=cast.programme, starts_at=starts, place="Frivårdens lokaler"
        )

    def begin(day: date) -> None:
        held[day] = actions.open_meeting(by=_chair(cast), meeting=held[day])

    def close(day: date) -> None:
        actions.close_meeting(by=_chair(cast), meeting=held[day])

    for day in days:
        yield at(day - 14 * DAY, 8), partial(plan, day, at(day, 13))
        yield at(day, 13), partial(begin, day)
        yield at(day, 15), partial(close, day)
    coming = anchor + DAY
    yield at(anchor - DAY, 16), partial(plan, coming, at(coming, 13))


def _chair(cast: Cast) -> Any:
    return cast.actor(cast.place.owner, "samordnare")
