"""What a start prints."""

import io
from datetime import date

import pytest
import yaml
from rich.console import Console

from samverkan.demo import terminal, words
from samverkan.demo.districts import spec as districts
from samverkan.demo.folder import Folder
from samverkan.demo.organisation import logins


@pytest.fixture
def screen():
    return Console(file=io.StringIO(), width=100, highlight=False)


@pytest.fixture
def folder(tmp_path):
    spec = districts("small", 1, date(2026, 11, 22), {})
    found = Folder(tmp_path)
    found.organisation.write_text(yaml.safe_dump(spec, allow_unicode=True))
    return found


def printed(screen):
    return screen.file.getvalue()


def test_each_step_with_its_time_when_it_is_done(screen):
    steps = terminal.Steps(screen)
    steps.begin("Startar PostgreSQL")
    steps.far(1, 2)
    assert printed(screen) == ""
    steps.begin("Lägger upp databasen")
    assert "Startar PostgreSQL" in printed(screen)
    assert "Lägger upp" not in printed(screen)
    steps.end()
    assert printed(screen).count(" s\n") == 2


def test_an_abandoned_step_is_not_said_to_be_done(screen):
    steps = terminal.Steps(screen)
    steps.begin("Bygger")
    steps.abandon()
    steps.end()
    assert printed(screen) == ""


def test_greeting_has_address_logins_password_and_the_way_to_a_code(screen, folder):
    words.speak("sv")
    spec = yaml.safe_load(folder.organisation.read_text())
    terminal.greet(screen, folder, "http://localhost:8000", "sv", seconds=1.0)
    text = printed(screen)
    assert "http://localhost:8000" in text
    assert spec["officers"][0]["password"] in text
    assert f"demo code {spec['officers'][0]['username']}" in text
    for login in logins(spec):
        assert login.username in text
        assert login.name in text
    for label in (
        "Samordnare",
        "Handläggare",
        "Beslutsfattare",
        "Jurist",
        "Logggranskare",
        "Styrgrupp",
        "Drift",
    ):
        assert label in text
    assert "påhittade" in text


def test_nobodys_code_seed_is_printed(screen, folder):
    terminal.greet(screen, folder, "http://localhost:8000", "sv", seconds=1.0)
    seeds = [officer["totp"] for officer in yaml.safe_load(folder.organisation.read_text())["officers"]]
    assert not any(seed in printed(screen) for seed in seeds)


def test_roles_in_english(screen, folder):
    terminal.greet(screen, folder, "http://localhost:8000", "en", seconds=1.0)
    assert "Log reviewer" in printed(screen)


def test_another_folder_is_named_in_what_to_type(screen, folder):
    terminal.greet(screen, folder, "http://localhost:8000", "sv", seconds=1.0)
    assert f"SAMVERKAN_DATA={folder.path} " in printed(screen).replace("\n", "")


@pytest.mark.parametrize("local", [True, False])
def test_whoever_lets_others_in_is_warned(screen, folder, local):
    terminal.greet(screen, folder, "http://10.1.2.3:8000", "sv", seconds=1.0, local=local)
    assert ("Andra datorer" in printed(screen)) is not local
