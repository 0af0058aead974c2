"""The made-up city as the pictures show it: built to a fixed day, open in this process, its meeting begun."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tools import picture_council, picture_exits, picture_groups, picture_school

ANCHOR = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 24, 13, 5, tzinfo=ZoneInfo("Europe/Stockholm"))  # five minutes into the meeting
CHAIR = "polis.jarva.samordnare"
DECIDERS = ("polis.jarva.beslut1", "frivard.jarva.beslut1", "social.jarva.beslut1")
GROUND = "osl-10-15a"


@contextmanager
def opened(data: Path | None) -> Iterator[dict[str, str]]:
    """The city in this process, as the web role; gives addresses that carry ids, and whose. Built the first time."""
    from samverkan.demo import building
    from samverkan.demo.chance import SEED
    from samverkan.demo.database import Database
    from samverkan.demo.folder import City, Folder
    from samverkan.setup import install
    from samverkan.setup.embedded import default_folder

    folder = Folder((data or default_folder("pictures")).absolute())
    folder.prepare()
    database = Database(folder)
    with folder.held():
        database.start()
        try:
            city = folder.city()
            if city is None or not city.complete:
                fresh = City("small", SEED, ANCHOR.isoformat(), database.name)
                building.build(
                    folder, database, fresh, step=lambda _code: None, report=lambda _done, _of: None
                )
            elif city.made_from != building.fingerprint(folder):
                building.bring_up_to_date(folder, database, city)
            install.open_history(database.admin, database.name, opened=True)  # the held clock is not today's
            os.environ.update(building.surroundings(folder, database))
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright leaves an event loop in this thread
            import django

            django.setup()
            yield _addresses()
        finally:
            database.stop()


def session(username: str) -> str:
    """The key of a session in which the officer has just signed in."""
    from samverkan.web.sessions import SessionStore

    actor, store = _actor(username), SessionStore()
    store["officer"], store["assignment"] = str(actor.officer), str(actor.assignment)
    store.save()
    return str(store.session_key)


def _addresses() -> dict[str, str]:
    from samverkan.secrecy import clock

    with clock.frozen(MOMENT):
        meeting, cases = _meeting(), _told_cases()
        _point(meeting, cases[0])
        decider, proposal = _proposed()
        receiver, delivery = _arrived()
        return {
            "list": f"/listan/{meeting.programme_id}/",
            "meeting": f"/moten/{meeting.pk}/",
            "case": f"/arenden/{cases[0].pk}/",
            "decide": f"/utlamnanden/{proposal}/beslut/?grund={GROUND}",
            "delivery": f"/mottaget/{delivery}/",
            "decider": decider,
            "receiver": receiver,
            **picture_school.addresses(_actor),
            **picture_groups.addresses(_actor),
            **picture_exits.addresses(_actor),
            **picture_council.addresses(_actor),
        }


def _meeting() -> Any:
    """The coming meeting, opened by its chair."""
    from samverkan.casework import actions
    from samverkan.casework.models import Meeting

    chair = _actor(CHAIR)
    found = (
        Meeting.objects.filter(programme__in=[seat.programme for seat in chair.seats])
        .order_by("starts_at")
        .last()
    )
    assert found is not None
    return actions.open_meeting(by=chair, meeting=found) if found.state == Meeting.State.PLANNED else found


def _point(meeting: Any, case: Any) -> None:
    from samverkan.casework import actions

    actions.point_at(by=_actor(CHAIR), meeting=meeting, case=case)


def _told_cases() -> list[Any]:
    """Open cases that most authorities have told something in, by number."""
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile, Delivery

    actor = _actor(CHAIR)
    with bound(actor):
        seats = [seat.programme for seat in actor.seats]
        rows = Delivery.of(actor.agency).filter(
            kind="copy", state="received", case__closed_on__isnull=True, case__programme__in=seats
        )
        told: dict[UUID, set[UUID]] = {}
        for case, giver in rows.values_list("case", "giver"):
            told.setdefault(case, set()).add(giver)
        cases = CaseFile.of(actor.agency).select_related("programme").in_bulk(list(told))
        return sorted(cases.values(), key=lambda case: (-len(told[case.pk]), len(case.number), case.number))


def _proposed() -> tuple[str, UUID]:
    """Whose desk a proposal waits on, and the proposal."""
    from samverkan.casework.reads.inbox import to_decide

    return _first(lambda actor: [row for row in to_decide(actor) if row.state == "proposed"])


def _arrived() -> tuple[str, UUID]:
    """Whom something waits for to be received, and what."""
    from samverkan.casework.reads.inbox import waiting

    return _first(waiting)


def _first(found: Callable[[Any], list[Any]]) -> tuple[str, UUID]:
    from samverkan.secrecy.binding import bound

    for username in DECIDERS:
        actor = _actor(username)
        with bound(actor):
            rows = found(actor)
        if rows:
            return username, rows[0].pk
    raise LookupError("nobody in the city has anything to see to")


def _actor(username: str) -> Any:
    from samverkan.secrecy.models import Assignment
    from samverkan.secrecy.officers import actor_for

    held = Assignment.objects.get(officer__username=username)
    return actor_for(held.officer_id, held.pk)
