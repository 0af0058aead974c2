"""Numba behind one typed door, so that strict type checks and the compile cache hold for every kernel."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numba
from numba import njit

P = ParamSpec("P")
R = TypeVar("R")
HERE = Path(__file__).parent
SETTINGS: Any = numba.config


def kept_on_disk(here: Path = HERE) -> bool:
    """Settle where machine code is kept, and say whether anywhere.

    NUMBA_CACHE_DIR if set; else beside the source where that can be written; else the user's own cache folder
    (XDG_CACHE_HOME or ~/.cache), for a package installed read-only. Never a folder that others can write to: what lies
    in it is run. `samverkan evaluate prepare` fills it ahead of time.
    """
    if SETTINGS.CACHE_DIR or _writable(here / "__pycache__"):
        return True
    try:
        root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "samverkan" / "kernels"
    except RuntimeError:  # a user without a home
        return False
    if not _writable(root):
        return False
    SETTINGS.CACHE_DIR = str(root)
    return True


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


KEPT = kept_on_disk()


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile on first call, keep the machine code on disk, and let go of the interpreter lock while running.

    The cache lets a command line start without compiling; `nogil` lets plain threads use every core.
    Floating-point rules stay strict (no fastmath): the same input must give the same bytes.
    """
    return cast("Callable[P, R]", njit(cache=KEPT, nogil=True)(function))
