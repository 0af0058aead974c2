"""The weighted displacement difference against the paper, its own package's checks, and its own algebra."""

from __future__ import annotations

from math import sqrt

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from samverkan.evidence.displacement import (
    Area,
    dispersion_of,
    displacement_difference,
    displacement_quotient,
)
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.tests.shared import shared_file

counts = st.integers(0, 5_000)
areas = st.builds(Area, counts, counts, st.floats(0.1, 50))
anything = st.floats(allow_nan=False, allow_infinity=False)


def paper_areas(**sizes: float) -> dict[str, Area]:
    """The worked example of the paper as our four areas, read from the shared file."""
    rows = {row["area"]: row for row in pl.read_csv(shared_file("evidence_wdd", "wdd.csv")).to_dicts()}
    ours = {
        "control": "control",
        "treated": "treated",
        "neighbour": "disp_treated",
        "neighbour_control": "disp_control",
    }
    return {us: Area(rows[them]["pre"], rows[them]["post"], sizes.get(us, 1.0)) for us, them in ours.items()}


def test_wheeler_ratcliffe_2018_crime_science_7_11_worked_example() -> None:
    result = displacement_difference(**paper_areas())
    assert result.total == pytest.approx(-118, abs=1e-3)
    assert result.total_se == pytest.approx(sqrt(1568), abs=1e-3)
    assert round(result.z, 2) == -2.98
    assert (round(result.low), round(result.high)) == (-196, -40)


def test_ptools_check_of_time_weights_two_years_against_one() -> None:
    """apwheele/ptools, tests/testthat/test-wdd.R: control 100,50; treated 80,20; weights 2,1."""
    result = displacement_difference(treated=Area(80, 20), control=Area(100, 50), periods=(2, 1))
    assert result.total == pytest.approx(-20, abs=1e-3)
    assert result.total_se == pytest.approx(sqrt(115), abs=1e-3)


def test_ptools_check_of_area_weights() -> None:
    """apwheele/ptools, tests/testthat/test-wdd.R: area weights .9, 1.2, 1.6, 1.5."""
    sizes = {"control": 0.9, "treated": 1.2, "neighbour_control": 1.6, "neighbour": 1.5}
    result = displacement_difference(**paper_areas(**sizes))
    assert result.total == pytest.approx(-99.69444444, abs=1e-3)
    assert result.total_se == pytest.approx(35.4280755, abs=1e-3)
    assert result.z == pytest.approx(-2.813995483, abs=1e-3)
    assert (result.low, result.high) == pytest.approx((-169.1321965, -30.25669241), abs=1e-3)


def test_local_and_neighbour_parts_add_to_the_total() -> None:
    result = displacement_difference(**paper_areas())
    assert result.local == -107
    assert result.neighbour == -11
    assert result.local + result.neighbour == result.total
    assert result.local_se**2 + result.neighbour_se**2 == pytest.approx(result.total_se**2)


@given(treated=areas, control=areas, neighbour=areas, neighbour_control=areas)
def test_every_valid_input_gives_a_finite_result_or_a_refusal(
    treated: Area, control: Area, neighbour: Area, neighbour_control: Area
) -> None:
    try:
        result = displacement_difference(
            treated=treated, control=control, neighbour=neighbour, neighbour_control=neighbour_control
        )
    except Refusal:
        assert sum(a.before + a.after for a in (treated, control, neighbour, neighbour_control)) == 0
        return
    numbers = [result.total, result.total_se, result.z, result.p, result.low, result.high]
    assert np.isfinite(numbers).all()
    assert result.low <= result.total <= result.high
    assert 0 <= result.p <= 1


@given(
    treated=st.builds(Area, anything, anything, anything), control=st.builds(Area, counts, counts, anything)
)
def test_no_finite_input_crashes_or_gives_a_number_that_is_none(treated: Area, control: Area) -> None:
    try:
        result = displacement_difference(treated=treated, control=control)
    except Refusal:
        return
    assert np.isfinite([result.total, result.total_se, result.z, result.p]).all()


@given(treated=areas, control=areas)
def test_swapping_treated_and_control_changes_only_the_sign(treated: Area, control: Area) -> None:
    if treated.before + treated.after + control.before + control.after == 0:
        return
    ours = displacement_difference(treated=treated, control=control)
    swapped = displacement_difference(treated=control, control=treated)
    assert swapped.total == pytest.approx(-ours.total, rel=1e-9, abs=1e-8)
    assert swapped.total_se == pytest.approx(ours.total_se)
    assert swapped.p == pytest.approx(ours.p, rel=1e-6)


