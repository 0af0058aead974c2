"""Files as they stand, with the row numbers a person sees."""

from __future__ import annotations

import datetime as dt
import gzip
import io

import polars as pl
import pytest
import xlsxwriter

from samverkan.tables import sheet as sheets
from samverkan.tables.refusal import Refusal


def workbook(**pages):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in pages.items():
        page = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for at, cell in enumerate(cells):
                if isinstance(cell, dt.date):
                    page.write_datetime(row, at, dt.datetime.combine(cell, dt.time()), days)
                elif cell is not None:
                    page.write(row, at, cell)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator):
    read = sheets.read_bytes("f.csv", f"a{separator}b\n1{separator}2\n".encode())
    assert read.rows == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_a_comma_in_a_text_is_no_separator_where_semicolons_are():
    read = sheets.read_bytes("f.csv", b"namn;text\nA;bil, buss, b\xc3\xa5t\nB;en, tv\xc3\xa5\n")
    assert read.rows[1][1] == ["A", "bil, buss, båt"]
    assert read.decimal == ","


def test_row_numbers_are_the_files_own_also_after_empty_lines_and_line_breaks_in_cells():
    read = sheets.read_bytes("f.csv", b'a;b\n\n1;"tv\xc3\xa5\nrader"\n2;x\n')
    assert [number for number, _ in read.rows] == [1, 3, 5]


def test_excel_gives_dates_numbers_and_the_sheets_own_row_numbers():
    raw = workbook(data=[["Rubrik"], [], ["dag", "antal"], [dt.date(2024, 3, 1), 4]])
    read = sheets.read_bytes("f.xlsx", raw)
    assert [number for number, _ in read.rows] == [1, 3, 4]
    assert read.rows[-1][1] == [dt.date(2024, 3, 1), 4]


def test_the_first_filled_sheet_is_read_and_the_others_are_named():
    read = sheets.read_bytes("f.xlsx", workbook(tom=[], ett=[["a"], [1]], två=[["b"]]))
    assert read.rows[0] == (1, ["a"])
    assert "bladet ett lästes; inte två" in read.notes[0].sv
    assert sheets.read_bytes("f.xlsx", workbook(ett=[["a"]], två=[["b"]]), "två").rows == [(1, ["b"])]
    with pytest.raises(Refusal):
        sheets.read_bytes("f.xlsx", workbook(ett=[["a"]]), "tre")


def test_what_a_file_is_is_told_by_its_content():
    assert sheets.read_bytes("f.csv", workbook(ett=[["a"], ["b"]])).rows[0] == (1, ["a"])
    frame = io.BytesIO()
    pl.DataFrame({"a": [1, None], "b": ["x", "y"]}).write_parquet(frame)
    assert sheets.read_bytes("f.txt", frame.getvalue()).rows == [
        (0, ["a", "b"]),
        (1, [1, "x"]),
        (2, [None, "y"]),
    ]


def test_a_packed_file_is_unpacked_and_named_without_its_ending():
    read = sheets.read_bytes("f.csv.gz", gzip.compress(b"a;b\n1;2\n"))
    assert (read.source, read.rows[0]) == ("f.csv", (1, ["a", "b"]))


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("f.xlsx", b"PK\x03\x04trasig", "lösenord"),
        ("f.xls", b"\xd0\xcf\x11\xe0trasig", "lösenord"),
        ("f.parquet", b"PAR1trasig", "går inte att läsa"),
        ("f.xlsx", b"hej", "går inte att läsa"),
        ("f.csv.gz", gzip.compress(b"a;b", mtime=0)[:-6], "går inte att läsa"),
        ("f.csv", b"%PDF-1.7 ...", "är en pdf"),
        ("f.csv", b"", "är tom"),
        ("f.csv", b"\n ; \n", "är tom"),
        ("f.xlsx", workbook(ett=[]), "är tom"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(name, raw, words):
    with pytest.raises(Refusal) as caught:
        sheets.read_bytes(name, raw)
    assert words in caught.value.sv


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Refusal, match="There is no file"):
        sheets.read(tmp_path / "ingen.csv")


def test_how_the_file_was_read_is_told():
    read = sheets.read_bytes("f.csv", "område;n\nÄlvsjö;1\n".encode("cp850"))
    assert "DOS" in read.notes[0].sv
    assert (
        "felkodade"
        in sheets.read_bytes("f.csv", "namn\nÅrsta\n".encode().decode("cp1252").encode()).notes[0].sv
    )
