"""How a process of ours stops: at the first signal, or when whoever started it is gone."""

import os
import select
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SUPERVISOR = 0  # standard input: the reading end of a pipe that the supervisor holds open


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


def stop_with_the_supervisor() -> None:
    """End this process, as SIGTERM would, when the supervisor is gone, however it went."""

    def wait() -> None:
        os.read(SUPERVISOR, 1)  # returns when the other end is closed
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def supervised(seconds: float) -> bool:
    """Wait so long; False as soon as the supervisor is gone. For a process that must have no threads."""
    return not select.select([SUPERVISOR], [], [], seconds)[0]
