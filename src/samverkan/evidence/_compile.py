"""Numba behind one typed door, so that strict type checks and the compile cache hold for every kernel."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile on first call, keep the machine code on disk, and let go of the interpreter lock while running.

    The cache lets a command line start without compiling; `nogil` lets plain threads use every core.
    Floating-point rules stay strict (no fastmath): the same input must give the same bytes.
    """
    return cast("Callable[P, R]", njit(cache=True, nogil=True)(function))
