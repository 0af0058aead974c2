"""The database's roles. The product signs in as one of them and owns nothing.

samverkan_owner      NOLOGIN  owns every table; migrations act as it
samverkan_web        LOGIN    the product: row-level security decides what it reaches
samverkan_door       NOLOGIN  owns the one function that writes into another compartment
samverkan_lock       NOLOGIN  owns the functions that open a locked place, in the acting agency alone
samverkan_sequencer  LOGIN    folds the trail into its Merkle log; hashes and ids only
samverkan_auditor    LOGIN    verifies the trail; hashes and ids only
samverkan_worker     LOGIN    takes jobs from the queue: two random ids each; reads no table but the queue's own
samverkan_queue      NOLOGIN  owns the one function that puts a job in the queue
samverkan_backup     LOGIN    reads ciphertext for backups; the product cannot assume it
"""

import json
import secrets
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

OWNER, WEB, DOOR, LOCK = "samverkan_owner", "samverkan_web", "samverkan_door", "samverkan_lock"
SEQUENCER, AUDITOR, BACKUP = "samverkan_sequencer", "samverkan_auditor", "samverkan_backup"
WORKER, QUEUE = "samverkan_worker", "samverkan_queue"
LOGINS = (WEB, SEQUENCER, AUDITOR, WORKER, BACKUP)
PLAIN = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"


def create_roles(admin: str, passwords: Path) -> None:
    """Create the roles that are missing and give the logins the passwords kept in `passwords`."""
    kept = _passwords(passwords)
    with psycopg.connect(admin, autocommit=True) as db:
        db.execute("SELECT pg_advisory_lock(hashtext('samverkan roles'))")  # two installations at once
        have = {row[0] for row in db.execute("SELECT rolname FROM pg_roles")}
        for role in (OWNER, DOOR, LOCK, QUEUE, *LOGINS):
            if role not in have:
                # The owner inherits: in PostgreSQL 15 it may create in "public" only as pg_database_owner.
                inherits = "INHERIT" if role == OWNER else "NOINHERIT"
                db.execute(sql.SQL(f"CREATE ROLE {{}} {PLAIN} {inherits}").format(sql.Identifier(role)))
        for role in LOGINS:
            bypass = "BYPASSRLS" if role == BACKUP else "NOBYPASSRLS"
            db.execute(
                sql.SQL(f"ALTER ROLE {{}} LOGIN {bypass} PASSWORD {{}}").format(
                    sql.Identifier(role), sql.Literal(kept[role])
                )
            )
        for role in (DOOR, LOCK, QUEUE):
            db.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(OWNER)))
        db.execute(sql.SQL("ALTER ROLE {} SET search_path = queue").format(sql.Identifier(WORKER)))
        # Statements of one agency's request are no other session's to read, whoever shares the role.
        db.execute(sql.SQL("ALTER ROLE {} SET track_activities = off").format(sql.Identifier(WEB)))
        # The wall is the same whatever a session is told: the setting refuses instead of filtering less.
        db.execute(sql.SQL("ALTER ROLE {} SET row_security = on").format(sql.Identifier(WEB)))


def create_database(admin: str, name: str, template: str | None = None) -> bool:
    """Create the database unless it is there; returns whether it was created."""
    with psycopg.connect(admin, autocommit=True) as db:
        if db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return False
        statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template or "template0")
        )
        db.execute(statement)
        db.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        for role in LOGINS:
            db.execute(
                sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                    sql.Identifier(name), sql.Identifier(role)
                )
            )
    return True


def drop_database(admin: str, name: str) -> None:
    """Drop a database and whoever is still in it. Tests use it."""
    with psycopg.connect(admin, autocommit=True) as db:
        db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def dsn_as(role: str, admin: str, name: str, passwords: Path) -> str:
    """The connection string of one login role to one database on the admin's server."""
    return make_conninfo(admin, user=role, password=_passwords(passwords)[role], dbname=name)


def dsn_of_owner(admin: str, name: str) -> str:
    """The admin's connection acting as the owner: migrations only."""
    return make_conninfo(admin, dbname=name, options=f"-c role={OWNER}")


def _passwords(file: Path) -> dict[str, str]:
    """The logins' passwords; a login that came with a newer program gets one beside the others."""
    kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    missing = {role: secrets.token_urlsafe(24) for role in LOGINS if role not in kept}
    if missing:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps({**kept, **missing}))
        fresh.replace(file)
    return {**kept, **missing}
