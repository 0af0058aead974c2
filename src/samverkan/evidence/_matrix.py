"""The unit-by-time matrix that every panel design takes: checked once, and scaled so that rounding stays
small.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence.refusal import Refusal

Floats = NDArray[np.float64]
LARGEST = 1e100  # squares and sums of squares must still fit a float


class Scaled(NamedTuple):
    """Outcomes with each period's mean over units taken away, in units of their own spread.

    Both changes cancel in every weighted comparison whose weights sum to one; `unit` turns gaps back.
    """

    values: Floats
    unit: float


def finite_panel(outcomes: ArrayLike, sv: str = "Utfallet", en: str = "The outcome") -> Floats:
    """Outcomes as float64 (units, periods); refuses gaps, text and numbers beyond all use."""
    try:
        panel = np.array(outcomes, dtype=np.float64, order="C")
    except (TypeError, ValueError) as error:
        raise Refusal(
            f"{sv} innehåller något som inte är ett tal.", f"{en} holds something that is not a number."
        ) from error
    if panel.ndim != 2 or 0 in panel.shape:
        raise Refusal(
            f"{sv} ska vara en tabell med en rad per enhet och en kolumn per tidpunkt.",
            f"{en} must be a table with a row per unit and a column per period.",
        )
    bad = np.argwhere(~(np.abs(panel) <= LARGEST))
    if len(bad):
        unit, period = (int(number) + 1 for number in bad[0])
        raise Refusal(
            f"{sv} saknas eller är orimligt stort för enhet {unit}, tidpunkt {period} "
            f"({len(bad)} värden berörs).",
            f"{en} is missing or beyond reason for unit {unit}, period {period} ({len(bad)} "
            "values affected).",
        )
    return panel


def check_start(periods: int, start: int, before: int = 2) -> None:
    """`start` is the first treated column: at least `before` periods come first, one or more follow."""
    if start < before:
        raise Refusal(
            f"Före insatsen finns {max(start, 0)} tidpunkter; metoden behöver minst {before}.",
            f"There are {max(start, 0)} periods before the start; the method needs at least {before}.",
        )
    if start >= periods:
        raise Refusal(
            "Ingen tidpunkt finns efter insatsens start.", "There is no period after the programme's start."
        )


def check_unit(units: int, treated: int, comparisons: int = 2) -> None:
    """`treated` is a row, and at least `comparisons` other rows exist."""
    if not 0 <= treated < units:
        raise Refusal(f"Enhet {treated} finns inte i tabellen.", f"Unit {treated} is not in the table.")
    if units - 1 < comparisons:
        raise Refusal(
            f"Bara {units - 1} enheter finns att jämföra med; metoden behöver minst {comparisons}.",
            f"Only {units - 1} units are there to compare with; the method needs at least {comparisons}.",
        )


def scaled(panel: Floats) -> Scaled:
    """Centre each period, divide by the overall spread; refuses a table without any variation."""
    middle = panel - panel.mean(axis=0)
    unit = float(np.abs(middle).max())
    if unit <= 1e-13 * float(np.abs(panel).max()) or unit < 1 / LARGEST:
        raise Refusal(
            "Alla enheter har samma värden; det finns ingen skillnad att räkna på.",
            "All units have the same values; there is no difference to compute.",
        )
    return Scaled(np.ascontiguousarray(middle / unit), unit)


def labels(given: Sequence[str] | None, count: int, sv: str, en: str) -> tuple[str, ...]:
    """Names as given, or 1, 2, 3 ...; a list of the wrong length is refused."""
    if given is None:
        return tuple(str(number + 1) for number in range(count))
    if len(given) != count:
        raise Refusal(
            f"{len(given)} namn på {sv} gavs, men tabellen har {count}.",
            f"{len(given)} names of {en} were given, but the table has {count}.",
        )
    return tuple(str(name) for name in given)
