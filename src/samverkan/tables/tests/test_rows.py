"""A file's rows: every one is taken, refused with all its reasons, or counted once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.tables import kinds, rows
from samverkan.tables.fields import Field
from samverkan.tables.figures import Mask
from samverkan.tables.refusal import Refusal
from samverkan.tables.sheet import read_bytes
from samverkan.tables.text import Text
from samverkan.tables.writing import refused_bytes

FIELDS = (
    Field("area", Text("Område", "Area"), kinds.choice({"Järva": (), "Farsta": ()})),
    Field("code", Text("Kommunkod", "Code"), kinds.code(4)),
    Field("day", Text("Datum", "Date"), kinds.day()),
    Field("count", Text("Antal", "Count"), kinds.figure()),
    Field("note", Text("Not", "Note"), kinds.text(), required=False, default=""),
)
HEAD = "Område;Kommunkod;Datum;Antal\n"
GOOD = HEAD + "Järva;0180;2023-05-01;12\nFarsta;0180;2023-05-01;..\n"


def read(text, fields=FIELDS, encoding="utf-8", **how):
    return rows.read(read_bytes("brott.csv", text.encode(encoding)), fields, **how)


def test_a_good_file():
    found = read(GOOD)
    assert [row["area"] for row in found.rows] == ["Järva", "Farsta"]
    assert found.rows[1]["count"].mask is Mask.HIDDEN
    assert found.rows[0]["note"] == ""
    assert (found.report.taken, found.report.rows, found.report.mended) == (2, 2, ())
    assert [row.number for row in found.rows] == [2, 3]


def test_a_refused_row_tells_everything_that_is_wrong_with_it():
    found = read(HEAD + "Jarfälla;x;2023-02-30;4\nFarsta;0180;2023-05-01;4\n")
    (refused,) = found.report.refused
    assert [problem.column for problem in refused.problems] == ["Område", "Kommunkod", "Datum"]
    assert refused.problems[2].sv == (
        "brott.csv, rad 2, kolumn Datum: '2023-02-30' är inget datum. Skriv det som 2026-11-22."
    )
    assert refused.problems[2].en.startswith("brott.csv, row 2, column Datum: '2023-02-30' is no date.")
    assert found.report.taken == 1


def test_what_was_mended_is_told_once_a_column_with_its_first_row():
    found = read(HEAD + "Järva;180;1/5 2023;4\nFarsta;180;2/5 2023;4\n", encoding="cp1252")
    assert [problem.sv for problem in found.report.mended] == [
        "brott.csv: filen är inte UTF-8 och lästes som Windows-1252.",
        "brott.csv, rad 2, kolumn Kommunkod: inledande nollor som Excel tagit bort sattes tillbaka (2 celler).",
        "brott.csv, rad 2, kolumn Datum: lästes som dag och månad, i den ordningen (2 celler).",
    ]


def test_an_empty_required_cell_is_refused_and_an_empty_optional_one_is_not():
    found = read("Område;Kommunkod;Datum;Antal;Not\nJärva;;2023-05-01;4;\nFarsta;0180;2023-05-01;4;\n")
    assert [problem.reason.sv for problem in found.report.refused[0].problems] == ["värdet saknas"]
    assert found.rows[0]["note"] == ""


@pytest.mark.parametrize("row", ["Järva;0180", "Järva;0180;2023-05-01;4;överflöd"])
def test_a_row_of_another_width_is_refused_and_the_rest_taken(row):
    found = read(f"{HEAD}{row}\nFarsta;0180;2023-05-01;4\n")
    assert "men 4 kolumner" in found.report.refused[0].problems[0].sv
    assert found.report.taken == 1


@pytest.mark.parametrize("foot", ["Källa: SCB", "Källa: SCB;;;", "* Preliminärt\n\nAnm. Uttag 2024"])
def test_notes_beneath_the_table_are_no_rows(foot):
    assert read(f"{GOOD}{foot}\n").report.rows == 2


def test_a_repeated_row_counts_once_and_a_different_one_is_refused():
    text = GOOD + "Järva;0180;2023-05-01;12\nFarsta;0180;2023-05-01;7\n"
    found = read(text, unique=("area", "day"))
    assert (found.report.taken, found.report.repeated, len(found.report.refused)) == (2, 1, 1)
    assert "samma Område, Datum står på rad 3" in found.report.refused[0].problems[0].sv


def test_secret_cells_are_never_quoted():
    fields = (Field("who", Text("Personnummer", "Number"), kinds.personal_number(), secret=True),)
    (refused,) = read("Personnummer\n20000101-2385\n", fields).report.refused
    assert "2385" not in refused.problems[0].sv + refused.problems[0].en + repr(refused.problems)


def test_a_file_without_a_column_is_refused_as_a_whole():
    with pytest.raises(Refusal, match="columns are missing: Count"):
        read("Område;Kommunkod;Datum\nJärva;0180;2023-05-01\n")


def test_the_report_in_both_languages():
    report = read(HEAD + "Järva;180;x;4\nFarsta;0180;2023-05-01;4\n").report
    assert next(report.lines("sv")) == "brott.csv: 2 rader. 1 togs in, 1 avvisades, 0 fanns redan."
    assert len(list(report.lines("en"))) == 2


def test_refused_rows_are_mended_in_their_own_file_and_sent_again():
    report = read(HEAD + "Järfälla;0180;2023-05-01;4\nFarsta;0180;2023-05-01;4\n").report
    again = refused_bytes(report).decode("utf-8-sig")
    assert "Varför raden avvisades" in again
    found = read(again.replace("Järfälla", "Järva"))
    assert (found.report.taken, found.rows[0]["area"]) == (1, "Järva")


CELLS = st.text(alphabet="Järvasto0180-2345;\n\"'=.,~ ", max_size=12)


@given(st.lists(st.lists(CELLS, min_size=0, max_size=6), max_size=8))
def test_every_row_is_accounted_for(table):
    text = HEAD + "".join(";".join(cell.replace("\n", " ") for cell in row) + "\n" for row in table)
    try:
        found = read(text, unique=("area", "day"))
    except Refusal:
        return
    report = found.report
    assert report.taken == len(found.rows)
    assert report.rows == report.taken + report.repeated + len(report.refused)
    assert all(row.problems for row in report.refused)
