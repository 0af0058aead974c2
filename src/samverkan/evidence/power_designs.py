"""How precisely a design can measure a rate ratio, before any data exist.

Counts: Poisson or overdispersed, first-order variance of a log rate ratio (Cameron & Trivedi 2013, ch.
3); exact conditional test for few events (Przyborowski & Wilenski 1940, Biometrika 31:313-323).
Interrupted series: the sandwich variance of a log-linear model under autocorrelated errors (Zeger 1988,
Biometrika 75:621-629).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import log, sqrt
from typing import Literal, Protocol

import numpy as np

from samverkan.evidence import _distributions as stats
from samverkan.evidence import checks
from samverkan.evidence.checks import Floats, Ints
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

EXACT_BELOW = 400  # expected events; above this the normal and the exact answer agree to the third digit
LONGEST = 20_000


class Design(Protocol):
    """What the power tool needs: the chance to detect a rate ratio, and copies that are larger or longer."""

    def power(self, ratio: float, alpha: float) -> float:
        """Chance that a two-sided test at alpha rejects when the programme multiplies the rate by ratio."""
        ...

    def expected(self) -> tuple[float, float]:
        """Events before and after if nothing changes."""
        ...

    def sized(self, *, districts: int | None = None, after: int | None = None) -> Design:
        """The same design with more districts, or a longer time after the start."""
        ...


@dataclass(frozen=True)
class Counts:
    """Events before and after in districts, with or without comparison districts.

    rate: expected events a period in one district without the programme; before, after: periods.
    control_rate: the same in one comparison district, None for a plain before-after. dispersion: variance
    over mean, 1 for Poisson (`displacement.dispersion_of` measures it). between: standard deviation of
    the log change between districts that no programme causes; it never shrinks with time, only with
    districts.
    """

    rate: float
    before: int
    after: int
    control_rate: float | None = None
    districts: int = 1
    controls: int = 1
    dispersion: float = 1.0
    between: float = 0.0
    test: Literal["ratio", "difference"] = "ratio"

    def __post_init__(self) -> None:
        rates = [self.rate, self.dispersion, *([self.control_rate] if self.control_rate is not None else [])]
        checks.positive_vector(rates, Text("Takten och överspridningen", "The rate and the dispersion"))
        checks.finite_vector(
            [self.between], Text("Spridningen mellan distrikt", "The spread between districts")
        )
        whole = (self.before, self.after, self.districts, self.controls)
        _check_sizes(whole)
        if self.between < 0 or max(*rates, self.between) > 1e9 or min(rates) < 1e-9:
            raise Refusal(
                "Takten och spridningen ska vara rimliga tal från noll och uppåt.",
                "The rate and the spread must be reasonable numbers from zero up.",
            )

    def expected(self) -> tuple[float, float]:
        """Events before and after in all treated districts if nothing changes."""
        return self.rate * self.before * self.districts, self.rate * self.after * self.districts

    def variance(self, ratio: float) -> float:
        """Variance of the estimated log rate ratio when the true one is `ratio`."""
        own = self.dispersion * (1 / (self.rate * self.before) + 1 / (self.rate * self.after * ratio))
        total = (own + self.between**2) / self.districts
        if self.control_rate is None:
            return total
        other = self.dispersion * (
            1 / (self.control_rate * self.before) + 1 / (self.control_rate * self.after)
        )
        return total + (other + self.between**2) / self.controls

    def power(self, ratio: float, alpha: float) -> float:
        """Exact for few Poisson events without comparison, else first-order normal."""
        if self.test == "difference":
            return self._difference_power(ratio, alpha)
        plain = self.control_rate is None and self.between == 0 and self.dispersion == 1
        before, after = self.expected()
        if plain and before + after < EXACT_BELOW:
            return conditional_power(before, after * ratio, self.after / self.before, alpha)
        return _normal_power(log(ratio), self.variance(ratio), alpha)

    def _difference_power(self, ratio: float, alpha: float) -> float:
        """Normal power of the change in counts per period, less that of the comparison, by Poisson variances."""
        own = self.rate * self.districts * (1 / self.before + ratio / self.after)
        other = (self.control_rate or 0.0) * self.controls * (1 / self.before + 1 / self.after)
        between = (self.between * self.rate) ** 2 * self.districts
        between += (self.between * (self.control_rate or 0.0)) ** 2 * self.controls
        effect = self.rate * self.districts * (ratio - 1)
        return _normal_power(effect, self.dispersion * (own + other) + between, alpha)

    def sized(self, *, districts: int | None = None, after: int | None = None) -> Counts:
        """More treated districts (comparison districts grow in step), or more periods after."""
        grown = districts or self.districts
        controls = max(self.controls, round(self.controls * grown / self.districts))
        return replace(self, districts=grown, controls=controls, after=after or self.after)


@dataclass(frozen=True)
class Series:
    """One interrupted series of counts: level, trend and season before, a change in level or slope at the
    start.

    rate: expected events a period; before, after: periods; season: periods in a year (12 for months), 0
    for none; autocorrelation of neighbouring residuals, -1 < r < 1; exposure (before + after,) relative,
    e.g. population. change "slope" reads `ratio` as the ratio reached at the end of the follow-up.
    """

    rate: float
    before: int
    after: int
    season: int = 12
    trend: bool = True
    change: Literal["level", "slope"] = "level"
    dispersion: float = 1.0
    autocorrelation: float = 0.0
    districts: int = 1
    exposure: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        scales = [self.rate, self.dispersion, *(self.exposure or ())]
        checks.positive_vector(scales, Text("Takten och exponeringen", "The rate and the exposure"))
        _check_sizes((self.before, self.after, self.districts))
        length = self.before + self.after
        fits = self.exposure is None or len(self.exposure) == length
        sane = abs(self.autocorrelation) < 1 and self.season >= 0 and max(scales) < 1e9 and min(scales) > 1e-9
        if not fits or not sane or length > LONGEST or self.before < self._parameters():
            raise Refusal(
                f"Serien behöver minst {self._parameters()} perioder före start, en exponering per period och en "
                "autokorrelation mellan -1 och 1.",
                f"The series needs at least {self._parameters()} periods before the start, one exposure a period "
                "and an autocorrelation between -1 and 1.",
            )

    def _parameters(self) -> int:
        return 1 + self.trend + max(self.season - 1, 0)

    def expected(self) -> tuple[float, float]:
        """Events before and after if nothing changes, all districts."""
        weight = np.ones(self.before + self.after) if self.exposure is None else np.array(self.exposure)
        events = self.rate * weight * self.districts
        return float(events[: self.before].sum()), float(events[self.before :].sum())

    def design(self) -> Floats:
        """Columns of the log-linear model, (periods, parameters); the change comes last."""
        length = self.before + self.after
        t = np.arange(length)
        columns = [np.ones(length)]
        if self.trend:
            columns.append((t - t.mean()) / length)
        columns += [(t % self.season == s).astype(float) for s in range(1, self.season)]
        late = np.maximum(t - self.before + 1, 0)
        columns.append(late / self.after if self.change == "slope" else (late > 0).astype(float))
        return np.column_stack(columns)

    def variance(self, ratio: float) -> float:
        """Variance of the estimated log change: bread times meat times bread, with AR(1) between residuals."""
        x = self.design()
        weight = np.ones(len(x)) if self.exposure is None else np.array(self.exposure)
        mu = self.districts * self.rate * weight * np.exp(log(ratio) * x[:, -1])
        bread = np.linalg.inv(x.T @ (x * mu[:, None]))
        scaled = x * np.sqrt(mu)[:, None]
        meat = scaled.T @ _correlated(scaled, self.autocorrelation)
        return self.dispersion * float((bread @ meat @ bread)[-1, -1])

    def power(self, ratio: float, alpha: float) -> float:
        """First-order normal power of the test that the change is nought."""
        return _normal_power(log(ratio), self.variance(ratio), alpha)

    def sized(self, *, districts: int | None = None, after: int | None = None) -> Series:
        """More districts pooled to one series, or a longer follow-up at the last exposure."""
        periods = after or self.after
        exposure = self.exposure
        if exposure is not None:
            exposure = (exposure + exposure[-1:] * periods)[: self.before + periods]
        return replace(self, districts=districts or self.districts, after=periods, exposure=exposure)


def conditional_power(before: float, after: float, time_ratio: float, alpha: float) -> float:
    """Exact power of the two-sided conditional test of two Poisson counts with these expectations.

    time_ratio: length after over length before. Given the total n the count after is binomial with share
    time_ratio / (1 + time_ratio) if nothing changed; p is twice the smaller tail.
    """
    first = np.arange(*_support(before))
    most = max(_support(after)[1], _support(before * time_ratio)[1])
    few, many = _rejected(int(first[0]), len(first), most, time_ratio, alpha)
    chance = stats.poisson.cdf(few, after) + stats.poisson.sf(many - 1, after)
    return float(min(1.0, stats.poisson.pmf(first, before) @ chance))


@lru_cache(maxsize=32)
def _rejected(lowest: int, size: int, most: int, time_ratio: float, alpha: float) -> tuple[Ints, Ints]:
    """For each count before, the largest count after that is too few (-1: none) and the smallest too many.

    It does not hang on the effect, so a whole power curve shares one table.
    """
    share = time_ratio / (1 + time_ratio)
    after = np.arange(most + 1)
    total = np.arange(lowest, lowest + size)[:, None] + after
    few = (2 * stats.binom.cdf(after, total, share) <= alpha).sum(axis=1) - 1
    many = most + 1 - (2 * stats.binom.sf(after - 1, total, share) <= alpha).sum(axis=1)
    return few, many


def _support(mean: float) -> tuple[int, int]:
    """Counts beyond these have a chance below 1e-12."""
    low, high = stats.poisson.ppf([1e-12, 1 - 1e-12], mean)
    return int(low), int(high) + 2


def _normal_power(effect: float, variance: float, alpha: float) -> float:
    reach, shift = float(stats.norm.ppf(1 - alpha / 2)), effect / sqrt(variance)
    return float(stats.norm.sf(reach - shift) + stats.norm.cdf(-reach - shift))


def _correlated(columns: Floats, r: float) -> Floats:
    """The AR(1) correlation matrix times columns, in one pass down and one up instead of a matrix."""
    down, up = columns.copy(), columns.copy()
    for i in range(1, len(columns)):
        down[i] += r * down[i - 1]
        up[-1 - i] += r * up[-i]
    return down + up - columns


def _check_sizes(whole: tuple[int, ...]) -> None:
    if any(not 1 <= size <= 10**6 or size != int(size) for size in whole):
        raise Refusal(
            "Perioder och distrikt ska vara hela tal från 1 och uppåt.",
            "Periods and districts must be whole numbers from 1 up.",
        )
