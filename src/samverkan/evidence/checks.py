"""Checks of plain arrays that estimators share; each raises a Refusal naming quantity and row."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def finite_vector(values: ArrayLike, name: Text, *, length: int | None = None) -> Floats:
    """A one-dimensional float64 array, shape (n,), without gaps; `length` demands n rows."""
    vector = _numbers(values, name)
    if vector.ndim != 1:
        raise Refusal(f"{name.sv} ska vara en enda kolumn.", f"{name.en} must be a single column.")
    if length is not None and len(vector) != length:
        raise Refusal(
            f"{name.sv} har {len(vector)} rader, men {length} väntades.",
            f"{name.en} has {len(vector)} rows, but {length} were expected.",
        )
    bad = np.flatnonzero(~np.isfinite(vector))
    if bad.size:
        row = int(bad[0]) + 1
        raise Refusal(
            f"{name.sv} saknar värde på rad {row} ({bad.size} rader berörs).",
            f"{name.en} has no value in row {row} ({bad.size} rows are affected).",
        )
    return vector


def positive_vector(values: ArrayLike, name: Text, *, length: int | None = None) -> Floats:
    """A finite vector whose every value is above zero."""
    vector = finite_vector(values, name, length=length)
    bad = np.flatnonzero(vector <= 0)
    if bad.size:
        row = int(bad[0]) + 1
        raise Refusal(
            f"{name.sv} måste vara större än noll; rad {row} är {vector[bad[0]]:g}.",
            f"{name.en} must be above zero; row {row} is {vector[bad[0]]:g}.",
        )
    return vector


def whole_counts(values: ArrayLike, name: Text, *, length: int | None = None) -> Floats:
    """A finite vector of whole numbers from zero up: what a Poisson variance may be read from."""
    vector = finite_vector(values, name, length=length)
    bad = np.flatnonzero((vector < 0) | (vector != np.floor(vector)))
    if bad.size:
        row = int(bad[0]) + 1
        raise Refusal(
            f"{name.sv} ska vara antal (0, 1, 2 …); rad {row} är {vector[bad[0]]:g}.",
            f"{name.en} must be counts (0, 1, 2 ...); row {row} is {vector[bad[0]]:g}.",
        )
    return vector


def share(value: float, name: Text) -> float:
    """A number strictly between 0 and 1, such as a confidence level."""
    if not 0 < value < 1:
        raise Refusal(
            f"{name.sv} ska ligga mellan 0 och 1, inte {value:g}.",
            f"{name.en} must lie between 0 and 1, not {value:g}.",
        )
    return float(value)


def finite_result(*numbers: float) -> None:
    """Refuse where arithmetic on extreme but finite numbers ran out of floating point."""
    if not np.isfinite(numbers).all():
        raise Refusal(
            "Talen är så stora eller små att svaret inte går att räkna ut.",
            "The numbers are so large or small that the answer cannot be computed.",
        )


def _numbers(values: ArrayLike, name: Text) -> NDArray[Any]:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise Refusal(
            f"{name.sv} innehåller något som inte är ett tal.",
            f"{name.en} holds something that is not a number.",
        ) from error
