"""Wild bootstrap and randomisation inference against the slow way of doing them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from samverkan.evidence import _twoway
from samverkan.evidence.difference import difference
from samverkan.evidence.randomisation import randomisation_test
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.tests.panels import staggered_panel
from samverkan.evidence.wild_bootstrap import wild_bootstrap


def slow_wild(panel, starts, weights):
    """Refit the whole regression for each sign pattern of the restricted residuals."""
    treated = ((starts[:, None] >= 0) & (np.arange(panel.shape[1]) >= starts[:, None])).astype(float)
    effects = _twoway.projection(_twoway.cell_weights(weights, panel.shape))
    groups = np.arange(len(panel))

    def t(outcome):
        fit = _twoway.regress(outcome, treated[None], effects, groups)
        return abs(fit.beta[0]) / np.sqrt(fit.covariance[0, 0])

    restricted = effects.residual(panel)
    fitted = panel - restricted
    observed = t(panel)
    patterns = product([-1.0, 1.0], repeat=len(panel))
    draws = [t(fitted + np.array(signs)[:, None] * restricted) for signs in patterns]
    return np.mean(np.array(draws) >= observed * (1 - 1e-9))


@pytest.mark.parametrize("weighted", [False, True])
def test_wild_bootstrap_equals_refitting_every_pattern(weighted):
    panel, starts = staggered_panel(units=8, periods=10, seed=3)
    weights = np.linspace(1, 4, 8) if weighted else None
    result = wild_bootstrap(panel, starts, weights=weights)
    assert result.exact
    assert result.p == pytest.approx(slow_wild(panel, starts, weights))


def test_wild_bootstrap_of_the_true_effect_does_not_reject_it():
    panel, starts = staggered_panel(units=40, seed=1, effect=lambda start, since: 2.0 + 0 * since)
    assert wild_bootstrap(panel, starts).p < 0.01
    assert wild_bootstrap(panel, starts, null=difference(panel, starts).effect).p > 0.9


def test_wild_bootstrap_repeats_itself_and_never_reaches_zero():
    panel, starts = staggered_panel(units=40, seed=1, effect=lambda start, since: 9.0 + 0 * since)
    first = wild_bootstrap(panel, starts, draws=499)
    assert first == wild_bootstrap(panel, starts, draws=499)
    assert first.p == pytest.approx(1 / 500)


def test_an_exact_fit_is_refused():
    panel, starts = staggered_panel(noise=0, effect=lambda start, since: 1.0 + 0 * since)
    with pytest.raises(Refusal, match="fits exactly"):
        wild_bootstrap(panel, starts)


def test_randomisation_equals_refitting_every_assignment():
    panel, starts = staggered_panel(units=12, seed=2)
    result = randomisation_test(panel, starts, draws=50, seed=5)
    rng = np.random.default_rng(5)
    slow = [difference(panel, starts[rng.permutation(12)]).effect for _ in range(50)]
    np.testing.assert_allclose(result.others, slow, atol=1e-10)
    beyond = np.sum(np.abs(slow) >= abs(result.effect))
    assert result.p == pytest.approx((1 + beyond) / 51)


def test_randomisation_keeps_clusters_and_strata_together():
    panel, starts = staggered_panel(units=16, seed=4)
    clusters = np.repeat(np.arange(8), 2)
    starts = np.repeat(starts[::2][[0, 1, 2, 3, 0, 1, 2, 3]], 2)
    result = randomisation_test(panel, starts, clusters=clusters, strata=clusters // 4, draws=30)
    assert len(result.others) == 30
    with pytest.raises(Refusal, match="share a start"):
        randomisation_test(panel, np.roll(starts, 1), clusters=clusters)


def test_randomisation_is_uniform_without_an_effect():
    values = []
    for seed in range(60):
        panel, starts = staggered_panel(units=20, seed=seed)
        values.append(randomisation_test(panel, starts, draws=99, seed=seed).p)
    assert 0.3 < np.mean(values) < 0.7
    assert np.mean(np.array(values) <= 0.2) < 0.4
