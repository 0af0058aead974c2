"""Seattle drug-market intervention: the treated totals that every weighting must be compared with."""

from __future__ import annotations

import polars as pl
import pytest

from samverkan.evidence.tests.shared import shared_file

START, END = 13, 16


@pytest.mark.parametrize(
    ("outcome", "published"), [("i_felony", 46), ("i_misdemea", 45), ("i_drugs", 20), ("any_crime", 788)]
)
def test_robbins_davenport_2021_jss_97_2_treated_totals_exact(outcome: str, published: int) -> None:
    blocks = pl.read_csv(shared_file("evidence_seattledmi", "seattledmi.csv.gz"))
    treated = blocks.filter(pl.col("Intervention").max().over("ID") == 1)
    assert treated["ID"].n_unique() == 39
    assert treated.filter(pl.col("time").is_between(START, END))[outcome].sum() == published
