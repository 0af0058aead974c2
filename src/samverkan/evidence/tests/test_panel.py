"""The panel: what Swedish statistics files look like, repaired in the open or refused with file, row and
column.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.evidence.panel import Columns
from samverkan.evidence.panel_reading import panel_from_frame, read_panel
from samverkan.evidence.question import Question, framed
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.tests.shared import shared_file

COLUMNS = Columns("ort", "tid", "antal")


def written(tmp_path, text, name="brott.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_text(text, encoding=encoding)
    return path


def lines(*rows, head="ort;tid;antal"):
    return "\n".join([head, *rows]) + "\n"


SMALL = lines("A;2019;1", "A;2020;2", "B;2019;3", "B;2020;4")


def test_a_plain_file(tmp_path):
    panel = read_panel(written(tmp_path, SMALL), COLUMNS)
    assert panel.units == ("A", "B")
    assert panel.times == ("2019", "2020")
    np.testing.assert_array_equal(panel.outcome, [[1, 2], [3, 4]])
    assert panel.repairs == ()
    assert panel.column("2020") == 1
    assert panel.row("B") == 1


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(tmp_path, separator):
    panel = read_panel(written(tmp_path, SMALL.replace(";", separator)), COLUMNS)
    np.testing.assert_array_equal(panel.outcome, [[1, 2], [3, 4]])


def test_excel_parquet_and_frame_give_the_same_panel(tmp_path):
    frame = pl.DataFrame({"ort": ["A", "A", "B", "B"], "tid": [2019, 2020] * 2, "antal": [1, 2, 3, 4]})
    frame.write_parquet(tmp_path / "brott.parquet")
    book = xlsxwriter.Workbook(tmp_path / "brott.xlsx")
    book.add_worksheet("tom")
    sheet = book.add_worksheet("data")
    for row, values in enumerate([frame.columns, *frame.rows()]):
        sheet.write_row(row, 0, values)
    book.close()
    panels = [
        panel_from_frame(frame, COLUMNS),
        read_panel(tmp_path / "brott.parquet", COLUMNS),
        read_panel(tmp_path / "brott.xlsx", COLUMNS, sheet="data"),
    ]
    for panel in panels:
        assert (panel.units, panel.times) == (("A", "B"), ("2019", "2020"))
        np.testing.assert_array_equal(panel.outcome, [[1, 2], [3, 4]])


@pytest.mark.parametrize(
    ("row", "value", "words"),
    [
        ("B;2020;~100", 100, "ungefärligt"),
        ("B;2020;cirka 270", 270, "ungefärligt"),
        ("B;2020;3,5", 3.5, "decimalkomma"),
        ("B;2020;1 234", 1234, "tusenavskiljare"),
        ("B;2020;40 %", 40, "procenttecknet"),
        ("B ;2020;4", 4, "mellanslag"),
        ("B;2020;1,234", 1.234, "decimalkomma"),
    ],
)
def test_repairs_name_file_row_and_column(tmp_path, row, value, words):
    panel = read_panel(written(tmp_path, SMALL.replace("B;2020;4", row)), COLUMNS)
    assert panel.outcome[1, 1] == value
    (repair,) = panel.repairs
    assert repair.sv.startswith("brott.csv, rad 5, kolumn ")
    assert words in repair.sv
    assert (repair.file, repair.row) == ("brott.csv", 5)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("B;2020;..", "rad 5, kolumn antal: värdet för B 2020 är dolt"),
        ("B;2020;", "rad 5, kolumn antal: värdet för B 2020 är dolt eller saknas"),
        ("B;2020;<5", "rad 5, kolumn antal: '<5' anger bara en gräns"),
        ("B;2020;tolv", "rad 5, kolumn antal: 'tolv' är inte ett tal"),
        ("B;banan;4", "rad 5, kolumn tid: 'banan' är ingen tidpunkt"),
        ("B;2019/20;4", "rad 5, kolumn tid: '2019/20' är ingen tidpunkt av samma slag"),
        (";2020;4", "rad 5, kolumn ort: enheten saknas"),
        ("b;2020;4", "rad 5, kolumn ort: b och B skiljer sig bara"),
        ("B;2020", "rad 5: 2 celler, men 3 kolumner"),
        ("B;2020;4;9", "rad 5: 4 celler"),
        ("B;2020;4\nB;2020;5", "rad 5 och 6: B finns två gånger för 2020"),
        ("", "B saknar rad för 2020"),
        ("B;2020;4\nA;2022;1", "tidpunkten 2021 saknas för alla"),
    ],
)
def test_refusals_name_file_row_and_column(tmp_path, row, words):
    with pytest.raises(Refusal) as caught:
        read_panel(written(tmp_path, SMALL.replace("B;2020;4", row)), COLUMNS)
    assert caught.value.sv.startswith("brott.csv")
    assert words in caught.value.sv
    assert caught.value.en.startswith("brott.csv")


def test_school_years_are_repaired_with_a_word(tmp_path):
    text = lines("A;2019/20;1", "A;2020/21;2", "B;2019/20;3", "B;2020/21;4")
    panel = read_panel(written(tmp_path, text), COLUMNS)
    assert panel.times == ("2019/20", "2020/21")
    assert "läsår" in panel.repairs[0].sv
    assert panel.column("2020/2021") == 1


def test_a_label_that_could_be_school_year_or_month_is_refused(tmp_path):
    with pytest.raises(Refusal) as caught:
        read_panel(written(tmp_path, lines("A;2010-11;1", "A;2011-12;2")), COLUMNS)
    assert "läsår eller månad" in caught.value.sv


def test_one_label_that_settles_it_is_enough(tmp_path):
    panel = read_panel(written(tmp_path, lines("A;2011-11;1", "A;2011-12;2")), COLUMNS)
    assert panel.kind == "month"


def test_dates_on_the_first_are_months_and_other_dates_keep_their_step(tmp_path):
    text = lines("A;2020-01-01;1", "A;2020-02-01;2", "A;2020-03-01;3")
    assert read_panel(written(tmp_path, text), COLUMNS).times == ("2020-01", "2020-02", "2020-03")
    text = lines("A;2020-01-06;1", "A;2020-01-13;2", "A;2020-01-20;3")
    assert read_panel(written(tmp_path, text), COLUMNS).kind == "day"


def test_a_row_repeated_word_for_word_counts_once(tmp_path):
    panel = read_panel(written(tmp_path, SMALL + "B;2020;4\n"), COLUMNS)
    np.testing.assert_array_equal(panel.outcome, [[1, 2], [3, 4]])
    assert "upprepar rad 5" in panel.repairs[0].sv


def test_absent_rows_may_count_as_zero_or_drop_the_unit_when_asked(tmp_path):
    path = written(tmp_path, SMALL.replace("B;2020;4\n", ""))
    zero = read_panel(path, COLUMNS, absent="zero")
    np.testing.assert_array_equal(zero.outcome, [[1, 2], [3, 0]])
    assert "räknades som noll" in zero.repairs[0].sv
    dropped = read_panel(path, COLUMNS, absent="drop_unit")
    assert dropped.units == ("A",)
    assert "lämnades utanför" in dropped.repairs[0].sv


def test_a_hidden_cell_is_never_zero_but_may_drop_the_unit(tmp_path):
    path = written(tmp_path, SMALL.replace("B;2020;4", "B;2020;.."))
    with pytest.raises(Refusal):
        read_panel(path, COLUMNS, absent="zero")
    panel = read_panel(path, COLUMNS, hidden="drop_unit")
    assert panel.units == ("A",)
    assert "'..'" in panel.repairs[0].sv


def test_if_every_unit_is_dropped_it_is_refused(tmp_path):
    path = written(tmp_path, lines("A;2019;..", "A;2020;2"))
    with pytest.raises(Refusal, match="no unit has data"):
        read_panel(path, COLUMNS, hidden="drop_unit")


def test_exposure_and_covariates(tmp_path):
    head = "ort;tid;antal;folk;inkomst"
    text = lines("A;2019;1;100;..", "A;2020;2;200;5", "B;2019;3;300;6", "B;2020;4;400;7", head=head)
    columns = Columns("ort", "tid", "antal", "folk", ("inkomst",))
    panel = read_panel(written(tmp_path, text), columns)
    np.testing.assert_allclose(panel.rate(100), [[1, 1], [1, 1]])
    np.testing.assert_array_equal(panel.covariate_mean("inkomst", "2020", "2020"), [5, 7])
    with pytest.raises(Refusal, match="missing for A between 2019"):
        panel.covariate_mean("inkomst", "2019", "2020")
    bad = text.replace("300", "0")
    with pytest.raises(Refusal, match="row 4, column folk: the exposure"):
        read_panel(written(tmp_path, bad), columns)


def test_windows_encoding_is_read_and_noted(tmp_path):
    path = written(tmp_path, SMALL.replace("A;", "Malmö;"), encoding="cp1252")
    panel = read_panel(path, COLUMNS)
    assert panel.units[0] == "Malmö"
    assert "Windows-1252" in panel.repairs[0].sv


def test_a_column_that_is_not_there_lists_those_that_are(tmp_path):
    with pytest.raises(Refusal, match="columns are: ort, tid, antal"):
        read_panel(written(tmp_path, SMALL), Columns("kommun", "tid", "antal"))
    with pytest.raises(Refusal, match="come twice: tid"):
        read_panel(written(tmp_path, lines("A;1;2;3", head="ort;tid;tid;antal")), COLUMNS)


@pytest.mark.parametrize("text", ["", "\n\n", "ort;tid;antal\n"])
def test_an_empty_file_is_refused(tmp_path, text):
    with pytest.raises(Refusal):
        read_panel(written(tmp_path, text), COLUMNS)


def test_a_missing_or_broken_file_is_refused(tmp_path):
    with pytest.raises(Refusal, match="There is no file"):
        read_panel(tmp_path / "ingen.csv", COLUMNS)
    for name in ("trasig.parquet", "trasig.xlsx"):
        with pytest.raises(Refusal, match="cannot be read"):
            read_panel(written(tmp_path, "hej", name), COLUMNS)


@given(st.text(alphabet='AB;\n"09,.~x-/ ', max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_whole_panel_or_a_refusal(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "f.csv"
    path.write_text("ort;tid;antal\n" + text)
    try:
        panel = read_panel(path, COLUMNS, absent="drop_unit", hidden="drop_unit")
    except Refusal:
        return
    assert np.isfinite(panel.outcome).all()
    assert panel.outcome.shape == (len(panel.units), len(panel.times))


@given(st.permutations(range(4)))
def test_the_order_of_rows_does_not_matter(tmp_path_factory, order):
    rows = SMALL.splitlines()[1:]
    path = tmp_path_factory.mktemp("order") / "f.csv"
    path.write_text(lines(*(rows[place] for place in order)))
    panel = read_panel(path, COLUMNS)
    assert panel.outcome[panel.row("B"), panel.column("2019")] == 3
    assert panel.outcome[panel.row("A"), panel.column("2020")] == 2


def test_the_polices_monthly_shootings():
    """Year and month in two columns, several series in one file, both regions only for some months."""
    path = shared_file("polisen_skjutningar_sprangningar", "manad_stockholm_syd.csv")
    columns = Columns(
        "polisregion", ("ar", "manad"), "antal", only={"typ": "skjutningar", "matt": "skjutningar"}
    )
    with pytest.raises(Refusal, match="Stockholm has no row for 2017-01"):
        read_panel(path, columns)
    panel = read_panel(path, columns, first="2017-07", last="2023-10")
    assert panel.kind == "month"
    assert set(panel.units) == {"Stockholm", "Syd"}
    assert panel.outcome[panel.row("Stockholm"), 0] == 10


def test_smoking_with_its_gaps_in_the_covariates():
    path = shared_file("evidence_prop99", "smoking.csv")
    panel = read_panel(path, Columns("state", "year", "cigsale", covariates=("beer",)))
    assert panel.outcome.shape == (39, 31)
    assert panel.covariate_mean("beer", "1984", "1988")[panel.row("California")] == pytest.approx(24.28)


def question(tmp_path):
    text = lines(*(f"{unit};{year};{year - 2000}" for unit in "ABCD" for year in range(2010, 2020)))
    return read_panel(written(tmp_path, text), COLUMNS)


def test_a_question_frames_the_panel(tmp_path):
    panel = question(tmp_path)
    frame = framed(panel, Question({"B": "2015"}, end="2018", excluded={"D": "fick en annan insats"}))
    assert frame.panel.units == ("A", "B", "C")
    assert frame.panel.times[-1] == "2018"
    assert frame.starts.tolist() == [-1, 5, -1]
    assert frame.single == (1, 5)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Question({}), "names no treated unit"),
        (Question({"E": "2015"}), "has no unit E"),
        (Question({"b": "2015"}), "has no unit b"),
        (Question({"B": "2025"}), "no period 2025"),
        (Question({"B": "2010"}), "no time before"),
        (Question({"B": "2018"}, end="2016"), "after the end of follow-up"),
        (Question({"B": "2015"}, excluded={"B": "x"}), "both treated and excluded"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused(tmp_path, asked, words):
    with pytest.raises(Refusal, match=words):
        framed(question(tmp_path), asked)


def test_several_treated_units_have_no_single_one(tmp_path):
    frame = framed(question(tmp_path), Question({"A": "2014", "B": "2015"}))
    assert frame.starts.tolist() == [4, 5, -1, -1]
    with pytest.raises(Refusal, match="2 units are treated"):
        _ = frame.single


def test_a_misspelt_unit_gets_a_suggestion(tmp_path):
    path = written(tmp_path, SMALL.replace("A;", "Rinkeby;"))
    with pytest.raises(Refusal, match="Is Rinkeby meant"):
        framed(read_panel(path, COLUMNS), Question({"Rinkebi": "2020"}))
