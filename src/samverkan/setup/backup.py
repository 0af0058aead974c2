"""Copies of the database and their way back: only ciphertext, and without the key of signed contexts.

The key store is not in the copy and must not be kept beside it: what has been weeded since is unreadable in an old
copy, because its keys are gone. Sessions are left out too, so that a restored copy signs nobody in.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from samverkan.secrecy.keystore import KeyStore
from samverkan.setup import install, roles

SCHEMAS = ("public", "sec", "queue")
LEFT_OUT = "sec.context_key"
EMPTIED = ("django_session", "queue.procrastinate_workers")
KEY_TABLE = """
    CREATE TABLE IF NOT EXISTS sec.context_key (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        ipad bytea NOT NULL CHECK (octet_length(ipad) = 64),
        opad bytea NOT NULL CHECK (octet_length(opad) = 64)
    )
"""


class BackupFailed(RuntimeError):
    """A copy could not be made or read back; the message is PostgreSQL's own."""


def let_read(execute: Callable[[str], object]) -> None:
    """Let the backup's role read every table but the key of contexts, and every sequence; as the owner, idempotent."""
    for schema in SCHEMAS:
        execute(f"GRANT USAGE ON SCHEMA {schema} TO {roles.BACKUP}")
        execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {roles.BACKUP}")
        execute(f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {roles.BACKUP}")
    execute(f"REVOKE ALL ON {LEFT_OUT} FROM {roles.BACKUP}")


def dump(dsn: str, file: Path, binaries: Path | None = None) -> None:
    """Write a copy of the database that `dsn` (the backup's role) reads, readable by this user alone.

    `binaries` is the folder of pg_dump, where it is not on the path. Raises BackupFailed, and leaves no half copy.
    """
    part = file.with_suffix(file.suffix + ".part")
    part.touch(mode=0o600)
    emptied = [f"--exclude-table-data={table}" for table in EMPTIED]
    try:
        _run(
            binaries,
            "pg_dump",
            dsn,
            "--format=custom",
            f"--exclude-table={LEFT_OUT}",
            *emptied,
            f"--file={part}",
        )
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def restore(
    admin: str, database: str, keys: Path, passwords: Path, file: Path, binaries: Path | None = None
) -> None:
    """Make `database` anew from a copy, on a server where it is not; roles, context key and newer tables as installing.

    Raises BackupFailed.
    """
    KeyStore(keys).create()
    roles.create_roles(admin, passwords)
    if not roles.create_database(admin, database):
        raise BackupFailed(f"{database} finns redan (exists already)")
    _run(binaries, "pg_restore", make_conninfo(admin, dbname=database), "--exit-on-error", str(file))
    with psycopg.connect(roles.dsn_of_owner(admin, database)) as db:
        db.execute(KEY_TABLE)
    install.as_owner("migrate", roles.dsn_of_owner(admin, database), keys)


def _run(binaries: Path | None, program: str, dsn: str, *words: str) -> None:
    """One of PostgreSQL's own programs; the password goes by the environment, where `ps` does not show it."""
    parts = conninfo_to_dict(dsn)
    password = str(parts.pop("password", ""))
    named = make_conninfo("", **parts)
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own
        [str(binaries / program) if binaries else program, f"--dbname={named}", *words],
        env={"PGPASSWORD": password, "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        # the reason comes first; what it was doing, which names every table, comes after
        raise BackupFailed(done.stderr.strip()[:2000])
