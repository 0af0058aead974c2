"""The two sides as real server processes, side by side: ours as an installation runs it, and the peer."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from bench.kit import copying
from bench.kit.place import Nation
from samverkan.setup.serving import GRACE, Listen, Service, healthy


@dataclass(frozen=True)
class Sides:
    """Ports of the two servers. Each has two worker processes of four threads; ours has the trail's sequencer too."""

    ours: int
    peer: int


@contextmanager
def serving(nation: Nation) -> Iterator[Sides]:
    """Both servers, ready. Raises ServiceFailed or RuntimeError when one will not start."""
    ours, theirs = Listen(port=_free_port()), Listen(port=_free_port())
    service = Service(ours, nation.web, nation.sequencer)
    try:
        service.start()
        service.wait_until_ready()
        with _peer(nation, theirs):
            yield Sides(ours.port, theirs.port)
    finally:
        service.stop()


@contextmanager
def _peer(nation: Nation, listen: Listen) -> Iterator[None]:
    where = map(str, (listen.host, listen.port, listen.workers, listen.threads))
    child = subprocess.Popen(
        [sys.executable, "-m", "bench.plain.serving", "web", *where],
        env={**nation.web, "DATABASE_URL": copying.dsn(nation)}, stdin=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        _wait(child, listen)
        yield
    finally:
        with suppress(ProcessLookupError):
            child.terminate()
        child.wait(GRACE)
        if child.stdin:
            child.stdin.close()


def _wait(child: subprocess.Popen[bytes], listen: Listen) -> None:
    due = time.monotonic() + 60
    while not healthy(listen):
        if child.poll() is not None or time.monotonic() > due:
            raise RuntimeError("the peer's server did not start")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
