"""`@page`: bound, rendered to finished bytes, traced, then sent; what may not be seen is not there."""

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

    monkeypatch.setattr(writing, "write", broken)
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
