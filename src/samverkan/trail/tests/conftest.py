"""A PostgreSQL of the trail's own, migrated by the owner; each test works on a clone of it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db.migrations.executor import MigrationExecutor
from psycopg.conninfo import make_conninfo

from samverkan.setup.embedded import EmbeddedServer
from samverkan.setup.roles import (
    AUDITOR,
    SEQUENCER,
    WEB,
    create_database,
    create_roles,
    drop_database,
    dsn_as,
    dsn_of_owner,
)
from samverkan.trail import context
from samverkan.trail.tests.lines import KEY, Database, django_on

TEMPLATE = "trail_template"


@pytest.fixture(scope="session")
def cluster() -> Iterator[tuple[str, Path]]:
    """The superuser's DSN, and the file of the roles' passwords."""
    folder = Path(tempfile.mkdtemp(prefix="samverkan-trail-", dir="/tmp"))
    folder.chmod(0o755)
    server = EmbeddedServer(folder / "server")
    server.start()
    try:
        create_roles(server.dsn, folder / "passwords.json")
        yield server.dsn, folder / "passwords.json"
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def template(cluster: tuple[str, Path], django_db_blocker: Any) -> str:
    """A database with the trail's migrations, run as the owner."""
    admin, _ = cluster
    create_database(admin, TEMPLATE)
    with django_db_blocker.unblock(), django_on(dsn_of_owner(admin, TEMPLATE)) as owner:
        MigrationExecutor(owner).migrate([("trail", "0002_trace")])
    with psycopg.connect(make_conninfo(admin, dbname=TEMPLATE)) as db:
        context.install_key(db.cursor(), KEY)
    return TEMPLATE


@pytest.fixture
def database(cluster: tuple[str, Path], template: str, tmp_path: Path) -> Iterator[Database]:
    """A fresh clone, with the DSN of each role."""
    admin, passwords = cluster
    name = f"trail_{uuid4().hex[:12]}"
    create_database(admin, name, template)
    try:
        yield Database(
            attacker=make_conninfo(admin, dbname=name),
            web=dsn_as(WEB, admin, name, passwords),
            sequencer=dsn_as(SEQUENCER, admin, name, passwords),
            auditor=dsn_as(AUDITOR, admin, name, passwords),
            witness=tmp_path / "witness",
        )
    finally:
        drop_database(admin, name)
