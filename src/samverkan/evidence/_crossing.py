"""Where a function crosses zero between two ends, by halving: slow, sure, and without scipy.optimize's import."""

from __future__ import annotations

from collections.abc import Callable

HALVINGS = 60


def crossing(function: Callable[[float], float], low: float, high: float) -> float:
    """A zero between low and high, at whose ends the signs must differ (ValueError if they do not)."""
    left, right = float(function(low)), float(function(high))
    if left == 0 or right == 0:
        return low if left == 0 else high
    if (left > 0) == (right > 0):
        raise ValueError("no change of sign between the ends")
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if (float(function(middle)) > 0) == (left > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2
