"""Intervals that cover, verdicts that are seldom wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.picture.measures.change import Change, Verdict, against, change, dispersion, judged

COUNTS = st.integers(0, 500)


def test_a_halving_of_many_is_seen_and_of_few_is_not():
    many, few = change(50, 100), change(2, 4)
    assert many.high < 1
    assert many.percent == pytest.approx(-50)
    assert few.low < 1 < few.high


@given(COUNTS, COUNTS)
def test_the_interval_holds_the_ratio_and_turns_round_with_it(now, before):
    one, other = change(now, before), change(before, now)
    assert one.low <= one.high
    if now and before:
        assert one.low <= one.ratio <= one.high
        assert one.low == pytest.approx(1 / other.high)
        assert one.p == pytest.approx(other.p)


@given(st.integers(1, 200), st.integers(1, 200), st.floats(1, 6))
def test_clustered_counts_say_less(now, before, phi):
    plain, wide = change(now, before), change(now, before, dispersion=phi)
    assert wide.low <= plain.low * (1 + 1e-9)
    assert wide.high >= plain.high * (1 - 1e-9)


def test_months_of_unequal_number():
    assert change(10, 20, months=(6, 12)).ratio == pytest.approx(1.0)
    with pytest.raises(ValueError, match="negative"):
        change(-1, 2)
    with pytest.raises(ValueError, match="months"):
        change(1, 2, months=(0, 12))


@pytest.mark.parametrize(("phi", "mean"), [(1.0, 30), (1.0, 6), (3.0, 60)])
def test_the_interval_covers_in_95_of_100(phi, mean):
    chosen = np.random.default_rng(5)
    hits = 0
    for _ in range(1500):
        if phi == 1.0:
            now, before = chosen.poisson(mean * 0.7), chosen.poisson(mean)
        else:
            now, before = (chosen.negative_binomial(m / (phi - 1), 1 / phi) for m in (mean * 0.7, mean))
        found = change(int(now), int(before), dispersion=phi)
        hits += found.low <= 0.7 <= found.high
    assert hits / 1500 == pytest.approx(0.95, abs=0.02)


def test_verdicts_are_seldom_given_when_nothing_changed():
    """Ten groups without change in each of 400 pictures: rarely does any picture name one."""
    chosen = np.random.default_rng(7)
    wrong = 0
    for _ in range(400):
        rows = [change(int(chosen.poisson(40)), int(chosen.poisson(40))) for _group in range(10)]
        wrong += any(each.verdict in {Verdict.UP, Verdict.DOWN} for each in judged(rows))
    assert wrong / 400 <= 0.13


def test_what_changed_is_named_and_the_few_are_not_judged():
    up, down, same, few = judged([change(90, 30), change(30, 90), change(41, 40), change(3, 1)])
    assert [each.verdict for each in (up, down, same, few)] == [
        Verdict.UP, Verdict.DOWN, Verdict.UNCLEAR, Verdict.FEW,
    ]  # fmt: skip
    assert judged([]) == []


def test_what_only_stands_out_by_itself_is_perhaps():
    rows = [change(40, 62), *(change(40, 40) for _group in range(9))]
    assert not rows[0].low <= 1 <= rows[0].high
    assert judged(rows)[0].verdict is Verdict.PERHAPS
    assert judged(rows[:1])[0].verdict is Verdict.DOWN


def test_from_nothing_there_is_no_percentage():
    found = change(20, 0)
    assert found.percent == float("inf")
    assert judged([found])[0].verdict is Verdict.UP
    assert change(0, 0).ratio == 1.0


def test_what_changed_everywhere_cancels_out():
    ratio, low, high = against(50, 100, 500, 1000)
    assert ratio == pytest.approx(1.0, abs=0.01)
    assert low < 1 < high
    assert against(50, 100, 1000, 1000)[2] < 1


def test_dispersion_of_poisson_is_one_and_of_clusters_more():
    chosen = np.random.default_rng(11)
    season = 20 + 8 * np.sin(np.arange(36) / 12 * 2 * np.pi)
    plain = [dispersion(chosen.poisson(season).tolist()) for _ in range(200)]
    wide = [dispersion(chosen.negative_binomial(season / 3, 0.25).tolist()) for _ in range(200)]
    assert np.mean(plain) == pytest.approx(1.15, abs=0.15)  # never below one, so its mean lies above
    assert np.mean(wide) == pytest.approx(4.0, abs=0.8)
    assert dispersion([1, 2, 3]) == 1.0
    assert dispersion([0] * 24) == 1.0


def test_a_change_is_plain_data():
    assert isinstance(change(1, 2), Change)
