"""The Monte Carlo error that docs/explanation/evidence-peers.md gives with a chain: right where the answer is known."""

import numpy as np
import pytest
from bench.evidence import chains

RHO = 0.8


@pytest.fixture(scope="module")
def drawn():
    """Eight chains of an autoregression whose draws are worth (1 - rho) / (1 + rho) of independent ones."""
    noise = np.random.default_rng(3).standard_normal((8, 4000))
    found = noise.copy()
    for k in range(1, noise.shape[1]):
        found[:, k] += RHO * found[:, k - 1]
    return found[:, 100:] * np.sqrt(1 - RHO**2)


def test_draws_are_worth_what_their_likeness_leaves(drawn):
    assert chains.effective(drawn) == pytest.approx(drawn.size * (1 - RHO) / (1 + RHO), rel=0.15)
    free = np.random.default_rng(4).standard_normal(drawn.shape)
    assert chains.effective(free) == pytest.approx(free.size, rel=0.1)


def test_chains_that_cover_different_ground_are_told_from_those_that_do_not(drawn):
    assert chains.split_rhat(drawn) < 1.01
    assert chains.split_rhat(drawn + np.arange(8)[:, None] / 2) > 1.1
    assert chains.split_rhat(drawn + np.linspace(0, 2, drawn.shape[1])) > 1.1, (
        "a chain on its way from its start"
    )


def test_mean_and_quantile_lie_within_a_few_of_their_errors(drawn):
    mean, error = chains.mean_error(drawn)
    assert error == pytest.approx(1 / np.sqrt(drawn.size / 9), rel=0.2)
    assert abs(mean) < 4 * error
    low, error = chains.quantile_error(drawn[..., None], 0.025)
    assert abs(low + 1.96) < 4 * error
    assert 0.01 < error < 0.06
