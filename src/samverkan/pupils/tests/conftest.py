"""A school-social team in a database of the test's own, with the clock held at a Saturday in November 2026."""

from datetime import UTC, datetime

import pytest

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def team(world):
    from support.pupils import Team

    from samverkan.secrecy import clock

    with clock.frozen(NOW):
        yield Team(world)
