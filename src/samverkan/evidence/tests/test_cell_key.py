"""Protection of published counts: the same everywhere, unbiased, and what an attacker gains by subtracting."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.evidence.cell_key import (
    differences_below,
    largest_shift,
    protect,
    record_keys,
    widened_error,
)
from samverkan.evidence.perturbation import perturbation_table
from samverkan.evidence.refusal import Refusal

SECRET = b"0123456789abcdef"
TABLE = perturbation_table(largest_change=3, variance=2.0)
people = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xy")), min_size=1, max_size=60)


def ids(n: int) -> list[str]:
    return [f"person {i}" for i in range(n)]


def published(
    cells: list[str], who: list[str], secret: bytes = SECRET, threshold: int = 0
) -> dict[str, int | None]:
    return protect(cells, who, secret=secret, table=TABLE, threshold=threshold).shown()


def secrets(n: int) -> list[bytes]:
    return [i.to_bytes(16, "big") for i in range(n)]


@given(table=people, random=st.randoms(use_true_random=False))
def test_a_cell_has_one_value_in_every_table_layout(table: list[tuple[str, str]], random: object) -> None:
    """By area and by sex crossed, by area alone, in any order of rows: the same records, the same value."""
    who = ids(len(table))
    rows = list(zip(table, who, strict=True))
    random.shuffle(rows)  # type: ignore[attr-defined]
    crossed = published([a + s for a, s in table], who)
    again = published([a + s for (a, s), _ in rows], [name for _, name in rows])
    assert crossed == again
    only_x = [(a + s, name) for (a, s), name in rows if s == "x"]
    alone = published([cell for cell, _ in only_x], [name for _, name in only_x])
    assert all(crossed[cell] == value for cell, value in alone.items())


def test_asking_for_the_same_total_under_another_name_gains_nothing() -> None:
    who = ids(40)
    assert published(["all"] * 40, who)["all"] == published(["Järva"] * 40, who)["Järva"]


@given(table=people)
def test_no_published_count_is_further_than_the_largest_change(table: list[tuple[str, str]]) -> None:
    cells = [a + s for a, s in table]
    for cell, value in published(cells, ids(len(cells))).items():
        assert value is not None
        assert abs(value - cells.count(cell)) <= 3
        assert value >= 0


def test_empty_cells_show_as_zero() -> None:
    result = protect(["a"], ["p"], secret=SECRET, table=TABLE, threshold=0, every_cell=["a", "b"])
    assert result.shown()["b"] == 0


@pytest.mark.parametrize("size", [1, 2, 7, 30])
def test_over_secrets_the_change_is_unbiased_and_of_the_stated_variance(size: int) -> None:
    """2,000 secrets: mean within five standard errors of zero, variance within a tenth."""
    who = ids(size)
    changes = np.array([published(["c"] * size, who, secret)["c"] - size for secret in secrets(2_000)])  # type: ignore[operator]
    assert abs(changes.mean()) < 5 * np.sqrt(2 / 2_000)
    assert changes.var() == pytest.approx(2.0, rel=0.1)


def test_changes_of_different_cells_are_unrelated() -> None:
    who = ids(40)
    cells = ["a"] * 20 + ["b"] * 20
    pairs = np.array([list(published(cells, who, secret).values()) for secret in secrets(1_500)], dtype=float)
    assert abs(np.corrcoef(pairs.T)[0, 1]) < 5 / np.sqrt(1_500)


def test_an_attacker_who_subtracts_nested_areas_seldom_learns_the_one_person_between() -> None:
    """Area of 21 minus its part of 20: the truth is 1; the published difference has twice the variance."""
    who = ids(21)
    gaps = np.array(
        [published(["w"] * 21, who, s)["w"] - published(["n"] * 20, who[:20], s)["n"] for s in secrets(2_000)]  # type: ignore[operator]
    )
    assert gaps.mean() == pytest.approx(1.0, abs=5 * 2 / np.sqrt(2_000))
    assert gaps.var() == pytest.approx(4.0, rel=0.15)
    assert (gaps == 1).mean() < 0.3
    assert (gaps <= 0).mean() > 0.25


def test_an_attacker_who_adds_months_and_compares_with_the_year_meets_all_their_noise() -> None:
    """Twelve months against their year: variance 13 times that of one count."""
    who = ids(120)
    months = [str(i % 12) for i in range(120)]
    off = []
    for secret in secrets(600):
        parts = published(months, who, secret)
        year = published(["year"] * 120, who, secret)["year"]
        off.append(year - sum(v or 0 for v in parts.values()))  # type: ignore[operator]
    assert np.mean(off) == pytest.approx(0, abs=5 * np.sqrt(26 / 600))
    assert np.var(off) == pytest.approx(26, rel=0.25)


def test_a_release_after_one_more_person_does_not_tell_that_it_was_one() -> None:
    who = ids(11)
    gaps = np.array(
        [published(["c"] * 11, who, s)["c"] - published(["c"] * 10, who[:10], s)["c"] for s in secrets(800)]
    )  # type: ignore[operator]
    assert len(set(gaps.tolist())) >= 6


@pytest.mark.parametrize("threshold", [3, 5, 10])
def test_nothing_from_one_to_the_threshold_is_ever_shown(threshold: int) -> None:
    cells = [str(size) for size in range(1, 16) for _ in range(size)]
    for secret in secrets(50):
        for cell, value in published(cells, ids(len(cells)), secret, threshold).items():
            assert value is None or value == 0 or value >= threshold
            if int(cell) < threshold:
                assert value is None


def test_the_result_does_not_carry_true_counts_or_keys() -> None:
    result = protect(["a"] * 9, ids(9), secret=SECRET, table=TABLE)
    assert set(vars(result)) == {"cells", "counts", "hidden", "threshold", "variance", "largest_change"}


def test_the_note_says_what_was_done() -> None:
    said = protect(["a"] * 9 + ["b"], ids(10), secret=SECRET, table=TABLE).summary()
    assert "ändrat med högst 3" in said.sv
    assert "varians 2,0" in said.sv
    assert "1 of 2 cells below 5" in said.en


def test_record_keys_are_even_and_hang_on_the_secret() -> None:
    keys = record_keys(ids(4_000), SECRET) / 2.0**64
    assert np.histogram(keys, 10, (0, 1))[0] == pytest.approx(400, abs=5 * np.sqrt(360))
    assert not np.array_equal(record_keys(ids(5), SECRET), record_keys(ids(5), SECRET[::-1]))
    assert record_keys([], SECRET).size == 0


def test_nested_counts_that_would_show_a_small_cell_are_marked() -> None:
    assert differences_below([20, 20, 20], [20, 17, 10], 5).tolist() == [False, True, False]
    with pytest.raises(Refusal, match="larger"):
        differences_below([1], [2], 5)


@given(counts=st.lists(st.integers(4, 200), min_size=2, max_size=4))
@settings(max_examples=40)
def test_protection_never_moves_an_effect_further_than_its_bound(counts: list[int]) -> None:
    """Every combination of extreme changes of a log ratio with alternating signs."""
    bound = largest_shift(counts, TABLE)
    signs = np.resize([1, -1], len(counts))
    n = np.array(counts, dtype=float)
    worst = max(
        abs(float(signs @ (np.log(n + change) - np.log(n))))
        for change in map(np.array, product((-3, 0, 3), repeat=len(counts)))
    )
    assert worst <= bound + 1e-12


def test_the_widened_error_is_what_readers_of_protected_counts_face() -> None:
    """4,000 worlds: Poisson counts protected, then a log ratio; its spread is the widened error."""
    rng = np.random.default_rng(9)
    draws = rng.poisson([40, 30], (4_000, 2))
    noisy = draws + TABLE.change(draws.ravel(), rng.uniform(size=8_000)).reshape(4_000, 2)
    ratios = np.log(noisy[:, 1] / noisy[:, 0])
    plain = np.sqrt(1 / 40 + 1 / 30)
    assert ratios.std() == pytest.approx(widened_error(plain, [40, 30], TABLE), rel=0.05)
    assert widened_error(plain, [40, 30], TABLE) > plain


@pytest.mark.parametrize(
    "call",
    [
        lambda: protect(["a"], ["p"], secret=b"short", table=TABLE),
        lambda: protect(["a", "a"], ["p", "p"], secret=SECRET, table=TABLE),
        lambda: protect(["a", "b"], ["p"], secret=SECRET, table=TABLE),
        lambda: protect(["a"], ["p"], secret=SECRET, table=TABLE, every_cell=["b"]),
        lambda: protect(["a"], ["p"], secret=SECRET, table=TABLE, threshold=-1),
        lambda: largest_shift([3, 50], TABLE),
        lambda: widened_error(0.0, [50], TABLE),
        lambda: widened_error(0.1, [], TABLE),
    ],
)
def test_what_would_leak_or_make_no_sense_is_refused(call: object) -> None:
    with pytest.raises(Refusal):
        call()  # type: ignore[operator]
