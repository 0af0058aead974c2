"""Kaplan-Meier and Aalen-Johansen against lifelines, counting by hand, and each other."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter, KaplanMeierFitter

from samverkan.evidence.incidence import cumulative_incidence, kaplan_meier
from samverkan.evidence.refusal import Refusal

rows = st.lists(st.tuples(st.integers(1, 8), st.integers(0, 2)), min_size=1, max_size=40)


def sample(n: int = 200, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.exponential(1, n), rng.integers(0, 3, n)


@pytest.mark.parametrize("grid", [None, 6], ids=["no ties", "ties"])
def test_kaplan_meier_and_its_interval_equal_lifelines(grid: int | None) -> None:
    time, cause = sample()
    if grid:
        time = np.ceil(time * grid)
    ours = kaplan_meier(time, cause > 0)
    theirs = KaplanMeierFitter().fit(time, cause > 0)
    assert ours.free == pytest.approx(theirs.survival_function_at_times(ours.time).to_numpy(), abs=1e-12)
    limits = theirs.confidence_interval_.loc[ours.time].to_numpy()
    inside = (ours.free > 0) & (ours.free < 1)
    assert 1 - ours.high[inside] == pytest.approx(limits[inside, 0], abs=1e-9)
    assert 1 - ours.low[inside] == pytest.approx(limits[inside, 1], abs=1e-9)


def test_aalen_johansen_its_variance_and_interval_equal_lifelines_without_ties() -> None:
    time, cause = sample()
    ours = cumulative_incidence(time, cause, cause=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = AalenJohansenFitter().fit(time, cause, event_of_interest=1)
    assert ours.share == pytest.approx(
        theirs.cumulative_density_.loc[ours.time].to_numpy().ravel(), abs=1e-12
    )
    begun = ours.share > 0
    begun[-1] = False  # lifelines divides by zero where the last one at risk has the event
    assert ours.variance[begun] == pytest.approx(theirs.variance_.loc[ours.time[begun]].to_numpy(), abs=1e-9)
    limits = np.sort(theirs.confidence_interval_.loc[ours.time[begun]].to_numpy(), axis=1)
    assert ours.low[begun] == pytest.approx(limits[:, 0], abs=1e-9)
    assert ours.high[begun] == pytest.approx(limits[:, 1], abs=1e-9)


def test_greenwood_and_the_competing_formula_agree_where_one_cause_is_alone() -> None:
    time, cause = sample()
    one = kaplan_meier(time, cause > 0)
    at_risk, died = one.at_risk.astype(float), one.events
    left = np.where(at_risk > died, at_risk - died, np.inf)
    greenwood = one.free**2 * np.cumsum(died / (at_risk * left))
    assert one.variance == pytest.approx(greenwood, abs=1e-12)


@given(table=rows)
def test_shares_of_all_causes_and_the_event_free_add_to_one(table: list[tuple[int, int]]) -> None:
    time, cause = map(np.array, zip(*table, strict=True))
    shares = [cumulative_incidence(time, cause, cause=c).share for c in (1, 2) if (cause == c).any()]
    if shares:
        free = kaplan_meier(time, cause > 0).free
        assert sum(shares) + free == pytest.approx(np.ones(len(free)), abs=1e-12)


@given(table=rows)
def test_without_censoring_the_share_is_the_plain_share(table: list[tuple[int, int]]) -> None:
    time, cause = map(np.array, zip(*table, strict=True))
    cause = cause % 2 + 1
    if (cause == 1).any():
        curve = cumulative_incidence(time, cause, cause=1)
        plain = [np.mean((time <= t) & (cause == 1)) for t in curve.time]
        assert curve.share == pytest.approx(plain, abs=1e-12)


@given(table=rows, random=st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_order_changes_nothing_and_limits_enclose(table: list[tuple[int, int]], random: object) -> None:
    if not any(cause == 1 for _, cause in table):
        return
    time, cause = map(np.array, zip(*table, strict=True))
    shuffled = list(table)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other_time, other_cause = map(np.array, zip(*shuffled, strict=True))
    one = cumulative_incidence(time, cause, cause=1)
    other = cumulative_incidence(other_time, other_cause, cause=1)
    assert one.share.tolist() == other.share.tolist()
    assert np.isfinite(np.r_[one.variance, one.low, one.high]).all()
    assert (one.low <= one.share + 1e-12).all()
    assert (one.share <= one.high + 1e-12).all()
    assert (np.diff(one.share) >= 0).all()


def test_treating_a_competing_end_as_censoring_overstates_and_we_do_not() -> None:
    time, cause = sample()
    competing = cumulative_incidence(time, cause, cause=1)
    naive = kaplan_meier(time, cause == 1)
    assert naive.share[-1] > competing.share[-1] + 0.1


def test_reading_a_curve_at_a_time() -> None:
    curve = kaplan_meier([2, 4, 6, 8], [1, 1, 1, 0])
    assert [curve.at(t) for t in (1, 2, 5, 100)] == [0, 0.25, 0.5, 0.75]
    assert curve.half() == 4
    assert kaplan_meier([2, 4, 6], [1, 0, 0]).half() is None


def test_all_struck_at_once() -> None:
    curve = kaplan_meier([3, 3, 3], [1, 1, 1])
    assert (curve.share.tolist(), curve.low.tolist(), curve.high.tolist()) == ([1.0], [1.0], [1.0])


@pytest.mark.parametrize(
    ("time", "event", "reason"),
    [
        ([0, 1], [1, 1], "above zero"),
        ([1, 2], [0, 0], "no curve"),
        ([1, np.nan], [1, 1], "no value"),
        ([1, 2], [1, 2], "0 or 1"),
        ([1, 2], [1], "expected"),
        ([], [], "no curve"),
    ],
)
def test_what_gives_no_curve_is_refused(time: list[float], event: list[int], reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        kaplan_meier(time, event)


def test_words_and_figure() -> None:
    time, cause = sample(30)
    curve = cumulative_incidence(time, cause, cause=2)
    assert f"{(cause == 2).sum()} av 30 fick händelsen" in curve.summary().sv
    assert "uncertain" in curve.summary().en
    for lang in ("sv", "en"):
        assert len(curve.plot(lang)["layer"]) == 2
