"""Serving: the web server, the trail's sequencer and the worker as child processes of one supervisor.

Each child holds the reading end of a pipe as its standard input. When the supervisor is gone, however it
went, the pipe closes and the child stops by itself, so that no orphan keeps the port or the database.
"""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

APPLICATION = "samverkan.web.wsgi:application"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SEQUENCER, WORKER = "SAMVERKAN_SEQUENCER_DSN", "SAMVERKAN_WORKER_DSN"
NOT_FOR_THE_WEB = {SEQUENCER, WORKER, "SAMVERKAN_AUDITOR_DSN", "SAMVERKAN_ADMIN_DSN", "SAMVERKAN_TRAIL_KEY"}
GRACE = 15.0  # seconds a child gets to end what it is doing
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - addresses to ask, when listening on all


class ServiceFailed(RuntimeError):
    """A child could not be started or ended by itself; the message says which."""


class SettingMissing(LookupError):
    """The environment lacks something; the message names it."""


class Stopped(BaseException):
    """Somebody asked the program to stop: Ctrl-C, SIGTERM or a closed terminal."""


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Within, the first request to stop raises Stopped; later ones are ignored, so that stopping is not cut short."""

    def stop(_number: int, _frame: object) -> None:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    for each in SIGNALS:
        signal.signal(each, stop)
    yield


@dataclass(frozen=True)
class Listen:
    """Where the web server listens; each worker is a process with `threads` requests at a time."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 4


@dataclass
class Service:
    """The children, by their environments; a child without one is not started."""

    listen: Listen
    web: Mapping[str, str]
    sequencer: Mapping[str, str] | None = None
    worker: Mapping[str, str] | None = None
    _children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self) -> None:
        """Start the children; `wait_until_ready` says when they answer."""
        if self.sequencer is not None:
            self._children["sequencer"] = _child(self.sequencer, "sequencer")
        if self.worker is not None:
            self._children["worker"] = _child(self.worker, "worker")
        where = (self.listen.host, self.listen.port, self.listen.workers, self.listen.threads)
        self._children["web"] = _child(self.web, "web", *map(str, where))

    def wait_until_ready(self, seconds: float = 60.0) -> None:
        """Return when /healthz answers 200. Raises ServiceFailed if the web server ends or never answers."""
        due = time.monotonic() + seconds
        while time.monotonic() < due:
            if self._children["web"].poll() is not None:
                raise ServiceFailed("web")
            if healthy(self.listen):
                return
            time.sleep(0.1)
        raise ServiceFailed("web")

    def watch(self) -> None:
        """Return never: only an exception, as a signal's, ends it. Raises ServiceFailed when a child ends."""
        while True:
            for name, child in self._children.items():
                if child.poll() is not None:
                    raise ServiceFailed(name)
            time.sleep(0.25)

    def stop(self) -> None:
        """Ask the children to stop, let them end their requests, and wait for them."""
        for child in self._children.values():
            with suppress(ProcessLookupError):
                child.terminate()
        due = time.monotonic() + GRACE
        for child in self._children.values():
            try:
                child.wait(max(0.1, due - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)  # its workers too: they share its session
                child.wait()
            if child.stdin:
                child.stdin.close()
        self._children.clear()


def serve(listen: Listen) -> None:
    """Serve as the environment says until told to stop; for an installation.

    The sequencer is run too when SAMVERKAN_SEQUENCER_DSN is set, and the worker when SAMVERKAN_WORKER_DSN is; no child
    gets another's connection. Raises SettingMissing or ServiceFailed.
    """
    for name in ("DATABASE_URL", "SAMVERKAN_KEYS", "SAMVERKAN_WITNESS"):
        if not os.environ.get(name):
            raise SettingMissing(name)
    web = {key: value for key, value in os.environ.items() if key not in NOT_FOR_THE_WEB}
    other = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", WORKER}}
    works = {**web, WORKER: os.environ.get(WORKER, ""), "SAMVERKAN_POOL": "0"}
    service = Service(
        listen, web, other if SEQUENCER in os.environ else None, works if works[WORKER] else None
    )
    with suppress(Stopped), stopped_by_signals():
        try:
            service.start()
            service.watch()
        finally:
            service.stop()


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


def _child(surroundings: Mapping[str, str], *words: str) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches the supervisor only, which stops the children in order.
    return subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "samverkan.setup.serving", *words],
        env={**surroundings, "DJANGO_SETTINGS_MODULE": "samverkan.settings"},
        stdin=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def _stop_with_the_supervisor() -> None:
    def wait() -> None:
        os.read(0, 1)  # returns when the other end is closed
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def serve_web(listen: Listen) -> None:
    """Serve in this process until a signal; needs DATABASE_URL as the web role."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        APPLICATION,
        address=listen.host,
        port=listen.port,
        interface=Interfaces.WSGI,
        workers=listen.workers,
        blocking_threads=listen.threads,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def _serve_sequencer() -> None:
    from samverkan.trail.commands import trail

    trail(["sequence"])


def _serve_worker() -> None:
    from samverkan.setup.worker import main as work

    work()


def main(words: list[str]) -> None:
    """`python -m samverkan.setup.serving web HOST PORT WORKERS THREADS`, `... sequencer` or `... worker`."""
    _stop_with_the_supervisor()
    if words[0] == "web":
        serve_web(Listen(words[1], *map(int, words[2:])))
    elif words[0] == "worker":
        _serve_worker()
    else:
        _serve_sequencer()


if __name__ == "__main__":
    main(sys.argv[1:])
