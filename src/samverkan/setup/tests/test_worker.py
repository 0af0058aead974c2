"""The worker as a process: it finds its work, and killed in the middle the next one goes on from there."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.world import POLICE, TREFAS

from samverkan.setup import roles

PATIENCE = 30.0
SCRIPT = Path(__file__).with_name("slow_jobs.py")


@pytest.fixture(scope="module")
def slow(template):
    """The job's kind as this process knows it."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("slow_jobs", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.register()


@pytest.fixture
def begin(world):
    """Start a worker process; all are ended when the test is."""
    from django.conf import settings

    started = []

    def run():
        env = {
            **os.environ, "DATABASE_URL": world.dsn(roles.WEB), "SAMVERKAN_WORKER_DSN": world.dsn(roles.WORKER),
            "SAMVERKAN_KEYS": str(settings.SAMVERKAN["KEYS"]),
        }  # fmt: skip
        started.append(subprocess.Popen([sys.executable, str(SCRIPT)], env=env, stderr=subprocess.DEVNULL))
        return started[-1]

    yield run
    for child in started:
        if child.poll() is None:
            child.kill()
        child.wait()


def _start(world, slow, pieces, pause):
    from samverkan.secrecy import background

    parts = [{"n": n, "pause": pause} for n in range(pieces)]
    return background.start(
        by=world.actor("pol.samordnare"), kind=slow, subject=TREFAS, parts_in=parts, total=pieces
    )


def _row(world, job):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Job

    with bound(world.actor("pol.samordnare")):
        return Job.objects.get(pk=job.pk)


def _wait(world, job, holds):
    due = time.monotonic() + PATIENCE
    while time.monotonic() < due:
        row = _row(world, job)
        if holds(row):
            return row
        time.sleep(0.1)
    raise AssertionError(f"{_row(world, job).state} at {_row(world, job).place} after {PATIENCE} s")


def test_killed_in_the_middle_the_next_worker_goes_on_from_there(world, slow, begin):
    from samverkan.secrecy import background
    from samverkan.secrecy.binding import bound

    job = _start(world, slow, pieces=8, pause=0.4)
    first = begin()
    row = _wait(world, job, lambda each: each.place >= 2)
    first.send_signal(signal.SIGKILL)
    first.wait()
    at = _row(world, job).place
    assert row.state == "running"
    assert at < 8
    begin()
    assert _wait(world, job, lambda each: each.state == "done").done == 8
    with bound(world.actor("pol.samordnare")):
        assert [each["n"] for each in background.parts_of(job)] == list(range(8)), "each piece once, in order"


def test_asked_to_stop_it_ends_by_itself(begin, world, slow):
    child = begin()
    job = _start(world, slow, pieces=1, pause=0)
    _wait(world, job, lambda each: each.state == "done")
    child.send_signal(signal.SIGTERM)
    assert child.wait(PATIENCE) == 0


def test_the_nights_work_is_done_once_a_night_after_three(monkeypatch, template):
    from samverkan.secrecy import clock
    from samverkan.setup import worker

    done = []
    monkeypatch.setattr(worker, "the_night", lambda: done.append(clock.now()))
    monkeypatch.setattr(worker, "_last_night", None)
    # The autumn night in which the clock is put back: 01:30 UTC is 02:30 in Stockholm, for the second time.
    for moment in ((25, 0, 30), (25, 1, 30), (25, 2, 7), (25, 3, 7), (25, 23, 7), (26, 1, 7), (26, 2, 7)):
        with clock.frozen(datetime(2026, 10, *moment, tzinfo=UTC)):
            worker.by_the_hour(0)
    assert [(at.day, at.hour) for at in done] == [(25, 2), (26, 2)]


def test_one_agency_that_fails_does_not_hold_the_others_up(monkeypatch, world):
    from samverkan.secrecy.background import running
    from samverkan.setup import worker

    seen = []

    def night(by):
        seen.append(by.agency)
        if by.agency == POLICE:
            raise RuntimeError("nightly work failed: x")

    monkeypatch.setattr(running, "tonight", night)
    with pytest.raises(RuntimeError, match=r"^the night's work failed for 1 agencies$"):
        worker.the_night()
    assert len(seen) == len(set(seen)) > 4
