"""A desk in a database of one's own, or in one that the module's tests share."""

import psycopg
import pytest


@pytest.fixture
def desk(world):
    """Officers in a database of the test's own; history closed, so the door keeps real time."""
    return _desk(world)


@pytest.fixture(scope="module")
def shared_desk(shared_world):
    """Officers in a database that the module shares."""
    return _desk(shared_world)


@pytest.fixture
def shared_attacker(shared_world):
    """`attacker` for the shared database: only for what touches nobody else's rows, or is put back."""
    opened = []

    def connect(role=None):
        opened.append(psycopg.connect(shared_world.dsn(role), autocommit=True))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


def _desk(world):
    from samverkan.secrecy.tests.desk import Desk
    from samverkan.setup import install

    install.open_history(world.admin, world.name, opened=False)
    return Desk(world)
