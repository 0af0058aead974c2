"""What a page looks like to axe and to the eye: violations of WCAG 2.2 AA, and what sticks out to the side."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

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
