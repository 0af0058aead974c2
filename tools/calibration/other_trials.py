"""Series, areas, places, persons and studies."""

import numpy as np

from samverkan.evidence.accuracy import forward_accuracy
from samverkan.evidence.displacement import Area, dispersion_of, displacement_difference
from samverkan.evidence.events import each_row
from samverkan.evidence.grid import Grid
from samverkan.evidence.hotspots import getis_ord
from samverkan.evidence.incidence import kaplan_meier
from samverkan.evidence.interrupted_series import interrupted_series
from samverkan.evidence.near_repeat import near_repeat
from samverkan.evidence.recurrent import andersen_gill, mean_count
from samverkan.evidence.small_studies import egger
from samverkan.evidence.structural_series import structural_series
from samverkan.evidence.survival import cox
from samverkan.evidence.synthesis import meta_analysis
from tools.calibration import worlds
from tools.calibration.trials import Outcome, trial

SERIES = "120 months, 20 events a month, season, overdispersed; start in month 97"
START = 96


def _series(rng: np.random.Generator, rho: float) -> Outcome:
    found = interrupted_series(worlds.monthly_counts(rng, rho=rho)[0], START)
    return found.ratio_low <= 1 <= found.ratio_high, found.p <= 0.05


@trial("Interrupted series, negative binomial", SERIES, "interrupted")
def _interrupted(rng: np.random.Generator) -> Outcome:
    return _series(rng, 0.0)


@trial("Interrupted series, months that follow each other", f"{SERIES}; AR 0.4 in the logs")
def _following(rng: np.random.Generator) -> Outcome:
    return _series(rng, 0.4)


@trial("Interrupted series, short", "32 months, 8 events a month, season; start in month 16")
def _short(rng: np.random.Generator) -> Outcome:
    found = interrupted_series(worlds.monthly_counts(rng, 32, 8.0)[0], 15)
    return found.ratio_low <= 1 <= found.ratio_high, found.p <= 0.05


@trial("Interrupted series with three comparison series", SERIES, "interrupted_compared")
def _compared(rng: np.random.Generator) -> Outcome:
    table = worlds.monthly_counts(rng, series=4)
    found = interrupted_series(table[0], START, comparison=table[1:])
    return found.ratio_low <= 1 <= found.ratio_high, found.p <= 0.05


@trial(
    "Bayesian structural series",
    "80 periods, slow drift, three controls; start in period 61",
    "structural_series",
)
def _structural(rng: np.random.Generator) -> Outcome:
    y, controls = worlds.drifting(rng)
    found = structural_series(y, 60, controls)
    return found.mean_low <= 0 <= found.mean_high, found.tail <= 0.025


@trial(
    "Bayesian structural series, drawn from its own prior",
    "the same, drift and noise drawn as the model believes",
)
def _believed(rng: np.random.Generator) -> Outcome:
    y, controls = worlds.believed(rng)
    found = structural_series(y, 60, controls)
    return found.mean_low <= 0 <= found.mean_high, found.tail <= 0.025


def _areas(rng: np.random.Generator, alpha: float, *, measured: bool) -> Outcome:
    table = rng.poisson(15 * rng.gamma(1 / alpha, alpha, (2, 36))) if alpha else rng.poisson(15, (2, 36))
    spread = dispersion_of(table[:, :24]) if measured else 1.0
    own, other = (Area(float(row[:24].sum()), float(row[24:].sum())) for row in table)
    found = displacement_difference(treated=own, control=other, periods=(24, 12), dispersion=spread)
    return found.low <= 0 <= found.high, found.p <= 0.05


@trial("Weighted displacement difference, Poisson counts", "2 areas, 24 + 12 months, 15 events a month")
def _wdd(rng: np.random.Generator) -> Outcome:
    return _areas(rng, 0.0, measured=False)


@trial(
    "Weighted displacement difference, overdispersed, dispersion measured before",
    "2 areas, 24 + 12 months, 15 events a month, variance 2.5 times the mean",
    "displacement",
)
def _wdd_measured(rng: np.random.Generator) -> Outcome:
    return _areas(rng, 0.1, measured=True)


@trial("Weighted displacement difference, overdispersed, taken for Poisson", "the same, dispersion left at 1")
def _wdd_naive(rng: np.random.Generator) -> Outcome:
    return _areas(rng, 0.1, measured=False)


