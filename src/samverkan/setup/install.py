"""Installing: migrations as the owner, the context key, the statutes' dates. Idempotent."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import psycopg

from samverkan.secrecy.keystore import KeyStore
from samverkan.setup import roles


def install(admin: str, database: str, keys: Path, passwords: Path) -> None:
    """Bring a server to where the product can start: roles, database, tables, keys.

    `admin` is a connection that may create roles and databases; `keys` must not lie in its data folder.
    """
    KeyStore(keys).create()
    roles.create_roles(admin, passwords)
    roles.create_database(admin, database)
    as_owner("migrate", roles.dsn_of_owner(admin, database), keys)


def found(admin: str, database: str, keys: Path, spec: Path) -> None:
    """Found agencies, officers and programmes from a reviewed file."""
    as_owner("founding", roles.dsn_of_owner(admin, database), keys, str(spec))


def adopt(admin: str, database: str, keys: Path, files: Iterable[Path]) -> None:
    """Adopt methods from their files, so that programmes can be started with them. RuntimeError says what is wrong."""
    as_owner("adopting", roles.dsn_of_owner(admin, database), keys, *map(str, files))


def as_owner(step: str, owner_dsn: str, keys: Path, *words: str) -> None:
    """Run one step of the installation in a process of its own, the only kind that acts as the owner."""
    surroundings = {
        **os.environ,
        "DATABASE_URL": owner_dsn,
        "SAMVERKAN_KEYS": str(keys),
        "DJANGO_SETTINGS_MODULE": "samverkan.settings",
    }
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", f"samverkan.setup.{step}", *words],
        env=surroundings, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the step {step} failed:\n{done.stderr[-3000:]}")


def open_history(admin: str, database: str, *, opened: bool) -> None:
    """Let the door take acts dated in the past while an installation writes history; close it after."""
    with psycopg.connect(roles.dsn_of_owner(admin, database)) as db:
        db.execute("UPDATE sec.history SET open = %s", [opened])
