"""The peers' environment: made from the lock when first wanted, and again when the lock is newer."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LOCK = HERE / "requirements.lock"
FOLDER = HERE.parents[1] / "build" / "peers"
STAMP = FOLDER / "made.stamp"


def named(package: str) -> str:
    """The peer and its locked version, as a row names it. Raises StopIteration for what is not locked."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"{package}==")).split()[0].replace("==", " ")


def python() -> Path:
    """The peers' interpreter. Raises CalledProcessError where the environment cannot be made."""
    found = FOLDER / "bin" / "python"
    if not STAMP.exists() or STAMP.stat().st_mtime < LOCK.stat().st_mtime:
        uv = Path(sys.executable).with_name("uv")
        sys.stderr.write("Installing the peers, into build/peers (3 GB, a minute or so)\n")
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, FOLDER], check=True)
        subprocess.run(
            [uv, "pip", "install", "--quiet", "--python", found, "--require-hashes", "-r", LOCK], check=True
        )
        STAMP.touch()
    return found
