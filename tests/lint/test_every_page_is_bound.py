"""Every address is a page (bound to an officer, traced) or stands here with the reason why it need not be."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver

NO_PAGES = {
    "healthz": "says ok, asks no table",
    "sprak/": "sets the language of the browser",
    "egna-ord/": "whoever holds a one-time code; no table but the mailbox's one function",
    "logga-in/": "before anybody is known",
    "logga-in/kod/": "before anybody is known",
    "logga-in/uppdrag/": "before an agency is chosen",
}


def addresses(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for each in patterns:
        where = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, where)
        elif isinstance(each, URLPattern):
            yield where, each.callback


@pytest.fixture
def found(template) -> dict[str, Callable[..., Any]]:
    from samverkan.web.urls import urlpatterns

    return dict(addresses(urlpatterns))


def test_every_address_is_a_page_or_says_why_not(found) -> None:
    assert {where for where, view in found.items() if not hasattr(view, "verb")} == NO_PAGES.keys()


def test_every_page_has_a_verb_that_the_trail_knows(found) -> None:
    from samverkan.trail import verbs

    pages = [view.verb for view in found.values() if hasattr(view, "verb")]
    assert len(pages) > 20
    assert all(verbs.known(verb).sv and verbs.known(verb).en for verb in pages)
