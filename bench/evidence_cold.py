"""Cold start: how long a user of the command line waits for a first result in a new process."""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench.evidence.data import ROOT, burglaries
from bench.kit.numbers import median
from bench.kit.row import Row
from bench.peers.asking import full

GOAL, TIMES = 2.0, 5
SAMVERKAN = Path(sys.executable).with_name("samverkan")
QUESTION = ROOT / "docs" / "examples" / "sluta-skjut" / "QUESTION.yaml"


def rows() -> list[Row]:
    """With the machine code kept on disk, as `samverkan evaluate prepare` leaves it; from nothing when PEERS=full."""
    _prepared(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        run = ["run", str(QUESTION), "-o", folder]
        points = _points(Path(folder) / "points.csv")
        near = ["near-repeat", points, "--x=x", "--y=y", "--day=day", "--event=row", "--metres=0,100,200,400"]
        made = [
            _row("cold_evaluate_run_first_result", [_first(run, line=2) for _ in range(TIMES)]),
            _row("cold_near_repeat_10000_points", [_first(near, line=1) for _ in range(TIMES)]),
        ]
    return [*made, _compiled()] if full() else made


def _points(path: Path) -> str:
    rows = [f"{x},{y},{date.fromordinal(int(day))}" for x, y, day in zip(*burglaries(), strict=True)]
    path.write_text("\n".join(["x,y,day", *rows]) + "\n")
    return str(path)


def _row(name: str, taken: list[float]) -> Row:
    seconds = median(taken)
    return Row(name, seconds, None, "", "s", f"at most {GOAL:g} s", seconds <= GOAL, len(taken))


def _first(words: list[str], line: int) -> float:
    """Seconds from the start of the process until it has written so many lines."""
    began = time.perf_counter()
    process = subprocess.Popen([SAMVERKAN, "evaluate", *words], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(line)]
    taken = time.perf_counter() - began
    process.kill()
    process.communicate()
    if not lines[-1]:
        raise RuntimeError(f"evaluate {words[0]} said nothing")
    return taken


def _compiled() -> Row:
    """The whole of `samverkan evaluate prepare` with nothing kept: what the first run on a machine costs instead."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        _prepared({**os.environ, "NUMBA_CACHE_DIR": folder})
        seconds = time.perf_counter() - began
    return Row("cold_compile_every_kernel", seconds, None, "", "s", "told, not set", None, 1)


def _prepared(environment: dict[str, str] | os._Environ[str]) -> None:
    subprocess.run(
        [SAMVERKAN, "evaluate", "prepare"], check=True, stdout=subprocess.DEVNULL, env=dict(environment)
    )
