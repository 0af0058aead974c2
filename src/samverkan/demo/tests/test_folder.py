"""The city's folder: private files, one owner at a time, nothing else's content touched."""

import os
import stat
from dataclasses import replace

import pytest

from samverkan.demo import folder as module
from samverkan.demo.folder import City, Folder, FolderRefused, write_private

CITY = City("small", 1, "2026-11-22", "samverkan_demo")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_open_to_others", lambda _folder: True)
    found = Folder(tmp_path / "city")
    found.prepare()
    return found


def refused(code):
    return pytest.raises(FolderRefused, check=lambda wrong: wrong.code == code)


def test_nothing_is_known_of_a_new_folder(folder):
    assert folder.city() is None


def test_what_is_remembered_is_private_and_comes_back(folder):
    folder.remember(CITY)
    assert folder.city() == CITY
    assert not folder.city().complete
    folder.remember(replace(CITY, complete=True))
    assert folder.city().complete
    assert stat.S_IMODE((folder.path / module.STATE).stat().st_mode) == 0o600


def test_keys_and_witness_lie_outside_the_database(folder):
    for part in (folder.keys, folder.witness, folder.trail_key):
        assert not part.is_relative_to(folder.server)


def test_a_folder_with_something_else_in_it_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_open_to_others", lambda _folder: True)
    (tmp_path / "thesis.odt").touch()
    with refused("not_empty"):
        Folder(tmp_path).prepare()
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.odt"]


def test_an_empty_folder_and_a_city_of_ones_own_are_accepted(folder):
    folder.prepare()
    folder.remember(CITY)
    folder.keys.mkdir()
    folder.prepare()


def test_under_a_closed_folder_root_is_refused_and_no_mode_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    before = home.stat().st_mode
    with refused("closed"):
        Folder(home / "city").prepare()
    assert home.stat().st_mode == before


def test_anybody_else_may_use_their_own_closed_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    Folder(home / "city").prepare()


def test_clearing_leaves_the_note_the_lock_and_whatever_is_not_ours(folder):
    folder.remember(CITY)
    for part in (folder.server, folder.keys, folder.witness):
        part.mkdir()
        (part / "something").touch()
    folder.passwords.touch()
    folder.organisation.touch()
    (folder.path / "own notes").touch()
    with folder.held():
        folder.clear()
    assert {each.name for each in folder.path.iterdir()} == {module.STATE, "lock", "own notes"}


def test_clearing_twice_is_no_fault(folder):
    folder.clear()
    folder.clear()


def test_one_at_a_time(folder):
    with folder.held(), refused("in_use"), folder.held():
        pass
    with folder.held():
        pass


def test_a_private_file_is_whole_or_as_it_was(tmp_path):
    file = tmp_path / "roles.json"
    write_private(file, "old")
    (tmp_path / "roles.json.new").write_text("left by a power cut")
    write_private(file, b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["roles.json"]
