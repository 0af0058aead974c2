"""How cost grows with units and with points: ours alone, each size in a process of its own."""

import json
import subprocess
import sys
from typing import Any

from bench.kit.row import Row

SIZES = {"placebos": (100, 1_000, 10_000), "knox": (10_000, 100_000, 1_000_000)}


def rows() -> list[Row]:
    """One a size; the answer column has the peak memory."""
    return [
        Row(
            f"growth_{what}_{size}", found["seconds"], None, "", "CPU s", "told, not set", None, 1,
            f"peak {found['peak']:.0f} MiB, of which {found['held']:.0f} before it began",
        )
        for what, sizes in SIZES.items() for size in sizes for found in (measured(what, size),)
    ]  # fmt: skip


def measured(what: str, size: int) -> dict[str, Any]:
    """Run bench.evidence.growing and read what it says."""
    command = [sys.executable, "-m", "bench.evidence.growing", what, str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
