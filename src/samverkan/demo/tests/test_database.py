"""Which database a city lies in, and what is never overwritten."""

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from samverkan.demo.database import Database, DatabaseTaken, usual_folder
from samverkan.demo.folder import Folder
from samverkan.setup import roles

ANY = Folder.__new__(Folder)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (None, "samverkan_demo"),
        ("postgresql://a:b@host/", "samverkan_demo"),
        ("postgresql://a:b@host/postgres", "samverkan_demo"),
        ("host=/tmp dbname=template1", "samverkan_demo"),
        ("postgresql://a:b@host:5433/staden", "staden"),
    ],
)
def test_name(url, name):
    assert Database(ANY, url).name == name


def test_administrator_goes_by_way_of_a_database_that_is_there():
    parts = conninfo_to_dict(Database(ANY, "postgresql://a:b@host:5433/staden").admin)
    assert (parts["dbname"], parts["user"], parts["host"], parts["port"]) == ("postgres", "a", "host", "5433")
    assert conninfo_to_dict(Database(ANY, "postgresql://a:b@host/staden").admin_here)["dbname"] == "staden"


def test_each_size_and_each_server_has_a_folder_of_its_own():
    urls = [None, "postgresql://a@host/x", "postgresql://a@host/y", "postgresql://a@other/x"]
    folders = {usual_folder(size, url) for size in ("small", "city", "nation") for url in urls}
    assert len(folders) == 12
    assert usual_folder("small", None).name == "demo"


def test_the_password_moves_no_folder():
    assert usual_folder("small", "postgresql://a:one@h/x") == usual_folder("small", "postgresql://a:two@h/x")


@pytest.fixture
def elsewhere(server, tmp_path):
    name = "samverkan_test_elsewhere"
    roles.drop_database(server.admin, name)
    yield Database(Folder(tmp_path), psycopg.conninfo.make_conninfo(server.admin, dbname=name))
    roles.drop_database(server.admin, name)


def test_a_database_that_is_not_there_is_free(elsewhere):
    elsewhere.start()
    elsewhere.refuse_if_taken()


def test_an_empty_one_is_replaced(elsewhere, server):
    with psycopg.connect(server.admin, autocommit=True) as db:
        db.execute("CREATE DATABASE samverkan_test_elsewhere")
    elsewhere.refuse_if_taken()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(elsewhere.admin_here)


def test_one_with_a_single_table_is_refused_and_kept(elsewhere, server):
    with psycopg.connect(server.admin, autocommit=True) as db:
        db.execute("CREATE DATABASE samverkan_test_elsewhere")
    with psycopg.connect(elsewhere.admin_here) as db:
        db.execute("CREATE TABLE precious AS SELECT 1 AS one")
    with pytest.raises(DatabaseTaken, match="elsewhere"):
        elsewhere.refuse_if_taken()
    with psycopg.connect(elsewhere.admin_here) as db:
        assert db.execute("SELECT one FROM precious").fetchone() == (1,)


def test_somebody_elses_server_is_left_running(elsewhere, server):
    elsewhere.stop()
    psycopg.connect(server.admin).close()


def test_a_server_that_is_away_raises():
    with pytest.raises(psycopg.OperationalError):
        Database(ANY, "host=127.0.0.1 port=9 dbname=x connect_timeout=2").start()
