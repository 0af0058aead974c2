"""The tidy panel that every design starts from: one outcome, units by periods, without gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from samverkan.tables import periods as _periods
from samverkan.tables.problem import Problem as Repair
from samverkan.tables.refusal import Refusal

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Columns:
    """Which column is what. `time` may be two columns, year and month (1-12) or quarter (1-4), in that
    order.
    """

    unit: str
    time: str | tuple[str, str]
    outcome: str
    exposure: str | None = None
    covariates: tuple[str, ...] = ()
    only: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Panel:
    """outcome (units, periods) without gaps; exposure likewise, above zero, or None; covariates may hold
    NaN. repairs: all that was changed on reading; forced: those among them that the data themselves forced, units
    left out and rows taken as zero.
    """

    source: str
    units: tuple[str, ...]
    times: tuple[str, ...]
    kind: str
    outcome_name: str
    outcome: Floats
    exposure: Floats | None = None
    covariates: Mapping[str, Floats] = field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    forced: tuple[Repair, ...] = ()

    def row(self, unit: str) -> int:
        """Row of a unit; refuses an unknown one."""
        if unit not in self.units:
            raise Refusal(f"Enheten {unit} finns inte i {self.source}.", f"{self.source} has no unit {unit}.")
        return self.units.index(unit)

    def column(self, time: str) -> int:
        """Column of a point in time, however written; refuses one outside the panel."""
        wanted = [_periods.label(period) for period in _periods.readings(time) if period.kind == self.kind]
        if not wanted or wanted[0] not in self.times:
            raise Refusal(
                f"Tidpunkten {time} finns inte i {self.source} ({self.times[0]} till {self.times[-1]}).",
                f"{self.source} has no period {time} ({self.times[0]} to {self.times[-1]}).",
            )
        return self.times.index(wanted[0])

    def rate(self, per: float = 100_000) -> Floats:
        """Outcome per so many of the exposure, (units, periods)."""
        if self.exposure is None:
            raise Refusal("Panelen har ingen exponering.", "The panel has no exposure.")
        rates: Floats = per * self.outcome / self.exposure
        return rates

    def covariate_mean(self, name: str, first: str, last: str) -> Floats:
        """Mean of a covariate from first to last, (units,); refuses gaps within."""
        if name not in self.covariates:
            raise Refusal(f"Panelen har ingen bakgrund {name}.", f"The panel has no covariate {name}.")
        span = self.covariates[name][:, self.column(first) : self.column(last) + 1]
        bad = np.argwhere(~np.isfinite(span))
        if len(bad) or not span.size:
            unit = self.units[int(bad[0][0])] if len(bad) else self.units[0]
            raise Refusal(
                f"{name} saknas för {unit} mellan {first} och {last}.",
                f"{name} is missing for {unit} between {first} and {last}.",
            )
        mean: Floats = span.mean(axis=1)
        return mean
