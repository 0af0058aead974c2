"""A list as a file: columns from the method, each row read or refused with row, column and remedy."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.methods.loading import catalogue
from samverkan.tables.refusal import Refusal

TODAY = date(2026, 11, 28)
NUMBER, OTHER = "19990101-2386", "199901022393"


@pytest.fixture
def trefas(template):
    return next(each for each in catalogue() if each.id == "trefas")


def columns(method, today):
    from samverkan.casework import list_columns

    return list_columns.columns(method, today)


def read(method, text, name="lista.csv"):
    from samverkan.casework import list_file

    raw = text.encode() if isinstance(text, str) else text
    return list_file.read(method, name, raw, TODAY)


def said(file):
    return [(row.number, row.problems[0].sv) for row in file.report.refused]


def test_the_columns_are_the_methods_own_fields_each_heading_once(trefas):
    labels = [each.reader.label.sv for each in columns(trefas, TODAY)]
    assert labels[:4] == ["Namn", "Person- eller samordningsnummer", "Tidigare namn", "Skydd"]
    for label in ("Grunder", "Risk att utöva våld", "Brottsoffer", "Vår färg: Färg", "Anteckning: Vad"):
        assert label in labels, label
    assert len(set(labels)) == len(labels)
    assert [each.reader.label.sv for each in columns(trefas, TODAY) if each.reader.required] == [
        "Namn",
        "Grunder",
    ]
    assert not any(each.field.id == "valid_until" for each in columns(trefas, TODAY))


def test_every_method_of_the_catalogue_has_columns_no_two_alike(template):
    for method in catalogue():
        labels = [each.reader.label.sv.casefold() for each in columns(method, TODAY)]
        assert labels, method.id
        assert len(set(labels)) == len(labels), method.id


def test_a_row_is_read_into_the_methods_kinds(trefas):
    head = "Namn;Person- eller samordningsnummer;Grunder;Färg;Skäl;Bedömd;Under 18 år"
    file = read(trefas, f"{head}\nProv Ett;{NUMBER};Hot.;röd;Skott.;2026-11-20;ja\n")
    (line,) = file.lines
    assert (line.number, line.name, line.person_number) == (2, "Prov Ett", "199901012386")
    assert line.given["nomination"] == {"grounds": "Hot."}
    assert line.given["marking"] == {"child": True}
    assert line.given["colour"] == {
        "level": "red", "reason": "Skott.", "judged_on": "2026-11-20", "valid_until": "2026-12-11"
    }  # fmt: skip
    assert file.report.refused == ()


def test_a_colour_without_a_day_was_set_today(trefas):
    (line,) = read(trefas, "Namn;Grunder;Färg;Skäl\nProv;Hot.;Gul;Lugnare.\n").lines
    assert line.given["colour"]["judged_on"] == "2026-11-28"


WRONG = {
    "no grounds": ("Prov;;;;", "kolumn Grunder"),
    "no name": (";Hot.;;;", "kolumn Namn"),
    "a colour without reasons": ("Prov;Hot.;röd;;", "”Vår färg: Skäl” saknas"),
    "reasons without a colour": ("Prov;Hot.;;Skott.;", "”Vår färg: Färg” saknas"),
    "a colour there is not": ("Prov;Hot.;lila;Skott.;", "'lila' är inget av de värden som finns"),
    "a day that has not come": ("Prov;Hot.;röd;Skott.;2027-01-01", "kolumn Bedömd"),
    "no day at all": ("Prov;Hot.;röd;Skott.;i går", "'i går' är inget datum"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_row_field_and_remedy(trefas, case):
    row, why = WRONG[case]
    file = read(trefas, f"Namn;Grunder;Färg;Skäl;Bedömd\nRätt Rättsson;Hot.;;;\n{row}\n")
    ((number, told),) = said(file)
    assert number == 3
    assert why in told
    assert told.endswith("."), "with what to do about it"
    assert [line.name for line in file.lines] == ["Rätt Rättsson"], "the right row is right all the same"


def test_a_wrong_check_digit_is_told_without_quoting_the_number(trefas):
    file = read(trefas, "Namn;Person- eller samordningsnummer;Grunder\nProv;19990101-2387;Hot.\n")
    ((_, told),) = said(file)
    assert "är inget giltigt personnummer. Skriv det med tolv siffror." in told
    assert "2387" not in told


def test_the_same_person_twice_by_number_or_by_name(trefas):
    head = "Namn;Person- eller samordningsnummer;Grunder\n"
    file = read(
        trefas,
        f"{head}Prov Ett;{NUMBER};A.\nProv Annan;199901012386;B.\nÅke Öst;;A.\nåke  ÖST;;B.\nÅke Öst;{OTHER};C.\n",
    )
    assert [(n, "samma person står på rad" in told) for n, told in said(file)] == [(3, True), (5, True)]
    assert [line.number for line in file.lines] == [2, 4, 6], "a number tells two of a name apart"


def test_a_column_too_few_is_told_for_the_whole_file(trefas):
    with pytest.raises(Refusal, match="Grounds"):
        read(trefas, "Namn;Telefon\nProv;1\n")


@pytest.mark.parametrize("protection", ["Sekretessmarkering", "marked"])
def test_protected_identity_is_told_apart(trefas, protection):
    file = read(
        trefas, f"Namn;Grunder;Skydd\nProv Ett;Hot.;{protection}\nProv Två;Hot.;nej\nProv Tre;Hot.;\n"
    )
    assert [line.protection for line in file.lines] == ["marked", "", ""]
    assert "identity_protected" not in file.lines[0].given


def test_an_excel_file_with_dates_and_numbers_as_excel_has_them(trefas):
    book = openpyxl.Workbook()
    for row in (["Lista hösten"], [], ["Namn", "Person- eller samordningsnummer", "Grunder", "Färg", "Skäl", "Bedömd"],
                ["Prov Ett", 199901012386, "Hot.", "grön", "Lugnt.", date(2026, 10, 1)]):  # fmt: skip
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    file = read(trefas, out.getvalue(), "lista.xlsx")
    (line,) = file.lines
    assert (line.person_number, line.given["colour"]["judged_on"]) == ("199901012386", "2026-10-01")


def test_more_rows_than_can_be_taken_in_at_once(trefas):
    body = "".join(f"Prov {n};Hot.\n" for n in range(501))
    with pytest.raises(Refusal, match="more than 500 rows"):
        read(trefas, f"Namn;Grunder\n{body}")


@given(
    st.lists(
        st.tuples(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12)), min_size=1, max_size=6
    )
)
def test_whatever_stands_there_every_row_is_taken_or_refused(template, rows):
    import csv

    method = next(each for each in catalogue() if each.id == "trefas")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([("Namn", "Grunder", "Person- eller samordningsnummer"), *rows])
    try:
        file = read(method, out.getvalue().encode(errors="replace"))
    except Refusal:
        return
    assert file.report.taken == len(file.lines)
    numbers = [line.number for line in file.lines] + [row.number for row in file.report.refused]
    assert len(set(numbers)) == len(numbers)
    assert all(line.name.strip() for line in file.lines)
