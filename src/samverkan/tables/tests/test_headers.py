"""Which column is which, whatever the headings look like and however many lines stand above them."""

from __future__ import annotations

import pytest

from samverkan.tables import headers, kinds
from samverkan.tables.fields import Field
from samverkan.tables.refusal import Refusal
from samverkan.tables.sheet import read_bytes
from samverkan.tables.text import Text

FIELDS = (
    Field("area", Text("Område", "Area"), kinds.text(), names=("stadsdelsområde", "distrikt")),
    Field("year", Text("År", "Year"), kinds.integer(), names=("kalenderår",)),
    Field("count", Text("Antal", "Count"), kinds.integer(), names=("antal brott",)),
    Field("note", Text("Anmärkning", "Note"), kinds.text(), required=False),
)


def matched(text, mapping=None):
    return headers.match(read_bytes("f.csv", text.encode()), FIELDS, mapping)


@pytest.mark.parametrize(
    "head",
    ["Område;År;Antal", "omrade;ar;antal", "OMRÅDE;ÅR;ANTAL", "Stadsdelsområde;Kalenderår;Antal brott (st)",
     "distrikt;year;antal_brott", "\ufeffOmråde; År ;Antal", "area;year;count"],
)  # fmt: skip
def test_headings_of_every_style(head):
    found = matched(f"{head}\nJärva;2023;4\n")
    assert found.at == {"area": 0, "year": 1, "count": 2}
    assert found.missing == ()


def test_a_title_and_notes_above_the_headings_are_skipped_and_told():
    found = matched("Anmälda brott i staden\n\nUttag 2024-01-02\nOmråde;År;Antal\nJärva;2023;4\n")
    assert found.header == 2
    assert "ovanför tabellens rubriker" in found.notes[0].sv


def test_every_missing_and_doubtful_column_is_named_at_once():
    sheet = read_bytes("f.csv", b"distrikt;stadsdelsomrade;summa\nA;B;4\n")
    found = headers.match(sheet, FIELDS)
    with pytest.raises(Refusal) as caught:
        headers.refuse_unless_whole(sheet, found, FIELDS)
    assert "kolumner saknas: År, Antal" in caught.value.sv
    assert "flera kolumner kan vara Område: distrikt, stadsdelsomrade" in caught.value.sv
    assert "Filens kolumner är: distrikt, stadsdelsomrade, summa" in caught.value.sv
    assert "columns are missing: Year, Count" in caught.value.en


def test_what_a_person_has_said_goes_before_all_guesses():
    found = matched("plats;område;år;antal\nA;B;2023;4\n", {"area": "plats"})
    assert found.at["area"] == 0
    assert found.unused == ("område",)


def test_an_optional_column_may_be_absent():
    assert "note" not in matched("Område;År;Antal\nA;2023;4\n").at
