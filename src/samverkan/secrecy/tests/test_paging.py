"""`@page`: bound, rendered to finished bytes, traced, then sent; what may not be seen is not there."""

from contextlib import contextmanager

import pytest


@pytest.fixture(scope="module")
def page(shared_world):
    from samverkan.secrecy.paging import page

    return page


@pytest.fixture
def request_of(shared_desk):
    from django.test import RequestFactory

    def make(username="pol.samordnare", method="get"):
        request = getattr(RequestFactory(), method)("/")
        request.actor = shared_desk.actor(username)
        return request

    return make


@pytest.fixture
def case(shared_desk):
    case = shared_desk.case("pol.samordnare")
    shared_desk.write("pol.samordnare", case)
    return case


def traced(desk, verb) -> list:
    lines = "SELECT outcome, subjects FROM trail_trace WHERE verb = %s ORDER BY at"
    return desk.sql("pol.samordnare", lines, verb)


def reading(case):
    from django.http import HttpResponse

    from samverkan.secrecy.entries import open_all
    from samverkan.secrecy.models import Entry

    def view(request):
        rows = open_all(Entry.of(request.actor.agency).filter(case=case))
        return HttpResponse(" ".join(str(each["text"]) for each in rows))

    return view


def test_a_page_names_every_entry_it_showed(shared_desk, page, request_of, case) -> None:
    response = page("prov.read", "läste i prov", "read in a test")(reading(case))(request_of())
    assert response.content == b"Hotades."
    assert response["Cache-Control"] == "no-store"
    (entry,) = shared_desk.opened("pol.samordnare", case)
    outcome, subjects = traced(shared_desk, "prov.read")[-1]
    assert outcome == "done"
    assert entry.row.pk in subjects


def test_a_page_that_showed_nothing_secret_leaves_no_line(shared_desk, page, request_of) -> None:
    from django.http import HttpResponse

    page("prov.empty", "såg inget i prov", "saw nothing in a test")(lambda _request: HttpResponse("tomt"))(
        request_of()
    )
    assert traced(shared_desk, "prov.empty") == []


def test_a_page_that_fails_shows_and_traces_nothing(shared_desk, page, request_of, case) -> None:
    read = reading(case)

    def view(request):
        read(request)
        raise RuntimeError("in the template")

    with pytest.raises(RuntimeError):
        page("prov.broken", "gick sönder i prov", "broke in a test")(view)(request_of())
    assert traced(shared_desk, "prov.broken") == []


def test_what_cannot_be_traced_is_not_shown(page, request_of, case, monkeypatch) -> None:
    from samverkan.trail import writing

    def broken(*_args, **_facts):
        raise OSError("the disk is full")

    monkeypatch.setattr(writing, "line", broken)
    with pytest.raises(OSError, match="full"):
        page("prov.unlogged", "läste olagt i prov", "read unlogged in a test")(reading(case))(request_of())


def test_a_page_one_may_not_see_is_a_404_with_its_refusal_traced(shared_desk, page, request_of, case) -> None:
    from django.http import Http404

    hidden = page("prov.hidden", "nekades i prov", "was denied in a test", may=lambda _actor: False)(
        reading(case)
    )
    with pytest.raises(Http404) as told:
        hidden(request_of())
    assert str(told.value) == ""
    assert [line[0] for line in traced(shared_desk, "prov.hidden")] == ["refused"]


def lazy(kind):
    from django.http import FileResponse, HttpResponse, StreamingHttpResponse
    from django.template.response import SimpleTemplateResponse, TemplateResponse

    done = SimpleTemplateResponse("errors/404.html")
    done._is_rendered = True
    return {
        "template": lambda request: TemplateResponse(request, "errors/404.html"),
        "rendered template": lambda _request: done,
        "stream": lambda _request: StreamingHttpResponse(iter([b"x"])),
        "file": lambda _request: FileResponse(iter([b"x"])),
        "bytes": lambda _request: b"x",
        "nothing": lambda _request: None,
        "fine": lambda _request: HttpResponse("x"),
    }[kind]


@pytest.mark.parametrize("kind", ["template", "rendered template", "stream", "file", "bytes", "nothing"])
def test_an_answer_that_is_not_finished_bytes_is_refused(page, request_of, kind) -> None:
    from samverkan.secrecy.paging import NotFinished

    with pytest.raises(NotFinished):
        page("prov.lazy", "var lat i prov", "was lazy in a test")(lazy(kind))(request_of())


def test_nothing_is_bound_after_the_page(page, request_of, case) -> None:
    from samverkan.secrecy.binding import current

    page("prov.read", "läste i prov", "read in a test")(reading(case))(request_of())
    assert current() is None


def drawn(draw, case):
    """A view that reads the case and leaves the drawing to `draw`."""
    from samverkan.secrecy.paging import Sheet

    read = reading(case)

    def view(request):
        read(request)
        return Sheet(draw, status=203)

    return view


