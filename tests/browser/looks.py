"""What a page looks like to axe and to the eye: violations of WCAG 2.2 AA, and what sticks out to the side."""

from collections.abc import Callable

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from support.browser import NARROW, WIDE, Visitor

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
EMPTIED = """() => document.querySelectorAll(
    'main :is(textarea, input:not([type=hidden], [type=checkbox], [type=radio]))'
    ).forEach(field => { field.value = '' })"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility())
        .map(e => e.outerHTML.slice(0, 120)).slice(0, 5).concat(['wider than the screen'])"""
# Only the violations come back: all that passed would be a hundred times more.
RUN = """rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(found => found.violations.map(
    each => each.id + ': ' + each.nodes.map(
        node => node.target.join(' ') + ' ' + node.html.slice(0, 80)).join(' | ')))"""


def violations(page: Page) -> list[str]:
    """Rule and elements of each violation axe finds."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN, RULES)
    return found


def overflow(page: Page) -> list[str]:
    """The elements that make the page wider than the screen."""
    found: list[str] = page.evaluate(WIDER)
    return found


def assert_both_languages(screen: Callable[..., Visitor], username: str, path: str) -> None:
    """The page answers and looks right in Swedish and in English; `screen` gives an officer's own, by locale.

    In English, axe looks at the narrow page alone: nothing but the words differs, and they have least room there.
    """
    for language, locale in LANGUAGES.items():
        visitor = screen(username, locale)
        answer = visitor.page.goto(visitor.live.url + path)
        assert answer is not None
        assert answer.status == 200
        assert visitor.page.locator("html").get_attribute("lang") == language
        assert_looks_right(visitor, axe_at=(NARROW, WIDE) if language == "sv" else (NARROW,))


def assert_refused_when_empty(visitor: Visitor, path: str, button: str) -> None:
    """The form sent with nothing in it comes back with what is wrong, and looks right so."""
    page = visitor.go(path)
    page.evaluate(EMPTIED)
    with page.expect_navigation() as answered:
        page.locator("main").get_by_role("button", name=button).first.click()
    assert answered.value.status == 422
    assert page.locator(".error-summary, .callout[data-kind=danger]").first.is_visible()
    assert_looks_right(visitor)


def assert_looks_right(visitor: Visitor, axe_at: tuple[int, ...] = (NARROW, WIDE)) -> None:
    """Nothing wider than the screen at both widths; accessible at those of `axe_at`; no complaint from the browser."""
    for width in (NARROW, WIDE):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        assert overflow(visitor.page) == [], width
        assert width not in axe_at or violations(visitor.page) == [], width
    problems, visitor.problems[:] = list(visitor.problems), []
    assert problems == []
