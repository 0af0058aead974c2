"""The few distributions in use, by scipy's special functions under scipy.stats' names.

scipy.stats takes a second to import, half of what a command has for its first answer; these are the functions that it
calls in the end.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import special

Number = Any  # a float or an array; what comes in goes out


class norm:  # noqa: N801  scipy's name
    """Standard normal."""

    @staticmethod
    def cdf(x: Number) -> Number:
        """P(X <= x)."""
        return special.ndtr(x)

    @staticmethod
    def sf(x: Number) -> Number:
        """P(X > x)."""
        return special.ndtr(np.negative(x))

    @staticmethod
    def ppf(q: Number) -> Number:
        """The q quantile."""
        return special.ndtri(q)

    @staticmethod
    def pdf(x: Number) -> Number:
        """Density."""
        return np.exp(-np.square(x) / 2) / np.sqrt(2 * np.pi)


class student:  # noqa: N801
    """Student's t."""

    @staticmethod
    def sf(x: Number, df: Number) -> Number:
        """P(T > x)."""
        return special.stdtr(df, np.negative(x))

    @staticmethod
    def ppf(q: Number, df: Number) -> Number:
        """The q quantile."""
        return special.stdtrit(df, q)


class chi2:  # noqa: N801
    """Chi-square."""

    @staticmethod
    def sf(x: Number, df: Number) -> Number:
        """P(X > x)."""
        return special.chdtrc(df, x)

    @staticmethod
    def ppf(q: Number, df: Number) -> Number:
        """The q quantile."""
        return special.chdtri(df, 1 - np.asarray(q))


class ncx2:  # noqa: N801
    """Noncentral chi-square."""

    @staticmethod
    def cdf(x: Number, df: Number, nc: Number) -> Number:
        """P(X <= x)."""
        return special.chndtr(x, df, nc)


class binom:  # noqa: N801
    """Binomial, of n tries."""

    @staticmethod
    def cdf(k: Number, n: Number, p: Number) -> Number:
        """P(K <= k), for k from -1 to n."""
        inside = np.clip(k, 0, n)
        found = special.betaincc(inside + 1, np.maximum(n - inside, 1e-300), p)
        return np.where(np.less(k, 0), 0.0, np.where(np.greater_equal(k, n), 1.0, found))

    @staticmethod
    def sf(k: Number, n: Number, p: Number) -> Number:
        """P(K > k)."""
        inside = np.clip(k, 0, n)
        found = special.betainc(inside + 1, np.maximum(n - inside, 1e-300), p)
        return np.where(np.less(k, 0), 1.0, np.where(np.greater_equal(k, n), 0.0, found))


class poisson:  # noqa: N801
    """Poisson."""

    @staticmethod
    def cdf(k: Number, mu: Number) -> Number:
        """P(K <= k), zero below zero."""
        return np.where(np.less(k, 0), 0.0, special.pdtr(np.maximum(k, 0), mu))

    @staticmethod
    def sf(k: Number, mu: Number) -> Number:
        """P(K > k)."""
        return np.where(np.less(k, 0), 1.0, special.pdtrc(np.maximum(k, 0), mu))

    @staticmethod
    def pmf(k: Number, mu: Number) -> Number:
        """P(K = k)."""
        return np.exp(special.xlogy(k, mu) - special.gammaln(np.asarray(k) + 1.0) - mu)

    @staticmethod
    def ppf(q: Number, mu: Number) -> Number:
        """The smallest k with P(K <= k) at least q."""
        near = np.maximum(np.ceil(special.pdtrik(q, mu)), 0.0)
        lower = np.maximum(near - 1, 0.0)
        return np.where(special.pdtr(lower, mu) >= q, lower, near)


class beta:  # noqa: N801
    """Beta."""

    @staticmethod
    def ppf(q: Number, a: Number, b: Number) -> Number:
        """The q quantile."""
        return special.betaincinv(a, b, q)
