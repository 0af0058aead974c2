"""A superuser's look at the shared database; every change is rolled back."""

from collections.abc import Iterator

import psycopg
import pytest


@pytest.fixture
def catalogue_db(shared_world) -> Iterator[psycopg.Connection]:
    with psycopg.connect(shared_world.dsn()) as db:
        yield db
        db.rollback()
