"""Every page in a real Chromium: axe finds nothing, nothing overflows, no policy is broken, no other host is asked.

A visitor's problems are console errors, breaches of the content policy and requests to other hosts. A page that is
missing from `browser.pages` turns the first test red.
"""

import pytest
from browser.exit_pages import EXIT_NO_PAGES, EXIT_PAGES
from browser.looks import assert_both_languages, assert_looks_right, assert_refused_when_empty
from browser.pages import EMPTY, FORMS, NO_PAGES, PAGES


@pytest.fixture(scope="module")
def scene(shared_world, pictured):
    from browser.scene import build

    return build(shared_world)


def test_no_page_is_left_out(template):
    from samverkan.web.urls import pages

    tried = {key.split(":")[0] for key in (*PAGES, *EXIT_PAGES)} | NO_PAGES | EXIT_NO_PAGES
    assert {each.name for each in pages} == tried


@pytest.fixture(scope="module")
def screen(shared_visitors):
    """One screen an officer and language, kept from page to page with what the browser has cached."""
    kept = {}

    def of(username, locale="sv-SE"):
        if (username, locale) not in kept:
            kept[username, locale] = shared_visitors.enter(username, locale=locale)
        return kept[username, locale]

    return of


@pytest.mark.parametrize("key", PAGES)
def test_page(screen, scene, key):
    username, address = PAGES[key]
    assert_both_languages(screen, username, scene.path(address))


@pytest.mark.parametrize("key", FORMS)
def test_form_with_errors(screen, scene, key):
    username, address, button = FORMS[key]
    assert_refused_when_empty(screen(username), scene.path(address), button)


def test_every_page_that_may_be_empty(visitors, tmp_path, monkeypatch):
    from django.conf import settings
    from support.world import GVI, TREFAS

    monkeypatch.setitem(settings.SAMVERKAN, "PICTURE", tmp_path)
    for key, (username, address) in EMPTY.items():
        visitor = visitors.enter(username)
        answer = visitor.page.goto(visitor.live.url + address.format(programme=TREFAS, gvi=GVI))
        assert answer.status == 200, key
        assert_looks_right(visitor)
        visitor.context.close()
