"""Published numbers that the differences must reproduce (evidence.md, "Must reproduce")."""

from __future__ import annotations

import numpy as np
import pytest

from samverkan.evidence.difference import difference
from samverkan.evidence.honest_bounds import honest_bounds
from samverkan.evidence.imputation import imputation
from samverkan.evidence.randomisation import randomisation_test
from samverkan.evidence.tests.event_studies import medicaid, restaurants
from samverkan.evidence.tests.panels import castle
from samverkan.evidence.wild_bootstrap import wild_bootstrap


def test_castle_doctrine_weighted():
    """Cheng & Hoekstra (2013), +8 %; 0.0755 (0.0332) as pyfixest 0.60 gives it."""
    outcome, starts, population = castle()
    result = difference(outcome, starts, weights=population)
    assert result.effect == pytest.approx(0.0755, abs=1e-4)
    assert result.se == pytest.approx(0.0332, abs=1e-4)


def test_castle_doctrine_unweighted():
    """Same data and source: 0.0694 (0.0559), so the headline rests on the population weights."""
    outcome, starts, _ = castle()
    result = difference(outcome, starts)
    assert result.effect == pytest.approx(0.0694, abs=1e-4)
    assert result.se == pytest.approx(0.0559, abs=1e-4)


def test_castle_doctrine_wild_bootstrap():
    """Same data: wild cluster bootstrap p about .233 (wildboottest, 9,999 draws)."""
    outcome, starts, _ = castle()
    assert wild_bootstrap(outcome, starts, draws=99_999).p == pytest.approx(0.233, abs=0.01)


def test_castle_doctrine_two_stage():
    """Same data: did2s 0.0669 (0.0570)."""
    outcome, starts, _ = castle()
    result = imputation(outcome, starts)
    assert result.effect == pytest.approx(0.0669, abs=1e-4)
    assert result.se == pytest.approx(0.0570, abs=1e-4)


def test_castle_doctrine_randomisation_is_far_from_zero():
    """Reassigning rows instead of states gave p = 0.0 (evidence.md 0.2); whole states give about .2."""
    outcome, starts, _ = castle()
    assert 0.1 < randomisation_test(outcome, starts).p < 0.35


@pytest.mark.parametrize(
    ("bend", "low", "high"), [(0, 0.131411, 0.216170), (0.1, 0.119444, 0.418508), (0.2, 0.019444, 0.518508)]
)
def test_smooth_bounds_of_the_restaurants(bend, low, high):
    """Rambachan & Roth (2023); fixed-length intervals of HonestDiD on BCdata_EventStudy.

    The R package draws its critical value from a million random numbers, hence the fourth decimal.
    """
    result = honest_bounds(restaurants(), kind="smooth", sizes=[bend])
    assert (result.low[0], result.high[0]) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(
    ("bend", "low", "high"),
    [(0, 0.0259, 0.0607), (0.01, 0.0132, 0.0787), (0.02, 0.00286, 0.0907), (0.05, -0.0271, 0.121)],
)
def test_smooth_bounds_of_medicaid(bend, low, high):
    """HonestDiD README, sensitivity analysis using smoothness restrictions."""
    result = honest_bounds(medicaid(), kind="smooth", sizes=[bend])
    assert (result.low[0], result.high[0]) == pytest.approx((low, high), abs=5e-4)


def test_relative_bounds_of_medicaid():
    """HonestDiD README, relative magnitudes; its grid has steps of 0.0004 and its critical values are
    simulated.
    """
    result = honest_bounds(medicaid(), kind="relative", sizes=[0.5, 1, 1.5, 2])
    np.testing.assert_allclose(result.low, [0.0241, 0.0171, 0.00859, -0.00107], atol=6e-4)
    np.testing.assert_allclose(result.high, [0.0673, 0.0720, 0.0796, 0.0883], atol=6e-4)
    assert result.breakdown == pytest.approx(2, abs=0.06)
