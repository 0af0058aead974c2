"""The trail's database in each test: a clone of the shared template under a context key the tests know."""

from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from samverkan.setup.roles import AUDITOR, SEQUENCER, WEB
from samverkan.trail import context
from samverkan.trail.tests.lines import KEY, Database, write_lines


@pytest.fixture
def database(world: Any, tmp_path: Path) -> Database:
    """A fresh database with an empty trail, and the DSN of each role."""
    found = Database(
        attacker=world.dsn(),
        web=world.dsn(WEB),
        sequencer=world.dsn(SEQUENCER),
        auditor=world.dsn(AUDITOR),
        witness=tmp_path / "witness",
    )
    with psycopg.connect(found.attacker) as owner:
        context.install_key(owner.cursor(), KEY)
    return found


@pytest.fixture
def lines(database: Database) -> list[UUID]:
    """Twenty lines under checkpoints at 8, 16 and 32 leaves; leaf n stands for line n up to 5, 8 to 12, 16 to 24."""
    written = []
    for count in (6, 5, 9):
        written += write_lines(database.web, count)
        database.publish(step=8)
    return written
