"""Where a cluster and its socket lie."""

import os
from pathlib import Path

from samverkan.setup import embedded
from samverkan.setup.embedded import EmbeddedServer, default_folder


def test_a_long_path_gets_a_short_socket_of_its_own(tmp_path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    sockets = {EmbeddedServer(deep / name).sockets for name in ("one", "two")}
    assert len(sockets) == 2
    assert all(len(bytes(each)) < embedded.LONGEST_SOCKET for each in sockets)


def test_root_keeps_data_where_a_service_user_may_come(monkeypatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert default_folder("x") == Path("/var/lib/samverkan/x")


def test_an_ordinary_user_keeps_data_at_home(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_folder("x") == tmp_path / "samverkan" / "x"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/home/prov")
    assert default_folder("x") == Path("/home/prov/.local/share/samverkan/x")
