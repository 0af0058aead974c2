"""Near repeats against published tables: Chicago (NearRepeat package) and Philadelphia."""

from __future__ import annotations

import numpy as np
import polars as pl
import pyproj
import pytest

from samverkan.evidence.events import Events, each_row, merge_rows
from samverkan.evidence.near_repeat import near_repeat
from samverkan.evidence.tests.shared import shared_file

VICTIMS = {  # what the analyst may declare to be one event, and the published same-place ratio that follows
    "report number": (("report",), 27.0),
    "place, date and time": (("x", "y", "day", "time"), 6.6),
    "place and date": (("x", "y", "day"), 2.1),
}


@pytest.fixture(scope="module")
def january() -> Events:
    """Chicago burglaries before 1 February 2016, as in the vignette."""
    rows = pl.read_csv(shared_file("evidence_chicago_near_repeat", "chicago_be_rda.csv"))
    rows = rows.with_columns(pl.col("date").str.to_date(strict=False)).filter(
        pl.col("date") < pl.date(2016, 2, 1)
    )
    return each_row(rows["X"], rows["Y"], rows["date"].to_numpy())


@pytest.fixture(scope="module")
def victims() -> pl.DataFrame:
    """Philadelphia shooting victims with coordinates, in metres (UTM 18N)."""
    rows = pl.read_parquet(shared_file("evidence_philly_shootings", "shootings.parquet"))
    rows = rows.drop_nulls(["point_x", "point_y"])
    metres = pyproj.Transformer.from_crs(4326, 26918, always_xy=True)
    x, y = metres.transform(rows["point_x"].cast(float).to_numpy(), rows["point_y"].cast(float).to_numpy())
    return rows.select(
        pl.Series("x", x),
        pl.Series("y", y),
        pl.col("date_").str.slice(0, 10).str.to_date(),
        pl.col("time").fill_null("unknown"),
        "dc_key",
    )


def philadelphia(victims: pl.DataFrame, same: tuple[str, ...]) -> Events:
    columns = {"time": victims["time"].to_numpy(), "report": victims["dc_key"].to_numpy()}
    day = victims["date_"].to_numpy()
    return merge_rows(victims["x"], victims["y"], day, same=same, columns=columns)


def test_chicago_counts_of_the_nearrepeat_vignette_exact(january: Events) -> None:
    """wsteenbeek/NearRepeat vignette (commit f48d213): n 970, Manhattan; the third week's edge is open.

    numpy's last histogram bin is closed and would give 32, 118 and 142 in the third week.
    """
    assert len(january) == 970
    result = near_repeat(january, metres=[0, 0.1, 200, 400, 600], days=[0, 7, 14, 21], permutations=0)
    assert result.observed[0, 0] == 28
    assert result.observed[1].tolist() == [141, 69, 27]
    assert result.observed[2].tolist() == [186, 140, 100]
    assert result.observed[3].tolist() == [237, 192, 128]


def test_chicago_ratios_and_p_of_the_nearrepeat_vignette(january: Events) -> None:
    """Published, 999 permutations, first week: ratios 1.80, 1.41, 1.01, 0.975; p .001, .001, .435, .696."""
    result = near_repeat(january, metres=[0, 0.1, 200, 400, 600], days=[0, 7, 14, 21], seed=9489)
    assert result.ratio[:, 0] == pytest.approx([1.80, 1.41, 1.01, 0.975], abs=0.02)
    assert result.p is not None
    assert result.p[:2, 0].tolist() == [0.001, 0.001]
    assert result.p[2:, 0] == pytest.approx(
        [0.435, 0.696], abs=0.06
    )  # two Monte Carlo errors of 999 shuffles


def test_chicago_simulated_and_exact_moments_agree(january: Events) -> None:
    """evidence.md 3.3: exact moments need no simulation; p values of both agree for large counts."""
    from scipy.stats import norm

    result = near_repeat(january, metres=[0, 200, 400, 600], days=[0, 7, 14, 21], permutations=1_999)
    assert result.p is not None
    assert result.p == pytest.approx(norm.sf(result.z - 0.5 / np.sqrt(result.variance)), abs=0.04)


def test_moments_of_all_chicago_burglaries_within_300_metres_and_14_days() -> None:
    """The margins follow from counting, whatever the band: rows and columns add up to all pairs."""
    rows = pl.read_csv(shared_file("evidence_chicago_near_repeat", "chicago_be_rda.csv")).drop_nulls()
    events = each_row(rows["X"], rows["Y"], rows["date"].str.to_date().to_numpy())
    result = near_repeat(events, metres=[0, 300, np.inf], days=[0, 14, np.inf], permutations=0)
    n = len(events)
    assert n == 11_700
    assert result.observed.sum() == n * (n - 1) // 2
    assert result.expected.sum() == pytest.approx(n * (n - 1) / 2)
    assert result.variance == pytest.approx(result.variance[0, 0])  # in a 2 x 2 table all four are one number


@pytest.mark.parametrize("rule", VICTIMS)
def test_philadelphia_near_repeat_is_30_per_cent_under_every_event_rule(
    victims: pl.DataFrame, rule: str
) -> None:
    """Ratcliffe & Rengert 2008 found +33 % on older data; evidence.md: +30 %, 1-122 m, within 14 days.

    evidence.md also gives z 7.0-7.9 from simulation; with the exact variance z is 8.0, 7.4 and 7.2.
    """
    same, _ = VICTIMS[rule]
    result = near_repeat(
        philadelphia(victims, same), metres=[1, 122], days=[0, 15], metric="euclid", permutations=0
    )
    assert result.ratio[0, 0] == pytest.approx(1.30, abs=0.02)
    assert result.z[0, 0] > 7


@pytest.mark.parametrize("rule", VICTIMS)
def test_philadelphia_same_place_ratio_hangs_on_the_event_rule(victims: pl.DataFrame, rule: str) -> None:
    """evidence.md 2.1: 27 times by report number, 6.6 by place, date and time, 2.1 by place and date."""
    same, published = VICTIMS[rule]
    events = philadelphia(victims, same)
    result = near_repeat(events, metres=[0, 1], days=[0, 15], metric="euclid", permutations=0)
    assert result.ratio[0, 0] == pytest.approx(published, rel=0.05)
    warned = any("samma händelse" in text.sv for text in result.warnings)
    assert warned == (rule != "place and date")
