"""Error pages: plain Swedish, what to do next, and no need of database, request or session."""

import re

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import OperationalError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

pytestmark = pytest.mark.usefixtures("template", "no_database")  # Django set up, its database gone

BARE = ["400", "403", "404", "500", "503"]


@pytest.fixture
def no_database(monkeypatch):
    def gone(self):
        raise OperationalError("the database stopped")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", gone)


def page(code, context=None):
    with translation.override("sv"):
        return render_to_string(f"errors/{code}.html", context)


@pytest.mark.parametrize("code", BARE)
def test_renders_without_database_or_request(code):
    html = page(code)
    assert re.search(r"<h1>[A-ZÅÄÖ].+</h1>", html)
    assert '<html lang="sv">' in html
    assert html.count("<h1>") == 1


@pytest.mark.parametrize("code", BARE)
def test_is_the_same_bytes_whatever_the_page_was_about(code):
    nosy = {
        "acting": {"agency": {"name": "Polisen"}, "officer": "Anna"},
        "nav": [{"label": "L", "url": "/l", "badge": 3}],
        "request": RequestFactory().get("/akt/hemlig/"),
        "exception": "hemlig",
        "demo": True,
    }
    assert page(code, nosy) == page(code)


@pytest.mark.parametrize("code", BARE)
def test_says_what_became_of_the_work_or_what_to_do(code):
    text = re.sub(r"<[^>]+>", " ", page(code))
    assert re.search(r"sparat|ändrats|Kontrollera", text)
    assert "Traceback" not in text
    assert "error" not in text.lower()


def test_not_found_does_not_tell_hidden_from_absent():
    assert "finns inte, eller är inte din att se" in page("404")


def test_unavailable_offers_no_link_into_a_closed_service():
    assert "Till mitt bord" not in page("503")


def test_conflict_shows_both_versions_and_loses_neither():
    versions = [
        {
            "title": "Det du skrev",
            "by": "Anna",
            "rows": [{"label": "Skäl", "value": "Nytt hot", "changed": True}],
        },
        {
            "title": "Det som är sparat",
            "by": "Per",
            "rows": [{"label": "Skäl", "value": "Lugnt", "changed": True}],
        },
    ]
    html = page("409", {"versions": versions, "again": "/akt/1/"})
    assert "Nytt hot" in html
    assert "Lugnt" in html
    assert html.count("skiljer sig") == 2
    assert 'href="/akt/1/"' in html


def test_conflict_without_details_still_explains():
    assert "Någon annan hann före" in page("409")
