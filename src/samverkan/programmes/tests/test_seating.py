"""Seats: each authority's to give and to end, nobody's to give themselves; a right that ends is gone at once."""

from datetime import timedelta

import pytest
from support.world import TREFAS

DAY = timedelta(days=1)


def assignment(username):
    from samverkan.secrecy.models import Assignment

    return Assignment.objects.get(officer__username=username)


def give(house, by, username, role, **more):
    from samverkan.programmes import actions
    from samverkan.secrecy import clock

    facts = {"since": clock.today(), **more}
    return actions.give_seat(
        by=house.actor(by), programme=house.trefas(), assignment=assignment(username), role=role, **facts
    )


def may(house, username, capability):
    return house.actor(username).may(capability, TREFAS)


def test_a_seat_gives_its_rights_and_its_end_takes_them(house):
    from samverkan.programmes import actions
    from samverkan.secrecy import clock

    assert not may(house, "pol.avhopp", "nominate")
    seat = give(house, "pol.beslut", "pol.avhopp", "caseworker")
    assert may(house, "pol.avhopp", "nominate")
    actions.end_seat(by=house.actor("pol.beslut"), seat=seat, last_day=clock.today())
    assert may(house, "pol.avhopp", "nominate"), "the last day is a day"
    with clock.frozen(clock.now() + DAY):
        assert not may(house, "pol.avhopp", "nominate")


def test_a_substitute_sits_until_a_day_and_no_longer(house):
    from samverkan.secrecy import clock

    give(house, "pol.beslut", "pol.avhopp", "coordinator", until=clock.today() + 7 * DAY)
    with clock.frozen(clock.now() + 7 * DAY):
        assert may(house, "pol.avhopp", "run_meeting")
    with clock.frozen(clock.now() + 8 * DAY):
        assert not may(house, "pol.avhopp", "run_meeting")


BAD = {
    "somebody elses officer": ("soc.avhopp", "caseworker", {}, "assignment"),
    "oneself": ("pol.beslut", "coordinator", {}, "assignment"),
    "a role there is not": ("pol.avhopp", "chief", {}, "role"),
    "a seat already held": ("pol.handlaggare", "caseworker", {}, "assignment"),
    "a day gone by": ("pol.avhopp", "caseworker", {"since": -1}, "since"),
    "an end before the start": ("pol.avhopp", "caseworker", {"since": 3, "until": 2}, "until"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_does_not_hold_is_told_at_its_field(house, case):
    from samverkan.secrecy import clock
    from samverkan.secrecy.acting import Invalid

    username, role, days, field = BAD[case]
    more = {name: clock.today() + n * DAY for name, n in days.items()}
    with pytest.raises(Invalid) as told:
        give(house, "pol.beslut", username, role, **more)
    assert told.value.field == field


def test_a_role_that_the_method_gives_other_authorities_is_not_ours(house):
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid) as told:
        give(house, "fri.beslut", "fri.handlaggare", "coordinator")
    assert told.value.field == "role"


@pytest.mark.parametrize("username", ["pol.handlaggare", "pol.styr", "soc.jurist"])
def test_only_whoever_staffs(house, username):
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused):
        give(house, username, "pol.avhopp", "caseworker")


def test_the_database_seats_nobody_by_themselves_whatever_the_program_says(house, monkeypatch):
    from django.db import DatabaseError

    from samverkan.programmes.actions import seating

    monkeypatch.setattr(seating, "_check_colleague", lambda *_facts: None)
    for username in ("pol.beslut", "soc.avhopp"):
        with pytest.raises(DatabaseError):
            give(house, "pol.beslut", username, "decider" if username == "soc.avhopp" else "caseworker")


def test_an_end_is_never_moved_later(house):
    from samverkan.programmes import actions
    from samverkan.secrecy import clock
    from samverkan.secrecy.acting import Invalid

    seat = give(house, "pol.beslut", "pol.avhopp", "caseworker", until=clock.today() + 3 * DAY)
    with pytest.raises(Invalid):
        actions.end_seat(by=house.actor("pol.beslut"), seat=seat, last_day=clock.today() + 4 * DAY)
