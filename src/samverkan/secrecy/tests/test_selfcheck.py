"""The product refuses to start as anybody but its own role, or behind a wall that is not whole."""

import psycopg
import pytest

OWNER = "samverkan_owner"


@pytest.fixture
def web(world):
    with psycopg.connect(world.dsn("samverkan_web"), autocommit=True) as db:
        yield db


def test_the_product_starts_on_a_whole_wall(web) -> None:
    from samverkan.secrecy import selfcheck

    assert selfcheck.check(web) == []
    selfcheck.refuse_unless_whole(web)


def test_it_starts_on_djangos_own_connection(world) -> None:
    from django.db import connection

    from samverkan.secrecy import selfcheck

    assert selfcheck.check(connection) == []


@pytest.mark.parametrize(
    ("role", "word"),
    [(None, "superuser"), (OWNER, "owns"), ("samverkan_backup", "bypasses row-level security")],
)
def test_it_refuses_any_role_above_the_wall(attacker, role, word) -> None:
    from samverkan.secrecy import selfcheck

    db = attacker(role)
    assert any(word in fault for fault in selfcheck.check(db))
    with pytest.raises(SystemExit, match=word):
        selfcheck.refuse_unless_whole(db)


def test_it_refuses_a_table_without_forced_policies_and_says_which(web, attacker) -> None:
    from samverkan.secrecy import selfcheck

    attacker().execute("ALTER TABLE secrecy_entry NO FORCE ROW LEVEL SECURITY")
    with pytest.raises(SystemExit, match="secrecy_entry: row-level security is not forced"):
        selfcheck.refuse_unless_whole(web)


@pytest.mark.parametrize("inside", [".", "keys", "keys/deeper"])
def test_it_refuses_a_key_store_in_the_databases_folder(web, tmp_path, settings_keys, inside) -> None:
    from samverkan.secrecy import selfcheck

    (tmp_path / "PG_VERSION").write_text("18\n")
    settings_keys(tmp_path / inside)
    assert any("key store" in fault for fault in selfcheck.check(web))


def test_a_key_store_beside_the_databases_folder_is_no_fault(web, tmp_path, settings_keys) -> None:
    from samverkan.secrecy import selfcheck

    (tmp_path / "pgdata").mkdir()
    (tmp_path / "pgdata" / "PG_VERSION").write_text("18\n")
    settings_keys(tmp_path / "keys")
    assert selfcheck.check(web) == []


def test_a_link_into_the_databases_folder_is_seen_through(web, tmp_path, settings_keys) -> None:
    from samverkan.secrecy import selfcheck

    (tmp_path / "pgdata").mkdir()
    (tmp_path / "pgdata" / "PG_VERSION").write_text("18\n")
    (tmp_path / "keys").symlink_to(tmp_path / "pgdata")
    settings_keys(tmp_path / "keys")
    assert any("key store" in fault for fault in selfcheck.check(web))


@pytest.fixture
def settings_keys(monkeypatch):
    from django.conf import settings

    return lambda folder: monkeypatch.setitem(settings.SAMVERKAN, "KEYS", folder)
