"""Cholesky factors that grow and shrink by one row, for active sets. L is lower triangular, row major, used
to size n.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence._compile import kernel

Floats = NDArray[np.float64]


@kernel
def grow(L: Floats, n: int, column: Floats, diagonal: float) -> float:
    """Forward-solve the new Cholesky row into L[n]; return its squared pivot (small or negative:
    dependent).
    """
    for i in range(n):
        total = column[i]
        for k in range(i):
            total -= L[i, k] * L[n, k]
        L[n, i] = total / L[i, i]
    pivot = diagonal
    for k in range(n):
        pivot -= L[n, k] * L[n, k]
    if pivot > 0.0:
        L[n, n] = np.sqrt(pivot)
    return pivot


@kernel
def shrink(L: Floats, n: int, gone: int) -> None:
    """Strike row `gone` from the Cholesky factor of size n and rotate it back to triangular."""
    for i in range(gone, n - 1):
        for k in range(i + 2):
            L[i, k] = L[i + 1, k]
    for i in range(gone, n - 1):
        a, b = L[i, i], L[i, i + 1]
        r = np.hypot(a, b)
        cosine, sine = a / r, b / r
        L[i, i], L[i, i + 1] = r, 0.0
        for row in range(i + 1, n - 1):
            left, right = L[row, i], L[row, i + 1]
            L[row, i] = cosine * left + sine * right
            L[row, i + 1] = cosine * right - sine * left


@kernel
def solve(L: Floats, n: int, b: Floats) -> None:
    """b <- inverse(L L') b, in place."""
    for i in range(n):
        total = b[i]
        for k in range(i):
            total -= L[i, k] * b[k]
        b[i] = total / L[i, i]
    for i in range(n - 1, -1, -1):
        total = b[i]
        for k in range(i + 1, n):
            total -= L[k, i] * b[k]
        b[i] = total / L[i, i]
