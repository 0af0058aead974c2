"""The exit programmes of two towns, at work."""

import pytest


@pytest.fixture
def exits(world):
    """In a database of one's own."""
    from support.exits import Exits

    return Exits(world)
