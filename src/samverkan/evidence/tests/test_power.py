"""What the power tool promises, kept: against enumeration, simulation and statsmodels."""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from samverkan.evidence.power import Counts, Power, Series, exaggeration, power, smallest_reduction
from samverkan.evidence.power_designs import conditional_power
from samverkan.evidence.refusal import Refusal

SMALL = Counts(rate=2.5, before=12, after=12)
LARGE = Counts(rate=30, before=24, after=24, control_rate=40, districts=3, controls=5)
MONTHS = Series(rate=20, before=60, after=24)


def kept(hits: int, tries: int, promised: float) -> bool:
    """Within exact 99.9 % binomial limits round the promise."""
    return bool(stats.binom.ppf(0.0005, tries, promised) <= hits <= stats.binom.ppf(0.9995, tries, promised))


@pytest.mark.parametrize(("before", "after", "time"), [(4, 2, 1), (9, 3, 0.5), (15, 40, 2)])
def test_exact_power_equals_adding_up_every_pair_of_counts(before: float, after: float, time: float) -> None:
    total = 0.0
    for a in range(80):
        for b in range(120):
            if a + b:
                lower = stats.binom.cdf(b, a + b, time / (1 + time))
                upper = stats.binom.sf(b - 1, a + b, time / (1 + time))
                if 2 * min(lower, upper) <= 0.05:
                    total += stats.poisson.pmf(a, before) * stats.poisson.pmf(b, after)
    assert conditional_power(before, after, time, 0.05) == pytest.approx(total, abs=1e-9)


@given(before=st.floats(0.5, 150), time=st.floats(0.2, 4))
@settings(max_examples=40, deadline=None)
def test_the_exact_test_never_rejects_too_often_when_nothing_changed(before: float, time: float) -> None:
    assert conditional_power(before, before * time, time, 0.05) <= 0.05 + 1e-9


def test_exact_and_normal_power_meet_where_events_are_many() -> None:
    design = Counts(rate=199, before=1, after=1)
    exact = design.power(0.7, 0.05)
    assert exact == pytest.approx(replace(design, rate=201).power(0.7, 0.05), abs=0.02)


@pytest.mark.parametrize("ratio", [0.85, 0.95])
@pytest.mark.parametrize(("dispersion", "between"), [(1.0, 0.0), (2.0, 0.0), (1.5, 0.08)])
def test_difference_of_changes_keeps_its_promise(ratio: float, dispersion: float, between: float) -> None:
    """2,000 worlds, one seed: districts with negative-binomial totals and changes of their own."""
    design = replace(LARGE, dispersion=dispersion, between=between)
    rng = np.random.default_rng(12)
    tries = 2_000

    def totals(mean: float, number: int, change: np.ndarray) -> np.ndarray:
        expected = mean * change
        if dispersion == 1:
            return rng.poisson(expected)
        return rng.negative_binomial(expected / (dispersion - 1), 1 / dispersion)

    def log_changes(rate: float, number: int, effect: float) -> np.ndarray:
        own = np.exp(rng.normal(0, between, (tries, number))) if between else np.ones((tries, number))
        before = totals(rate * design.before, number, np.ones((tries, number)))
        after = totals(rate * design.after * effect, number, own)
        return np.log(after / before).mean(axis=1)

    estimates = log_changes(30, 3, ratio) - log_changes(40, 5, 1.0)
    rejected = abs(estimates) > stats.norm.ppf(0.975) * np.sqrt(design.variance(ratio))
    assert kept(int(rejected.sum()), tries, design.power(ratio, 0.05))


@pytest.mark.parametrize("change", ["level", "slope"])
def test_series_variance_equals_the_models_own_where_residuals_are_independent(change: str) -> None:
    design = replace(MONTHS, change=change, exposure=tuple(np.linspace(1, 1.4, 84)))
    x = design.design()
    mu = 20 * np.linspace(1, 1.4, 84) * np.exp(log(0.7) * x[:, -1])
    model = GLM(mu, x, family=Poisson(), exposure=np.linspace(1, 1.4, 84)).fit(tol=1e-12)
    assert design.variance(0.7) == pytest.approx(model.cov_params()[-1, -1], rel=1e-6)


def test_series_variance_with_autocorrelation_equals_the_full_matrix() -> None:
    design = replace(MONTHS, autocorrelation=0.4, dispersion=1.7)
    x = design.design()
    mu = 20 * np.exp(log(0.8) * x[:, -1])
    t = np.arange(84)
    middle = np.sqrt(np.outer(mu, mu)) * 0.4 ** abs(t[:, None] - t)
    bread = np.linalg.inv(x.T @ (x * mu[:, None]))
    assert design.variance(0.8) == pytest.approx(1.7 * (bread @ x.T @ middle @ x @ bread)[-1, -1], rel=1e-9)


def test_interrupted_series_keeps_its_promise() -> None:
    """400 series fitted by statsmodels with the model the tool assumes, one seed."""
    design = replace(MONTHS, season=0)
    x = design.design()
    rng = np.random.default_rng(4)
    ratio = 0.82
    mu = 20 * np.exp(log(ratio) * x[:, -1])
    rejected = sum(GLM(rng.poisson(mu), x, family=Poisson()).fit().pvalues[-1] <= 0.05 for _ in range(400))
    assert kept(rejected, 400, design.power(ratio, 0.05))


@given(rate=st.floats(0.3, 40), before=st.integers(3, 60), after=st.integers(3, 60))
@settings(max_examples=25, deadline=None)
def test_the_smallest_fall_has_exactly_the_wanted_power(rate: float, before: int, after: int) -> None:
    design = Counts(rate=rate, before=before, after=after)
    fall = smallest_reduction(design)
    if fall is None:
        assert max(design.power(r, 0.05) for r in (0.5, 0.1, 0.001)) < 0.8
    else:
        assert design.power(1 - fall, 0.05) == pytest.approx(0.8, abs=0.01)


