"""The exit programme in a real Chromium, as test_every_page looks at the other pages; and a place that hides again."""

import pytest
from browser.exit_pages import EXIT_FORMS, EXIT_PAGES
from browser.looks import assert_both_languages, assert_looks_right, assert_refused_when_empty
from support.posts import COUNSELLOR, PLACE


@pytest.fixture(scope="module")
def scene(shared_world):
    from browser.exit_scene import build

    return build(shared_world)


@pytest.fixture(scope="module")
def screen(shared_visitors):
    """One screen an officer and language, with a fresh code at each page."""
    kept = {}

    def of(username, locale="sv-SE"):
        if (username, locale) not in kept:
            kept[username, locale] = shared_visitors.enter(username, locale=locale)
        visitor = kept[username, locale]
        visitor.context.add_cookies([shared_visitors._cookie(username, stepped_up=True)])
        return visitor

    return of


@pytest.mark.parametrize("key", EXIT_PAGES)
def test_page(screen, scene, key):
    username, address = EXIT_PAGES[key]
    assert_both_languages(screen, username, address.format(**vars(scene)))


@pytest.mark.parametrize("key", EXIT_FORMS)
def test_form_with_errors(screen, scene, key):
    username, address, button = EXIT_FORMS[key]
    assert_refused_when_empty(screen(username), address.format(**vars(scene)), button)


def test_a_place_is_shown_by_a_button_and_hides_when_the_window_is_left(screen, scene):
    visitor = screen(COUNSELLOR)
    page = visitor.go(f"/arenden/{scene.case}/plats/")
    page.get_by_role("button", name="Öppna låset").click()
    page.get_by_text(PLACE["address"]).wait_for()
    assert_looks_right(visitor)
    assert page.get_by_text(PLACE["address"]).is_visible()
    page.emulate_media(media="print")
    assert not page.get_by_text(PLACE["address"]).is_visible(), "no printer gets it"
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('blur'))")
    page.get_by_text("Platsen är gömd igen").wait_for()
    assert PLACE["address"] not in page.content()
