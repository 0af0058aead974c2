"""A mask is a mask for as long as it lives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.tables.figures import Mask, read_figure


@pytest.mark.parametrize(
    ("raw", "number", "mask"),
    [
        ("12,5", 12.5, None),
        (0, 0, None),
        ("..", None, Mask.HIDDEN),
        ("*", None, Mask.HIDDEN),
        ("~100", 100, Mask.ROUGH),
        ("cirka 270", 270, Mask.ROUGH),
        ("<5", None, Mask.BOUND),
        ("-", None, Mask.NONE),
        (".", None, Mask.NONE),
        ("", None, Mask.NONE),
        (None, None, Mask.NONE),
    ],
)
def test_figures_and_masks(raw, number, mask):
    found = read_figure(raw)
    assert (found.number, found.mask) == (number, mask)
    assert found.written == ("" if raw is None else str(raw))


@pytest.mark.parametrize("raw", ["..", "~100", "<5", "-"])
def test_nobody_calculates_with_a_mask(raw):
    with pytest.raises(ValueError, match="no exact number"):
        _ = read_figure(raw).exact


def test_nonsense_is_no_figure():
    assert read_figure("tolv") is None
    assert read_figure(float("nan")).written == ""


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_is_exact(number):
    assert read_figure(number).exact == number
