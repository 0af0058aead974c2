"""Cox and its errors: against lifelines, statsmodels, brute force, and what must not matter."""

from __future__ import annotations

import warnings
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import CoxPHFitter
from numpy.typing import NDArray
from statsmodels.duration.hazard_regression import PHReg

from samverkan.evidence import _cox
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.survival import Cox, cox

Floats = NDArray[np.float64]


class Cohort(NamedTuple):
    stop: Floats
    event: NDArray[np.int64]
    x: Floats
    cluster: NDArray[np.int64]
    start: Floats


def cohort(n: int = 600, p: int = 3, *, seed: int = 1, grid: int | None = None) -> Cohort:
    """Persons with known effects; `grid` rounds times up to that many steps a unit, which makes ties."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, p)) * np.linspace(1, 3, p)
    time = rng.exponential(np.exp(-x @ np.linspace(-0.3, 0.3, p)))
    end = rng.exponential(2.0, n)
    stop, event = np.minimum(time, end), (time <= end).astype(np.int64)
    if grid:
        stop = np.ceil(stop * grid) / grid
    return Cohort(stop, event, x, rng.integers(0, n // 4, n), stop * rng.uniform(0, 0.9, n))


def lifelines_fit(data: Cohort, *, clustered: bool) -> CoxPHFitter:
    frame = pd.DataFrame(data.x).add_prefix("x").assign(T=data.stop, E=data.event, g=data.cluster)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if clustered:
            return CoxPHFitter().fit(frame, "T", "E", cluster_col="g", fit_options={"precision": 1e-13})
        return CoxPHFitter().fit(frame.drop(columns="g"), "T", "E", fit_options={"precision": 1e-13})


@pytest.mark.parametrize("grid", [None, 8], ids=["no ties", "many ties"])
def test_estimates_and_naive_variance_equal_lifelines(grid: int | None) -> None:
    data = cohort(grid=grid)
    ours, theirs = cox(data.stop, data.event, data.x), lifelines_fit(data, clustered=False)
    assert ours.coefficients == pytest.approx(theirs.params_.to_numpy(), rel=1e-9)
    assert ours.covariance == pytest.approx(theirs.variance_matrix_.to_numpy(), rel=1e-9)
    assert ours.log_likelihood == pytest.approx(theirs.log_likelihood_, rel=1e-12)


def test_clustered_variance_equals_lifelines_to_1e_9() -> None:
    data = cohort(n=1_500, p=4)
    ours, theirs = (
        cox(data.stop, data.event, data.x, cluster=data.cluster),
        lifelines_fit(data, clustered=True),
    )
    assert ours.errors == pytest.approx(theirs.standard_errors_.to_numpy(), rel=1e-9)


def test_with_ties_lifelines_own_residuals_follow_from_breaking_ties_by_row() -> None:
    """lifelines says "doesn't handle ties": its residuals are ours for times made distinct by its row order."""
    data = cohort(n=400, grid=6)
    theirs = lifelines_fit(data, clustered=True)
    order = np.lexsort((data.event, data.stop))
    ranks = np.empty(len(order))
    ranks[order] = np.arange(len(order))
    centre, scale = data.x.mean(axis=0), theirs._norm_std.to_numpy()
    rows = _cox.sort_rows(
        (data.x - centre) / scale,
        np.full(400, -np.inf),
        ranks,
        data.event,
        np.zeros(400, np.int64),
        efron=True,
    )
    residuals = _cox.score_residuals(rows, theirs.params_.to_numpy() * scale)
    influence = residuals @ (theirs.variance_matrix_.to_numpy() * scale[:, None])
    sums = pd.DataFrame(influence).groupby(data.cluster).sum().to_numpy()
    assert np.sqrt(np.diag(sums.T @ sums)) == pytest.approx(theirs.standard_errors_.to_numpy(), rel=1e-9)


def test_with_ties_ours_does_not_hang_on_row_order_as_lifelines_does() -> None:
    data = cohort(n=400, grid=4)
    rng = np.random.default_rng(0)
    mixed = rng.permutation(400)
    other = Cohort(*(column[mixed] for column in data))
    ours = [cox(d.stop, d.event, d.x, cluster=d.cluster).errors for d in (data, other)]
    theirs = [lifelines_fit(d, clustered=True).standard_errors_.to_numpy() for d in (data, other)]
    assert ours[0] == pytest.approx(ours[1], rel=1e-12)
    assert theirs[0] != pytest.approx(theirs[1], rel=1e-6)


def statsmodels_errors(model: PHReg, beta: Floats, cluster: NDArray[np.int64]) -> Floats:
    """Its sandwich from its own residuals; rows never at risk, which it leaves undefined, add nothing."""
    sums = pd.DataFrame(np.nan_to_num(model.score_residuals(beta))).groupby(cluster).sum().to_numpy()
    influence = sums @ np.linalg.inv(model.hessian(beta))
    return np.sqrt(np.diag(influence.T @ influence))


@pytest.mark.parametrize("grid", [None, 5], ids=["no ties", "many ties"])
@pytest.mark.parametrize("late", [False, True], ids=["all from start", "late entry"])
def test_breslow_with_late_entry_equals_statsmodels(grid: int | None, late: bool) -> None:
    data = cohort(n=300, grid=grid)
    entry = data.start if late else None
    theirs = PHReg(data.stop, data.x, status=data.event, entry=entry, ties="breslow")
    fitted = theirs.fit()
    ours = cox(data.stop, data.event, data.x, start=entry, cluster=data.cluster, ties="breslow")
    assert ours.coefficients == pytest.approx(fitted.params, rel=1e-6)
    assert ours.errors == pytest.approx(statsmodels_errors(theirs, ours.coefficients, data.cluster), rel=1e-9)


def test_strata_with_late_entry_equal_statsmodels_efron() -> None:
    data = cohort(n=400, grid=5)
    strata = data.cluster % 3
    theirs = PHReg(data.stop, data.x, status=data.event, entry=data.start, strata=strata, ties="efron").fit()
    ours = cox(data.stop, data.event, data.x, start=data.start, strata=strata)
    assert ours.coefficients == pytest.approx(theirs.params, rel=1e-6)
    assert ours.errors == pytest.approx(theirs.bse, rel=1e-5)


def efron_score(data: Cohort, weights: Floats, beta: Floats, *, entry: bool) -> Floats:
    """Efron's weighted score straight from its definition, one event time at a time."""
    score = np.zeros(len(beta))
    phi = weights * np.exp(data.x @ beta)
    for t in np.unique(data.stop[data.event == 1]):
        risk = (data.stop >= t) & ((data.start < t) | (not entry))
        dead = (data.stop == t) & (data.event == 1)
        deaths = int(dead.sum())
        score += weights[dead] @ data.x[dead]
        for k in range(deaths):
            part = np.where(dead, 1 - k / deaths, 1.0)[risk] * phi[risk]
            score -= weights[dead].mean() * (part @ data.x[risk]) / part.sum()
    return score


