"""Acceptance line 6: kill -9 at twenty random points leaves the old version or the new one, and again completes it."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from support.forking import Forking

from samverkan.picture.importing.kinds_of_import import KINDS
from samverkan.picture.importing.running import run
from samverkan.picture.importing.tests.feeding import feed, notices
from samverkan.picture.places.register import DATA
from samverkan.picture.store.files import UNFINISHED
from samverkan.picture.store.store import Store

FILE = DATA / "handelser.csv.gz"
SCRIPT = Path(__file__).with_name("slow_import.py")
OLD = [(1, "2024-01-01T10:00", "Rån", "Rinkeby")]


@pytest.fixture
def importing():
    with Forking(SCRIPT, os.environ) as process:
        yield process


@pytest.mark.slow
def test_a_killed_import_leaves_the_rows_or_nothing(tmp_path, importing):
    whole = _whole(tmp_path / "whole")
    seconds = _time(importing, tmp_path / "timed")
    chosen = random.Random(20231128)
    stages = []
    for turn in range(20):
        root = tmp_path / f"turn{turn}"
        store = Store(root / "public")
        old = feed(store, "notices", tmp_path / "old.csv", notices(*OLD)).version if turn % 2 else None
        _kill_after(importing, root, chosen.uniform(0.05, seconds))
        now = store.current("notices")
        assert now in {old, None} or now.table("events").height == whole + (turn % 2), turn
        stages.append(now not in {old, None})
        for version in store.versions("notices"):  # whatever has a name is whole
            assert all(version.table(name).height for name in ("events", "monthly", "hours", "delays"))
        done = run(KINDS["notices"], FILE, store)
        assert done.version.table("events").height == whole + (1 if old else 0)
        assert not list(store.root.glob(f"*/{UNFINISHED}*"))
    assert not all(stages)  # some were killed before they were done: else the test proves nothing


def _whole(root):
    return run(KINDS["notices"], FILE, Store(root / "public")).version.table("events").height


def _words(root):
    return "import", "notices", FILE, "--store", root


def _time(importing, root):
    start = time.monotonic()
    importing.begin(*_words(root))
    assert importing.ended() == 0
    return time.monotonic() - start


def _kill_after(importing, root, seconds):
    child = importing.begin(*_words(root))
    time.sleep(seconds)
    importing.kill(child)
