"""The exit programme's pages, met by its officers."""

import pytest


@pytest.fixture
def exits(world):
    """In a database of one's own."""
    from support.exits import Exits

    return Exits(world)


@pytest.fixture
def lock(exits):
    """A leaver whose place one counsellor knows; another works on the case without a key."""
    from support.posts import COUNSELLOR, OTHER

    case = exits.leaver()
    exits.assign(case, COUNSELLOR, OTHER)
    return exits.locked(case, COUNSELLOR)
