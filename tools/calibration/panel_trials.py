"""Synthetic controls and differences in differences."""

import numpy as np

from samverkan.evidence.augmented_control import augmented_control
from samverkan.evidence.difference import difference
from samverkan.evidence.group_time import group_time
from samverkan.evidence.honest_bounds import honest_bounds
from samverkan.evidence.imputation import imputation
from samverkan.evidence.predictor_control import predictor_control
from samverkan.evidence.pretrends import pre_trend_test
from samverkan.evidence.randomisation import randomisation_test
from samverkan.evidence.staggered import staggered_control
from samverkan.evidence.sun_abraham import sun_abraham
from samverkan.evidence.synthetic_control import synthetic_control
from samverkan.evidence.synthetic_did import synthetic_did
from samverkan.evidence.synthetic_intervals import conformal_interval, prediction_interval
from samverkan.evidence.wild_bootstrap import wild_bootstrap
from tools.calibration import worlds
from tools.calibration.trials import Outcome, trial

DISTRICTS = "20 districts, 60 months, start in month 49, the treated one picked at random"
MANY = "60 units, 12 periods, 20 treated at random, starts staggered over 4 periods"
FEW = "12 units, 12 periods, 4 treated at random, starts staggered over 4 periods"
START = 48


def _held(low: float | None, high: float | None) -> bool | None:
    return None if low is None or high is None else bool(low <= 0 <= high)


@trial("Synthetic control, placebo test", DISTRICTS, "synthetic_control")
def _placebo(rng: np.random.Generator) -> Outcome:
    panel, row = worlds.districts(rng), int(rng.integers(20))
    interval = conformal_interval(panel, row, START)
    held = _held(interval.mean_low, interval.mean_high)
    return held if held is not None else False, synthetic_control(panel, row, START).p <= 0.05 + 1e-9


@trial("Penalised synthetic control, placebo test", DISTRICTS, "penalised_control")
def _penalised(rng: np.random.Generator) -> Outcome:
    panel, row = worlds.districts(rng), int(rng.integers(20))
    return None, synthetic_control(panel, row, START, penalty=0.1).p <= 0.05 + 1e-9


@trial(
    "Synthetic control with predictors, placebo test",
    "10 districts, 30 months; level 1 in 10",
    "predictor_control",
    0.1,
)
def _predictors(rng: np.random.Generator) -> Outcome:
    panel, row = worlds.districts(rng, 10, 30), int(rng.integers(10))
    return None, predictor_control(panel, row, 24, panel[:, [5, 15]]).control.p <= 0.1 + 1e-9


@trial("Conformal interval, last period", DISTRICTS)
def _conformal(rng: np.random.Generator) -> Outcome:
    panel, row = worlds.districts(rng), int(rng.integers(20))
    found = conformal_interval(panel, row, START)
    return _held(found.low[-1], found.high[-1]), found.p is not None and found.p <= 0.05


@trial("Prediction interval, last period", DISTRICTS)
def _prediction(rng: np.random.Generator) -> Outcome:
    panel, row = worlds.districts(rng), int(rng.integers(20))
    found = prediction_interval(panel, row, START, draws=100)
    return _held(found.low[-1], found.high[-1]), None


@trial("Augmented synthetic control, jackknife+ of the mean", DISTRICTS, "augmented_control")
def _augmented(rng: np.random.Generator) -> Outcome:
    found = augmented_control(worlds.districts(rng), int(rng.integers(20)), START)
    return _held(found.mean_low, found.mean_high), None


@trial("Synthetic difference-in-differences", DISTRICTS, "synthetic_did")
def _sdid(rng: np.random.Generator) -> Outcome:
    found = synthetic_did(worlds.districts(rng), [int(rng.integers(20))], START)
    return _held(found.low, found.high), found.p <= 0.05 + 1e-9


@trial(
    "Staggered synthetic controls",
    "20 districts, 40 months, 4 treated, starts in months 25-30",
    "staggered_control",
)
def _staggered(rng: np.random.Generator) -> Outcome:
    found = staggered_control(worlds.districts(rng, 20, 40), worlds.starts(rng, 20, 4, 24, 29), draws=99)
    return _held(found.low, found.high), found.p <= 0.05 + 1e-9


def _differences(rng: np.random.Generator, units: int, treated: int) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    return worlds.parallel(rng, units, 12), worlds.starts(rng, units, treated, 5, 8)


for _units, _treated, _world, _suffix in ((60, 20, MANY, ""), (12, 4, FEW, ", few clusters")):

    def _two_way(rng: np.random.Generator, u: int = _units, k: int = _treated) -> Outcome:
        found = difference(*_differences(rng, u, k))
        return _held(found.low, found.high), found.p <= 0.05

    def _wild(rng: np.random.Generator, u: int = _units, k: int = _treated) -> Outcome:
        return None, wild_bootstrap(*_differences(rng, u, k), draws=499).p <= 0.05 + 1e-9

    def _dealt(rng: np.random.Generator, u: int = _units, k: int = _treated) -> Outcome:
        return None, randomisation_test(*_differences(rng, u, k), draws=199).p <= 0.05 + 1e-9

    def _cohorts(rng: np.random.Generator, u: int = _units, k: int = _treated) -> Outcome:
        low, high = group_time(*_differences(rng, u, k)).path.interval()
        return _held(low, high), None

    def _interacted(rng: np.random.Generator, u: int = _units, k: int = _treated) -> Outcome:
        low, high = sun_abraham(*_differences(rng, u, k)).interval()
        return _held(low, high), None

    def _imputed(rng: np.random.Generator, u: int = _units, k: int = _treated) -> Outcome:
        low, high = imputation(*_differences(rng, u, k)).interval()
        return _held(low, high), None

    _few = "_few" if _suffix else ""
    trial(f"Difference in differences, clustered t{_suffix}", _world, f"difference{_few}")(_two_way)
    trial(f"Wild cluster bootstrap{_suffix}", _world)(_wild)
    trial(f"Randomisation of starts{_suffix}", _world)(_dealt)
    trial(f"Callaway & Sant'Anna{_suffix}", _world, f"group_time{_few}")(_cohorts)
    trial(f"Sun & Abraham{_suffix}", _world, f"sun_abraham{_few}")(_interacted)
    trial(f"Imputation{_suffix}", _world, f"imputation{_few}")(_imputed)


@trial("Pre-trend test", "60 units, 8 periods, 20 treated at once")
def _pretrend(rng: np.random.Generator) -> Outcome:
    start = np.where(rng.permutation(60) < 20, 5, -1)
    return None, pre_trend_test(sun_abraham(worlds.parallel(rng, 60, 8), start)).p <= 0.05


@trial("Rambachan & Roth, no departure allowed", "40 units, 6 periods, 15 treated at once")
def _honest(rng: np.random.Generator) -> Outcome:
    start = np.where(rng.permutation(40) < 15, 4, -1)
    found = honest_bounds(sun_abraham(worlds.parallel(rng, 40, 6), start), sizes=[0.0])
    return _held(float(found.low[0]), float(found.high[0])), None
