"""Finding the benchmarks, running them one after another, writing down what they say."""

import json
import pkgutil
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.console import Console

import bench
from bench.kit import table

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "build" / "bench.json"


def names() -> list[str]:
    """Every benchmark, by its file."""
    found = (each.name for each in pkgutil.iter_modules(bench.__path__) if not each.ispkg)
    return sorted(name for name in found if not name.startswith("_"))


def run(only: str) -> list[dict[str, Any]]:
    """Run one and return its rows; those of the others are kept from last time."""
    rows = [row.written() for row in import_module(f"bench.{only}").rows()]
    _keep(rows)
    Console().print(table.of(rows))
    return rows


def run_all() -> list[str]:
    """Run every one, each in a process of its own so that none warms up the next; returns those that failed."""
    RESULTS.unlink(missing_ok=True)
    failed = []
    for name in names():
        started = time.perf_counter()
        if subprocess.run(
            [sys.executable, "-m", "bench", name], stdout=subprocess.DEVNULL, check=False
        ).returncode:
            failed.append(name)
        _say(f"{name}: {'FAILED after ' * (name in failed)}{time.perf_counter() - started:.0f} s")
    if RESULTS.exists():
        Console().print(table.of(kept()))
    return failed


def kept() -> list[dict[str, Any]]:
    """The rows of the last run. Raises FileNotFoundError before the first."""
    found: list[dict[str, Any]] = json.loads(RESULTS.read_text())
    return found


def _keep(rows: list[dict[str, Any]]) -> None:
    earlier = kept() if RESULTS.exists() else []
    replaced = {row["name"] for row in rows}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps([row for row in earlier if row["name"] not in replaced] + rows, indent=1) + "\n"
    )


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
