"""The Knox test: against counting by hand, its own permutation distribution, and what must not matter."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.spatial.distance import pdist
from scipy.stats import binom

from samverkan.evidence.events import Events, each_row
from samverkan.evidence.near_repeat import Metric, NearRepeat, near_repeat
from samverkan.evidence.refusal import Refusal

METRES, DAYS = [0, 1, 2, 4, np.inf], [0, 1, 3, np.inf]
grid = st.integers(-6, 6)
points = st.lists(st.tuples(grid, grid, st.integers(0, 12)), min_size=2, max_size=40)


def events_of(table: list[tuple[int, int, int]]) -> Events:
    x, y, day = zip(*table, strict=True)
    return each_row(x, y, day)


def by_hand(events: Events, metres: list[float], days: list[float], metric: str) -> NDArray[np.int64]:
    """Every pair, one at a time, left-closed and right-open."""
    far = pdist(np.c_[events.x, events.y], metric)
    late = pdist(events.day[:, None], "cityblock")
    return np.array(
        [
            [int(((far >= a) & (far < b) & (late >= c) & (late < d)).sum()) for c, d in pairwise(days)]
            for a, b in pairwise(metres)
        ]
    )


def cloud(n: int, seed: int = 3, side: float = 3_000) -> Events:
    rng = np.random.default_rng(seed)
    return each_row(rng.uniform(0, side, n), rng.uniform(0, side, n), rng.integers(0, 366, n))


@pytest.mark.parametrize(("metric", "name"), [("manhattan", "cityblock"), ("euclid", "euclidean")])
@given(table=points)
def test_counts_equal_counting_by_hand(metric: Metric, name: str, table: list[tuple[int, int, int]]) -> None:
    events = events_of(table)
    result = near_repeat(events, metres=METRES, days=DAYS, metric=metric, permutations=0)
    assert result.observed.tolist() == by_hand(events, METRES, DAYS, name).tolist()


@given(table=points)
def test_bands_that_start_above_zero_and_end_below_infinity(table: list[tuple[int, int, int]]) -> None:
    events = events_of(table)
    result = near_repeat(events, metres=[1, 3, 5], days=[1, 2, 7], permutations=0)
    assert result.observed.tolist() == by_hand(events, [1, 3, 5], [1, 2, 7], "cityblock").tolist()


def test_a_pair_on_an_edge_belongs_to_the_band_above() -> None:
    events = each_row([0, 200], [0, 0], [0, 7])
    result = near_repeat(events, metres=[0, 200, 400], days=[0, 7, 14], permutations=0)
    assert result.observed.tolist() == [[0, 0], [0, 1]]


def test_times_within_the_day_are_compared_as_they_are() -> None:
    events = each_row([0, 0, 0], [0, 0, 0], [0.0, 0.25, 1.5])
    result = near_repeat(events, metres=[0, 1], days=[0, 0.25, 0.5, 2], permutations=0)
    assert result.observed.tolist() == [[0, 1, 2]]


def test_days_too_far_apart_for_narrow_numbers_are_still_counted() -> None:
    events = each_row([0, 0, 0], [0, 0, 0], [0, 10, 60_000])
    result = near_repeat(events, metres=[0, 1], days=[0, 11, 59_991, 1e9], permutations=5)
    assert result.observed.tolist() == [[1, 1, 1]]


@given(table=points, dx=st.integers(-500, 500), dy=st.integers(-500, 500), later=st.integers(-900, 900))
@settings(max_examples=50)
def test_moving_everything_changes_nothing(
    table: list[tuple[int, int, int]], dx: int, dy: int, later: int
) -> None:
    moved = [(x + dx, y + dy, day + later) for x, y, day in table]
    one = near_repeat(events_of(table), metres=METRES, days=DAYS, permutations=0)
    other = near_repeat(events_of(moved), metres=METRES, days=DAYS, permutations=0)
    same_table(one, other)


@given(table=points)
@settings(max_examples=50)
def test_a_quarter_turn_and_a_mirror_change_nothing(table: list[tuple[int, int, int]]) -> None:
    one = near_repeat(events_of(table), metres=METRES, days=DAYS, permutations=0)
    turned = [(-y, x, day) for x, y, day in table]
    mirrored = [(-x, y, -day) for x, y, day in table]
    same_table(one, near_repeat(events_of(turned), metres=METRES, days=DAYS, permutations=0))
    same_table(one, near_repeat(events_of(mirrored), metres=METRES, days=DAYS, permutations=0))


@pytest.mark.parametrize("angle", [0.3, 1.1, 2.5])
def test_any_turn_changes_nothing_with_straight_line_distance(angle: float) -> None:
    events = cloud(400)
    c, s = np.cos(angle), np.sin(angle)
    turned = each_row(c * events.x - s * events.y, s * events.x + c * events.y, events.day)
    bands = {"metres": [0, 100, 200, 400], "days": [0, 7, 14], "metric": "euclid", "permutations": 0}
    same_table(near_repeat(events, **bands), near_repeat(turned, **bands))


@given(table=points, random=st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_rows_changes_nothing(table: list[tuple[int, int, int]], random: object) -> None:
    shuffled = list(table)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = near_repeat(events_of(table), metres=METRES, days=DAYS, permutations=0)
    same_table(one, near_repeat(events_of(shuffled), metres=METRES, days=DAYS, permutations=0))


def same_table(one: NearRepeat, other: NearRepeat) -> None:
    assert one.observed.tolist() == other.observed.tolist()
    assert one.expected.tolist() == other.expected.tolist()
    assert one.variance.tolist() == other.variance.tolist()


@given(
    table=st.lists(
        st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 3), min_size=0, max_size=12
    ),
    edge=st.floats(allow_nan=False, allow_infinity=False),
    day=st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_finite_input_gives_finite_tables_or_a_refusal(
    table: list[tuple[float, float, float]], edge: float, day: float
) -> None:
    columns = list(zip(*table, strict=True)) if table else [[], [], []]
    try:
        result = near_repeat(each_row(*columns), metres=[0, edge, np.inf], days=[0, day], permutations=3)
    except Refusal as refusal:
        said = refusal.sv
        assert said
        return
    for numbers in (result.expected, result.variance, result.ratio, result.z, result.p, result.p_family):
        assert np.isfinite(numbers).all()
    assert (result.variance >= 0).all()


def test_undeclared_events_are_refused() -> None:
    with pytest.raises(Refusal, match="what an event is"):
        near_repeat(np.zeros((5, 3)), metres=[0, 1], days=[0, 1])  # type: ignore[arg-type]


@pytest.mark.parametrize("metres", [[0], [0, 0], [2, 1], [-1, 1], [0, np.nan], [0, np.inf], []])
def test_bands_that_do_not_rise_from_zero_are_refused(metres: list[float]) -> None:
    with pytest.raises(Refusal, match="distance bands"):
        near_repeat(cloud(10), metres=metres, days=[0, 7])


@pytest.mark.parametrize("wrong", [{"permutations": -1}, {"metric": "beeline"}, {"permutations": 10**7}])
def test_impossible_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Refusal):
        near_repeat(cloud(10), metres=[0, 100], days=[0, 7], **wrong)  # type: ignore[arg-type]


def test_a_distance_that_reaches_the_whole_city_is_refused_not_run() -> None:
    with pytest.raises(Refusal, match="choose a smaller"):
        near_repeat(cloud(30_000, side=10), metres=[0, 100], days=[0, 7])


def test_two_events_have_an_expectation_and_no_variance() -> None:
    result = near_repeat(each_row([0, 1], [0, 1], [0, 3]), metres=[0, 5], days=[0, 7], permutations=9)
    assert result.expected.tolist() == [[1.0]]
    assert result.variance.tolist() == [[0.0]]
    assert result.z.tolist() == [[0.0]]
    assert result.p is not None
    assert result.p.tolist() == [[1.0]]


def test_a_band_that_can_hold_no_pair_is_marked_and_stays_silent() -> None:
    result = near_repeat(each_row([0, 50], [0, 0], [0, 3]), metres=[0, 5, 100], days=[0, 7], permutations=9)
    assert result.possible.tolist() == [[False], [True]]
    assert result.ratio[0, 0] == 1
    assert result.p is not None
    assert result.p[0, 0] == 1


def test_shuffles_have_the_exact_mean_and_variance() -> None:
    """2,000 shuffles of 300 events: mean within 5 standard errors, variance within a tenth or so."""
    from samverkan.evidence import _pairs, _shuffles

    events = cloud(300, side=1_000)
    result = near_repeat(events, metres=[0, 200], days=[0, 30], permutations=0)
    pairs = _pairs.close_pairs(events.x, events.y, np.array([200.0]), manhattan=True)
    times, cuts = _shuffles.narrow(events.day[pairs.order], np.array([30.0]))
    states = np.random.SeedSequence(5).generate_state(2_016, np.uint64).reshape(-1, 32)
    counts = np.concatenate(
        [_shuffles.shuffled_counts(pairs.starts, pairs.first, pairs.second, times, cuts, s) for s in states]
    ).ravel()
    sd = np.sqrt(result.variance[0, 0])
    assert abs(counts.mean() - result.expected[0, 0]) < 5 * sd / np.sqrt(2_016)
    assert counts.var() == pytest.approx(result.variance[0, 0], rel=0.15)


def test_the_same_seed_gives_the_same_bytes_whatever_the_executor() -> None:
    events = cloud(500)
    bands = {"metres": [0, 100, 200], "days": [0, 7, 14], "permutations": 70}
    one = near_repeat(events, **bands, seed=4)
    with ThreadPoolExecutor(1) as executor:
        other = near_repeat(events, **bands, seed=4, executor=executor)
    assert one.p is not None
    assert one.p.tobytes() == other.p.tobytes()  # type: ignore[union-attr]
    assert one.p_family.tobytes() == other.p_family.tobytes()  # type: ignore[union-attr]


def test_more_permutations_extend_the_same_series_of_shuffles() -> None:
    """A table asked for again with more shuffles moves by Monte Carlo error only, never restarts."""
    events = cloud(500)
    few = near_repeat(events, metres=[0, 200], days=[0, 14], permutations=64, seed=2)
    again = near_repeat(events, metres=[0, 100, 200], days=[0, 7, 14], permutations=64, seed=2)
    assert few.observed.sum() == again.observed.sum()
    assert few.p is not None
    assert 1 / 65 <= few.p[0, 0] <= 1


def test_progress_is_told_block_by_block() -> None:
    told: list[tuple[int, int]] = []
    near_repeat(
        cloud(50), metres=[0, 100], days=[0, 7], permutations=130, progress=lambda i, n: told.append((i, n))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_planted_contagion_is_found_and_family_p_is_the_larger() -> None:
    rng = np.random.default_rng(11)
    base = cloud(300)
    x = np.r_[base.x, base.x[:60] + rng.normal(0, 20, 60)]
    y = np.r_[base.y, base.y[:60] + rng.normal(0, 20, 60)]
    day = np.r_[base.day, base.day[:60] + rng.integers(1, 6, 60)]
    result = near_repeat(each_row(x, y, day), metres=[0, 100, 200, 400], days=[0, 7, 14, 28])
    assert result.p is not None
    assert result.p_family is not None
    assert result.ratio[0, 0] > 2
    assert result.p[0, 0] == result.p_family[0, 0] == 0.001
    assert (result.p_family >= result.p).all()
    assert "0 till 100 meter" in result.summary().sv


def test_the_family_test_rejects_at_its_level_when_nothing_is_there() -> None:
    """300 worlds without contagion, one seed tried: rejections within the exact 99.9 % limits round 5 %."""
    rejected = 0
    for seed in range(300):
        result = near_repeat(
            cloud(80, seed=seed, side=500), metres=[0, 60, 120], days=[0, 20, 40], permutations=99, seed=seed
        )
        assert result.p_family is not None
        rejected += bool(result.p_family.min() <= 0.05)
    assert binom.ppf(0.0005, 300, 0.05) <= rejected <= binom.ppf(0.9995, 300, 0.05)


def test_the_table_and_the_figure_hold_every_band() -> None:
    result = near_repeat(cloud(60), metres=[0, 300, 900], days=[0, 7, 14, 21], permutations=9)
    assert len(result.table()) == 6
    assert {row["observed"] for row in result.table()} == set(result.observed.ravel().tolist())
    for lang in ("sv", "en"):
        figure = result.plot(lang)
        assert len(figure["layer"]) == 3
        assert "[0, 300)" in str(figure)
