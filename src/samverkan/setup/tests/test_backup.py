"""A copy of the database: ciphertext alone, without keys and sessions; and the way back."""

import os
import stat
import subprocess
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from support.clients import signed_in_client

from samverkan.setup import backup, roles
from samverkan.setup.embedded import EmbeddedServer

SECRET = "Hemligheten i kopian"


@pytest.fixture
def binaries(tmp_path) -> Path | None:
    return (
        None
        if os.environ.get("DATABASE_URL", "").startswith("postgres")
        else EmbeddedServer(tmp_path).binaries
    )


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def copy(world, acts, binaries, tmp_path):
    """A case with a note, somebody signed in, and the copy of it all."""
    case = acts.nominate("pol.samordnare")
    acts.note("pol.samordnare", case, SECRET)
    signed_in_client(world, "pol.samordnare").get("/")
    file = tmp_path / "kopia.dump"
    backup.dump(world.dsn(roles.BACKUP), file, binaries)
    return file


def restored(world, file: Path, binaries: Path | None) -> str:
    name = f"samverkan_test_{uuid4().hex[:12]}"
    backup.restore(world.admin, name, Path(os.environ["SAMVERKAN_KEYS"]), world.passwords, file, binaries)
    return name


def plain(file: Path, binaries: Path | None) -> str:
    """The whole copy as SQL."""
    program = str(binaries / "pg_restore") if binaries else "pg_restore"
    return subprocess.run([program, "-f", "-", file], capture_output=True, text=True, check=True).stdout


def test_a_copy_is_its_owners_alone_and_holds_neither_text_nor_key_nor_session(copy, world, binaries) -> None:
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    text = plain(copy, binaries)
    assert "COPY public.secrecy_entry" in text
    assert SECRET not in text
    assert "Provsson" not in text
    assert "context_key (" not in text
    with psycopg.connect(world.dsn()) as db:
        (pad,) = db.execute("SELECT encode(ipad, 'hex') FROM sec.context_key").fetchone()
        (sessions,) = db.execute("SELECT count(*) FROM django_session").fetchone()
    assert pad not in text
    assert sessions == 1
    assert "COPY public.django_session" not in text


def test_what_was_restored_works_and_what_was_weeded_since_stays_unreadable(
    copy, world, acts, binaries
) -> None:
    from django.db import connections

    from samverkan.secrecy.binding import bound, keystore
    from samverkan.secrecy.models import CaseFile, Entry

    actor = acts.actor("pol.samordnare")
    name = restored(world, copy, binaries)
    before = connections.databases["default"]["NAME"]
    try:
        connections["default"].close()
        connections.databases["default"]["NAME"] = connections["default"].settings_dict["NAME"] = name
        with bound(actor):
            case = CaseFile.of(actor.agency).get()
            box = Entry.of(actor.agency).filter(kind="note").get().box_id
        assert SECRET in [each["text"] for each in acts.seen("pol.samordnare", case) if not each.weeded]
        acts.note("pol.samordnare", case, "Skrivet efteråt.")
        keystore().drop_box(actor.agency, box, at="2026-11-28", reason="prov")
        assert SECRET not in [each["text"] for each in acts.seen("pol.samordnare", case) if not each.weeded]
    finally:
        connections["default"].close()
        connections.databases["default"]["NAME"] = connections["default"].settings_dict["NAME"] = before
        roles.drop_database(world.admin, name)


def test_a_copy_is_not_read_into_a_database_that_is_there(copy, world, binaries) -> None:
    with pytest.raises(backup.BackupFailed, match="exists already"):
        backup.restore(
            world.admin, world.name, Path(os.environ["SAMVERKAN_KEYS"]), world.passwords, copy, binaries
        )


def test_a_copy_that_fails_leaves_nothing_half_written(world, binaries, tmp_path) -> None:
    file = tmp_path / "kopia.dump"
    with pytest.raises(backup.BackupFailed):
        backup.dump(world.dsn(roles.BACKUP).replace(world.name, "samverkan_nowhere"), file, binaries)
    with pytest.raises(backup.BackupFailed, match="permission denied"):
        backup.dump(world.dsn(roles.AUDITOR), file, binaries)
    assert list(tmp_path.glob("kopia*")) == []


def test_the_role_reads_every_table_but_the_key_of_contexts_and_changes_none(world) -> None:
    with psycopg.connect(world.dsn()) as db:
        rows = db.execute(
            "SELECT c.oid::regclass::text, has_table_privilege(%s, c.oid, 'SELECT'),"
            " has_table_privilege(%s, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = ANY(%s) AND c.relkind IN ('r', 'p')",
            [roles.BACKUP, roles.BACKUP, list(backup.SCHEMAS)],
        ).fetchall()  # fmt: skip
    assert [table for table, reads, _ in rows if not reads] == ["sec.context_key"]
    assert [table for table, _, changes in rows if changes] == []
