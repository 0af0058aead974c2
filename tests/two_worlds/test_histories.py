"""Two worlds on histories that nobody wrote: the gate of the suite (security.md 5)."""

import pytest
from hypothesis import HealthCheck, given, settings
from two_worlds.histories import histories
from two_worlds.steps import AGENCIES, kept_without_undisclosed


@pytest.mark.slow
@pytest.mark.parametrize("observer", sorted(AGENCIES))
@settings(
    max_examples=4, deadline=None, derandomize=True, print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=histories())
def test_nothing_undisclosed_reaches_the_observer(new_world, observer, steps):
    from two_worlds.compare import differences

    assert differences(new_world, steps, observer) == []


@settings(max_examples=300)
@given(steps=histories())
def test_what_is_kept_builds_only_on_what_is_kept(steps):
    for observer in AGENCIES:
        kept = kept_without_undisclosed(steps, observer)
        assert all(set(steps[n].of) <= kept for n in kept)
        assert all(n in kept for n, step in enumerate(steps) if step.agency == observer)
