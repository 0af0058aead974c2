"""The calibration: exact limits, worlds that hang on seed, name and number alone, and a page in step with the data."""

import re
from pathlib import Path

import numpy as np
import pytest
import yaml
from scipy.stats import binom
from tools.calibration import page, running, worlds
from tools.calibration.limits import limits, within
from tools.calibration.running import SEED, TRIES, Counted
from tools.calibration.trials import ALL, PROMISES, Trial

from samverkan.evidence.displacement import Area, displacement_difference
from samverkan.evidence.evaluation import holding
from samverkan.evidence.evaluation.finding import Estimate
from samverkan.evidence.text import Text

DATA = yaml.safe_load(page.DATA.read_text(encoding="utf-8"))
PAGE = page.PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("tries", "chance"), [(1000, 0.95), (1000, 0.05), (400, 0.1), (30, 0.5)])
def test_limits_hold_999_of_1000_and_no_narrower_ones_do(tries, chance):
    least, most = limits(tries, chance)
    tail = 0.0005
    assert binom.cdf(least - 1, tries, chance) <= tail < binom.cdf(least, tries, chance)
    assert binom.sf(most, tries, chance) <= tail < binom.sf(most - 1, tries, chance)
    assert within(least, tries, chance)
    assert not within(least - 1, tries, chance)


def test_a_world_hangs_on_seed_name_and_number_alone():
    place = next(k for k, each in enumerate(ALL) if each.name.startswith("Cox, clustered"))
    whole = running._tried(place, 5, range(6))
    assert running._tried(place, 5, range(3, 6)) == whole[3:]
    draws = {running._rng(seed, name, 0).random() for seed in (1, 2) for name in ("a", "b")}
    assert len(draws) == 4


def test_every_trial_and_promise_runs():
    for place, _ in enumerate(ALL):
        [(covered, rejected, refused)] = running._tried(place, 6, range(1))
        assert refused or covered is not None or rejected is not None, ALL[place].name
    for place, promise in enumerate(PROMISES):
        assert running._promised(place, 6, range(1))[0] in {True, False}, promise.name
    assert len({each.name for each in ALL}) == len(ALL)


@pytest.mark.parametrize(
    ("covered", "rejected", "word"),
    [
        (950, 50, "yes"), (926, None, "yes"), (920, 50, "**no**"), (950, 90, "**no**"), (990, None, "careful"),
        (950, 10, "careful"), (990, 90, "**no**"), (None, 50, "yes"),
    ],
)  # fmt: skip
def test_a_row_holds_is_careful_or_does_not(covered, rejected, word):
    each = Trial("x", "w", lambda rng: (None, None))
    assert page.verdict(each, Counted(1000, covered, rejected, 0, 0.0)) == word


def test_the_page_was_written_with_all_worlds_and_the_declared_seed():
    assert f"{TRIES} worlds a row, seed {SEED}" in PAGE
    assert all(f"| {each.name} |" in PAGE for each in (*ALL, *PROMISES))
    assert DATA["seed"] == SEED


def test_page_and_data_tell_the_same_and_the_data_follow_from_the_counts():
    for each in ALL:
        if not each.design:
            continue
        row = DATA["designs"][each.design]
        counted = Counted(row["tries"], row["covered"], row["rejected"], 0, 0.0)
        assert page.verdict(each, counted).strip("*") == row["holds"]
        assert _last_cell(each.name) == row["holds"]


def _poisson_areas():
    return displacement_difference(
        treated=Area(360, 300), control=Area(360, 350), periods=(24.0, 12.0), dispersion=1.0
    ).warnings


SAID_BY_THE_DESIGN = {"Weighted displacement difference, overdispersed, taken for Poisson": _poisson_areas}


def test_whatever_is_too_sure_of_itself_in_a_named_case_is_warned_of_there():
    """By the report, from the data, for what estimates are named by; else by the design itself."""
    unsure = [each for each in ALL if f"| {each.name} |" in PAGE and _last_cell(each.name) == "no"]
    assert len(unsure) >= 4
    for each in unsure:
        if each.design:
            effect = Estimate(each.design, Text("n", "n"), 1.0, 0.5, 1.5, 0.01, None, 0.95)
            assert holding.warnings([effect]), each.name
        else:
            assert SAID_BY_THE_DESIGN[each.name](), each.name


def _last_cell(name):
    line = next(line for line in PAGE.splitlines() if line.startswith(f"| {name} |"))
    return line.split("|")[-2].strip().strip("*")


def test_every_design_that_reports_show_was_calibrated_or_says_why_not():
    """Names that estimates carry; the prior is no design, it combines two."""
    source = Path(holding.__file__).parent / "designs"
    named = {
        name
        for file in source.glob("*.py")
        for name in re.findall(r'Estimate\(\s*"(\w+)"', file.read_text(encoding="utf-8"))
    }
    assert named - {"prior"} <= set(DATA["designs"])


def test_worlds_have_the_size_and_spread_they_say():
    rng = np.random.default_rng(7)
    assert worlds.districts(rng).shape == (20, 60)
    series = worlds.autoregressive(rng, (4000, 30), 0.4)
    assert series.std() == pytest.approx(1, abs=0.02)
    assert (series[:, 1:] * series[:, :-1]).mean() == pytest.approx(0.4, abs=0.02)
    counts = worlds.monthly_counts(rng, 120, series=400)
    assert counts.mean() == pytest.approx(20, rel=0.03)
    starts = worlds.starts(rng, 60, 20, 5, 8)
    assert (starts >= 0).sum() == 20
    assert set(starts[starts >= 0]) <= {5, 6, 7, 8}
