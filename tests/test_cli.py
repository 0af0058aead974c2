"""The command line itself: quick, lazy, and plain when something is missing."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from samverkan.cli import LAZY, main

SAMVERKAN = Path(sys.executable).with_name("samverkan")


def test_help_names_every_command():
    said = subprocess.run([SAMVERKAN, "--help"], capture_output=True, text=True, check=True).stdout
    for name in ("demo", "found", "method", "migrate", "serve", "trail"):
        assert f"\n  {name} " in said


def test_help_loads_no_room():
    script = (
        "import sys; from samverkan.cli import main; main(['--help'], standalone_mode=False);"
        "print(sorted(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    for heavy in ("django", "numpy", "psycopg", "rich", "samverkan.secrecy"):
        assert f"'{heavy}'" not in loaded


@pytest.mark.parametrize("name", sorted(LAZY))
def test_every_late_command_is_there_and_has_help(name, monkeypatch):
    monkeypatch.setattr("samverkan.demo.command.at_hand", lambda: pytest.fail("help opened a city"))
    found = CliRunner().invoke(main, [name, "--help"])
    assert found.exit_code == 0, found.output


@pytest.mark.parametrize("name", ["verify", "sequence"])
def test_help_of_a_trail_command_needs_no_settings(name):
    bare = {"PATH": "/usr/bin:/bin"}
    found = subprocess.run(
        [SAMVERKAN, "trail", name, "--help"], capture_output=True, text=True, env=bare, check=False
    )
    assert found.returncode == 0, found.stderr
    assert "--witness" in found.stdout


def test_an_unknown_command_is_a_usage_error():
    assert CliRunner().invoke(main, ["share"]).exit_code == 2


@pytest.fixture
def bare(monkeypatch):
    for name in (
        "DATABASE_URL",
        "SAMVERKAN_ADMIN_DSN",
        "SAMVERKAN_KEYS",
        "SAMVERKAN_ROLES",
        "SAMVERKAN_WITNESS",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("words", "missing"), [(["migrate"], "SAMVERKAN_ADMIN_DSN"), (["found", __file__], "SAMVERKAN_ADMIN_DSN")]
)
def test_an_installation_is_told_what_it_lacks(bare, words, missing):
    found = CliRunner().invoke(main, words)
    assert found.exit_code == 2
    assert "--admin" in found.output


def test_serving_without_a_database_is_refused_by_name(bare):
    found = CliRunner().invoke(main, ["serve"])
    assert found.exit_code == 1
    assert "DATABASE_URL" in found.output


def test_founding_from_a_broken_file_says_what_is_wrong(world, tmp_path):
    from django.conf import settings

    file = tmp_path / "organisation.yaml"
    file.write_text(
        "programmes: [{name: Trefas, area: Ö, purpose: X, owner: Nobody, method: trefas, parties: []}]"
    )
    keys = str(settings.SAMVERKAN["KEYS"])
    words = ["found", str(file), "--admin", world.admin, "--database", world.name, "--keys", keys]
    found = CliRunner().invoke(main, words)
    assert found.exit_code == 1
    assert "organisation.yaml" in found.output
    assert "Traceback" not in found.output


def test_migrating_again_changes_nothing(world, tmp_path):
    from django.conf import settings

    keys = str(settings.SAMVERKAN["KEYS"])
    words = ["migrate", "--admin", world.admin, "--database", world.name, "--keys", keys]
    found = CliRunner().invoke(main, [*words, "--passwords", str(world.passwords)])
    assert found.exit_code == 0, found.output
    assert str(world.passwords) in found.output
