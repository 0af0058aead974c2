"""The made-up city's situation picture: real statistics that come along, read in beside the telling of the history."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def picture_loaded(folder: Path) -> Iterator[None]:
    """Read the shipped statistics in while the block runs; wait for the end of it.

    Raises RuntimeError with the last words of the process if it failed.
    """
    command = [sys.executable, "-m", "samverkan.picture.shipping", str(folder)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # noqa: S603
    try:
        yield
    except BaseException:
        child.kill()
        child.wait()
        raise
    _out, errors = child.communicate()
    if child.returncode:
        raise RuntimeError(f"the picture failed:\n{errors[-3000:]}")
