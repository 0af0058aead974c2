"""A made-up city run as somebody would run it: a process, signals, a browser's cookies."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

SAMVERKAN = Path(sys.executable).with_name("samverkan")
PERSONS = "4"  # in each programme: the start is what is tested, not the history
BUILDING = 600.0  # seconds; a first start on a busy machine


def surroundings(data: Path) -> dict[str, str]:
    """The environment of somebody who has set nothing but the folder."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("SAMVERKAN_")}
    inherited.pop("DATABASE_URL", None)
    return {**inherited, "SAMVERKAN_DATA": str(data), "LANG": "sv_SE.UTF-8"}


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def call(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command beside the running city."""
    return subprocess.run(
        [SAMVERKAN, *words], env=surroundings(data), capture_output=True, text=True, timeout=120, check=False
    )


@dataclass
class Running:
    """`samverkan demo` in `data`. `said` fills with what it printed once it has stopped or answered."""

    data: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [SAMVERKAN, "demo", "--port", str(self.port), "--persons", PERSONS],
            env=surroundings(self.data), stdout=self.log.open("wb"), stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip

    @property
    def said(self) -> str:
        return self.log.read_text()

    def until_ready(self) -> None:
        """Wait for /healthz, then for the last line."""
        self.until(self.healthy)
        self.until(lambda: "Ctrl-C" in self.said, seconds=30)

    def until(self, reached, seconds: float = BUILDING) -> None:
        due = time.monotonic() + seconds
        while not reached():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < due, self.said
            time.sleep(0.05)

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}/healthz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait; returns the exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)


class Browser:
    """Enough of one to sign in."""

    def __init__(self, port: int) -> None:
        self.base = f"http://localhost:{port}"
        self.cookies = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies)).open

    def get(self, path: str) -> tuple[str, str]:
        """The address one ends at, and the page."""
        with self._open(self.base + path, timeout=30) as answer:
            return answer.url, answer.read().decode()

    def post(self, url: str, page: str, **fields: str) -> tuple[str, str]:
        """Fill in the page's form and send it."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
        sent = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        with self._open(urllib.request.Request(url, sent), timeout=30) as answer:
            return answer.url, answer.read().decode()

    def sign_in(self, username: str, password: str, code: str) -> tuple[str, str]:
        url, page = self.post(*self.get("/"), username=username, password=password)
        return self.post(url, page, code=code)