@trial("Knox, one band, 199 shuffles", "300 events, clustered places, days in waves, no tie between them")
def _knox(rng: np.random.Generator) -> Outcome:
    x, y, day = worlds.places(rng)
    found = near_repeat(
        each_row(x, y, day), metres=[0, 200], days=[0, 14], permutations=199, seed=int(rng.integers(1 << 30))
    )
    return None, found.p is not None and float(found.p[0, 0]) <= 0.05 + 1e-9


@trial("Knox, nine bands read together, 199 shuffles", "the same; any band below 5 per cent")
def _family(rng: np.random.Generator) -> Outcome:
    x, y, day = worlds.places(rng)
    found = near_repeat(
        each_row(x, y, day), metres=[0, 100, 200, 400], days=[0, 7, 14, 28], permutations=199,
        seed=int(rng.integers(1 << 30)),
    )  # fmt: skip
    return None, found.p_family is not None and bool((found.p_family <= 0.05 + 1e-9).any())


GRID = Grid(0.0, 0.0, 100.0, 12, 12)


@trial("Hot spots, any false one at a rate of 5 per cent", "144 cells, 300 events spread by chance")
def _hot(rng: np.random.Generator) -> Outcome:
    x, y = rng.uniform(0, 1200, (2, 300))
    return None, bool(getis_ord(GRID.counts(x, y), GRID.neighbours()).hot.any())


@trial(
    "Accuracy forward (PAI)",
    "144 cells, 20 marked by chance, 200 later events by chance; the truth is 1",
    "hotspots",
)
def _pai(rng: np.random.Generator) -> Outcome:
    x, y = rng.uniform(0, 1200, (2, 200))
    marked = rng.permutation(144) < 20
    found = forward_accuracy(marked, GRID.counts(x, y))
    return found.low <= 1 <= found.high, None


def _cox(rng: np.random.Generator, families: int) -> Outcome:
    people = worlds.persons(rng, families=families)
    found = cox(people["stop"], people["event"], people["treated"][:, None], cluster=people["family"])
    return bool(found.low[0] <= 0 <= found.high[0]), bool(found.p[0] <= 0.05)


@trial("Cox, clustered", "400 persons in 100 families that share hazard and programme", "cox")
def _clustered(rng: np.random.Generator) -> Outcome:
    return _cox(rng, 100)


@trial("Cox, few clusters", "400 persons in 16 families", "cox_few")
def _few(rng: np.random.Generator) -> Outcome:
    return _cox(rng, 16)


@trial("Andersen-Gill", "200 persons struck again and again, each at a rate of their own")
def _again(rng: np.random.Generator) -> Outcome:
    rows = worlds.repeats(rng)
    found = andersen_gill(
        rows["person"], rows["start"], rows["stop"], rows["event"], rows["treated"][:, None]
    )
    return bool(found.low[0] <= 0 <= found.high[0]), bool(found.p[0] <= 0.05)


@trial("Mean number of events", "the same; the truth by time 1 is 1")
def _mean(rng: np.random.Generator) -> Outcome:
    rows = worlds.repeats(rng)
    found = mean_count(rows["person"], rows["start"], rows["stop"], rows["event"], points=4000)
    step = int(np.searchsorted(found.time, 1.0, side="right")) - 1
    return bool(found.low[step] <= 1.0 <= found.high[step]), None


@trial("Kaplan-Meier", "150 persons, half censored; the share by the true median is one half")
def _km(rng: np.random.Generator) -> Outcome:
    wait, end = rng.exponential(1.0, 150), rng.uniform(0.3, 2.5, 150)
    found = kaplan_meier(np.minimum(wait, end), (wait <= end).astype(float))
    step = int(np.searchsorted(found.time, np.log(2), side="right")) - 1
    return bool(found.low[step] <= 0.5 <= found.high[step]), None


@trial("Meta-analysis, random effects", "8 studies, truly different between places", "synthesis")
def _meta(rng: np.random.Generator) -> Outcome:
    found = meta_analysis(*worlds.studies(rng))
    return found.low <= 0 <= found.high, found.p <= 0.05


@trial("Prediction interval for a new place", "the same; does it hold the next place's true effect?")
def _new(rng: np.random.Generator) -> Outcome:
    found = meta_analysis(*worlds.studies(rng))
    assert found.prediction is not None
    low, high = found.prediction
    return bool(low <= rng.normal(0, 0.15) <= high), None


@trial("Egger's small-study check", "12 studies without bias")
def _egger(rng: np.random.Generator) -> Outcome:
    return None, egger(*worlds.studies(rng, 12, 0.0)).p <= 0.05
