"""What a Swedish result adds: the update against a grid, limits, and the warnings that must never be lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from samverkan.evidence.prior import Prior, prior_from_ratio, update
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

SBU = Text(
    "SBU 2023, fokuserad avskräckning, nästan bara amerikanska studier",
    "SBU 2023, focused deterrence, nearly all American studies",
)
moderate = st.floats(-2, 2)
positive = st.floats(0.02, 2)
anything = st.floats(allow_nan=False, allow_infinity=False)


def quarter(transfer: float = 0.2) -> Prior:
    """SBU's fall by a quarter; the interval here is made up for the test, SBU's card must give its own."""
    return prior_from_ratio(0.75, 0.65, 0.865, transfer=transfer, source=SBU)


def test_a_prior_from_a_ratio_gives_the_ratio_back() -> None:
    prior = quarter(0.0)
    assert np.exp(prior.effect) == pytest.approx(0.75)
    assert np.exp(prior.effect + norm.ppf([0.025, 0.975]) * prior.total) == pytest.approx(
        [0.65, 0.865], rel=0.01
    )


@given(mean=moderate, spread=positive, transfer=positive, result=moderate, error=positive)
def test_the_update_equals_multiplying_densities_on_a_grid(
    mean: float, spread: float, transfer: float, result: float, error: float
) -> None:
    prior = Prior(mean, spread, transfer, SBU)
    ours = update(prior, result, error)
    grid = ours.effect + ours.error * np.linspace(-10, 10, 20_001)
    density = norm.logpdf(grid, mean, np.hypot(spread, transfer)) + norm.logpdf(result, grid, error)
    weights = np.exp(density - density.max())
    weights /= weights.sum()
    assert ours.effect == pytest.approx(weights @ grid, abs=1e-8)
    assert ours.error == pytest.approx(np.sqrt(weights @ (grid - ours.effect) ** 2), rel=1e-6)
    assert ours.below_zero == pytest.approx(weights[grid < 0].sum(), abs=2e-3)


@given(mean=moderate, spread=positive, result=moderate, error=positive)
def test_the_answer_lies_between_and_is_surer_than_either(
    mean: float, spread: float, result: float, error: float
) -> None:
    ours = update(Prior(mean, spread, 0.1, SBU), result, error)
    assert min(mean, result) - 1e-12 <= ours.effect <= max(mean, result) + 1e-12
    assert ours.error < min(np.hypot(spread, 0.1), error)
    assert 0 < ours.swedish_share < 1


def test_two_results_one_after_the_other_equal_both_at_once() -> None:
    first = update(quarter(), -0.1, 0.3)
    second = update(Prior(first.effect, first.error, 0.0, SBU), -0.4, 0.2)
    precision = np.array([quarter().total, 0.3, 0.2]) ** -2.0
    assert second.effect == pytest.approx(precision @ [np.log(0.75), -0.1, -0.4] / precision.sum())
    assert second.error == pytest.approx(precision.sum() ** -0.5)


def test_the_more_doubt_about_transfer_the_more_swedish_the_answer() -> None:
    shares = [update(quarter(t), 0.0, 0.2).swedish_share for t in (0.0, 0.1, 0.3, 1.0, 10.0)]
    assert shares == sorted(shares)
    assert shares[-1] > 0.99
    assert update(quarter(10.0), 0.05, 0.2).effect == pytest.approx(0.05, abs=1e-3)


def test_transfer_is_always_said_and_its_absence_warned_of() -> None:
    for transfer in (0.0, 0.2):
        said = update(quarter(transfer), -0.3, 0.2).summary()
        assert "Överföring: SBU 2023" in said.sv
        assert "nearly all American" in said.en
        assert ("räknas som svenska" in said.sv) == (transfer == 0)


def test_conflict_and_foreign_weight_are_warned_of() -> None:
    torn = update(quarter(0.05), 0.6, 0.1)
    assert torn.conflict < 0.001
    assert "säger emot varandra" in torn.summary().sv
    assert "foreign studies" in update(quarter(0.1), -0.2, 0.5).summary().en
    assert "foreign studies" not in update(quarter(0.5), -0.2, 0.1).summary().en


def test_summary_shows_all_three_as_percent() -> None:
    said = update(quarter(), np.log(0.9), 0.2).summary()
    assert "Tidigare studier: −25 %. Det svenska resultatet: −10 %." in said.sv
    ratio, low, high = update(quarter(), np.log(0.9), 0.2).ratio()
    assert low < ratio < high


@given(mean=anything, spread=anything, transfer=anything, result=anything, error=anything)
def test_any_finite_input_gives_finite_numbers_or_a_refusal(
    mean: float, spread: float, transfer: float, result: float, error: float
) -> None:
    try:
        ours = update(Prior(mean, spread, transfer, SBU), result, error)
    except Refusal:
        return
    assert np.isfinite([ours.effect, ours.error, ours.low, ours.high, ours.conflict]).all()
    assert ours.summary().sv


@given(ratio=anything, low=anything, high=anything, transfer=anything)
def test_any_published_ratio_gives_a_prior_or_a_refusal(
    ratio: float, low: float, high: float, transfer: float
) -> None:
    try:
        prior = prior_from_ratio(ratio, low, high, transfer=transfer, source=SBU)
    except Refusal:
        return
    assert np.isfinite([prior.effect, prior.error, prior.transfer]).all()
    assert prior.error > 0


@pytest.mark.parametrize("wrong", [(0.75, 0.8, 0.9), (0.75, 0.0, 0.9), (0.75, 0.6, 0.7), (-1, -2, 3)])
def test_a_ratio_outside_its_limits_is_refused(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(Refusal, match="between its limits"):
        prior_from_ratio(*wrong, transfer=0.1, source=SBU)
