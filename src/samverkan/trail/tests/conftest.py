"""The trail's database in each test: a clone of the shared template under a context key the tests know."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from samverkan.setup.roles import AUDITOR, SEQUENCER, WEB
from samverkan.trail import context
from samverkan.trail.tests.lines import KEY, Database


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
