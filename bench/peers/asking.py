"""Asking a peer: a script of `calls/` in a process of its own, numbers in by file, its answer out as JSON."""

import json
import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.peers.environment import HERE, python

SHORT = 20.0  # seconds; a peer that needs longer is asked at a smaller size, and at full size only when PEERS=full
LONG = 600.0  # and this is as long as PEERS=full waits for one answer: beyond it a lower bound says enough


@dataclass(frozen=True)
class Answer:
    """`seconds` the call itself took, imports left out; `said` what it answered, None where it was stopped."""

    seconds: float
    said: dict[str, Any] | None

    @property
    def stopped(self) -> bool:
        """Whether time ran out: `seconds` is then a lower bound."""
        return self.said is None


def full() -> bool:
    """Whether the peers are asked at full size however long they take: `make bench PEERS=full`."""
    return os.environ.get("PEERS") == "full"


def ask(call: str, *, patience: float | None = None, **numbers: Any) -> Answer:
    """Run calls/CALL.py on these arrays and numbers; stop it after `patience` seconds of its own call.

    Raises RuntimeError with the peer's last words where it fails.
    """
    patience = patience if patience is not None else (LONG if full() else SHORT)
    with tempfile.TemporaryDirectory() as folder:
        given, begun = Path(folder) / "given.npz", Path(folder) / "begun"
        np.savez(given, **numbers)
        process = subprocess.Popen(
            [python(), HERE / "calls" / f"{call}.py", given, begun],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment(), start_new_session=True,
        )  # fmt: skip
        if not _finished(process, begun, patience):
            os.killpg(
                process.pid, signal.SIGKILL
            )  # its workers too: they hold the pipes that are read to their end
            process.communicate()
            return Answer(patience, None)
        out, err = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{call}: {err.strip().splitlines()[-1] if err.strip() else process.returncode}")
    said = json.loads(out.strip().splitlines()[-1])
    return Answer(said.pop("seconds"), said)


def _finished(process: subprocess.Popen[str], begun: Path, patience: float) -> bool:
    """Wait; the clock starts when the script has imported what it needs and says so."""
    limit = None
    while process.poll() is None:
        if limit is None and begun.exists():
            limit = time.monotonic() + patience
        if limit is not None and time.monotonic() > limit:
            return False
        time.sleep(0.05)
    return True


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS")}
    return {**kept, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "MPLBACKEND": "Agg"}
