"""Meta-analysis against published results, statsmodels, brute force, and what must not matter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.meta_analysis import combine_effects

from samverkan.evidence.refusal import Refusal
from samverkan.evidence.small_studies import egger
from samverkan.evidence.synthesis import meta_analysis

BCG = [  # Colditz et al. (1994), JAMA 271:698-702: cases and non-cases, vaccinated and not
    (4, 119, 11, 128),
    (6, 300, 29, 274),
    (3, 228, 11, 209),
    (62, 13536, 248, 12619),
    (33, 5036, 47, 5761),
    (180, 1361, 372, 1079),
    (8, 2537, 10, 619),
    (505, 87886, 499, 87892),
    (29, 7470, 45, 7232),
    (17, 1699, 65, 1600),
    (186, 50448, 141, 27197),
    (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]
effect = st.floats(-3, 3)
error = st.floats(0.05, 2)
studies = st.lists(st.tuples(effect, error), min_size=2, max_size=12)


def bcg() -> tuple[np.ndarray, np.ndarray]:
    """Log risk ratios and their standard errors."""
    a, b, c, d = np.array(BCG, dtype=float).T
    return np.log(a / (a + b) / (c / (c + d))), np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))


def test_bcg_by_restricted_likelihood_as_in_viechtbauer_2010_jss_36_3() -> None:
    """metafor: tau2 0.3132, I2 92.22 %, Q 152.23, estimate -0.7145; Hartung-Knapp error 0.1807."""
    y, se = bcg()
    result = meta_analysis(y, se)
    assert result.tau2 == pytest.approx(0.3132, abs=1e-4)
    assert result.i2 == pytest.approx(0.9222, abs=1e-4)
    assert result.q == pytest.approx(152.2330, abs=1e-4)
    assert result.estimate == pytest.approx(-0.7145, abs=1e-4)
    assert result.error == pytest.approx(0.1807, abs=1e-4)
    assert (result.low, result.high) == pytest.approx((-1.1082, -0.3208), abs=1e-3)


def test_bcg_by_dersimonian_laird_and_fixed() -> None:
    """metafor: DL tau2 0.3088, estimate -0.7141; fixed -0.4303 with error 0.0405."""
    y, se = bcg()
    assert meta_analysis(y, se, method="dl").tau2 == pytest.approx(0.3088, abs=1e-4)
    assert meta_analysis(y, se, method="dl").estimate == pytest.approx(-0.7141, abs=1e-4)
    fixed = meta_analysis(y, se, method="fixed")
    assert (fixed.estimate, fixed.error) == pytest.approx((-0.4303, 0.0405), abs=1e-4)
    assert fixed.tau2 == 0
    assert fixed.prediction is None


@given(table=studies)
@settings(max_examples=40, deadline=None)
def test_fixed_and_dl_equal_statsmodels(table: list[tuple[float, float]]) -> None:
    y, se = np.array(table).T
    with np.errstate(all="ignore"):
        theirs = combine_effects(y, se**2, method_re="dl")
    dl, fixed = meta_analysis(y, se, method="dl"), meta_analysis(y, se, method="fixed")
    assert dl.tau2 == pytest.approx(max(0.0, theirs.tau2), abs=1e-9)
    assert fixed.estimate == pytest.approx(theirs.mean_effect_fe, rel=1e-6, abs=1e-9)
    assert fixed.error == pytest.approx(theirs.sd_eff_w_fe, rel=1e-9)
    if theirs.tau2 > 0:  # it goes on with a negative tau2, where we stop at zero
        assert dl.estimate == pytest.approx(theirs.mean_effect_re, rel=1e-6, abs=1e-9)
        assert dl.error == pytest.approx(max(theirs.sd_eff_w_re_hksj, theirs.sd_eff_w_re), rel=1e-6)


@given(table=studies)
@settings(max_examples=60, deadline=None)
def test_no_tau2_has_a_higher_restricted_likelihood(table: list[tuple[float, float]]) -> None:
    y, se = np.array(table).T

    def likelihood(tau2: float) -> float:
        w = 1 / (se**2 + tau2)
        mean = w @ y / w.sum()
        return float(np.log(w).sum() - np.log(w.sum()) - w @ (y - mean) ** 2) / 2

    found = likelihood(meta_analysis(y, se).tau2)
    for tau2 in np.r_[0, np.geomspace(1e-6, 40, 300)]:
        assert likelihood(float(tau2)) <= found + 1e-8


@given(table=studies, shift=st.floats(-5, 5), scale=st.floats(0.1, 10))
@settings(max_examples=40, deadline=None)
def test_shift_and_unit_change_only_what_they_should(
    table: list[tuple[float, float]], shift: float, scale: float
) -> None:
    y, se = np.array(table).T
    one, other = meta_analysis(y, se, method="dl"), meta_analysis(y * scale + shift, se * scale, method="dl")
    assert other.estimate == pytest.approx(one.estimate * scale + shift, rel=1e-6, abs=1e-7)
    assert other.error == pytest.approx(one.error * scale, rel=1e-6)
    assert other.tau2 == pytest.approx(one.tau2 * scale**2, rel=1e-6, abs=1e-9)
    assert other.i2 == pytest.approx(one.i2, abs=1e-6)


@given(table=studies, random=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_of_studies_changes_nothing(table: list[tuple[float, float]], random: object) -> None:
    shuffled = list(table)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (meta_analysis(*np.array(t).T) for t in (table, shuffled))
    assert other.estimate == pytest.approx(one.estimate, rel=1e-6, abs=1e-8)
    assert (other.low, other.high) == pytest.approx((one.low, one.high), rel=1e-5, abs=1e-6)


anything = st.floats(allow_nan=False, allow_infinity=False)


@given(
    table=st.lists(st.tuples(anything, anything), max_size=6), method=st.sampled_from(["fixed", "dl", "reml"])
)
@settings(deadline=None)
def test_any_finite_input_gives_finite_numbers_or_a_refusal(
    table: list[tuple[float, float]], method: str
) -> None:
    y, se = [row[0] for row in table], [row[1] for row in table]
    try:
        result = meta_analysis(y, se, method=method)  # type: ignore[arg-type]
    except Refusal:
        return
    numbers = [
        result.estimate,
        result.error,
        result.low,
        result.high,
        result.p,
        result.tau2,
        result.i2,
        result.q,
    ]
    assert np.isfinite(numbers).all()
    assert np.isfinite(result.without).all()
    assert result.error > 0


def test_leave_one_out_is_the_analysis_without_it() -> None:
    y, se = bcg()
    result = meta_analysis(y, se)
    for i in (0, 3, 12):
        rest = np.delete(np.arange(13), i)
        assert result.without[i] == pytest.approx(meta_analysis(y[rest], se[rest]).estimate, rel=1e-8)


def test_prediction_interval_is_wider_and_covers_new_places() -> None:
    """400 worlds of 8 districts: a ninth lies inside near 95 %; the interval of the mean is not meant to."""
    rng = np.random.default_rng(6)
    inside = inside_mean = 0
    for _ in range(400):
        se = rng.uniform(0.1, 0.3, 8)
        truth = rng.normal(-0.3, 0.4, 9)
        result = meta_analysis(truth[:8] + rng.normal(0, se), se)
        assert result.prediction is not None
        inside += result.prediction[0] <= truth[8] <= result.prediction[1]
        inside_mean += result.low <= truth[8] <= result.high
    assert stats.binom.ppf(0.0005, 400, 0.95) <= inside <= stats.binom.ppf(0.9995, 400, 0.95)
    assert inside_mean < 300


def test_interval_of_the_mean_covers_where_the_normal_one_would_not() -> None:
    """500 worlds of 5 districts: Hartung-Knapp keeps its level, Wald does not."""
    rng = np.random.default_rng(8)
    ours = wald = 0
    for _ in range(500):
        se = rng.uniform(0.1, 0.4, 5)
        y = rng.normal(0, np.sqrt(0.3**2 + se**2))
        result = meta_analysis(y, se)
        ours += result.low <= 0 <= result.high
        plain = 1 / np.sqrt((1 / (se**2 + result.tau2)).sum())
        wald += abs(result.estimate) <= stats.norm.ppf(0.975) * plain
    assert ours >= stats.binom.ppf(0.0005, 500, 0.95)
    assert wald < stats.binom.ppf(0.0005, 500, 0.95)


def test_studies_that_agree_to_the_digit_keep_their_own_uncertainty() -> None:
    result = meta_analysis([0.2, 0.2, 0.2], [0.1, 0.1, 0.1])
    assert result.error == pytest.approx(0.1 / np.sqrt(3))
    assert "bygger på osäkerheten" in result.summary().sv


def test_egger_is_the_t_test_of_a_plain_regression() -> None:
    y, se = bcg()
    line = OLS(y / se, np.column_stack([np.ones(13), 1 / se])).fit()
    result = egger(y, se)
    assert (result.intercept, result.error, result.p) == pytest.approx(
        (line.params[0], line.bse[0], line.pvalues[0]), rel=1e-9
    )
    assert result.warnings == ()


def test_egger_finds_studies_that_vanished_and_rejects_at_its_level_when_none_did() -> None:
    rng = np.random.default_rng(2)
    false = sum(egger(rng.normal(0, se), se).p <= 0.05 for se in rng.uniform(0.1, 0.5, (400, 15)))
    assert stats.binom.ppf(0.0005, 400, 0.05) <= false <= stats.binom.ppf(0.9995, 400, 0.05)
    se = np.linspace(0.05, 0.6, 25)
    assert egger(-1.5 * se + rng.normal(0, se) * 0.5, se).p < 0.001
    assert "tio studier" in egger([0.1, 0.2, 0.4], [0.1, 0.2, 0.3]).summary().sv


@pytest.mark.parametrize(
    ("effects", "errors"), [([1], [1]), ([1, 2], [1, 0]), ([1, np.nan], [1, 1]), ([1, 2], [1]), ([], [])]
)
def test_what_cannot_be_pooled_is_refused(effects: list[float], errors: list[float]) -> None:
    with pytest.raises(Refusal):
        meta_analysis(effects, errors)
    with pytest.raises(Refusal):
        egger(effects, errors)


def test_unknown_method_and_labels_that_do_not_fit_are_refused() -> None:
    for wrong in ({"method": "vote"}, {"labels": ["one"]}, {"level": 95.0}):
        with pytest.raises(Refusal):
            meta_analysis([0.1, 0.2], [0.1, 0.1], **wrong)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="different sizes"):
        egger([0.1, 0.2, 0.3], [0.1, 0.1, 0.1])


def test_words_and_forest() -> None:
    y, se = bcg()
    result = meta_analysis(y, se, labels=[f"studie {i}" for i in range(13)])
    assert "13 studier tillsammans: −0,71" in result.summary().sv
    assert "hardly measurable" in meta_analysis(y[:3], se[:3]).summary().en
    assert "På en ny plats" in str(result.plot())
    assert "In a new place" in str(result.plot("en"))
    assert result.weights.sum() == pytest.approx(1)