@given(treated=areas, control=areas, scale=st.floats(0.01, 100))
def test_measuring_size_in_another_unit_rescales_and_leaves_p_alone(
    treated: Area, control: Area, scale: float
) -> None:
    if treated.before + treated.after + control.before + control.after == 0:
        return
    one = displacement_difference(treated=treated, control=control)
    other = displacement_difference(
        treated=Area(treated.before, treated.after, treated.size * scale),
        control=Area(control.before, control.after, control.size * scale),
    )
    assert other.total * scale == pytest.approx(one.total, rel=1e-9, abs=1e-9)
    assert other.p == pytest.approx(one.p, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("before", [-1, 0.5, float("nan"), float("inf")])
def test_what_is_not_a_count_is_refused_by_name(before: float) -> None:
    with pytest.raises(Refusal) as caught:
        displacement_difference(treated=Area(before, 3), control=Area(2, 2))
    assert "insatsområdet" in caught.value.sv
    assert "treated area" in caught.value.en


@pytest.mark.parametrize("periods", [(0, 1), (1, -2), (1, float("nan"))])
def test_a_period_without_length_is_refused(periods: tuple[float, float]) -> None:
    with pytest.raises(Refusal, match="periods"):
        displacement_difference(treated=Area(3, 3), control=Area(2, 2), periods=periods)


def test_no_event_anywhere_is_refused() -> None:
    with pytest.raises(Refusal, match="nothing to compare"):
        displacement_difference(treated=Area(0, 0), control=Area(0, 0))


def test_dispersion_widens_the_interval_by_its_root() -> None:
    plain = displacement_difference(treated=Area(40, 20), control=Area(50, 50))
    wide = displacement_difference(treated=Area(40, 20), control=Area(50, 50), dispersion=4.0)
    assert wide.total == plain.total
    assert wide.high - wide.low == pytest.approx(2 * (plain.high - plain.low))


def test_interval_covers_at_its_level_when_counts_are_poisson() -> None:
    """1,000 panels without effect, one seed tried: within exact 99.9 % binomial limits round 95 %."""
    rng = np.random.default_rng(20261122)
    hits = 0
    for _ in range(1_000):
        a, b, c, d = rng.poisson([80, 64, 100, 80])  # both areas fall by a fifth on two different levels
        result = displacement_difference(treated=Area(a, b), control=Area(c, d, size=1.25))
        hits += result.low <= 0 <= result.high
    assert binom.ppf(0.0005, 1_000, 0.95) <= hits <= binom.ppf(0.9995, 1_000, 0.95)


def test_dispersion_restores_coverage_that_clustered_counts_take_away() -> None:
    """Variance three times the mean: plain Poisson intervals undercover, the measured dispersion mends it."""
    rng = np.random.default_rng(7)
    plain = mended = 0
    for _ in range(400):
        before = rng.negative_binomial(10, 1 / 3, size=(2, 24))  # mean 20 a month, variance 60
        after = rng.negative_binomial(10, 1 / 3, size=(2, 24))
        (tb, cb), (ta, ca) = before.sum(1), after.sum(1)
        args = {"treated": Area(int(tb), int(ta)), "control": Area(int(cb), int(ca))}
        one = displacement_difference(**args)
        two = displacement_difference(**args, dispersion=dispersion_of(before))
        plain += one.low <= 0 <= one.high
        mended += two.low <= 0 <= two.high
    assert plain < 340
    assert mended > 365


def test_dispersion_is_at_least_one_and_reads_variance_over_mean() -> None:
    assert dispersion_of([[5, 5, 5, 5]]) == 1.0
    assert dispersion_of([[0, 10, 0, 10]]) == pytest.approx(100 / 3 / 5)


@pytest.mark.parametrize("table", [[[3]], [[0, 0, 0]], []])
def test_dispersion_needs_periods_and_events(table: list[list[int]]) -> None:
    with pytest.raises(Refusal):
        dispersion_of(table)


def test_quotient_tells_diffusion_from_displacement() -> None:
    fell, still = Area(100, 60), Area(100, 100)
    assert displacement_quotient(treated=fell, control=still, neighbour=Area(50, 40)) == pytest.approx(0.25)
    assert displacement_quotient(treated=fell, control=still, neighbour=Area(50, 90)) == pytest.approx(-1.0)


@pytest.mark.parametrize(
    ("treated", "control", "neighbour"),
    [
        (Area(9, 5), Area(0, 4), Area(3, 3)),
        (Area(9, 5), Area(4, 4), Area(0, 0)),
        (Area(9, 9), Area(4, 4), Area(3, 3)),
    ],
)
def test_quotient_is_none_where_it_is_undefined(treated: Area, control: Area, neighbour: Area) -> None:
    assert displacement_quotient(treated=treated, control=control, neighbour=neighbour) is None


def test_summary_speaks_both_languages_and_warns_of_small_counts() -> None:
    said = displacement_difference(treated=Area(7, 3), control=Area(20, 22)).summary()
    assert "−6,0 händelser" in said.sv
    assert "-6.0 events" in said.en
    assert "Det minsta antalet är 3" in said.sv


def test_summary_names_displacement_only_where_neighbours_rose() -> None:
    common = {"treated": Area(70, 30), "control": Area(60, 60), "neighbour_control": Area(40, 40)}
    assert "flyttat dit" in displacement_difference(**common, neighbour=Area(30, 50)).summary().sv
    assert "ingen flytt" in displacement_difference(**common, neighbour=Area(30, 20)).summary().sv
    assert "grannområdena" not in displacement_difference(treated=Area(7, 3), control=Area(6, 6)).summary().sv
