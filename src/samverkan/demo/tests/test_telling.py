"""The history's processes: side by side, their progress added, stopped together."""

import sys
import threading
import time

import pytest

from samverkan.demo import telling
from samverkan.demo.folder import City


def python(script):
    return [sys.executable, "-c", script]


def test_progress_is_added_and_those_not_begun_are_counted_in(tmp_path):
    seen = []
    commands = [python("print('1/3'); print('3/3')"), python("print('5/5')")]
    telling.run_all(commands, {}, tmp_path / "said", lambda *far: seen.append(far))
    assert seen[-1] == (8, 8)
    assert len(seen) == 3
    assert seen[0] in {(1, 6), (3, 6), (5, 10)}


def test_a_history_that_fails_says_why(tmp_path):
    with pytest.raises(RuntimeError, match="no such officer"):
        telling.run_all(
            [python("raise SystemExit('no such officer')")], {}, tmp_path / "said", lambda *_: None
        )


def test_when_one_fails_the_others_are_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(telling.os, "cpu_count", lambda: 2)
    begun = time.monotonic()
    with pytest.raises(RuntimeError):
        telling.run_all(
            [python("import time; time.sleep(60)"), python("raise SystemExit(1)")], {}, tmp_path / "said",
            lambda *_: None,
        )  # fmt: skip
    assert time.monotonic() - begun < 30


def test_never_more_at_once_than_processors(tmp_path, monkeypatch):
    monkeypatch.setattr(telling.os, "cpu_count", lambda: 2)
    most, lock = [0], threading.Lock()
    started = telling.subprocess.Popen

    def counting(*args, **more):
        with lock:
            alive.append(started(*args, **more))
            most[0] = max(most[0], sum(each.poll() is None for each in alive))
        return alive[-1]

    alive = []
    monkeypatch.setattr(telling.subprocess, "Popen", counting)
    telling.run_all(
        [python("import time; time.sleep(.2); print('1/1')")] * 5, {}, tmp_path / "said", lambda *_: None
    )
    assert len(alive) == 5
    assert most[0] <= 2


@pytest.mark.parametrize(("size", "processes"), [("small", 4), ("city", 15), ("nation", 1)])
def test_one_process_a_story_but_for_the_bulk(size, processes, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(telling, "run_all", lambda commands, *_rest: told.extend(commands))
    telling.tell_all(City(size, 7, "2026-11-22", "x", persons=9), {}, tmp_path / "said", lambda *_: None)
    assert len(told) == processes
    assert all(command[3:7] == [size, "7", "2026-11-22", "9"] for command in told)
    assert len({tuple(command) for command in told}) == processes