@pytest.mark.parametrize("entry", [False, True], ids=["all from start", "late entry"])
def test_tied_residuals_are_the_derivative_of_efrons_score_by_weight(entry: bool) -> None:
    """The infinitesimal jackknife, Therneau & Grambsch (2000), 7.1: no other peer computes it with ties.

    A row's weight moves the sums at risk and, for the dying, the mean weight of the dying.
    """
    data = cohort(n=40, p=2, grid=3)
    beta = np.array([0.2, -0.1])
    start = data.start if entry else np.full(40, -np.inf)
    rows = _cox.sort_rows(data.x, start, data.stop, data.event, np.zeros(40, np.int64), efron=True)
    residuals = _cox.score_residuals(rows, beta)
    ones = np.ones(40)
    for i in range(40):
        step = np.zeros(40)
        step[i] = 1e-5
        up = efron_score(data, ones + step, beta, entry=entry)
        down = efron_score(data, ones - step, beta, entry=entry)
        assert residuals[i] == pytest.approx((up - down) / 2e-5, abs=1e-7)


@pytest.mark.parametrize("grid", [None, 4])
def test_residuals_sum_to_the_gradient(grid: int | None) -> None:
    data = cohort(n=200, grid=grid)
    strata = data.cluster % 2
    rows = _cox.sort_rows(data.x, data.start, data.stop, data.event, strata, efron=True)
    beta = np.array([0.1, 0.0, -0.2])
    _, gradient, _ = _cox.likelihood(rows, beta)
    assert _cox.score_residuals(rows, beta).sum(axis=0) == pytest.approx(gradient, abs=1e-9)


@given(seed=st.integers(0, 10_000), grid=st.sampled_from([None, 3]))
@settings(max_examples=15, deadline=None)
def test_order_units_and_time_scale_change_only_what_they_should(seed: int, grid: int | None) -> None:
    data = cohort(n=80, p=2, seed=seed, grid=grid)
    base = cox(data.stop, data.event, data.x, cluster=data.cluster)
    mixed = np.random.default_rng(seed).permutation(80)
    shuffled = cox(data.stop[mixed], data.event[mixed], data.x[mixed], cluster=data.cluster[mixed])
    assert shuffled.errors == pytest.approx(base.errors, rel=1e-8)
    moved = cox(data.stop * 365, data.event, data.x * 10 + 5, cluster=data.cluster)
    assert moved.coefficients * 10 == pytest.approx(base.coefficients, rel=1e-6, abs=1e-9)
    assert moved.errors * 10 == pytest.approx(base.errors, rel=1e-6)


