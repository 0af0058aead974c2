"""Files about persons and places: refused with row and column before anything is kept, whatever names somebody."""

import io
from datetime import date, datetime

import numpy as np
import pytest
import xlsxwriter
from support.evaluations import facts, facts_of, numbers, persons, points

from samverkan.evaluations import guards, planning
from samverkan.evaluations.computing import case_of
from samverkan.tables.refusal import Refusal

NUMBER = "900101-0017"  # made up, with a right check digit


def excel(raw):
    """The same rows as a workbook, with days as Excel keeps them."""
    kept, (head, *body) = io.BytesIO(), [row.split(";") for row in raw.decode().splitlines()]
    book = xlsxwriter.Workbook(kept, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, head)
    for row, cells in enumerate(body, start=1):
        for column, cell in enumerate(cells):
            sheet.write(row, column, _typed(cell))
    book.close()
    return kept.getvalue()


def _typed(cell):
    if cell.isdigit():
        return int(cell)
    return datetime.fromisoformat(cell) if cell[:4].isdigit() and cell.count("-") == 2 else cell


def looked(rows, raw, suffix=".csv", **more):

    given = facts_of(rows, **more) if rows else facts(**more)
    plan = planning.read(planning.question(given, "Anna", date(2026, 11, 1), suffix))
    with case_of(plan, raw, guards.before) as case:
        guards.after(case)
        return case


def spoilt(raw, old, new):
    assert old in raw
    return raw.replace(old, new, 1)


def test_whole_files_are_read_as_the_plan_says():
    case = looked("personer", persons())
    assert (case.persons.rows, case.persons.names) == (120, ("alder",))
    assert looked("platser", points()).points.rows == 160


@pytest.mark.parametrize(("rows", "raw"), [("personer", persons()), ("platser", points())])
def test_a_workbook_says_the_same_as_the_text(rows, raw):
    text, book = looked(rows, raw), looked(rows, excel(raw), ".xlsx")
    for one, other in ((text.persons, book.persons), (text.points, book.points)):
        assert (one is None) == (other is None)
        if one is not None:
            assert all(np.array_equal(getattr(one, name), getattr(other, name)) for name in vars(one))


@pytest.mark.parametrize(
    ("rows", "raw", "words"),
    [
        (
            "personer",
            spoilt(persons(), b"p3;", f"{NUMBER};".encode()),
            "rad 5, kolumn pseudonym: det ser ut som ett",
        ),
        (
            "platser",
            spoilt(points(), b"K4\n", f"{NUMBER}\n".encode()),
            "rad 6, kolumn anmalan: det ser ut som ett",
        ),
        ("", spoilt(numbers(), "Östra".encode(), NUMBER.encode()), "kolumn distrikt: det ser ut som ett"),
        ("personer", spoilt(persons(), b"p7;", b"p7;fem"), "rad 9, kolumn dagar: 'fem"),
        ("platser", spoilt(points(), b";2025-", b";i mars 2025-"), "kolumn dag: 'i mars"),
    ],
)
def test_what_is_wrong_is_told_with_row_and_column(rows, raw, words):
    with pytest.raises(Refusal) as refused:
        looked(rows, raw)
    assert words in refused.value.sv
    assert NUMBER not in refused.value.sv + refused.value.en


def with_column(raw, head, cell):
    first, *rest = raw.decode().splitlines()
    return "\n".join([f"{first};{head}", *(f"{row};{cell}" for row in rest)]).encode() + b"\n"


@pytest.mark.parametrize(("rows", "raw"), [("personer", persons()), ("platser", points())])
def test_a_column_that_the_plan_does_not_name_stays_outside(rows, raw):
    with pytest.raises(Refusal, match="does not use: adress") as refused:
        looked(rows, with_column(raw, "adress", "Storgatan 1"))
    assert "Storgatan" not in refused.value.sv
    with pytest.raises(Refusal, match="personal number"):
        looked(rows, with_column(raw, "nummer", NUMBER))


def test_names_are_no_pseudonyms():
    first, *rest = persons().decode().splitlines()
    named = [first, *(f"Anna Prov;{row.split(';', 1)[1]}" for row in rest)]
    with pytest.raises(Refusal, match="look like names") as refused:
        looked("personer", "\n".join(named).encode())
    assert "Anna" not in refused.value.sv + refused.value.en


def test_groups_too_small_to_hide_in_and_groups_that_are_not_there_are_refused():
    with pytest.raises(Refusal, match="fewer than 10 persons"):
        looked("personer", persons(each=9))
    looked("personer", persons(each=10))
    with pytest.raises(Refusal, match="no group alla") as refused:
        looked("personer", persons(), treated_group="alla")
    assert "med, utan" in refused.value.en


def test_rows_of_one_person_count_once():
    """Nine persons on many rows are nine."""
    first, *rest = persons(each=9).decode().splitlines()
    again = "\n".join([first, *rest, *rest]).encode()
    with pytest.raises(Refusal, match="fewer than 10 persons"):
        looked("personer", again)
