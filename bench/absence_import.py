"""An absence file of 1,000,000 rows: read, taken into the pupils' sealed files, the school's limits asked for each."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import yaml

from bench.kit.row import Row
from samverkan.demo import building, chance
from samverkan.demo.database import Database
from samverkan.demo.folder import Folder, write_private
from samverkan.demo.organisation import organisation
from samverkan.setup import install
from samverkan.setup.embedded import default_folder

ROOT = Path(__file__).parents[1]
ROWS, GOAL = 1_000_000, 60.0  # of one lesson each; seconds


def rows() -> list[Row]:
    """By the product's own background work, step by step as the worker does it; and once more, when all is there."""
    data = default_folder("bench-absence")
    shutil.rmtree(data, ignore_errors=True)
    folder = Folder(data.absolute())
    folder.prepare()
    database = Database(folder)
    with folder.held():
        database.start()
        try:
            env = _founded(folder, database)
            command = [sys.executable, "-m", "bench.kit.absence", str(ROWS)]
            told = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True, text=True)
        finally:
            database.stop()
    shutil.rmtree(data)
    took = json.loads(told.stdout)
    said = f"{took['weeks']:,} sealed weeks of {took['pupils']} pupils"
    first, unit = took["first"], "s for 1,000,000 rows"
    return [
        Row("absence_import", first, None, "", unit, "under 60 s", first < GOAL, 1, said),
        Row("absence_import_again", took["again"], None, "", f"{unit}, none new", "", None, 1),
    ]  # fmt: skip


def _founded(folder: Folder, database: Database) -> dict[str, str]:
    """A school with its team and nobody in it yet; the environment of whatever acts there as the product."""
    install.install(database.admin, database.name, folder.keys, folder.passwords)
    write_private(folder.trail_key, os.urandom(32))
    spec = organisation("small", chance.SEED, date.today())  # noqa: DTZ011 - the day on the wall here
    write_private(folder.organisation, yaml.safe_dump(spec, allow_unicode=True, sort_keys=False))
    install.found(database.admin, database.name, folder.keys, folder.organisation)
    return {**building.surroundings(folder, database, SAMVERKAN_DEMO="0"), "PYTHONPATH": str(ROOT)}
