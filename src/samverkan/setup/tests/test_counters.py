"""The counters: one request at a time each, replaced when they die, gone when whoever minds them is."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from contextlib import contextmanager

import pytest

from samverkan.setup import scgi

PATIENCE = 20.0
APPLICATION = textwrap.dedent("""
    import gc, os, time

    sweeps, gone = [], []
    gc.callbacks.append(lambda phase, found: sweeps.append(found["generation"]) if phase == "start" else None)

    class Loop:
        def __init__(self):
            self.me = self

        def __del__(self):
            gone.append(1)

    def busy():
        before = len(sweeps)
        kept = [[number] for number in range(50_000)]
        Loop()
        return f"{len(sweeps) - before} {len(gone)}".encode()

    def application(environ, start):
        path = environ["PATH_INFO"]
        if path == "/die":
            os._exit(3)
        if path == "/fail":
            raise RuntimeError("secret words")
        if path.startswith("/slow"):
            time.sleep(5 if path == "/slower" else 0.7)
        start("200 OK", [("X-Scheme", environ["wsgi.url_scheme"])])
        if path == "/busy":
            return [b"0 ", busy()]
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])) if path == "/echo" else b""
        return [str(os.getpid()).encode(), b" ", body]
""")


def ask(path, said="/", body=b""):
    """The answer's content, or nothing when the counter closed without one."""
    with socket.socket(socket.AF_UNIX) as counter:
        counter.settimeout(PATIENCE)
        counter.connect(str(path))
        counter.sendall(scgi.request({"PATH_INFO": said, "REQUEST_SCHEME": "https"}, len(body)) + body)
        counter.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: counter.recv(65536), b""))
    return scgi.read_response(answer)[2].split(b" ", 1) if answer else None


@contextmanager
def at_work(path):
    """A visitor whom one of the counters is answering, slowly."""
    with socket.socket(socket.AF_UNIX) as slow:
        slow.settimeout(PATIENCE)
        slow.connect(str(path))
        slow.sendall(scgi.request({"PATH_INFO": "/slow"}, 0))
        slow.shutdown(socket.SHUT_WR)
        time.sleep(0.2)
        yield slow


@pytest.fixture
def start(tmp_path):
    """Starts who minds the counters, in a process of its own; whatever is left at the end is killed."""
    (tmp_path / "trial.py").write_text(APPLICATION)
    started, said = [], tmp_path / "said"

    def begin(count=2, application="trial:application"):
        code = f"from samverkan.setup import serving; serving.APPLICATION = {application!r}; serving.main(sys.argv[1:])"
        child = subprocess.Popen(
            [sys.executable, "-c", f"import sys; {code}", "counters", str(tmp_path / "queue"), str(count)],
            env={**os.environ, "PYTHONPATH": str(tmp_path)}, stdin=subprocess.PIPE, stderr=said.open("wb"),
            start_new_session=True,
        )  # fmt: skip
        started.append(child)
        return child, tmp_path / "queue"

    yield begin
    for child in started:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.stdin.close()
        child.wait()


@pytest.fixture
def opened(start):
    child, queue = start()
    wait_for(lambda: answers(queue))
    return child, queue


def test_a_request_is_answered_with_what_it_said(opened):
    _child, queue = opened
    much = bytes(range(256)) * 2000
    assert ask(queue, "/echo", much)[1] == much


def test_a_body_that_nobody_reads_does_not_cut_the_answer_off(opened):
    _child, queue = opened
    assert ask(queue, "/", bytes(3_000_000))[1] == b""


def test_whoever_is_free_takes_the_next(opened):
    _child, queue = opened
    with socket.socket(socket.AF_UNIX) as slow:
        slow.connect(str(queue))
        slow.sendall(scgi.request({"PATH_INFO": "/slower"}, 0))
        time.sleep(0.2)
        assert len({ask(queue)[0] for _ in range(5)}) == 1