def test_a_district_with_five_events_can_never_show_anything() -> None:
    result = power(Counts(rate=5 / 12, before=12, after=12), 0.5)
    assert result.smallest is None
    assert "kan ingen minskning, hur stor den än är" in result.summary().sv
    assert "do not count on an answer" in result.summary().en


@given(rate=st.floats(1, 30), times=st.floats(1.1, 5))
@settings(max_examples=25, deadline=None)
def test_more_events_never_hide_an_effect(rate: float, times: float) -> None:
    design = replace(LARGE, rate=rate)
    assert replace(design, rate=rate * times).power(0.7, 0.05) >= design.power(0.7, 0.05) - 1e-12
    assert design.power(0.6, 0.05) >= replace(design, dispersion=2.0).power(0.6, 0.05) - 1e-12
    assert design.power(0.6, 0.05) >= replace(design, between=0.2).power(0.6, 0.05) - 1e-12


@pytest.mark.parametrize("design", [SMALL, replace(LARGE, rate=3, between=0.1), MONTHS])
def test_needed_districts_and_periods_are_the_fewest_that_do(design: Counts | Series) -> None:
    result = power(design, 0.8)
    assert result.districts is not None
    assert design.sized(districts=result.districts).power(0.8, 0.05) >= 0.8
    if result.districts > 1:
        assert design.sized(districts=result.districts - 1).power(0.8, 0.05) < 0.8
    if result.after is not None and result.after > 1:
        assert design.sized(after=result.after - 1).power(0.8, 0.05) < 0.8


def test_spread_between_districts_is_not_waited_out() -> None:
    stuck = power(Counts(rate=50, before=60, after=60, control_rate=50, between=0.2), 0.75)
    assert stuck.after is None
    assert stuck.districts is not None
    assert "Fler perioder efter start räcker aldrig." in stuck.summary().sv


def test_comparison_districts_grow_in_step_and_exposure_goes_on() -> None:
    assert LARGE.sized(districts=6).controls == 10
    series = replace(MONTHS, exposure=tuple(np.linspace(1, 2, 84)))
    longer = series.sized(after=30)
    assert longer.exposure is not None
    assert (len(longer.exposure), longer.exposure[-1]) == (90, 2.0)
    assert longer.expected()[0] == pytest.approx(series.expected()[0])


@pytest.mark.parametrize(("effect", "error", "published"), [(2, 8.1, 9.7), (0.1, 3.28, 77)])
def test_exaggeration_of_gelman_and_carlin_2014(effect: float, error: float, published: float) -> None:
    """Perspect. Psychol. Sci. 9:641-651, the two worked examples, there by simulation."""
    chance = stats.norm.sf(1.96 - effect / error) + stats.norm.cdf(-1.96 - effect / error)
    assert exaggeration(float(chance), 0.05) == pytest.approx(published, rel=0.05)


def test_exaggeration_is_what_simulation_shows_and_fades_with_power() -> None:
    rng = np.random.default_rng(3)
    estimates = rng.normal(1.2, 1, 400_000)
    significant = abs(estimates) > stats.norm.ppf(0.975)
    assert exaggeration(float(significant.mean()), 0.05) == pytest.approx(
        abs(estimates[significant]).mean() / 1.2, rel=0.01
    )
    assert exaggeration(0.999, 0.05) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rate": 0},
        {"rate": float("nan")},
        {"before": 0},
        {"after": -3},
        {"control_rate": 0},
        {"dispersion": 0},
        {"between": -1},
        {"districts": 0},
        {"rate": 1e300},
    ],
)
def test_impossible_counts_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(Refusal):
        replace(SMALL, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"autocorrelation": 1.0},
        {"before": 12},
        {"exposure": (1.0, 2.0)},
        {"season": -1},
        {"rate": -1},
        {"after": 10**6},
    ],
)
def test_impossible_series_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(Refusal):
        replace(MONTHS, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ratio": 1.0},
        {"ratio": 0.0},
        {"ratio": -1.0},
        {"ratio": 0.7, "target": 0.01},
        {"ratio": 0.7, "alpha": 2.0},
    ],
)
def test_impossible_wishes_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(Refusal):
        power(SMALL, **wrong)


@given(
    rate=st.floats(allow_nan=False, allow_infinity=False),
    before=st.integers(-2, 50),
    after=st.integers(-2, 50),
    ratio=st.floats(allow_nan=False, allow_infinity=False),
    between=st.floats(allow_nan=False, allow_infinity=False),
)
@settings(deadline=None)
def test_any_finite_input_gives_finite_numbers_or_a_refusal(
    rate: float, before: int, after: int, ratio: float, between: float
) -> None:
    try:
        result: Power = power(Counts(rate=rate, before=before, after=after, between=between), ratio)
    except Refusal:
        return
    assert np.isfinite([result.chance, result.exaggeration, *result.curve[1]]).all()
    assert 0 <= result.chance <= 1


def test_the_words_put_the_smallest_fall_first_and_the_figure_speaks_both_languages() -> None:
    result = power(SMALL, 0.75)
    assert result.summary().sv.startswith("Med väntade 30 händelser före och 30 efter")
    assert "överskattar" in result.summary().sv
    assert "Verklig minskning" in str(result.plot())
    assert "True fall" in str(result.plot("en"))
    assert "krävas" not in power(replace(LARGE, rate=3_000), 0.5).summary().sv
