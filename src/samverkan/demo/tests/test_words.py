"""The command line's two languages."""

import pytest

from samverkan.demo import words


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    for key in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(key, raising=False)
    yield
    words.speak("sv")


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({}, "sv"),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "C.UTF-8"}, "sv"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "sv_SE.UTF-8"}, "sv"),
    ],
)
def test_the_terminals_language(monkeypatch, env, code):
    for key, value in env.items():
        monkeypatch.setenv(key, value)
    assert words.speak() == code


def test_an_asked_for_language_wins(monkeypatch):
    monkeypatch.setenv("LANG", "sv_SE.UTF-8")
    assert words.speak("en") == "en"


def test_swedish_is_its_own_key():
    words.speak("sv")
    assert words.say("Stoppa med Ctrl-C.") == "Stoppa med Ctrl-C."
