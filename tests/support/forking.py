"""A process that has read in all it needs once, and forks itself for each piece of work that is to be killed.

Starting Python anew for every kill would spend most of the time, and most of the kills, on reading modules in.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]


def serve(work: Callable[..., None]) -> None:
    """In the script: for each line of words, a fork that works on them. Neither threads nor connections yet."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while line := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is said here is no answer
            try:
                work(*line.split())
            except BaseException:
                os._exit(1)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdin.readline()  # until it is asked for the end, the number is the child's and nobody else's
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


class Forking(AbstractContextManager["Forking"]):
    """In the test: the script's process, ready. One child at a time."""

    def __init__(self, script: Path, env: Mapping[str, str]) -> None:
        path = os.pathsep.join([str(TESTS), env.get("PYTHONPATH", "")])
        self.process = subprocess.Popen(
            [sys.executable, str(script)], env={**env, "PYTHONPATH": path}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self._said() == "ready"

    def begin(self, *words: object) -> int:
        """Begin on the words; returns the child's process id."""
        self._say(*words)
        return int(self._said())

    def kill(self, child: int) -> None:
        """Kill the child, if it still runs, and wait until it is gone."""
        os.kill(child, signal.SIGKILL)
        self.ended()

    def ended(self) -> int:
        """Wait for the child's end: its exit code, negative for a signal."""
        self._say("ended")
        return int(self._said())

    def __exit__(self, *_fault: Any) -> None:
        self.process.kill()
        self.process.wait()

    def _say(self, *words: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()

    def _said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()
