"""Transactions by the wire: begun with the first statement, and a COMMIT that one may wait for later."""

from functools import partial

import pytest
from psycopg.pq import TransactionStatus

PROBE = b"INSERT INTO django_session (session_key, session_data, expire_date) VALUES ($1, '', now())"


@pytest.fixture
def here(shared_world):
    from django.db import connections

    connections["default"].ensure_connection()
    return connections["default"]


def write(key: str):
    from samverkan.secrecy.postgres.wire import Statement

    return Statement(PROBE, [key])


def bad():
    from samverkan.secrecy.postgres.wire import Statement

    return Statement(b"SELECT 1 / 0")


def fall(*does) -> None:
    """A transaction that does these things and then fails."""
    from django.db import transaction

    def act() -> None:
        with transaction.atomic():
            for do in does:
                do()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()


def kept(*keys: str) -> set[str]:
    from django.contrib.sessions.models import Session

    return set(Session.objects.filter(session_key__in=keys).values_list("session_key", flat=True))


def begun(here) -> bool:
    return here.connection.info.transaction_status == TransactionStatus.INTRANS


@pytest.mark.parametrize("way", ["wire", "cursor"])
def test_a_transaction_begins_with_its_first_statement(here, way) -> None:
    from django.db import transaction

    with transaction.atomic():
        assert not begun(here)
        if way == "wire":
            here.ask([write(f"first {way}")])
        else:
            with here.cursor() as cursor:
                cursor.execute("SELECT 1")
        assert begun(here)
    assert not begun(here)


def test_what_was_written_stands_or_falls_with_the_transaction(here) -> None:
    from django.db import transaction

    with transaction.atomic():
        here.ask([write("stands")])
        fall(lambda: here.ask([write("falls within")]))
    fall(lambda: here.ask([write("falls")]))
    assert kept("stands", "falls", "falls within") == {"stands"}


def test_what_is_prepared_outlives_a_rollback(here) -> None:
    for n in range(8):  # psycopg prepares what it meets five times, and would then tidy up at the ROLLBACK
        fall(partial(here.ask, [write(f"gone {n}")]), partial(kept, "x"))
    assert here.ask([write("after")]) == [[]]


def test_a_commit_that_rolled_back_is_a_fault(here) -> None:
    from django.db import DatabaseError, transaction

    from samverkan.secrecy.postgres.base import NotCommitted

    def swallow() -> None:
        with transaction.atomic():
            here.ask([write("swallowed")])
            with pytest.raises(DatabaseError):
                here.ask([bad()])

    with pytest.raises(NotCommitted):
        swallow()
    assert kept("swallowed") == set()


def test_what_is_left_goes_with_the_commit_and_nothing_is_asked_meanwhile(here) -> None:
    from django.db import transaction

    from samverkan.secrecy.postgres.base import OnItsWay

    with transaction.atomic():
        here.ask([write("left 1")])
        here.leave(write("left 2"))
    for ask in (lambda: here.ask([write("x")]), here.cursor, lambda: kept("x")):
        with pytest.raises(OnItsWay):
            ask()
    here.settle()
    assert kept("left 1", "left 2") == {"left 1", "left 2"}


def test_what_is_left_may_be_all_there_is_or_nothing(here) -> None:
    from django.db import transaction

    with transaction.atomic():
        here.leave(write("alone"))
    here.settle()
    with transaction.atomic():
        here.leave()
    here.settle()
    assert kept("alone") == {"alone"}


def test_what_is_left_and_fails_takes_all_with_it(here) -> None:
    from django.db import DatabaseError, transaction

    with transaction.atomic():
        here.ask([write("falls too")])
        here.leave(bad())
    with pytest.raises(DatabaseError):
        here.settle()
    assert kept("falls too") == set()


def test_what_is_left_is_forgotten_when_the_transaction_fails(here) -> None:
    from django.db import transaction

    fall(lambda: here.leave(write("forgotten")))
    here.settle()
    with transaction.atomic():
        here.ask([write("next")])
    assert kept("forgotten", "next") == {"next"}
