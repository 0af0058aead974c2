"""A school-social team and its officers' browsers, the clock held at a Saturday in November 2026."""

from datetime import UTC, datetime

import pytest

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def team(world):
    from support.pupils import Team

    from samverkan.secrecy import clock

    with clock.frozen(NOW):
        yield Team(world)


@pytest.fixture
def browse(world, team):
    """A browser in the middle of an officer's session."""
    from support.clients import signed_in_client

    return lambda username, **more: signed_in_client(world, username, **more)
