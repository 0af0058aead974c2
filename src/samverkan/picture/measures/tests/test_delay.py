"""Late registration is seen, and what will come is foretold with an interval that holds."""

from __future__ import annotations

import numpy as np
import pytest

from samverkan.picture.measures.delay import delays, nowcast


def test_shares_known_by_day():
    found = delays({0: 50, 1: 25, 5: 15, 80: 10}, longest=30)
    assert found.within(0) == 0.5
    assert found.within(4) == 0.75
    assert found.within(29) == 0.9
    assert found.within(30) == 1.0
    assert found.within(-1) == 0.0
    assert (found.median, found.events) == (0, 100)


def test_an_old_period_is_complete():
    found = nowcast([5, 6, 7], [100, 99, 98], delays({0: 50, 10: 50}, longest=30))
    assert (found.known, found.low, found.high, found.complete) == (18, 18, 18, True)


def test_a_half_known_period_is_about_doubled():
    found = nowcast([10] * 5, [0] * 5, delays({0: 50, 10: 50}, longest=30))
    assert found.middle == pytest.approx(101, abs=2)
    assert found.low < 100 < found.high
    assert found.low >= found.known


def test_the_interval_covers_what_comes_in_95_of_100():
    chosen = np.random.default_rng(9)
    share = delays({0: 30, 3: 40, 20: 30}, longest=30)
    hits = 0
    for _ in range(800):
        final = chosen.poisson(20, 10)
        since = np.arange(10)
        known = [
            int(chosen.binomial(n, share.within(int(days)))) for n, days in zip(final, since, strict=True)
        ]
        found = nowcast(known, since.tolist(), share)
        hits += found.low <= final.sum() <= found.high
    assert hits / 800 == pytest.approx(0.95, abs=0.03)


def test_a_day_of_which_nothing_is_known_takes_the_rests_level():
    found = nowcast([20, 0], [30, 0], delays({20: 100}, longest=30))
    assert found.middle == pytest.approx(40, abs=2)
    assert np.isnan(nowcast([0], [0], delays({20: 100}, longest=30)).middle)


def test_nothing_known_of_delays_means_nothing_is_late():
    assert delays({}, longest=10).within(0) == 1.0
