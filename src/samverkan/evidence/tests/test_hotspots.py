"""Hot spots: Gi* and its exact p against brute force, false discoveries, and accuracy measured forward."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from samverkan.evidence._draws import upper_tail
from samverkan.evidence._neighbours import Neighbours
from samverkan.evidence.accuracy import forward_accuracy
from samverkan.evidence.hotspots import adjacent, false_discovery, getis_ord, within
from samverkan.evidence.refusal import Refusal

anything = st.floats(allow_nan=False, allow_infinity=False)


def lattice(side: int) -> tuple[np.ndarray, np.ndarray, Neighbours]:
    """Middles of square cells of 100 m and their eight neighbours."""
    y, x = np.divmod(np.arange(side * side), side)
    return x * 100.0, y * 100.0, within(x * 100.0, y * 100.0, 150)


@given(values=st.lists(st.integers(0, 6), min_size=4, max_size=9), draws=st.integers(1, 4))
def test_the_exact_tail_equals_all_draws(values: list[int], draws: int) -> None:
    sums = np.array([sum(chosen) for chosen in combinations(values, draws)])
    tail = upper_tail(np.array(values), draws, int(sums.max()))
    assert tail == pytest.approx([np.mean(sums >= s) for s in range(int(sums.max()) + 1)], abs=1e-12)


def test_the_exact_tail_survives_many_places_and_draws() -> None:
    rng = np.random.default_rng(1)
    values = rng.poisson(0.3, 5_000)
    tail = upper_tail(values, 60, 60)
    mean, variance = 60 * values.mean(), 60 * values.var() * (5_000 - 60) / 4_999
    assert tail.sum() - 1 == pytest.approx(mean, abs=1e-3)  # the mean is the sum of the tail from 1
    second = 2 * (np.arange(61) @ tail) - tail[1:].sum()
    assert second - mean**2 == pytest.approx(variance, rel=1e-2)


def test_gi_star_equals_the_formula_place_by_place() -> None:
    """Ord & Getis (1995), eq. 14, written out."""
    rng = np.random.default_rng(2)
    x, y, near = lattice(6)
    values = rng.poisson(2, 36).astype(float)
    result = getis_ord(values, near)
    for i in range(36):
        w = (np.hypot(x - x[i], y - y[i]) < 150).astype(float)
        top = w @ values - values.mean() * w.sum()
        below = np.sqrt((values**2).mean() - values.mean() ** 2)
        below *= np.sqrt((36 * (w**2).sum() - w.sum() ** 2) / 35)
        assert result.z[i] == pytest.approx(top / below, rel=1e-9)


def test_exact_p_equals_the_share_of_shuffles() -> None:
    """20,000 shuffles of a 5 x 5 map: within five Monte Carlo errors everywhere."""
    rng = np.random.default_rng(3)
    _, _, near = lattice(5)
    values = rng.poisson(1, 25).astype(float)
    result = getis_ord(values, near)
    own = near.sums(values)
    beaten = np.zeros(25)
    for _ in range(20_000):
        beaten += near.sums(rng.permutation(values)) >= own
    assert result.exact
    assert beaten / 20_000 == pytest.approx(result.p, abs=5 * np.sqrt(0.25 / 20_000))


def test_no_hot_spots_where_there_is_nothing_but_chance() -> None:
    """300 maps without clustering, one seed: any hot place is false; at most 5 % of maps may have one."""
    rng = np.random.default_rng(4)
    _, _, near = lattice(12)
    false = sum(bool(getis_ord(rng.poisson(0.5, 144), near).hot.any()) for _ in range(300))
    assert false <= stats.binom.ppf(0.9995, 300, 0.05)


def test_the_normal_p_finds_hot_spots_in_rare_chance_where_the_exact_does_not() -> None:
    """200 maps of 144 places and about seven events each: nothing there is a hot spot."""
    rng = np.random.default_rng(5)
    _, _, near = lattice(12)
    normal = exact = 0
    for _ in range(200):
        result = getis_ord(rng.poisson(0.05, 144), near)
        normal += bool((false_discovery(stats.norm.sf(result.z)) <= 0.05).any())
        exact += bool(result.hot.any())
    assert normal > 40
    assert exact <= stats.binom.ppf(0.9995, 200, 0.05)


def test_a_planted_hot_spot_is_found_where_it_is_and_holds_forward() -> None:
    rng = np.random.default_rng(6)
    x, y, near = lattice(20)
    rates = np.where(np.hypot(x - 1_000, y - 500) < 250, 5.0, 0.6)
    before, after = rng.poisson(rates), rng.poisson(rates)
    result = getis_ord(before, near)
    assert result.hot[np.hypot(x - 1_000, y - 500) < 120].all()
    assert not result.hot[np.hypot(x - 1_000, y - 500) > 500].any()
    accuracy = forward_accuracy(result.hot, after)
    assert accuracy.low > 2
    assert 0.5 < accuracy.pei <= 1
    assert "heta" in result.summary().sv
    assert "PAI" in accuracy.summary().en


@given(values=st.lists(st.integers(0, 9), min_size=9, max_size=9), seed=st.integers(0, 999))
@settings(max_examples=40, deadline=None)
def test_renaming_places_renames_the_answer_and_nothing_else(values: list[int], seed: int) -> None:
    if len(set(values)) < 2:
        return
    x, y, near = lattice(3)
    mixed = np.random.default_rng(seed).permutation(9)
    one = getis_ord(values, near)
    other = getis_ord(np.array(values)[mixed], within(x[mixed] + 7, y[mixed] - 3, 150))
    assert other.z == pytest.approx(one.z[mixed], abs=1e-9)
    assert other.p == pytest.approx(one.p[mixed], abs=1e-9)


@given(values=st.lists(st.integers(0, 9), min_size=9, max_size=9), factor=st.floats(0.01, 50))
@settings(max_examples=40, deadline=None)
def test_another_unit_changes_no_z(values: list[int], factor: float) -> None:
    if len(set(values)) < 2:
        return
    _, _, near = lattice(3)
    assert getis_ord(np.array(values) * factor, near).z == pytest.approx(getis_ord(values, near).z, abs=1e-7)


@given(values=st.lists(anything, min_size=0, max_size=12), metres=anything)
@settings(deadline=None)
def test_any_finite_values_give_finite_numbers_or_a_refusal(values: list[float], metres: float) -> None:
    try:
        result = getis_ord(values, within(np.arange(len(values)) * 10.0, np.zeros(len(values)), metres))
    except Refusal:
        return
    assert np.isfinite(np.r_[result.z, result.p, result.q]).all()
    assert ((result.p >= 0) & (result.p <= 1)).all()


@given(
    table=st.lists(st.tuples(st.booleans(), st.integers(0, 50), anything), min_size=0, max_size=10),
    level=anything,
)
@settings(deadline=None)
def test_any_finite_map_gives_finite_accuracy_or_a_refusal(
    table: list[tuple[bool, int, float]], level: float
) -> None:
    hot, later, areas = ([row[i] for row in table] for i in range(3))
    try:
        result = forward_accuracy(hot, later, areas, level=level)
    except Refusal:
        return
    assert np.isfinite([result.pai, result.low, result.high, result.best, result.pei]).all()
    assert result.low <= result.pai * (1 + 1e-9)
    assert result.pai <= result.high * (1 + 1e-9)
    assert result.pei <= 1 + 1e-9


def test_pai_and_pei_by_hand() -> None:
    """Half of the events on a tenth of the area: PAI 5; the best tenth held eight of ten: PEI 0.625."""
    later = [5, 0, 8, 0, 0, 0, 0, 0, 0, 3]
    result = forward_accuracy([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], later)
    assert (result.hits, result.events) == (5, 16)
    assert result.pai == pytest.approx(3.125)
    assert result.best == pytest.approx(5.0)
    assert result.pei == pytest.approx(0.625)


def test_a_map_that_marks_the_best_places_has_pei_one_also_with_unequal_areas() -> None:
    later, areas = np.array([9, 1, 4, 0]), np.array([1.0, 3.0, 2.0, 4.0])
    assert forward_accuracy([1, 0, 1, 0], later, areas).pei == pytest.approx(1.0)
    assert forward_accuracy([0, 0, 0, 1], later, areas).pai == 0.0


def test_borders_named_once_or_twice_are_the_same() -> None:
    once, twice = adjacent([(0, 1), (1, 2)], 4), adjacent([(1, 0), (0, 1), (2, 1), (1, 1)], 4)
    assert once.sizes().tolist() == twice.sizes().tolist() == [2, 3, 2, 1]
    assert once.sums(np.array([1.0, 10, 100, 1_000])).tolist() == [11, 111, 110, 1_000]
    assert "saknar grannar" in getis_ord([1, 2, 3, 4], once).summary().sv


def test_rates_fall_back_to_the_normal_and_say_so() -> None:
    _, _, near = lattice(4)
    result = getis_ord(np.linspace(0, 1, 16), near)
    assert not result.exact
    assert "normal distribution" in result.summary().en


@pytest.mark.parametrize(
    ("hot", "later"),
    [([0, 0], [1, 2]), ([1, 1], [1, 2]), ([1, 0], [0, 0]), ([1, 2], [1, 1]), ([1, 0], [0.5, 1])],
)
def test_maps_that_mark_nothing_or_all_or_see_nothing_are_refused(hot: list[int], later: list[float]) -> None:
    with pytest.raises(Refusal):
        forward_accuracy(hot, later)


def test_a_place_surrounded_by_all_others_is_never_hot() -> None:
    result = getis_ord([5, 0, 1], adjacent([(0, 1), (0, 2), (1, 2)], 3))
    assert result.p.tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    "call",
    [
        lambda: getis_ord([1, 1, 1], adjacent([(0, 1)], 3)),
        lambda: getis_ord([1, 2], adjacent([(0, 1)], 2)),
        lambda: getis_ord([1, 2, 3, 4], adjacent([(0, 1)], 3)),
        lambda: adjacent([(0, 9)], 3),
        lambda: within([0, 1], [0, 1], -5),
        lambda: within([], [], 5),
    ],
)
def test_what_makes_no_map_is_refused(call: object) -> None:
    with pytest.raises(Refusal):
        call()  # type: ignore[operator]


def test_ten_thousand_cells_are_exact_and_quick() -> None:
    rng = np.random.default_rng(7)
    _, _, near = lattice(100)
    assert getis_ord(rng.poisson(0.4, 10_000), near).exact
