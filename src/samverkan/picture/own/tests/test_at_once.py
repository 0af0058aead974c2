"""Two officers who read in the authority's first file at once: the second waits, sees the first's, and adds to it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest


def incidents(day: int):
    from samverkan.picture.own import reading
    from samverkan.picture.own.wishes import Wishes
    from samverkan.tables.sheet import read_bytes

    raw = f"Händelsetid;Kategori;Stadsdel\n2026-01-{day:02d};Klotter;Rinkeby\n"
    wishes = Wishes("incidents")
    where = reading.municipality("0180")
    return wishes, reading.read(read_bytes("egna.csv", raw.encode()), wishes, where, date(2026, 11, 2))


def test_neither_file_is_lost(world, monkeypatch):
    from django.db import connection

    from samverkan.picture.own import actions, reads, sealing
    from samverkan.secrecy.binding import bound

    by = world.actor("soc.beslut")
    ready, claim = Barrier(2, timeout=120), sealing.claim

    def together(*args, **kwargs):
        ready.wait()
        return claim(*args, **kwargs)

    monkeypatch.setattr(sealing, "claim", together)

    def take(day: int) -> bool:
        try:
            wishes, found = incidents(day)
            return actions.take(by=by, wishes=wishes, found=found) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(take, (3, 4))) == [True, True]
    with bound(by):
        assert sealing.frame_of(reads.newest(by, "incidents")).height == 2
        assert sorted(row.number for row in reads.files(by)) == [1, 2]


def test_the_same_file_again_leaves_nothing_behind(world):
    from samverkan.picture.own import actions, reads
    from samverkan.secrecy.binding import bound

    by = world.actor("soc.beslut")
    wishes, found = incidents(3)
    assert actions.take(by=by, wishes=wishes, found=found) is not None
    assert actions.take(by=by, wishes=wishes, found=found) is None
    with bound(by):
        assert [row.number for row in reads.files(by)] == [1]


@pytest.mark.parametrize("others", [1, 9])
def test_whoever_comes_between_is_waited_for_and_at_last_given_up_on(world, monkeypatch, others):
    from django.db import IntegrityError

    from samverkan.picture.models import OwnFile
    from samverkan.picture.own import actions
    from samverkan.secrecy.acting import Conflict

    left, save = iter(range(others)), OwnFile.save

    def between(self, *args, **kwargs):
        if kwargs.get("force_insert") and next(left, None) is not None:
            raise IntegrityError
        return save(self, *args, **kwargs)

    monkeypatch.setattr(OwnFile, "save", between)
    wishes, found = incidents(3)
    by = world.actor("soc.beslut")
    if others > 5:
        with pytest.raises(Conflict):
            actions.take(by=by, wishes=wishes, found=found)
    else:
        assert actions.take(by=by, wishes=wishes, found=found) is not None
