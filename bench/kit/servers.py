"""The two sides as real server processes, side by side: ours as an installation runs it, and the peer."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.kit import copying
from bench.kit.place import Nation
from samverkan.setup.serving import Listen, Service


@dataclass(frozen=True)
class Sides:
    """Ports of the two services. Each has a porter and as many counters; ours has the trail's sequencer too."""

    ours: int
    peer: int


@contextmanager
def serving(nation: Nation) -> Iterator[Sides]:
    """Both services, ready. Raises ServiceFailed when one will not start."""
    ours = Service(Listen(port=_free_port()), nation.web, nation.sequencer)
    plain = {**nation.web, "DATABASE_URL": copying.dsn(nation)}
    peer = Service(Listen(port=_free_port()), plain, module="bench.plain.serving")
    try:
        for service in (ours, peer):
            service.start()
            service.wait_until_ready()
        yield Sides(ours.listen.port, peer.listen.port)
    finally:
        ours.stop()
        peer.stop()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