def test_a_sheet_is_drawn_when_its_trace_has_been_sent(page, request_of, case) -> None:
    from django.db import connection

    from samverkan.secrecy.binding import current

    met = []

    def draw() -> str:
        met.append((current(), connection._waiting))
        return "ritat"

    response = page("prov.sheet", "ritade i prov", "drew in a test")(drawn(draw, case))(request_of())
    assert (response.content, response.status_code, response["Cache-Control"]) == (b"ritat", 203, "no-store")
    assert met == [(None, True)]


def test_the_trace_of_a_sheet_is_there_when_it_is_sent(shared_desk, page, request_of, case) -> None:
    page("prov.sheet", "ritade i prov", "drew in a test")(drawn(lambda: "x", case))(request_of())
    (entry,) = shared_desk.opened("pol.samordnare", case)
    assert any(entry.row.pk in subjects for _outcome, subjects in traced(shared_desk, "prov.sheet"))


@pytest.mark.parametrize("of", ["a secret table", "a public table", "prepared"])
def test_nothing_can_be_asked_while_a_sheet_is_drawn(shared_desk, page, request_of, case, of) -> None:
    from samverkan.secrecy.binding import NotBound
    from samverkan.secrecy.models import Agency, Entry
    from samverkan.secrecy.postgres.base import OnItsWay
    from samverkan.secrecy.rules import openable

    actor = shared_desk.actor("pol.samordnare")
    ask, fault = {
        "a secret table": (lambda: list(Entry.of(actor.agency)), NotBound),
        "a public table": (lambda: list(Agency.objects.all()), OnItsWay),
        "prepared": (lambda: openable(actor, case.pk), NotBound),
    }[of]
    with pytest.raises(fault):
        page("prov.late", "frågade sent i prov", "asked late in a test")(drawn(ask, case))(request_of())
    assert Agency.objects.exists()


@contextmanager
def stopped_commits(chief):
    """Held back by a lock on the table that each line's hash goes into."""
    with chief.transaction():
        chief.execute("LOCK TABLE trail_pending IN EXCLUSIVE MODE")
        yield


def test_a_commit_that_fails_sends_nothing(shared_desk, shared_attacker, page, request_of, case) -> None:
    from django.db import OperationalError, connection

    def draw() -> str:
        pid = connection.connection.info.backend_pid
        shared_attacker().execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        return "ritat"

    with stopped_commits(shared_attacker()), pytest.raises(OperationalError):
        page("prov.lost", "tappades i prov", "was lost in a test")(drawn(draw, case))(request_of())
    connection.close()
    assert traced(shared_desk, "prov.lost") == []


def test_a_trace_that_is_refused_sends_nothing(shared_desk, page, request_of, case, monkeypatch) -> None:
    from django.db import DatabaseError

    from samverkan.trail import writing

    spoiled = writing.INSERT.replace(b"$7", b"'never' || $7")  # no such outcome: the database refuses it
    monkeypatch.setattr(writing, "INSERT", spoiled)
    with pytest.raises(DatabaseError):
        page("prov.bad", "gick fel i prov", "went wrong in a test")(drawn(lambda: "ritat", case))(
            request_of()
        )
    monkeypatch.undo()
    assert traced(shared_desk, "prov.bad") == []


def test_a_fault_in_the_drawing_is_said_and_leaves_its_line(shared_desk, page, request_of, case) -> None:
    def draw() -> str:
        raise RuntimeError("in the template")

    with pytest.raises(RuntimeError):
        page("prov.torn", "revs i prov", "was torn in a test")(drawn(draw, case))(request_of())
    assert [line[0] for line in traced(shared_desk, "prov.torn")] == ["done"]


def test_time_stands_no_earlier_while_a_sheet_is_drawn(page, request_of, case) -> None:
    from samverkan.secrecy import clock

    marks = []
    page("prov.time", "ritade i tid i prov", "drew in time in a test")(
        drawn(lambda: str(marks.append(clock.high_water())), case)
    )(request_of())
    assert marks[0] is not None
    assert clock.high_water() is None


def test_what_every_page_asks_goes_along_with_the_first_question(page, request_of, case, monkeypatch) -> None:
    from django.http import HttpResponse

    from samverkan.secrecy.postgres.wire import Wire
    from samverkan.secrecy.rules import openable

    sent, send = [], Wire.send
    monkeypatch.setattr(Wire, "send", lambda wire, asked: (sent.append(len(asked)), send(wire, asked))[1])
    request = request_of()
    sent.clear()
    request.ask_along = lambda: openable.later(request.actor, request.actor.agency)
    page("prov.along", "frågade med i prov", "asked along in a test")(
        lambda request: HttpResponse(str(len(openable(request.actor, case.pk))))
    )(request)
    assert sent == [2, 2, 1]  # BEGIN and the context; both questions; COMMIT
