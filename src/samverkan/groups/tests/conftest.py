"""The room's tests run in the small world, where five parties work on groups."""

from datetime import UTC, datetime

import pytest

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def acts(world):
    """The officers at work, on the same day whenever the tests are run."""
    from support.groups import GroupActs

    from samverkan.secrecy import clock

    with clock.frozen(NOW):
        yield GroupActs(world)
