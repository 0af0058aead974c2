"""Two worlds on a history written by hand, with everything in it that can cross."""

import pytest
from two_worlds.steps import Step


def history() -> list[Step]:
    """Police nominate; all three hold secrets; some cross, most do not; a municipality drafts a paper."""
    return [
        Step("nominate", "police", what=0),
        Step("open", "social", what=0),
        Step("note", "police", (0,)),
        Step("disclose", "police", (0, 2), to="social"),
        Step("receive", "social", (3,), to="police"),
        Step("note", "social", (4,)),
        Step("colour", "social", (4,), what="red"),
        Step("disclose", "police", (0, 0), to="probation"),
        Step("receive", "probation", (7,), to="police"),
        Step("note", "probation", (8,)),
        Step("disclose", "probation", (8, 9), to="social"),
        Step("receive", "social", (10,), to="probation"),
        Step("task", "police", (0,), what="social"),
        Step("disclose", "police", (0, 12), to="social"),
        Step("receive", "social", (13,), to="police"),
        Step("accept", "social", (14,), to="police"),
        Step("consent", "social", (4,)),
        Step("propose", "social", (4, 5), what="police"),
        Step("refuse", "social", (17,)),
        Step("disclose", "social", (4, 5), to="probation", what="visning"),
        Step("withdraw", "social", (19,), to="probation"),
        Step("nominate", "social", what=1),
        Step("note", "social", (21,)),
        Step("meeting", "police", to="all"),
        Step("point", "social", (4, 23), to="all"),
        Step("nominate", "probation", what=2),
        Step("evaluate", "police"),
        Step("evaluate", "social"),
        Step("draft", "city"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("observer", ["police", "probation", "social"])
def test_nothing_undisclosed_reaches_the_observer(new_world, observer):
    from two_worlds.compare import differences

    assert differences(new_world, history(), observer) == []


def test_every_page_is_visited(template):
    from django.urls import get_resolver
    from two_worlds.visits import PUBLIC, _patterns, routes

    names = {pattern.name for pattern, _prefix in _patterns(get_resolver().url_patterns, "")}
    assert len(list(routes())) == len(list(_patterns(get_resolver().url_patterns, ""))) - len(PUBLIC)
    assert names > PUBLIC
