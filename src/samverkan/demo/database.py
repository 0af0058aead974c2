"""The made-up city's PostgreSQL: an embedded server in its folder, or the one DATABASE_URL names."""

import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from samverkan.demo.folder import Folder
from samverkan.setup import roles
from samverkan.setup.embedded import EmbeddedServer, default_folder

NAME = "samverkan_demo"
MAINTENANCE = {"postgres", "template1"}  # databases every server has; no city is built in them


class DatabaseTaken(RuntimeError):
    """The database holds something that is not this city."""


@dataclass
class Database:
    """`admin` may create roles and databases; `name` is the city's own database."""

    folder: Folder
    url: str | None = None
    _embedded: EmbeddedServer | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The database: the address's own, or `samverkan_demo`."""
        named = str(conninfo_to_dict(self.url).get("dbname", "")) if self.url else ""
        return NAME if not named or named in MAINTENANCE else named

    @property
    def admin(self) -> str:
        """The administrator's connection, to a database that is there before the city's is."""
        if self.url:
            return make_conninfo(self.url, dbname="postgres")
        return self._server.dsn

    @property
    def admin_here(self) -> str:
        """The administrator's connection to the city's own database."""
        return make_conninfo(self.admin, dbname=self.name)

    def as_role(self, role: str) -> str:
        """A login role's connection to the city's database."""
        return roles.dsn_as(role, self.admin, self.name, self.folder.passwords)

    def start(self) -> None:
        """Start the embedded server, if it is the one. Raises psycopg.OperationalError if another is away."""
        if self.url:
            psycopg.connect(self.admin, connect_timeout=10).close()
        else:
            self._server.start()

    def stop(self) -> None:
        """Stop the embedded server; one that somebody else runs is left alone."""
        if self._embedded is not None:
            self._embedded.stop()

    def drop_unfinished(self) -> None:
        """Remove what an interrupted first start left, server and all when it is our own."""
        if self.url:
            roles.drop_database(self.admin, self.name)
        elif self.folder.server.exists():
            self._server.stop()
            self._embedded = None

    def refuse_if_taken(self) -> None:
        """Raises DatabaseTaken when the database is there already and not empty. An empty one is replaced."""
        with psycopg.connect(self.admin) as db:
            if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name]).fetchone():
                return
        with psycopg.connect(make_conninfo(self.admin, dbname=self.name)) as db:
            if db.execute(
                "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
            ).fetchone():
                raise DatabaseTaken(self.name)
        roles.drop_database(self.admin, self.name)

    @property
    def _server(self) -> EmbeddedServer:
        if self._embedded is None:
            self._embedded = EmbeddedServer(self.folder.server)
        return self._embedded


def usual_folder(size: str, url: str | None) -> Path:
    """Where a city lies unless told otherwise: one folder for each size and each server."""
    name = "demo" if size == "small" else f"demo-{size}"
    if url:
        parts = conninfo_to_dict(url)
        where = "|".join(str(parts.get(part, "")) for part in ("host", "hostaddr", "port", "dbname"))
        name += f"-{sha256(where.encode()).hexdigest()[:8]}"
    return default_folder(name)


def given_url() -> str | None:
    """The administrator's address of a server of one's own, from DATABASE_URL."""
    return os.environ.get("DATABASE_URL") or None
