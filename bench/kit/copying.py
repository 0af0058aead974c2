"""The peer's database: the same tables, rows and indexes with contents in clear and no policy.

A database of its own, because the product refuses to start where a readable table has no policy. It begins
as a file copy of the nation, so that a case's rows lie as close together on both sides.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.rows import dict_row

from samverkan.secrecy.keystore import KeyStore
from samverkan.secrecy.seal import label, unseal
from samverkan.setup import roles

if TYPE_CHECKING:
    from bench.kit.place import Nation

ROLE = "samverkan_bench_plain"
OPENED, CONTENT = sql.Identifier("secrecy_entry"), sql.Identifier("sealed")  # what the two pages show of
NEW = sql.Identifier("opened_entry")
TRACELESS = ("trail_trace", "trail_pending", "trail_leaf")
BATCH = 5_000


def copy_plainly(nation: "Nation") -> None:
    """Make the copy; an earlier one goes."""
    name = _name(nation)
    roles.drop_database(nation.database.admin, name)
    with psycopg.connect(nation.database.admin, autocommit=True) as db:
        copied = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        db.execute(copied.format(sql.Identifier(name), sql.Identifier(nation.database.name)))
    with psycopg.connect(make_conninfo(nation.database.admin, dbname=name), autocommit=True) as db:
        db.execute(
            sql.SQL("DROP TABLE {} CASCADE").format(sql.SQL(", ").join(map(sql.Identifier, TRACELESS)))
        )
        _open(db, nation)
        for table in _tables(db):
            db.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
        _let_in(db, nation)
        db.execute("VACUUM (ANALYZE)")
        db.execute("CHECKPOINT")


def dsn(nation: "Nation") -> str:
    """The peer's connection: its own role, its own database."""
    return make_conninfo(admin_dsn(nation), user=ROLE, password=_password(nation))


def admin_dsn(nation: "Nation") -> str:
    """The administrator's connection to the copy."""
    return make_conninfo(nation.database.admin, dbname=_name(nation))


def _open(db: psycopg.Connection[Any], nation: "Nation") -> None:
    """Put a table with the contents in clear in the place of the sealed one."""
    db.execute(sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)").format(NEW, OPENED))
    db.execute(sql.SQL("ALTER TABLE {} ALTER {} TYPE jsonb USING NULL").format(NEW, CONTENT))
    with (
        psycopg.connect(nation.database.admin_here) as sealed,
        sealed.cursor("all", row_factory=dict_row) as rows,
    ):
        rows.itersize = BATCH
        rows.execute(sql.SQL("SELECT * FROM {} ORDER BY ctid").format(OPENED))
        opened = _opened(KeyStore(nation.folder.keys), rows)
        first = next(opened)
        columns = sql.SQL(", ").join(map(sql.Identifier, first))
        with db.cursor().copy(sql.SQL("COPY {} ({}) FROM STDIN").format(NEW, columns)) as copy:
            copy.write_row(list(first.values()))
            for row in opened:
                copy.write_row(list(row.values()))
    db.execute(sql.SQL("DROP TABLE {} CASCADE").format(OPENED))
    db.execute(sql.SQL("ALTER TABLE {} RENAME TO {}").format(NEW, OPENED))


def _opened(keys: KeyStore, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    known: dict[UUID, bytes] = {}
    for row in rows:
        if row["box_id"] not in known:
            known = keys.open_boxes(row["agency_id"], [row["box_id"]])  # a case's entries lie together
        names = ("agency_id", "case_id", "box_id", "id", "supersedes_id", "kind")
        fields = unseal(known[row["box_id"]], label("entry", *(row[name] for name in names)), row["sealed"])
        yield {**row, "sealed": json.dumps(fields)}


def _tables(db: psycopg.Connection[Any]) -> list[str]:
    return [row[0] for row in db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]


def _let_in(db: psycopg.Connection[Any], nation: "Nation") -> None:
    name, here = sql.Identifier(ROLE), sql.Identifier(_name(nation))
    if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
        db.execute(sql.SQL("CREATE ROLE {} LOGIN NOBYPASSRLS").format(name))
    db.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(_password(nation))))
    db.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(here, name))
    db.execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(name))
    db.execute(sql.SQL("GRANT INSERT, UPDATE ON django_session TO {}").format(name))


def _name(nation: "Nation") -> str:
    return f"{nation.database.name}_plain"


def _password(nation: "Nation") -> str:
    kept: dict[str, str] = json.loads(nation.folder.passwords.read_text())
    return kept[roles.WEB]  # made-up data on a measuring machine: no password of its own
