"""What is written comes back as it was, and no spreadsheet takes it for a formula."""

from __future__ import annotations

import datetime as dt
import io
import math
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.tables.report import RefusedRow, Report
from samverkan.tables.sheet import read_bytes
from samverkan.tables.writing import csv_bytes, excel_bytes, safe, write_refused

ATTACKS = [
    "=1+1",
    "+46 8 508",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x";"y")',
    "=cmd|'/C calc'!A0",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_begins_a_formula(attack):
    first = csv_bytes(["a"], [[attack]]).decode("utf-8-sig").splitlines()[1].lstrip('"')
    assert first.startswith("'")
    book = openpyxl.load_workbook(io.BytesIO(excel_bytes(["a"], [[attack]])))
    assert book.active["A2"].data_type == "s"


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_heading_begins_a_formula(attack):
    assert csv_bytes([attack], []).decode("utf-8-sig").lstrip('"').startswith("'")


def test_masks_and_negative_numbers_are_let_be():
    assert csv_bytes(["a"], [["-"], [-3], [-2.5], ["–"]]).decode("utf-8-sig").splitlines()[1:] == [
        "-",
        "-3",
        "-2,5",
        "–",
    ]


def test_what_each_kind_of_cell_looks_like():
    row = [
        1.0,
        2.5,
        None,
        math.nan,
        True,
        dt.date(2026, 11, 22),
        dt.datetime(2026, 11, 22, 17, 59),
        Decimal("1.50"),
    ]
    line = csv_bytes(["x"] * 8, [row]).decode("utf-8-sig").splitlines()[1]
    assert line == "1;2,5;;;ja;2026-11-22;2026-11-22 17:59;1,50"
    assert csv_bytes(["x"], [[2.5]], decimal=".").decode("utf-8-sig").splitlines()[1] == "2.5"


def test_excel_keeps_numbers_and_dates():
    read = read_bytes(
        "f.xlsx", excel_bytes(["a", "b", "c", "d"], [["text", 2.5, dt.date(2026, 11, 22), None]])
    )
    assert read.rows[1][1][:3] == ["text", 2.5, dt.date(2026, 11, 22)]


def test_the_same_table_gives_the_same_bytes():
    assert excel_bytes(["a"], [["x", 1]]) == excel_bytes(["a"], [["x", 1]])


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029\x85"),
    min_size=1,
    max_size=15,
).filter(lambda text: text.strip() == text and "Ã" not in text)


@given(st.lists(st.one_of(TEXTS, st.sampled_from(ATTACKS[:4])), min_size=1, max_size=5))
def test_any_text_comes_back(cells):
    names = [f"kolumn {n}" for n in range(len(cells))]
    for name, raw in (("f.csv", csv_bytes(names, [cells])), ("f.xlsx", excel_bytes(names, [cells]))):
        assert read_bytes(name, raw).rows[1][1] == cells


@given(st.text(max_size=20))
def test_a_safe_text_begins_no_formula(text):
    made = str(safe(text))
    assert len(made) < 2 or made[0] not in "=+-@\t\r"


def test_refused_rows_are_written_beside_their_file(tmp_path):
    report = Report("brott.csv", 1, refused=(RefusedRow(3, ("a", "=b"), ()),), columns=("x", "y"))
    target = write_refused(report, tmp_path / "brott.csv")
    assert target.name == "brott-avvisade.csv"
    assert target.read_bytes().decode("utf-8-sig").splitlines()[1] == "a;'=b;3;"
    assert write_refused(report, tmp_path / "brott.xlsx").suffix == ".xlsx"
    assert write_refused(Report("brott.csv", 1), tmp_path / "brott.csv") is None
