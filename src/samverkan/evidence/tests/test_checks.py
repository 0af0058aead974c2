"""Checks name the quantity and the row, in both languages, and let through what is sound."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.evidence import checks
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

NAME = Text("Antalet", "The count")


def said(check: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        check()
    return caught.value


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=20))
def test_finite_columns_pass_unchanged(values: list[float]) -> None:
    assert checks.finite_vector(values, NAME, length=len(values)).tolist() == values


@pytest.mark.parametrize("gap", [np.nan, np.inf, -np.inf, None])
def test_a_gap_is_named_by_its_row_and_how_many_there_are(gap: float | None) -> None:
    refusal = said(lambda: checks.finite_vector([1, 2, gap, 4, gap], NAME))
    assert "rad 3 (2 rader berörs)" in refusal.sv
    assert "row 3 (2 rows" in refusal.en
    assert refusal.sv.startswith("Antalet")


def test_text_tables_and_wrong_lengths_are_told_apart() -> None:
    assert "inte är ett tal" in said(lambda: checks.finite_vector(["cirka 270"], NAME)).sv
    assert "single column" in said(lambda: checks.finite_vector([[1, 2]], NAME)).en
    assert "3 rows, but 2" in said(lambda: checks.finite_vector([1, 2, 3], NAME, length=2)).en


@pytest.mark.parametrize("value", [0, -1, -1e-300])
def test_what_must_be_above_zero_is(value: float) -> None:
    assert "row 2" in said(lambda: checks.positive_vector([1, value], NAME)).en
    assert checks.positive_vector([1e-300], NAME).tolist() == [1e-300]


@pytest.mark.parametrize("value", [-1, 0.5, 2.0000001])
def test_counts_are_whole_and_from_zero(value: float) -> None:
    assert "antal (0, 1, 2" in said(lambda: checks.whole_counts([3, value], NAME)).sv
    assert checks.whole_counts([0, 7], NAME).tolist() == [0, 7]


@pytest.mark.parametrize("value", [0, 1, -0.1, 95, float("nan")])
def test_a_share_lies_between(value: float) -> None:
    assert "mellan 0 och 1" in said(lambda: checks.share(value, NAME)).sv
    assert checks.share(0.95, NAME) == 0.95


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_arithmetic_that_ran_out_is_refused(value: float) -> None:
    assert "cannot be computed" in said(lambda: checks.finite_result(1.0, value)).en
    checks.finite_result(1.0, 2.0)
