"""Opening the made-up city: the first time, with everything built, and again, with what was written kept."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from bench.kit.numbers import median
from bench.kit.row import Row
from samverkan.setup.embedded import default_folder
from samverkan.setup.serving import Listen, healthy

FIRST_GOAL, AGAIN_GOAL = 180.0, 5.0  # seconds to a page that is served
TIMES = 5
PATIENCE = 600.0


def rows() -> list[Row]:
    """Size `small` on an embedded server, from the command to /healthz answering 200."""
    data = default_folder("bench-opening")
    shutil.rmtree(data, ignore_errors=True)
    first = _opened(data)
    again = median([_opened(data) for _ in range(TIMES)])
    shutil.rmtree(data)
    return [
        Row("opening_first", first, None, "", "s to a served page", "at most 180 s", first <= FIRST_GOAL, 1),
        Row("opening_again", again, None, "", "s, median", "at most 5 s", again <= AGAIN_GOAL, TIMES),
    ]


def _opened(data: Path) -> float:
    listen = Listen(port=_free_port())
    command = [str(Path(sys.executable).with_name("samverkan")), "demo", "--port", str(listen.port)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("SAMVERKAN_")}
    started = time.perf_counter()
    with subprocess.Popen(
        command, env={**env, "SAMVERKAN_DATA": str(data)}, stdout=subprocess.DEVNULL
    ) as city:
        try:
            while not healthy(listen):
                if city.poll() is not None or time.perf_counter() - started > PATIENCE:
                    raise RuntimeError("the made-up city did not open")
                time.sleep(0.05)
            return time.perf_counter() - started
        finally:
            city.send_signal(signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
