"""Finding the benchmarks, running them one after another, writing down what they say."""

import json
import pkgutil
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


def run(only: str | None) -> list[dict[str, Any]]:
    """Run them all, or one, and return the rows. Rows of benchmarks that did not run are kept from last time."""
    fresh: dict[str, list[dict[str, Any]]] = {}
    for name in [only] if only else names():
        started = time.perf_counter()
        _say(f"{name} ...")
        fresh[name] = [row.written() for row in import_module(f"bench.{name}").rows()]
        _say(f"{name}: {time.perf_counter() - started:.0f} s")
    rows = [row for found in fresh.values() for row in found]
    _keep(rows, everything=only is None)
    Console().print(table.of(rows))
    return rows


def kept() -> list[dict[str, Any]]:
    """The rows of the last run. Raises FileNotFoundError before the first."""
    found: list[dict[str, Any]] = json.loads(RESULTS.read_text())
    return found


def _keep(rows: list[dict[str, Any]], *, everything: bool) -> None:
    earlier = kept() if not everything and RESULTS.exists() else []
    replaced = {row["name"] for row in rows}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps([row for row in earlier if row["name"] not in replaced] + rows, indent=1) + "\n"
    )


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
