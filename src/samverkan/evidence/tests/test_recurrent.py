"""Repeated events: Andersen-Gill against statsmodels, mean counts against counting, and a simulated truth."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import binom
from statsmodels.duration.hazard_regression import PHReg

from samverkan.evidence.recurrent import andersen_gill, mean_count
from samverkan.evidence.refusal import Refusal

Rows = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def histories(n: int = 150, seed: int = 3, effect: float = -0.5) -> Rows:
    """Persons with a rate of their own, a covariate that halves or so, and follow-up of unequal length."""
    rng = np.random.default_rng(seed)
    rows = []
    for person in range(n):
        treated, end = float(person % 2), rng.uniform(1, 3)
        rate = rng.gamma(2, 0.5) * np.exp(effect * treated)
        now = 0.0
        while True:
            following = now + rng.exponential(1 / rate)
            rows.append((person, now, min(following, end), float(following <= end), treated))
            if following > end:
                break
            now = following
    return tuple(np.array(rows).T)  # type: ignore[return-value]


def test_andersen_gill_equals_statsmodels_with_groups() -> None:
    person, start, stop, event, treated = histories()
    ours = andersen_gill(person, start, stop, event, treated[:, None])
    moments = np.sort(
        stop[event == 1]
    )  # it never lets go of a row that spans no event, so those are left out
    kept = np.searchsorted(moments, start, side="right") < np.searchsorted(moments, stop, side="right")
    later = start + 1e-12 * (start > 0)  # it counts [start, stop], and so a person twice at his own events
    model = PHReg(stop[kept], treated[kept, None], status=event[kept], entry=later[kept], ties="breslow")
    assert ours.coefficients == pytest.approx(model.fit().params, rel=1e-6)
    assert ours.clusters == 150
    assert not kept.all()
    residuals = np.nan_to_num(model.score_residuals(ours.coefficients))
    sums = np.bincount(person[kept].astype(int), weights=residuals[:, 0])
    robust = np.sqrt(sums @ sums) / -model.hessian(ours.coefficients)[0, 0]
    assert ours.errors == pytest.approx([robust], rel=1e-9)


def test_errors_over_persons_are_larger_than_errors_that_think_events_independent() -> None:
    person, start, stop, event, treated = histories()
    result = andersen_gill(person, start, stop, event, treated[:, None])
    assert (result.errors > 1.1 * result.naive_errors).all()


def test_interval_covers_a_planted_effect_at_its_level() -> None:
    """150 worlds, one seed each: the exact 99.9 % lower limit round 95 %."""
    hits = 0
    for seed in range(150):
        person, start, stop, event, treated = histories(100, seed)
        result = andersen_gill(person, start, stop, event, treated[:, None])
        hits += bool(result.low[0] <= -0.5 <= result.high[0])
    assert binom.ppf(0.0005, 150, 0.95) <= hits


def test_mean_count_without_censoring_is_the_plain_mean() -> None:
    person, start, stop, event = [1, 1, 2, 3], [0, 2, 0, 0], [2, 9, 9, 9], [1, 0, 0, 1]
    result = mean_count(person, start, stop, event)
    assert result.time.tolist() == [2, 9]
    assert result.mean == pytest.approx([1 / 3, 2 / 3])


def test_mean_counts_error_is_that_of_a_plain_mean_without_censoring() -> None:
    """Lawless & Nadeau: with all followed to the end the robust variance is the sample variance over n."""
    rng = np.random.default_rng(1)
    rows = []
    for person in range(60):
        times = np.sort(rng.uniform(0, 1, rng.poisson(2)))
        cuts = np.r_[0.0, times, 1.0]
        rows += [(person, a, b, float(b < 1.0)) for a, b in pairwise(cuts)]
    person, start, stop, event = np.array(rows).T
    result = mean_count(person, start, stop, event, points=10_000)
    per_person = np.bincount(person.astype(int), weights=event)
    assert result.mean[-1] == pytest.approx(per_person.mean())
    assert result.error[-1] == pytest.approx(per_person.std() / np.sqrt(60))


def test_mean_counts_interval_covers_with_clustering_and_censoring() -> None:
    """200 worlds with mean 2 at time 1: the exact 99.9 % lower limit round 95 %."""
    hits = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        rows = []
        for person in range(80):
            end, rate = rng.uniform(0.5, 2), 2 * rng.gamma(2, 0.5)
            times = np.sort(rng.uniform(0, end, rng.poisson(rate * end)))
            cuts = np.r_[0.0, times, end]
            rows += [(person, a, b, float(b < end)) for a, b in pairwise(cuts)]
        person, start, stop, event = np.array(rows).T
        result = mean_count(person, start, stop, event, points=400)
        step = np.searchsorted(result.time, 1.0, side="right") - 1
        hits += bool(result.low[step] <= 2.0 <= result.high[step])
    assert binom.ppf(0.0005, 200, 0.95) <= hits


def test_at_most_the_points_asked_for_and_never_falling() -> None:
    person, start, stop, event, _ = histories()
    result = mean_count(person, start, stop, event, points=20)
    assert len(result.time) == 20
    assert (np.diff(result.mean) > 0).all()
    assert (result.low < result.mean).all()
    assert (result.mean < result.high).all()
    assert "händelser bland 150" in result.summary().sv


@pytest.mark.parametrize(
    ("person", "start", "stop", "event", "reason"),
    [
        ([1, 1], [0, 1], [2, 3], [1, 0], "overlaps"),
        ([1, 2], [0, 3], [2, 3], [1, 0], "ends before"),
        ([1, 2], [0, 0], [2, 3], [0, 0], "No event"),
        ([1, 2], [0, 0], [2, 3], [0, 2], "0 or 1"),
        ([1], [0, 0], [2, 3], [0, 1], "person"),
        ([], [], [], [], "person"),
    ],
)
def test_histories_that_make_no_sense_are_refused(
    person: list[int], start: list[float], stop: list[float], event: list[int], reason: str
) -> None:
    with pytest.raises(Refusal, match=reason):
        mean_count(person, start, stop, event)
