"""Building a city the first time: database, organisation, history. Interrupted, it begins again from nothing."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import yaml

from samverkan.demo.database import Database
from samverkan.demo.folder import City, Folder, write_private
from samverkan.demo.organisation import organisation
from samverkan.setup import install, roles

Report = Callable[[int, int], None]
Step = Callable[[str], None]

SOURCE = Path(__file__).parents[1]
MAKES_TABLES = ("**/migrations/*.py", "setup/*.py", "**/sql/*.sql", "secrecy/walls.py",
                "secrecy/grounds/*.yaml", "trail/context.py")  # fmt: skip


def build(folder: Folder, database: Database, city: City, *, step: Step, report: Report) -> City:
    """Build the whole city and return it, finished. `step` is told each step's code, `report` how far history is.

    Raises DatabaseTaken when the database holds something else.
    """
    database.refuse_if_taken()
    folder.remember(city)
    step("install")
    install.install(database.admin, database.name, folder.keys, folder.passwords)
    write_private(folder.trail_key, os.urandom(32))
    step("found")
    spec = organisation(city.size, city.seed, date.fromisoformat(city.anchor))
    write_private(folder.organisation, yaml.safe_dump(spec, allow_unicode=True, sort_keys=False))
    install.found(database.admin, database.name, folder.keys, folder.organisation)
    step("history")
    install.open_history(database.admin, database.name, opened=True)
    _tell_history(folder, database, city, report)
    install.open_history(database.admin, database.name, opened=False)
    done = replace(city, complete=True, made_from=fingerprint())
    folder.remember(done)
    return done


def bring_up_to_date(folder: Folder, database: Database, city: City) -> City:
    """After the program has changed: pending migrations and the statutes' dates. What was written stays."""
    install.install(database.admin, database.name, folder.keys, folder.passwords)
    updated = replace(city, made_from=fingerprint())
    folder.remember(updated)
    return updated


def fingerprint() -> str:
    """A digest of the files that make the tables; while it stands, a start need not look for migrations."""
    digest = sha256()
    for pattern in MAKES_TABLES:
        for file in sorted(SOURCE.glob(pattern)):
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
        "SAMVERKAN_DEMO": "1",
        **more,
    }


def _tell_history(folder: Folder, database: Database, city: City, report: Report) -> None:
    """Run the history in a process of its own, as the web role: it acts as the product does, or not at all."""
    command = [sys.executable, "-m", "samverkan.demo.telling", city.size, str(city.seed), city.anchor]
    said = folder.path / "history.log"
    # An interrupted history is built anew, so its commits need not wait for the disk; the one that closes the
    # window does, and brings all before it along.
    env = surroundings(folder, database, SAMVERKAN_POOL="0", PGOPTIONS="-c synchronous_commit=off")
    _run(command, env, said, report)
    said.unlink(missing_ok=True)


def _run(command: list[str], env: Mapping[str, str], said: Path, report: Report) -> None:
    with said.open("w") as errors:
        child = subprocess.Popen(command, env=dict(env), stdout=subprocess.PIPE, stderr=errors, text=True)  # noqa: S603
        try:
            assert child.stdout is not None
            for line in child.stdout:
                done, _, total = line.partition("/")
                report(int(done), int(total))
            code = child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()
    if code:
        raise RuntimeError(f"the history failed:\n{said.read_text()[-3000:]}")
