"""`samverkan demo ...`: refusals in one plain sentence, with what to do."""

import os
import socket

import pytest
from click.testing import CliRunner

from samverkan.demo import command
from samverkan.demo import folder as folder_module
from samverkan.demo.folder import City, Folder


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setattr(folder_module, "_open_to_others", lambda _folder: True)
    for name in ("SAMVERKAN_KEYS", "SAMVERKAN_DATA", "DATABASE_URL", "SAMVERKAN_DEMO", "LANG"):
        monkeypatch.delenv(name, raising=False)
    kept = dict(os.environ)

    def call(*words, **env):
        return CliRunner().invoke(command.demo, ["--data", str(tmp_path), *words], env=env)

    yield call
    os.environ.clear()
    os.environ.update(kept)


def test_code_is_refused_where_no_city_is(run):
    found = run("code", "polis.jarva.samordnare")
    assert found.exit_code == 1
    assert "ingen påhittad stad" in found.output


def test_code_is_refused_for_a_city_half_built(run, tmp_path):
    Folder(tmp_path).remember(City("small", 1, "2026-11-22", "samverkan_demo"))
    assert run("code", "polis.jarva.samordnare").exit_code == 1


@pytest.mark.parametrize("demo_mode", [None, "0", ""])
def test_code_is_refused_in_a_real_installation(run, shared_world, monkeypatch, demo_mode):
    from django.conf import settings

    monkeypatch.setenv("SAMVERKAN_KEYS", str(settings.SAMVERKAN["KEYS"]))
    if demo_mode is not None:
        monkeypatch.setenv("SAMVERKAN_DEMO", demo_mode)
    found = run("code", "pol.samordnare")
    assert found.exit_code == 1
    assert not any(word.isdigit() and len(word) == 6 for word in found.output.split())


def test_code_is_given_in_demo_mode_and_alone_on_the_line(run, shared_world, monkeypatch):
    from django.conf import settings

    monkeypatch.setenv("SAMVERKAN_KEYS", str(settings.SAMVERKAN["KEYS"]))
    monkeypatch.setitem(settings.SAMVERKAN, "DEMO", True)
    found = run("code", "pol.samordnare")
    assert found.exit_code == 0, found.output
    assert found.output.strip().isdigit()
    unknown = run("code", "nobody")
    assert unknown.exit_code == 1
    assert "nobody" in unknown.output


def test_a_taken_port_says_which_to_try(run):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        found = run("--port", str(port))
    assert found.exit_code == 1
    assert f"--port {port + 1}" in found.output


def test_a_folder_in_use_for_something_else(run, tmp_path):
    (tmp_path / "thesis.odt").touch()
    found = run()
    assert found.exit_code == 1
    assert "--data" in found.output


@pytest.mark.parametrize("words", [["--size", "galaxy"], ["--port", "0"], ["--anchor", "yesterday"]])
def test_bad_options_are_usage_errors(run, words):
    assert run(*words).exit_code == 2


def test_every_refusal_has_its_sentence(tmp_path):
    for code in ("not_empty", "closed", "in_use", "other_size", "other_database"):
        assert str(tmp_path) in command._refused(folder_module.FolderRefused(code, tmp_path))


def test_dsn_is_for_a_finished_city_only(run):
    assert run("dsn").exit_code == 1
