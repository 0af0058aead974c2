"""A year of made-up history, built through the same acts as the pages use, with the clock held at each day.

Deterministic from seed and anchor date, keys and nonces excepted. Size `nation` takes the bulk path instead.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from samverkan.casework import actions
from samverkan.demo import beside, chance, exiting
from samverkan.demo.cast import Cast, at
from samverkan.demo.exiting.history import acts as exiting_acts
from samverkan.demo.people import MadeUp, people
from samverkan.demo.places import PLACES, TEAM, TREFAS, Place
from samverkan.demo.publishing import publications
from samverkan.demo.school import year as school
from samverkan.demo.story import DAY, Act, Story
from samverkan.picture.own import made_up
from samverkan.secrecy import clock, ids

PERSONS = 40  # in each programme
OWN_FILES = "jarva"  # whose social services have read own files into their picture
RHYTHM = 21  # days between meetings
ODD = ["protected", "refused", "withdrawn", "rejected", "shown", "proposed", "proposed", "waiting", "waiting",
       "calm", "calm", "moved", "imprisoned", "exit_programme", "wrong", "unconfirmed", "unconfirmed"]  # fmt: skip

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Built:
    """How much was acted out."""

    programmes: int
    persons: int
    acts: int


def build(
    size: str, seed: int, anchor: date, progress: Progress = lambda _done, _of: None, persons: int = PERSONS,
    only: str | None = None,
) -> Built:  # fmt: skip
    """Act out the history of every programme of a size. `progress(done, of)` is called after each act.

    `only` names one programme's place: what happens there is the same whoever acts out the others, and when.
    The door must take acts dated in the past (`setup.install.open_history`).
    """
    if size == "nation":
        from samverkan.demo.nation.building import build_nation

        return build_nation(seed, anchor, progress)
    places = [place for place in PLACES[size]() if only in {None, place.slug}]
    told = [TOLD[place.method](place, seed, anchor, persons) for place in places]
    if only in {None, exiting.PLACE}:
        told.append(exiting_acts(seed, anchor))
    told += [beside.told(seed, anchor, place.slug) for place in places]
    acts = sorted((act for found in told for act in found), key=lambda act: act[0])
    with ids.drawn_from(chance.ids_from(seed, only)):
        for done, (moment, act) in enumerate(acts, 1):
            with clock.frozen(moment):
                act()
            progress(done, len(acts))
    return Built(len(places), sum(_persons(place, persons) for place in places), len(acts))


def meeting_days(anchor: date, start: date) -> list[date]:
    """Every third week up to the day before the anchor date, weekdays only."""
    days = [anchor - DAY - n * RHYTHM * DAY for n in range(40)]
    days = [day - max(0, day.weekday() - 4) * DAY for day in days]
    return sorted(day for day in days if day > start)


def _persons(place: Place, persons: int) -> int:
    return school.pupils(persons) if place.method == TEAM else persons


def _programme(place: Place, seed: int, anchor: date, persons: int) -> Iterator[Act]:
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


TOLD: dict[str, Callable[[Place, int, date, int], Iterator[Act]]] = {TREFAS: _programme, TEAM: school.year}
