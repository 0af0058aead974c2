"""Building: what is handed to the product's own processes, and when tables are looked at again."""

import json

import pytest
from psycopg.conninfo import conninfo_to_dict

from samverkan.demo import building
from samverkan.demo.database import Database
from samverkan.demo.folder import Folder
from samverkan.setup import roles


@pytest.fixture
def place(tmp_path):
    folder = Folder(tmp_path)
    folder.passwords.write_text(json.dumps({role: f"secret-{role}" for role in roles.LOGINS}))
    return folder, Database(folder, "postgresql://postgres:superuser@host/staden")


def test_the_product_gets_the_web_role_and_nothing_above_it(place, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://postgres:superuser@host/staden")
    monkeypatch.setenv("SAMVERKAN_ADMIN_DSN", "user=postgres password=superuser")
    env = building.surroundings(*place)
    assert conninfo_to_dict(env["DATABASE_URL"])["user"] == roles.WEB
    assert not any("superuser" in value for value in env.values())
    others = [f"secret-{role}" for role in roles.LOGINS if role != roles.WEB]
    assert not any(other in value for other in others for value in env.values())


def test_it_knows_that_it_is_made_up_and_where_its_keys_lie(place):
    env = building.surroundings(*place, SAMVERKAN_TLS="1")
    folder = place[0]
    assert env["SAMVERKAN_DEMO"] == "1"
    assert env["SAMVERKAN_TLS"] == "1"
    assert env["SAMVERKAN_KEYS"] == str(folder.keys)
    assert env["SAMVERKAN_WITNESS"] == str(folder.witness)


def test_fingerprint_stands_until_a_table_could_have_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "SOURCE", tmp_path)
    migration = tmp_path / "room" / "migrations" / "0001_initial.py"
    migration.parent.mkdir(parents=True)
    migration.write_text("one")
    page = tmp_path / "web" / "page.py"
    page.parent.mkdir()
    page.write_text("one")
    folder = Folder(tmp_path / "city")
    first = building.fingerprint(folder)
    page.write_text("two")
    assert building.fingerprint(folder) == first
    migration.write_text("two")
    changed = building.fingerprint(folder)
    assert changed != first
    folder.methods.mkdir(parents=True)
    (folder.methods / "own.yaml").write_text("id: own")
    assert building.fingerprint(folder) != changed


def test_fingerprint_of_the_product_sees_the_migrations():
    found = {file for pattern in building.MAKES_TABLES for file in building.SOURCE.glob(pattern)}
    assert any(file.match("secrecy/migrations/0001_initial.py") for file in found)
    assert any(file.match("trail/migrations/*.py") for file in found)
