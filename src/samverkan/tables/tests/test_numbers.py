"""Numbers as Swedish statistics files write them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.tables.numbers import Kind, Note, decimal_mark, read_cell


@pytest.mark.parametrize(
    ("raw", "value", "notes"),
    [
        ("12", 12, set()),
        ("12,5", 12.5, {Note.COMMA}),
        ("1 234", 1234, {Note.THOUSANDS}),
        ("1\u00a0234,5", 1234.5, {Note.THOUSANDS, Note.COMMA}),
        ("1.234,5", 1234.5, {Note.THOUSANDS, Note.COMMA}),
        ("1,234,567", 1234567, {Note.THOUSANDS}),
        ("~100", 100, {Note.ROUGH}),
        ("cirka 270", 270, {Note.ROUGH}),
        ("ca 1 200", 1200, {Note.ROUGH, Note.THOUSANDS}),
        ("12 %", 12, {Note.PERCENT}),
        ("−3", -3, set()),
        ("1e3", 1000, set()),
        (7, 7, set()),
    ],
)
def test_numbers_as_they_are_written(raw, value, notes):
    cell = read_cell(raw)
    assert cell.kind is Kind.NUMBER
    assert cell.value == value
    assert cell.notes == notes


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("..", Kind.HIDDEN),
        ("*", Kind.HIDDEN),
        ("x", Kind.HIDDEN),
        ("", Kind.MISSING),
        (None, Kind.MISSING),
        (float("nan"), Kind.MISSING),
        ("-", Kind.MISSING),
        ("<5", Kind.BOUND),
        ("färre än 10", Kind.BOUND),
        ("1,234", Kind.AMBIGUOUS),
        ("tolv", Kind.NONSENSE),
        ("1 23", Kind.NONSENSE),
        (True, Kind.NONSENSE),
        ("1e999", Kind.NONSENSE),
    ],
)
def test_what_is_no_number_is_known_for_what_it_is(raw, kind):
    assert read_cell(raw).kind is kind


def test_a_columns_own_marks_settle_what_is_ambiguous():
    assert read_cell("1,234", ",").value == pytest.approx(1.234)
    assert read_cell("1,234", ".").value == 1234
    assert read_cell("1.234", ",").kind is Kind.AMBIGUOUS
    assert [decimal_mark(raw) for raw in ("12,5", "12.5", "1,234.5", "12", "1.234", 3.5)] == [
        ",", ".", ".", None, None, None,
    ]  # fmt: skip


@given(st.one_of(st.text(max_size=12), st.floats(), st.integers(), st.none()))
@settings(max_examples=500)
def test_any_cell_is_a_finite_number_or_a_kind_of_nothing(raw):
    cell = read_cell(raw)
    assert (cell.kind is Kind.NUMBER) == bool(math.isfinite(cell.value))
