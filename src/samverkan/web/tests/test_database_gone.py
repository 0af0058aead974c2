"""A database that stops: a plain page, nothing half written, and work again as soon as it is back."""

import pytest
from django.db import close_old_connections
from support.clients import signed_in_client, text_of

OFFICER = "pol.samordnare"
STOPPED = "Tjänsten är tillfälligt stängd"


@pytest.fixture
def cut(attacker):
    """Ends every connection of the product's, as a stopped server does."""
    superuser = attacker()

    def now():
        superuser.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    return now


@pytest.fixture
def visitor(world):
    found = signed_in_client(world, OFFICER)
    found.raise_request_exception = False
    return found


def test_stopped_between_two_pages_is_said_and_then_it_works_again(visitor, cut):
    assert visitor.get("/far-jag-lamna-ut/").status_code == 200
    cut()
    down = visitor.get("/far-jag-lamna-ut/")
    assert down.status_code == 503
    assert STOPPED in text_of(down)
    close_old_connections()  # as the server does before each request; the test's client leaves it out
    assert visitor.get("/far-jag-lamna-ut/").status_code == 200


def test_stopped_in_the_middle_of_an_act_leaves_nothing_of_it(visitor, cut, monkeypatch, world):
    from support.acts import Acts

    from samverkan.secrecy import acting

    case = Acts(world).nominate(OFFICER)
    there = f"/arenden/{case.pk}/uppgift/note/"
    sent = {"text": "Skrivet i avbrottet.", "event_date": "2026-11-20"}
    honest = acting.write_trace

    def cut_before_the_trace(*given, **named):
        cut()
        return honest(*given, **named)

    monkeypatch.setattr(acting, "write_trace", cut_before_the_trace)
    down = visitor.post(there, sent)
    assert down.status_code == 503
    assert STOPPED in text_of(down)
    monkeypatch.undo()
    close_old_connections()
    assert _notes(world, case) == 0
    assert visitor.post(there, sent).status_code == 302
    assert _notes(world, case) == 1


def _notes(world, case):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Entry

    by = world.actor(OFFICER)
    with bound(by):
        return Entry.of(by.agency).filter(case=case.pk, kind="note").count()