def test_splitting_a_persons_time_changes_nothing() -> None:
    data = cohort(n=120, p=2)
    whole = cox(data.stop, data.event, data.x, cluster=np.arange(120))
    half = data.stop / 2
    split = cox(
        np.r_[half, data.stop],
        np.r_[np.zeros(120), data.event],
        np.r_[data.x, data.x],
        start=np.r_[np.zeros(120), half],
        cluster=np.r_[np.arange(120), np.arange(120)],
    )
    assert split.coefficients == pytest.approx(whole.coefficients, rel=1e-9)
    assert split.errors == pytest.approx(whole.errors, rel=1e-9)


def test_copying_every_row_inside_its_cluster_leaves_robust_errors_where_naive_ones_shrink() -> None:
    data = cohort(n=300, p=2)
    once = cox(data.stop, data.event, data.x, cluster=np.arange(300), ties="breslow")
    twice = cox(
        np.tile(data.stop, 2),
        np.tile(data.event, 2),
        np.tile(data.x, (2, 1)),
        cluster=np.tile(np.arange(300), 2),
        ties="breslow",
    )
    assert twice.errors == pytest.approx(once.errors, rel=1e-9)
    assert twice.naive_errors == pytest.approx(once.naive_errors / np.sqrt(2), rel=1e-9)


anything = st.floats(allow_nan=False, allow_infinity=False)


@given(rows=st.lists(st.tuples(anything, st.integers(0, 1), anything, anything), min_size=0, max_size=12))
@settings(deadline=None)
def test_any_finite_input_gives_finite_numbers_or_a_refusal(rows: list[tuple[float, ...]]) -> None:
    table = np.array(rows, dtype=float).reshape(len(rows), 4)
    try:
        result = cox(table[:, 0], table[:, 1], table[:, 2:], cluster=np.arange(len(rows)))
    except Refusal:
        return
    for numbers in (result.coefficients, result.errors, result.low, result.high, result.z, result.p):
        assert np.isfinite(numbers).all()


def refused(**changes: object) -> str:
    data = cohort(n=60, p=2)
    given_: dict[str, object] = {"stop": data.stop, "event": data.event, "covariates": data.x} | changes
    with pytest.raises(Refusal) as caught:
        cox(**given_)  # type: ignore[arg-type]
    assert caught.value.sv != caught.value.en
    return caught.value.en


def test_what_cannot_be_fitted_is_refused_with_its_reason() -> None:
    data = cohort(n=60, p=2)
    assert "too few" in refused(event=np.zeros(60))
    assert "0 or 1" in refused(event=np.full(60, 2))
    assert "does not vary" in refused(covariates=np.ones((60, 1)))
    assert "told apart" in refused(covariates=np.c_[data.x[:, 0], 2 * data.x[:, 0] + 1])
    assert "separates" in refused(
        covariates=-np.argsort(np.argsort(data.stop))[:, None] * 1.0, event=np.ones(60)
    )
    assert "row 1" in refused(start=data.stop).replace("Row", "row")
    assert "no value" in refused(covariates=np.where(np.arange(120).reshape(60, 2) == 7, np.nan, data.x))
    assert "efron or breslow" in refused(ties="exact")
    assert "table" in refused(covariates=data.x[:, 0])
    assert "cluster" in refused(cluster=[1, 2])
    assert "name is missing" in refused(names=["one"])


def test_few_clusters_and_few_events_are_warned_of() -> None:
    data = cohort(n=60, p=3)
    few = cox(data.stop, data.event * (data.cluster < 4), data.x, cluster=data.cluster % 5)
    said = few.summary()
    assert "Med 5 kluster" in said.sv
    assert "With 5 clusters" in said.en
    assert "kovariater är få" in said.sv


def test_a_planted_effect_is_found_and_said_in_words() -> None:
    data = cohort(n=3_000, p=2)
    result = cox(data.stop, data.event, data.x, names=["insats", "ålder"])
    assert result.ratios == pytest.approx(np.exp([-0.3, 0.3]), rel=0.1)
    assert result.table()[0]["name"] == "insats"
    assert "insats: takten är 0,7" in result.summary().sv


def coverage(result: Cox, truth: float) -> bool:
    return bool(result.low[0] <= truth <= result.high[0])


def test_robust_interval_covers_where_persons_repeat_and_the_naive_does_not() -> None:
    """200 worlds of 80 persons with five like rows each; the exact 99.9 % lower limit."""
    robust = naive = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        frailty, treated = rng.gamma(2, 0.5, 80), rng.integers(0, 2, 80)
        who = np.repeat(np.arange(80), 5)
        time = rng.exponential(1 / frailty[who])
        stop, event = np.minimum(time, 1.0), time < 1.0
        covariate = treated[who][:, None].astype(float)
        if 0 < treated.sum() < 80:
            robust += coverage(cox(stop, event, covariate, cluster=who), 0.0)
            naive += coverage(cox(stop, event, covariate), 0.0)
    assert robust >= 178  # binom.ppf(0.0005, 200, 0.95)
    assert naive < 175
