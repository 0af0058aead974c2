"""A planted effect, and what the power tool promised of it before."""

import math
from functools import cache

import numpy as np
from scipy import stats

from samverkan.evidence.displacement import Area, displacement_difference
from samverkan.evidence.interrupted_series import interrupted_series
from samverkan.evidence.power import power
from samverkan.evidence.power_designs import Counts, Series
from samverkan.evidence.power_panel import exchange_power, synthetic_power
from samverkan.evidence.randomisation import randomisation_test
from samverkan.evidence.survival import cox
from samverkan.evidence.synthetic_control import synthetic_control
from tools.calibration import worlds
from tools.calibration.trials import PROMISES, Promise

PLAIN = Counts(rate=4.0, before=12, after=12)
COMPARED = Counts(rate=15.0, before=24, after=24, control_rate=15.0, test="difference")
MONTHS = Series(rate=20.0, before=96, after=24, season=12, dispersion=1 + 0.04 * 20)
CHANGE = 2.0


def _counted(rng: np.random.Generator) -> bool:
    """Two Poisson counts by the exact conditional test."""
    before, after = rng.poisson(48), rng.poisson(48 * 0.5)
    return bool(
        2 * min(stats.binom.cdf(after, before + after, 0.5), stats.binom.sf(after - 1, before + after, 0.5))
        <= 0.05
    )


def _areas(rng: np.random.Generator) -> bool:
    own, other = rng.poisson([360, 360 * 0.75]), rng.poisson([360, 360])
    found = displacement_difference(
        treated=Area(*map(float, own)), control=Area(*map(float, other)), periods=(24, 24)
    )
    return found.p <= 0.05


def _months(rng: np.random.Generator) -> bool:
    counts = worlds.monthly_counts(rng)[0]
    counts[96:] = rng.binomial(counts[96:].astype(int), 0.75)
    return interrupted_series(counts, 96).p <= 0.05


@cache
def _promised_synthetic() -> float:
    """The mean promise over 200 panels: it is made for the panel at hand, from its past alone."""
    rng = np.random.default_rng(99)
    found = [
        synthetic_power(worlds.districts(rng), int(rng.integers(20)), 48).chance(CHANGE) for _ in range(200)
    ]
    return float(np.mean(found))


def _synthetic(rng: np.random.Generator) -> bool:
    panel, row = worlds.districts(rng), int(rng.integers(20))
    panel[row, 48:] -= CHANGE
    return synthetic_control(panel, row, 48).p <= 0.05 + 1e-9


@cache
def _promised_exchange() -> float:
    rng = np.random.default_rng(98)
    found = [exchange_power(worlds.parallel(rng, 60, 16), _start(rng)).chance(0.6) for _ in range(200)]
    return float(np.mean(found))


def _start(rng: np.random.Generator) -> worlds.Ints:
    return np.where(rng.permutation(60) < 20, 10, -1)


def _exchange(rng: np.random.Generator) -> bool:
    panel, start = worlds.parallel(rng, 60, 16), _start(rng)
    panel[start >= 0, 10:] += 0.6
    return randomisation_test(panel, start, draws=199).p <= 0.05 + 1e-9


def _promised_persons() -> float:
    """Schoenfeld's formula at the expected number of events, as the report has it."""
    spread = 1 / math.sqrt(400 * _share() * 0.25)
    wanted = abs(math.log(0.7)) / spread
    return float(stats.norm.sf(1.96 - wanted) + stats.norm.cdf(-1.96 - wanted))


@cache
def _share() -> float:
    rng = np.random.default_rng(97)
    return float(np.mean([_people(rng)[1].mean() for _ in range(200)]))


def _people(rng: np.random.Generator) -> tuple[worlds.Floats, worlds.Floats, worlds.Floats]:
    treated = rng.integers(0, 2, 400).astype(float)
    wait, end = rng.exponential(1 / 0.7**treated), rng.uniform(0.5, 2.5, 400)
    return np.minimum(wait, end), (wait <= end).astype(float), treated


def _persons(rng: np.random.Generator) -> bool:
    stop, event, treated = _people(rng)
    return bool(cox(stop, event, treated[:, None], cluster=np.arange(400)).p[0] <= 0.05)


PROMISES += [
    Promise("Counts before and after, exact test", "48 events expected before, halved after",
            lambda: power(PLAIN, 0.5).chance, _counted),
    Promise("Treated and comparison area", "360 events each before, a quarter fewer in the treated after",
            lambda: power(COMPARED, 0.75).chance, _areas),
    Promise("Interrupted series", "120 months, 20 events a month, a quarter fewer in the last 24",
            lambda: power(MONTHS, 0.75).chance, _months),
    Promise("Synthetic control", "20 districts, 60 months, 2 fewer a month from month 49",
            _promised_synthetic, _synthetic, "the promise is made from the past alone"),
    Promise("Difference in differences, randomisation test", "60 units, 16 periods, 20 treated, 0.6 more",
            _promised_exchange, _exchange, "the promise has half the past to follow up over"),
    Promise("Persons over time", "400 persons, a rate 0.7 times that of the others", _promised_persons, _persons),
]  # fmt: skip
