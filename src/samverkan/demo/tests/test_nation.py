"""Size `nation`: sums that hold, content sealed by real keys, and each room's main page filled, at a small scale."""

from datetime import date
from random import Random
from uuid import uuid4

import pytest
from support.world import EXITS, SCHOOL_TEAM

ANCHOR = date(2026, 11, 22)


def filled(programme, fill):
    from samverkan.demo.nation.building import DECIDERS
    from samverkan.demo.nation.compartment import Compartment
    from samverkan.demo.nation.loading import seated
    from samverkan.secrecy.models import Programme

    found = Programme.objects.get(pk=programme)
    (by, *_others) = seated(found.owner_id, found.pk, *DECIDERS)
    held = Compartment(by, found, Random(uuid4().int), "N")  # the tests' key store outlives a database
    for _full in fill(held, 1, ANCHOR):
        held.flush()
    written = held.flush()
    assert written == held.entries
    return held


@pytest.mark.parametrize(
    ("programme", "room", "kinds"),
    [
        (SCHOOL_TEAM, "teams", {"absence_week": 36, "identity": 1, "talk": 3}),
        (EXITS, "leavers", {"threat": 12, "cost": 12, "need": 12}),
    ],
)
def test_a_rooms_files_open_under_the_agencys_own_keys_and_are_all_there(world, programme, room, kinds):
    from importlib import import_module

    from samverkan.secrecy import clock, entries
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile, Entry

    module = import_module(f"samverkan.demo.nation.{room}")
    with clock.frozen(clock.now()):
        held = filled(programme, module.fill)
    with bound(held.by):
        files = list(CaseFile.of(held.by.agency).order_by("number"))
        opened = entries.open_all(Entry.of(held.by.agency).filter(case=files[0]))
    assert len(files) == module.OPEN + module.OVER
    assert sum(each.closed_on is None for each in files) == module.OPEN
    assert not any(each.weeded for each in opened)
    for kind, least in kinds.items():
        assert sum(each.row.kind == kind for each in opened) >= least, kind


def test_the_agencies_shares_add_up():
    from samverkan.demo.nation.lists import _shares

    assert sum(_shares(1_000_000, 176)) == 1_000_000
    assert min(_shares(60_000, 176)) > 0
