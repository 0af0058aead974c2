"""Serving: porter, counters, the trail's sequencer and the worker as child processes of one supervisor.

Each child holds the reading end of a pipe as its standard input. When the supervisor is gone, however it
went, the pipe closes and the child stops by itself, so that no orphan keeps the port or the database.
"""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from samverkan.setup import counters, porter
from samverkan.setup.stopping import Stopped, stop_with_the_supervisor, stopped_by_signals

__all__ = ["Listen", "Service", "ServiceFailed", "Stopped", "healthy", "serve", "stopped_by_signals"]

APPLICATION = "samverkan.web.wsgi:application"
SEQUENCER, WORKER = "SAMVERKAN_SEQUENCER_DSN", "SAMVERKAN_WORKER_DSN"
NOT_FOR_THE_WEB = {SEQUENCER, WORKER, "SAMVERKAN_AUDITOR_DSN", "SAMVERKAN_ADMIN_DSN", "SAMVERKAN_TRAIL_KEY"}
BEHIND = 10  # how far the worker steps back: whoever waits at a screen goes first, at the start too
GRACE = 15.0  # seconds a child gets to end what it is doing
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - addresses to ask, when listening on all


class ServiceFailed(RuntimeError):
    """A child could not be started or ended by itself; the message says which."""


class SettingMissing(LookupError):
    """The environment lacks something; the message names it."""


@dataclass(frozen=True)
class Listen:
    """Where the service listens, how many counters answer and how many requests may wait at the porter's."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = max(2, os.cpu_count() or 1)  # more than can compute make everybody wait longer
    waiting: int = 32


@dataclass
class Service:
    """The children, by their environments; a child without one is not started. `module` is what they run."""

    listen: Listen
    web: Mapping[str, str]
    sequencer: Mapping[str, str] | None = None
    worker: Mapping[str, str] | None = None
    module: str = "samverkan.setup.serving"
    _children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _room: Path | None = None

    def start(self) -> None:
        """Start the children; `wait_until_ready` says when they answer."""
        self._room = Path(tempfile.mkdtemp(prefix="samverkan-"))  # only we may enter
        queue = str(self._room / "queue")
        if self.sequencer is not None:
            self._child(self.sequencer, "sequencer")
        if self.worker is not None:
            self._child(self.worker, "worker")
        self._child(self.web, "counters", queue, str(self.listen.workers))
        door = (self.listen.host, str(self.listen.port), str(self.listen.waiting))
        self._child({**without_secrets(self.web), porter.QUEUE: queue}, "porter", *door)

    def wait_until_ready(self, seconds: float = 60.0) -> None:
        """Return when /healthz answers 200. Raises ServiceFailed if a child ends or the answer never comes."""
        due = time.monotonic() + seconds
        while time.monotonic() < due:
            self._look()
            if healthy(self.listen):
                return
            time.sleep(0.05)
        raise ServiceFailed("counters")

    def watch(self) -> None:
        """Return never: only an exception, as a signal's, ends it. Raises ServiceFailed when a child ends."""
        while True:
            self._look()
            time.sleep(0.25)

    def stop(self) -> None:
        """Ask the children to stop, let them end their requests, and wait for them; the porter goes first."""
        due = time.monotonic() + GRACE
        for name in reversed(list(self._children)):
            child = self._children.pop(name)
            with suppress(ProcessLookupError):
                child.terminate()
            try:
                child.wait(max(0.1, due - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)  # its workers too: they share its session
                child.wait()
            if child.stdin:
                child.stdin.close()
        if self._room is not None:
            shutil.rmtree(self._room, ignore_errors=True)

    def _child(self, surroundings: Mapping[str, str], *words: str) -> None:
        self._children[words[0]] = _child(surroundings, self.module, *words)

    def _look(self) -> None:
        for name, child in self._children.items():
            if child.poll() is not None:
                raise ServiceFailed(name)


def serve(listen: Listen) -> None:
    """Serve as the environment says until told to stop; for an installation.

    The sequencer is run too when SAMVERKAN_SEQUENCER_DSN is set, and the worker when SAMVERKAN_WORKER_DSN is; no
    child gets another's connection, and the porter none. Raises SettingMissing or ServiceFailed.
    """
    for name in ("DATABASE_URL", "SAMVERKAN_KEYS", "SAMVERKAN_WITNESS"):
        if not os.environ.get(name):
            raise SettingMissing(name)
    web = {key: value for key, value in os.environ.items() if key not in NOT_FOR_THE_WEB}
    other = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", WORKER}}
    works = {**web, WORKER: os.environ.get(WORKER, "")}
    service = Service(
        listen, web, other if SEQUENCER in os.environ else None, works if works[WORKER] else None
    )
    with suppress(Stopped), stopped_by_signals():
        try:
            service.start()
            service.watch()
        finally:
            service.stop()


def without_secrets(surroundings: Mapping[str, str]) -> dict[str, str]:
    """What the porter gets to know: neither where the database is nor where the keys lie."""
    return {
        key: value
        for key, value in surroundings.items()
        if key != "DATABASE_URL" and not key.startswith(("SAMVERKAN_", "PG"))
    }


def healthy(listen: Listen) -> bool:
    """Whether the service answers 200 at /healthz."""
    host = EVERYWHERE.get(listen.host, listen.host)
    asked = http.client.HTTPConnection(host, listen.port, timeout=5)
    try:
        asked.request("GET", "/healthz", headers={"Host": "localhost"})
        return asked.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def _child(surroundings: Mapping[str, str], module: str, *words: str) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches the supervisor only, which stops the children in order.
    return subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", module, *words],
        env={"DJANGO_SETTINGS_MODULE": "samverkan.settings", **surroundings},
        stdin=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def _serve_sequencer() -> None:
    from samverkan.trail.commands import trail

    trail(["sequence"])


def _serve_worker() -> None:
    os.nice(BEHIND)
    from samverkan.setup.worker import main as work

    work()


def main(words: list[str]) -> None:
    """What a child is, and its words: counters QUEUE COUNT, porter HOST PORT WAITING, sequencer, or worker."""
    if words[0] == "counters":
        with suppress(Stopped), stopped_by_signals():
            counters.mind(Path(words[1]), int(words[2]), APPLICATION)
        return
    stop_with_the_supervisor()
    if words[0] == "porter":
        porter.keep_the_door(words[1], int(words[2]), int(words[3]))
    elif words[0] == "worker":
        _serve_worker()
    else:
        _serve_sequencer()


if __name__ == "__main__":
    main(sys.argv[1:])
