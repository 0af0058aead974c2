"""Opening: refusals that come before anything is started."""

import io
import socket

import pytest
from rich.console import Console

from samverkan.demo import folder as folder_module
from samverkan.demo.database import Database
from samverkan.demo.folder import City, Folder, FolderRefused
from samverkan.demo.opening import Opening, PortTaken, _answers_to, address
from samverkan.demo.terminal import Steps
from samverkan.setup.serving import Listen

COMPLETE = City("small", 1, "2026-11-22", "samverkan_demo", complete=True)


@pytest.fixture
def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture
def opening(tmp_path, monkeypatch, free_port):
    monkeypatch.setattr(folder_module, "_open_to_others", lambda _folder: True)
    monkeypatch.setattr(Database, "start", lambda _self: pytest.fail("the database was started"))
    folder = Folder(tmp_path / "city")
    folder.path.mkdir()

    def make(size="small", url=None, port=free_port):
        wanted = City(size, 1, "2026-11-22", "samverkan_demo")
        steps = Steps(Console(file=io.StringIO()))
        return Opening(folder, Database(folder, url), wanted, Listen(port=port), steps)

    return make


def refused(code):
    return pytest.raises(FolderRefused, check=lambda wrong: wrong.code == code)


def test_a_taken_port_is_found_before_minutes_are_spent(opening):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken), opening(port=other.getsockname()[1]).opened():
            pass


def test_a_city_of_another_size_is_not_replaced(opening):
    found = opening("city")
    found.folder.remember(COMPLETE)
    with refused("other_size"), found.opened():
        pass
    assert found.folder.city() == COMPLETE


def test_a_city_in_another_database_is_not_replaced(opening):
    found = opening(url="postgresql://a@host/elsewhere")
    found.folder.remember(COMPLETE)
    with refused("other_database"), found.opened():
        pass


def test_a_city_that_is_open_is_not_opened_again(opening):
    found = opening()
    found.folder.prepare()
    with found.folder.held(), refused("in_use"), opening().opened():
        pass


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://localhost:8000"),
        ("0.0.0.0", "http://localhost:8000"),
        ("10.1.2.3", "http://10.1.2.3:8000"),
    ],
)
def test_address(host, shown):
    assert address(Listen(host, 8000)) == shown


def test_it_answers_to_its_own_names_only():
    assert _answers_to("127.0.0.1") == ["localhost", "127.0.0.1", "[::1]"]
    assert _answers_to("10.1.2.3")[-1] == "10.1.2.3"
    everywhere = _answers_to("0.0.0.0")
    assert socket.gethostname() in everywhere
    assert "*" not in everywhere
    assert "0.0.0.0" not in everywhere
