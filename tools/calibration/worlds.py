"""Invented worlds. In none of them has the programme any effect unless one is planted; each says what it is like."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def autoregressive(rng: np.random.Generator, shape: tuple[int, ...], rho: float) -> Floats:
    """Stationary AR(1) along the last axis with unit variance."""
    noise = rng.standard_normal(shape)
    noise[..., 1:] *= np.sqrt(1 - rho**2)
    for t in range(1, shape[-1]):
        noise[..., t] += rho * noise[..., t - 1]
    return noise


def districts(rng: np.random.Generator, units: int = 20, periods: int = 60) -> Floats:
    """Districts that share two common factors in different degree, with noise of their own (AR 0.3)."""
    factors = rng.standard_normal((2, periods)).cumsum(axis=1) * 0.3
    loadings = rng.dirichlet(np.ones(3), units)[:, :2] * 4
    return 20 + rng.normal(0, 1, (units, 1)) + loadings @ factors + autoregressive(rng, (units, periods), 0.3)


def parallel(rng: np.random.Generator, units: int, periods: int, rho: float = 0.4) -> Floats:
    """Units at levels of their own that move in parallel, with noise of their own (AR)."""
    own, common = rng.normal(0, 2, (units, 1)), rng.standard_normal(periods).cumsum()
    return 10 + own + common + autoregressive(rng, (units, periods), rho)


def starts(rng: np.random.Generator, units: int, treated: int, first: int, last: int) -> Ints:
    """So many units picked at random, each with a start between first and last; -1 for the rest."""
    found = np.full(units, -1)
    found[rng.choice(units, treated, replace=False)] = rng.integers(first, last + 1, treated)
    return found


def monthly_counts(
    rng: np.random.Generator,
    months: int = 120,
    mean: float = 20.0,
    alpha: float = 0.04,
    rho: float = 0.0,
    series: int = 1,
) -> Floats:
    """Counts with a season and gamma overdispersion, (series, months); rho: months that follow each other."""
    season = 0.2 * np.sin(2 * np.pi * np.arange(months) / 12)
    spread = np.sqrt(np.log1p(alpha))
    drift = spread * autoregressive(rng, (series, months), rho) - spread**2 / 2
    if rho == 0:
        return rng.poisson(mean * np.exp(season) * rng.gamma(1 / alpha, alpha, (series, months))).astype(
            float
        )
    return rng.poisson(mean * np.exp(season + drift)).astype(float)


def drifting(rng: np.random.Generator, periods: int = 80, controls: int = 3) -> tuple[Floats, Floats]:
    """A series that drifts slowly and follows three others, and those others (periods, 3)."""
    others = autoregressive(rng, (controls, periods), 0.5).T
    level = rng.standard_normal(periods).cumsum() * 0.02
    return 10 + level + others @ np.full(controls, 0.5) + rng.standard_normal(periods), others


def believed(
    rng: np.random.Generator, periods: int = 80, past: int = 60, controls: int = 3
) -> tuple[Floats, Floats]:
    """The same with both variances drawn from the structural series' priors, on the scale of the outcome's own past."""
    others = autoregressive(rng, (controls, periods), 0.5).T
    for _ in range(100):
        drift, noise = (sd * np.sqrt(32 / rng.chisquare(32)) for sd in (0.01, 0.5))
        walk = (rng.standard_normal(periods) * drift).cumsum()
        y = walk + others @ rng.normal(0, 0.5, controls) + noise * rng.standard_normal(periods)
        if 0.8 < float(y[:past].std()) < 1.25:  # the priors speak of an outcome whose past has unit spread
            break
    return y, others


def places(rng: np.random.Generator, events: int = 300) -> Floats:
    """Events whose places cluster and whose days come in waves, each independent of the other, (3, events)."""
    centres = rng.uniform(0, 4000, (12, 2))
    where = centres[rng.integers(0, 12, events)] + rng.normal(0, 250, (events, 2))
    when = np.floor(np.abs(365 * rng.beta(2, 2, events)))
    return np.vstack([where.T, when])


def persons(
    rng: np.random.Generator, people: int = 400, families: int = 100, shared: float = 0.5
) -> dict[str, NDArray[Any]]:
    """Persons in families that share their hazard (and half of them their programme); no effect."""
    family = rng.integers(0, families, people)
    treated = rng.integers(0, 2, families)[family]
    frailty = np.exp(shared * rng.standard_normal(families))[family]
    wait = rng.exponential(1 / frailty)
    end = rng.uniform(0.5, 2.5, people)
    return {
        "stop": np.minimum(wait, end),
        "event": (wait <= end).astype(float),
        "treated": treated.astype(float),
        "family": family,
    }


def repeats(rng: np.random.Generator, people: int = 200) -> dict[str, NDArray[Any]]:
    """Persons struck again and again, each at a rate of their own; half in a programme without effect."""
    rows: list[tuple[int, float, float, int, int]] = []
    for person in range(people):
        rate, end, now = rng.gamma(2, 0.5), rng.uniform(1, 3), 0.0
        while now < end:
            then = now + rng.exponential(1 / rate)
            rows.append((person, now, min(then, end), int(then <= end), person % 2))
            now = then
    person, start, stop, event, treated = (np.array(column) for column in zip(*rows, strict=True))
    return {"person": person, "start": start, "stop": stop, "event": event, "treated": treated.astype(float)}


def studies(rng: np.random.Generator, count: int = 8, tau: float = 0.15) -> tuple[Floats, Floats]:
    """Effects round nought, truly different between places, and their errors."""
    errors = rng.uniform(0.1, 0.4, count)
    return rng.normal(0, np.sqrt(errors**2 + tau**2)), errors
