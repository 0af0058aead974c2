"""The counters: processes that each answer one request at a time, from one queue that the kernel keeps.

Whoever is free takes the next, so that nobody waits at one counter while another stands idle. The application
is loaded once and then forked; the process that minds the counters does nothing else and has no threads.

A counter sweeps (collects garbage) between two visitors, a little each time. Left to Python, which counts objects,
a sweep of everything falls in the middle of somebody's answer every fifty requests and all in the queue wait it out.
"""

import gc
import logging
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from samverkan.setup import scgi
from samverkan.setup.stopping import SIGNALS, supervised

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

WAITING = 1024  # requests in the queue
TOO_SOON, TOO_OFTEN = (
    1.0,
    5,
)  # a counter that closes within so many seconds, so many times running, will not open
LOOK = 0.25  # seconds between looks at the counters
PIECE = 1 << 16  # bytes read at a time
YIELD = 10  # steps of niceness: a counter makes way for the porter and the database, on which the others wait
SETTLED = 50  # answers, after which what is kept is there to stay
OLDER, ALL = 20, 2000  # answers between sweeps of older garbage, and of everything
MANY = 200_000  # objects: an answer that makes more, as a large file may, is swept in after all
log = logging.getLogger(__name__)


class _Counter(NamedTuple):
    """One that is open: which of the `count` it is, and since when (monotonic seconds)."""

    place: int
    since: float


class WillNotOpen(RuntimeError):
    """The counters end as soon as they begin."""


def mind(path: Path, count: int, application: str) -> None:
    """Keep `count` counters open at the queue `path` until the supervisor is gone, or a signal raises.

    Raises WillNotOpen.
    """
    module, _, name = application.partition(":")
    answering: Application = getattr(import_module(module), name)
    gc.freeze()  # what is loaded stays shared: a sweep through it would copy it for each counter
    opened: dict[int, _Counter] = {}
    with _queue(path) as queue, _lifeline() as life:
        try:
            too_soon = 0
            while too_soon < TOO_OFTEN:
                for place in set(range(count)) - {each.place for each in opened.values()}:
                    opened[_open(queue, life, answering, place)] = _Counter(place, time.monotonic())
                if not supervised(LOOK):
                    return
                for lasted in _ended(opened):
                    too_soon = too_soon + 1 if lasted < TOO_SOON else 0
            raise WillNotOpen
        finally:
            _close(opened)


def answer(visitor: socket.socket, application: Application) -> None:
    """Let the application answer one request. Raises OSError when the porter is gone."""
    with visitor, visitor.makefile("rb") as stream:
        try:
            said = scgi.read_request(stream)
        except (scgi.Garbled, EOFError):
            return
        head: list[bytes] = []

        def start(status: str, headers: scgi.Headers, _fault: Any = None) -> None:
            head[:] = [scgi.response(status, headers)]

        body = application(_surroundings(said, stream), start)
        try:
            content = b"".join(body)
            while stream.read(PIECE):
                pass  # what nobody read: to close on it would cut the answer off
            visitor.sendall(head[0] + content)
        finally:
            if (end := getattr(body, "close", None)) is not None:
                end()


def _surroundings(said: dict[str, str], stream: BinaryIO) -> dict[str, Any]:
    """What WSGI (PEP 3333) hands to an application."""
    return {
        **said,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": said.pop("REQUEST_SCHEME", "http"),
        "wsgi.input": stream,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


@contextmanager
def _queue(path: Path) -> Iterator[socket.socket]:
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as queue:
        queue.bind(str(path))
        queue.listen(WAITING)
        queue.setblocking(False)  # who was slower than a colleague goes back to waiting
        yield queue


@contextmanager
def _lifeline() -> Iterator[tuple[int, int]]:
    """A pipe that nobody writes to: its end tells the counters that whoever minds them is gone."""
    ends = os.pipe()
    try:
        yield ends
    finally:
        for end in ends:
            os.close(end)


def _open(queue: socket.socket, life: tuple[int, int], application: Application, place: int) -> int:
    """Fork one counter; its process id."""
    sys.stderr.flush()
    if child := os.fork():
        return child
    code = 1
    try:
        os.close(life[1])
        _settle(place)
        _serve(queue, life[0], application)
        code = 0
    except SystemExit:
        code = 0
    except BaseException:
        log.exception("a counter closed")
    finally:
        os._exit(code)


def _settle(place: int) -> None:
    """Make way, each at a processor of its own: so light, two would be left to share one beside an idle one."""
    os.nice(YIELD)
    if hasattr(os, "sched_setaffinity"):  # Linux
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {processors[place % len(processors)]})


def _serve(queue: socket.socket, life: int, application: Application) -> None:
    """One visitor after the other. SIGTERM lets the one who is being answered have the answer."""
    gc.set_threshold(MANY)
    busy, stopping, answered = False, False, 0

    def stop(_number: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True
        if not busy:
            raise SystemExit

    for each in SIGNALS:
        signal.signal(each, stop if each is signal.SIGTERM else signal.SIG_IGN)
    waiting = select.poll()
    waiting.register(queue, select.POLLIN)
    waiting.register(life, select.POLLIN)
    while not stopping and life not in dict(waiting.poll()):
        busy = True
        with suppress(BlockingIOError):
            visitor, _ = queue.accept()
            _answer_calmly(visitor, application)
            answered += 1
            sweep(answered)
        busy = False


def sweep(answered: int) -> None:
    """After so many answers: the last one's garbage, now and then older garbage, seldom all.

    What has been worked out by the fiftieth, such as templates, is there to stay, and is not looked through again.
    """
    if answered == SETTLED or answered % ALL == 0:
        gc.collect()
        gc.freeze()
    else:
        gc.collect(1 if answered % OLDER == 0 else 0)


def _answer_calmly(visitor: socket.socket, application: Application) -> None:
    try:
        answer(visitor, application)
    except OSError:
        pass  # the porter is gone, and whoever asked with it
    except Exception:
        log.exception("a request failed")


def _ended(opened: dict[int, _Counter]) -> Iterator[float]:
    """Take away the counters that have ended; for each, how many seconds it was open."""
    for child in list(opened):
        if os.waitpid(child, os.WNOHANG)[0]:
            yield time.monotonic() - opened.pop(child).since


def _close(opened: dict[int, _Counter]) -> None:
    """Let each finish what it is doing. Whoever stops us kills those that do not, with us."""
    for child in opened:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
    for child in opened:
        os.waitpid(child, 0)
    opened.clear()
