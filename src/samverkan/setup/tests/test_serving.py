"""Serving: children that stop with their supervisor, and never know more than they need."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from samverkan.setup import serving
from samverkan.setup.serving import Listen, Service, ServiceFailed, SettingMissing
from samverkan.setup.stopping import SIGNALS

PATIENCE = 20.0


@pytest.fixture
def children(monkeypatch):
    """Whatever a Service starts is this instead: a script for each child, told its name and words."""
    started = []

    def child(surroundings, _module, *words):
        script = scripts.get(words[0], "import time; time.sleep(60)")
        started.append((words, dict(surroundings)))
        return subprocess.Popen(
            [sys.executable, "-c", script],
            stdin=subprocess.PIPE,
            start_new_session=True,
            env=dict(os.environ),
        )

    scripts = {}
    monkeypatch.setattr(serving, "_child", child)
    return scripts, started


def test_the_sequencer_runs_only_where_it_has_surroundings(children):
    _scripts, started = children
    alone = Service(Listen(), {"A": "web"})
    alone.start()
    alone.stop()
    both = Service(Listen(), {"A": "web"}, {"A": "sequencer"})
    both.start()
    both.stop()
    assert [(words[0], env.get("A")) for words, env in started] == [
        ("counters", "web"),
        ("porter", "web"),
        ("sequencer", "sequencer"),
        ("counters", "web"),
        ("porter", "web"),
    ]


def test_the_porter_is_told_where_the_queue_is_and_no_secret(children):
    _scripts, started = children
    secrets = {"DATABASE_URL": "x", "SAMVERKAN_KEYS": "x", "SAMVERKAN_MASTER_KEY": "x", "PGPASSWORD": "x"}
    service = Service(Listen("0.0.0.0", 80, 3, 9), {**secrets, "PATH": "p"})
    service.start()
    queue = started[0][0][1]
    assert Path(queue).parent.stat().st_mode & 0o777 == 0o700
    service.stop()
    assert started[0] == (("counters", queue, "3"), {**secrets, "PATH": "p"})
    assert started[1] == (("porter", "0.0.0.0", "80", "9"), {"PATH": "p", "SAMVERKAN_QUEUE": queue})
    assert not Path(queue).parent.exists()


def test_a_child_that_ends_is_named(children):
    scripts, _started = children
    scripts["sequencer"] = "pass"
    service = Service(Listen(), {}, {})
    service.start()
    try:
        with pytest.raises(ServiceFailed, match="sequencer"):
            service.watch()
    finally:
        service.stop()


def test_a_web_server_that_dies_is_not_waited_for(children):
    scripts, _started = children
    scripts["counters"] = "raise SystemExit(1)"
    service = Service(Listen(port=9), {})
    service.start()
    begun = time.monotonic()
    with pytest.raises(ServiceFailed, match="counters"):
        service.wait_until_ready(PATIENCE)
    assert time.monotonic() - begun < PATIENCE
    service.stop()


def test_a_child_that_will_not_stop_is_killed_with_its_workers(children, monkeypatch, tmp_path):
    monkeypatch.setattr(serving, "GRACE", 0.5)
    scripts, _started = children
    note = tmp_path / "worker.pid"
    scripts["counters"] = textwrap.dedent(f"""
        import os, pathlib, signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        worker = os.fork()
        if worker:
            pathlib.Path({str(note)!r}).write_text(str(worker))
        time.sleep(60)
    """)
    service = Service(Listen(), {})
    service.start()
    wait_for(lambda: note.exists() and note.read_text())
    service.stop()
    wait_for(lambda: gone(int(note.read_text())))


def test_stopping_twice_is_no_fault(children):
    service = Service(Listen(), {})
    service.start()
    service.stop()
    service.stop()


def test_a_child_stops_when_its_supervisor_is_gone():
    script = (
        "import time; from samverkan.setup import stopping as s; s.stop_with_the_supervisor(); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE)
    time.sleep(0.5)
    assert child.poll() is None
    child.stdin.close()  # what the kernel does when the supervisor dies
    assert child.wait(PATIENCE) == -signal.SIGTERM


SIGNALLED = """
import sys, time
from samverkan.setup.serving import Stopped, stopped_by_signals
try:
    with stopped_by_signals():
        print("ready", flush=True)
        time.sleep(60)
except Stopped:
    print("stopping", flush=True)
    time.sleep(1)
    print("stopped", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_first_signal_stops_and_the_rest_do_not_cut_it_short(number):
    child = subprocess.Popen([sys.executable, "-c", SIGNALLED], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "ready\n"
    child.send_signal(number)
    assert child.stdout.readline() == "stopping\n"
    child.send_signal(signal.SIGINT)
    child.send_signal(signal.SIGTERM)
    assert child.stdout.readline() == "stopped\n"
    assert child.wait(PATIENCE) == 0


def test_an_installation_that_lacks_a_setting_is_told_which(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "dbname=x")
    monkeypatch.setenv("SAMVERKAN_KEYS", "/k")
    monkeypatch.delenv("SAMVERKAN_WITNESS", raising=False)
    with pytest.raises(SettingMissing, match="SAMVERKAN_WITNESS"):
        serving.serve(Listen())


def test_the_web_server_gets_no_connection_but_its_own(children, monkeypatch):
    scripts, started = children
    scripts["counters"] = "pass"
    for name in ("DATABASE_URL", "SAMVERKAN_KEYS", "SAMVERKAN_WITNESS", *serving.NOT_FOR_THE_WEB):
        monkeypatch.setenv(name, name.lower())
    before = [signal.getsignal(each) for each in SIGNALS]
    try:
        with pytest.raises(ServiceFailed):
            serving.serve(Listen())
    finally:
        for each, was in zip(SIGNALS, before, strict=True):
            signal.signal(each, was)
    seen = {words[0]: env for words, env in started}
    assert not serving.NOT_FOR_THE_WEB & seen["counters"].keys()
    assert seen["counters"]["DATABASE_URL"] == "database_url"
    assert not any(name.startswith(("DATABASE", "SAMVERKAN_K")) for name in seen["porter"])
    assert "DATABASE_URL" not in seen["sequencer"]


def test_nobody_listening_is_not_healthy():
    assert not serving.healthy(Listen(port=9))


def wait_for(ready):
    due = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < due
        time.sleep(0.05)


def gone(pid):
    """Ended, or waiting to be collected by whoever adopted it."""
    try:
        state = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[0]  # noqa: PTH123, SIM115
    except FileNotFoundError:
        return True
    return state == "Z"