def test_a_request_that_fails_is_answered_with_nothing_and_told(opened, tmp_path):
    _child, queue = opened
    assert ask(queue, "/fail") is None
    assert answers(queue)
    wait_for(lambda: "a request failed" in (tmp_path / "said").read_text())


def test_a_counter_that_dies_is_replaced(opened):
    _child, queue = opened
    before = {ask(queue)[0] for _ in range(20)}
    for _ in range(2):
        assert ask(queue, "/die") is None
    wait_for(lambda: answers(queue))
    assert ask(queue)[0] not in before


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one processor")
def test_each_counter_has_a_processor_of_its_own_and_whoever_replaces_it_the_same(opened):
    _child, queue = opened
    first = both(queue)
    assert sorted(first.values()) == [(place,) for place in sorted(os.sched_getaffinity(0))[:2]]
    gone = int(ask(queue)[0])
    os.kill(gone, signal.SIGKILL)
    wait_for(lambda: gone not in both(queue))
    assert sorted(both(queue).values()) == sorted(first.values())


def both(queue):
    """The two counters and the processors each may use: while one is slow, the other answers."""
    with at_work(queue) as slow:
        free = ask(queue)
        kept = scgi.read_response(b"".join(iter(lambda: slow.recv(65536), b"")))[2].split()
    return {int(pid): tuple(os.sched_getaffinity(int(pid))) for pid in (free[0], kept[0])}


def test_what_is_no_request_is_passed_over(opened):
    _child, queue = opened
    for came in (b"GET / HTTP/1.1\r\n\r\n", b""):
        with socket.socket(socket.AF_UNIX) as visitor:
            visitor.connect(str(queue))
            visitor.sendall(came)
            visitor.shutdown(socket.SHUT_WR)
            assert visitor.recv(1) == b""
    assert answers(queue)


def test_whoever_is_being_answered_gets_the_answer_when_it_stops(opened):
    child, queue = opened
    with at_work(queue) as slow:
        begun = time.monotonic()
        child.send_signal(signal.SIGTERM)
        assert slow.recv(65536).startswith(b"Status: 200 OK")
        assert child.wait(PATIENCE) == 0
        assert time.monotonic() - begun < 5
    assert not answers(queue)


@pytest.mark.parametrize("how", ["the supervisor is gone", "whoever minds them is killed"])
def test_no_counter_stays_open_alone(opened, how):
    child, queue = opened
    mine = {int(ask(queue)[0]) for _ in range(30)}
    if how == "the supervisor is gone":
        child.stdin.close()
    else:
        child.kill()
    child.wait(PATIENCE)
    wait_for(lambda: not any(map(alive, mine)))


def test_counters_that_will_not_open_are_given_up(start, tmp_path):
    dying = "import os\nos.register_at_fork(after_in_child=lambda: os._exit(1))\napplication = 1"
    (tmp_path / "trial.py").write_text(dying)
    child, _queue = start()
    assert child.wait(PATIENCE) == 1
    assert "WillNotOpen" in (tmp_path / "said").read_text()


def test_an_application_that_cannot_be_loaded_ends_it_at_once(start):
    child, _queue = start(application="nowhere:application")
    assert child.wait(PATIENCE) == 1


def answers(queue) -> bool:
    try:
        return ask(queue) is not None
    except OSError:
        return False


def alive(pid) -> bool:
    try:
        state = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[0]  # noqa: PTH123, SIM115
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for(ready) -> None:
    due = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < due
        time.sleep(0.05)


def test_a_counter_sweeps_after_each_answer_and_never_in_the_middle_of_one(start):
    _child, queue = start(count=1)
    wait_for(lambda: answers(queue))
    said = [ask(queue, "/busy")[1].split() for _ in range(60)]  # also past the answer where all is swept
    assert [during for during, _gone in said] == [b"0"] * 60
    assert [int(gone) for _during, gone in said] == list(range(60))
