"""Building a city the first time: database, organisation, history. Interrupted, it begins again from nothing."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import yaml

from samverkan.demo.database import Database
from samverkan.demo.folder import City, Folder, write_private
from samverkan.demo.picturing import picture_loaded
from samverkan.demo.telling import Report, run_all, tell_all
from samverkan.demo.whole import whole_city
from samverkan.setup import install, roles

Step = Callable[[str], None]

SOURCE = Path(__file__).parents[1]
MAKES_TABLES = ("**/migrations/*.py", "setup/*.py", "**/sql/*.sql", "secrecy/walls.py", "secrecy/grounds/*.yaml",
                "trail/context.py", "methods/catalogue/*.yaml", "casework/granting.py", "picture/data/*",
                "picture/importing/*.py")  # fmt: skip


def build(folder: Folder, database: Database, city: City, *, step: Step, report: Report) -> City:
    """Build the whole city and return it, finished. `step` is told each step's code, `report` how far history is.

    Raises DatabaseTaken when the database holds something else.
    """
    database.refuse_if_taken()
    folder.remember(city)
    step("install")
    install.install(database.admin, database.name, folder.keys, folder.passwords)
    write_private(folder.trail_key, os.urandom(32))
    adopt_dropped_in(folder, database)
    step("found")
    spec = whole_city(city.size, city.seed, date.fromisoformat(city.anchor))
    write_private(folder.organisation, yaml.safe_dump(spec, allow_unicode=True, sort_keys=False))
    install.found(database.admin, database.name, folder.keys, folder.organisation)
    step("history")
    install.open_history(database.admin, database.name, opened=True)
    with picture_loaded(folder.picture):
        _tell_history(folder, database, city, report)
    _tell_loop(folder, database, city)
    install.open_history(database.admin, database.name, opened=False)
    done = replace(city, complete=True, made_from=fingerprint(folder))
    folder.remember(done)
    return done


def bring_up_to_date(folder: Folder, database: Database, city: City) -> City:
    """After the program or a method has changed: migrations, statutes, methods. What was written stays."""
    with picture_loaded(folder.picture):
        install.install(database.admin, database.name, folder.keys, folder.passwords)
    adopt_dropped_in(folder, database)
    updated = replace(city, made_from=fingerprint(folder))
    folder.remember(updated)
    return updated


def adopt_dropped_in(folder: Folder, database: Database) -> None:
    """Adopt the methods in the city's own folder. Raises RuntimeError saying what is wrong with a file."""
    if files := sorted(folder.methods.glob("*.yaml")):
        install.adopt(database.admin, database.name, folder.keys, files)


def fingerprint(folder: Folder) -> str:
    """A digest of what makes the tables and the methods; while it stands, a start need not look for changes."""
    digest = sha256()
    for pattern in MAKES_TABLES:
        for file in sorted(SOURCE.glob(pattern)):
            digest.update(file.read_bytes())
    for file in sorted(folder.methods.glob("*.yaml")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def surroundings(folder: Folder, database: Database, **more: str) -> dict[str, str]:
    """The environment of whatever runs as the product: the web role and nothing above it."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("SAMVERKAN_")}
    return {
        **inherited,
        "DATABASE_URL": database.as_role(roles.WEB),
        "DJANGO_SETTINGS_MODULE": "samverkan.settings",
        "SAMVERKAN_KEYS": str(folder.keys),
        "SAMVERKAN_WITNESS": str(folder.witness),
        "SAMVERKAN_PICTURE": str(folder.picture),
        "SAMVERKAN_DEMO": "1",
        **more,
    }


def _tell_loop(folder: Folder, database: Database, city: City) -> None:
    """The municipality's papers and its evaluation, once the statistics that they stand on are there."""
    if city.size != "nation":
        env = surroundings(folder, database, PGOPTIONS="-c synchronous_commit=off")
        rooms = ("council", "evaluating")
        told = [
            [sys.executable, "-m", f"samverkan.demo.{room}", str(city.seed), city.anchor] for room in rooms
        ]
        run_all(told, env, folder.path / "council.log", lambda _done, _of: None)
        (folder.path / "council.log").unlink(missing_ok=True)


def _tell_history(folder: Folder, database: Database, city: City, report: Report) -> None:
    # An interrupted history is built anew, so its commits need not wait for the disk; the one that closes the
    # window does, and brings all before it along.
    env = surroundings(folder, database, PGOPTIONS="-c synchronous_commit=off")
    tell_all(city, env, folder.path / "history.log", report)
