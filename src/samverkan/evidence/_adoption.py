"""When each unit started: -1 for never, else the column of its first treated period."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence.refusal import Refusal

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
NEVER = -1


def adoption(starts: ArrayLike, units: int, periods: int) -> Ints:
    """Starts (units,) checked: whole numbers, someone treated, and every treated unit seen before its
    start.
    """
    try:
        given = np.asarray(starts, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise Refusal("Starttiderna är inte tal.", "The starts are not numbers.") from error
    if given.shape != (units,) or not np.isfinite(given).all() or (given != np.floor(given)).any():
        raise Refusal(
            f"Starttid ska anges för var och en av {units} enheter (−1 för aldrig).",
            f"A start must be given for each of {units} units (-1 for never).",
        )
    first = np.where((given < 0) | (given >= periods), NEVER, given).astype(np.int64)
    if (first == 0).any():
        unit = int(np.flatnonzero(first == 0)[0]) + 1
        raise Refusal(
            f"Enhet {unit} har insatsen redan i första tidpunkten; dess läge före är okänt.",
            f"Unit {unit} is treated from the first period on; its state before is unknown.",
        )
    if (first == NEVER).all():
        raise Refusal("Ingen enhet får insatsen under tiden.", "No unit is treated during the period.")
    return first


def exposure(starts: Ints, periods: int) -> Flags:
    """True (units, periods) from each unit's start on."""
    return (starts[:, None] >= 0) & (np.arange(periods) >= starts[:, None])


def relative_time(starts: Ints, periods: int) -> Ints:
    """Periods since the start, (units, periods); meaningless (0) for units never treated."""
    return np.where(starts[:, None] >= 0, np.arange(periods) - starts[:, None], 0).astype(np.int64)


def some_untreated(starts: Ints) -> None:
    """Refuse where every unit is treated in the end."""
    if (starts >= 0).all():
        raise Refusal(
            "Alla enheter får insatsen; metoden kräver några som aldrig får den.",
            "All units are treated in the end; the method needs some that never are.",
        )
