"""The special functions say what scipy.stats says."""

import numpy as np
import pytest
from scipy import stats

from samverkan.evidence import _distributions as own

X = np.linspace(-8, 8, 81)
Q = np.array([1e-12, 1e-4, 0.025, 0.3, 0.5, 0.9, 0.975, 1 - 1e-9])
K = np.arange(-1, 60)


def close(found, wanted):
    np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-300)


def test_normal():
    for name in ("cdf", "sf", "pdf"):
        close(getattr(own.norm, name)(X), getattr(stats.norm, name)(X))
    close(own.norm.ppf(Q), stats.norm.ppf(Q))


@pytest.mark.parametrize("df", [1, 2, 7, 40, 1000])
def test_student_and_chi_square(df):
    close(own.student.sf(X, df), stats.t.sf(X, df))
    close(own.student.ppf(Q[2:-1], df), stats.t.ppf(Q[2:-1], df))
    close(own.chi2.sf(np.abs(X), df), stats.chi2.sf(np.abs(X), df))
    close(own.chi2.ppf(Q[1:-1], df), stats.chi2.ppf(Q[1:-1], df))
    close(own.ncx2.cdf(np.abs(X[::8]), df, 3.0), stats.ncx2.cdf(np.abs(X[::8]), df, 3.0))


@pytest.mark.parametrize("share", [0.01, 0.5, 0.93])
def test_binomial(share):
    for name in ("cdf", "sf"):
        close(getattr(own.binom, name)(K, 59, share), getattr(stats.binom, name)(K, 59, share))
    assert float(own.binom.cdf(0, 0, share)) == 1.0
    assert float(own.binom.sf(-1, 0, share)) == 1.0


@pytest.mark.parametrize("mean", [1e-3, 0.7, 12.0, 900.0])
def test_poisson(mean):
    for name in ("cdf", "sf"):
        close(getattr(own.poisson, name)(K, mean), getattr(stats.poisson, name)(K, mean))
    close(own.poisson.pmf(K[1:], mean), stats.poisson.pmf(K[1:], mean))
    np.testing.assert_array_equal(own.poisson.ppf(Q, mean), stats.poisson.ppf(Q, mean))


def test_beta():
    close(own.beta.ppf(Q[1:-1], 3, 8), stats.beta.ppf(Q[1:-1], 3, 8))
