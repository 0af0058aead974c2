"""Two who begin a paper of the same sort about the same place at the same instant get a number each."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.council import CITY_PLACE


@pytest.fixture
def at_once(monkeypatch):
    """Both have read the newest number before either writes."""
    from samverkan.council import checking

    meet, read, first = threading.Barrier(2, timeout=30), checking._next_version, threading.local()

    def both(*args):
        number = read(*args)
        if not hasattr(first, "done"):
            first.done = True
            meet.wait()
        return number

    monkeypatch.setattr(checking, "_next_version", both)


def begun(city, title):
    from django.db import connections

    from samverkan.council.actions import pictures

    try:
        return pictures.draft(by=city.actor(), place=CITY_PLACE, title=title).version
    finally:
        connections.close_all()


def test_two_drafts_begun_at_once_are_numbered_one_after_the_other(city, at_once):
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda title: begun(city, title), ("Den ena", "Den andra")))
    assert sorted(found) == [1, 2]


def test_a_number_that_is_always_taken_is_a_conflict_and_no_other_fault_is_hidden(city, monkeypatch):
    from django.db import IntegrityError

    from samverkan.council import checking
    from samverkan.council.actions import pictures
    from samverkan.secrecy.acting import Conflict

    pictures.draft(by=city.actor(), place=CITY_PLACE, title="Den första")
    monkeypatch.setattr(checking, "_next_version", lambda *_: 1)
    with pytest.raises(Conflict):
        pictures.draft(by=city.actor(), place=CITY_PLACE, title="Den andra")
    monkeypatch.setattr(checking, "_next_version", lambda *_: -1)
    with pytest.raises(IntegrityError):
        pictures.draft(by=city.actor(), place=CITY_PLACE, title="Den tredje")
