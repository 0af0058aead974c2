"""Each kind of cell: what it takes, what it mends and says so, what it refuses and with which remedy."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.tables import kinds
from samverkan.tables.fields import Wrong

DISTRICTS = {"Järva": ("Rinkeby-Kista och Spånga-Tensta",), "Enskede-Årsta-Vantör": ("EÅV",), "Farsta": ()}
TYPES = kinds.choice({"Explosion": (), "Rån": ("Rån övrigt",)}, renamed={"Detonation": "Explosion"})


@pytest.mark.parametrize(
    ("reader", "raw", "value", "note"),
    [
        (kinds.integer(), "1 234", 1234, "tusenavskiljare"),
        (kinds.integer(), 12.0, 12, None),
        (kinds.number(), "12,5", 12.5, "decimalkomma"),
        (kinds.number(), "1,234", 1.234, "decimalkomma"),
        (kinds.number(), "40 %", 40, "procenttecknet"),
        (kinds.code(4), "0180", "0180", None),
        (kinds.code(4), 180, "0180", "nollor"),
        (kinds.code(4), 180.0, "0180", "nollor"),
        (kinds.code(4), "780.0", "0780", "nollor"),
        (kinds.code(4), "180", "0180", "nollor"),
        (kinds.code(4), "0180 Stockholm", "0180", None),
        (kinds.choice(DISTRICTS), "järva ", "Järva", None),
        (kinds.choice(DISTRICTS), "JARVA", "Järva", None),
        (kinds.choice(DISTRICTS), "enskede årsta vantör", "Enskede-Årsta-Vantör", None),
        (kinds.choice(DISTRICTS), "eåv", "Enskede-Årsta-Vantör", None),
        (TYPES, "detonation", "Explosion", "äldre namnet"),
        (kinds.yes_no(), "Ja", True, None),
        (kinds.yes_no(), 0, False, None),
        (kinds.text(), "  två   ord ", "två ord", None),
        (kinds.day(), "2/1 2024", dt.date(2024, 1, 2), "dag och månad"),
        (kinds.clock(), "17.59", dt.time(17, 59), None),
        (kinds.personal_number(), "000101-2384", "200001012384", "seklet"),
    ],
)
def test_taken(reader, raw, value, note):
    found = reader(raw)
    assert found.value == value
    assert (found.note is None) == (note is None)
    assert note is None or note in found.note.sv


@pytest.mark.parametrize(
    ("reader", "raw", "reason", "remedy"),
    [
        (kinds.integer(), "1,5", "inte ett heltal", "heltal"),
        (kinds.integer(0), "-3", "utanför 0–…", "Kontrollera"),
        (kinds.number(), "..", "dolt hos källan", "siffror"),
        (kinds.number(), "~100", "inte ett exakt tal", "siffror"),
        (kinds.number(), "<5", "gräns", "siffror"),
        (kinds.number(), "tolv", "inte ett tal", "siffror"),
        (kinds.number(0, 100), "101", "utanför 0–100", "Kontrollera"),
        (kinds.figure(), "tolv", "varken ett tal", '".."'),
        (kinds.code(4), "01800", "kod med 4 siffror", "inledande nollor"),
        (kinds.code(4), "Stockholm", "kod med 4 siffror", "inledande nollor"),
        (kinds.code(4, {"0180"}), "0181", "okänd kod", "Kontrollera"),
        (kinds.choice(DISTRICTS), "Jarfalla", "inget av de värden", "Värdena är: Järva"),
        (kinds.choice(DISTRICTS), "Farstaa", "inget av de värden", "Menas Farsta?"),
        (kinds.day(), "11/22/2026", "inget datum", "2026-11-22"),
        (kinds.day(first=dt.date(2020, 1, 1)), "2019-12-31", "utanför 2020-01-01–…", "Kontrollera"),
        (kinds.moment(), "i går", "inget datum", "17.59"),
        (kinds.clock(), "kväll", "klockslag", "17.59"),
        (kinds.period("school_year"), "2011-13", "sådan tidpunkt", "2025/26"),
        (kinds.personal_number(), "000101-2385", "giltigt personnummer", "tolv siffror"),
        (kinds.text(longest=3), "fyra", "längre än 3", "Korta"),
        (kinds.text(no_person=True), "tog 000101-2384 i armen", "personnummer", "uppgifter om personer"),
    ],
)
def test_refused_with_a_remedy(reader, raw, reason, remedy):
    with pytest.raises(Wrong) as caught:
        reader(raw)
    assert reason in caught.value.reason.sv
    assert remedy in caught.value.remedy.sv
    assert caught.value.reason.en
    assert caught.value.remedy.en


@pytest.mark.parametrize("raw", ["2011/12", "2011-12", "2011/2012", "läsåret 2011/12", "11/12"])
def test_in_a_column_of_school_years_a_dash_is_no_month(raw):
    assert kinds.period("school_year")(raw).value == ("school_year", 2011)


def test_a_year_or_a_month_whichever_is_asked_for_first():
    assert kinds.period("month", "year")("2024-01").value == ("month", 12 * 2024)
    assert kinds.period("month", "year")("2024").value == ("year", 2024)


def test_a_mask_stays_a_mask():
    assert kinds.figure()("..").value.mask is not None
    assert kinds.figure()("~100").value.written == "~100"


@given(
    st.sampled_from([kinds.integer(), kinds.number(), kinds.figure(), kinds.code(4), kinds.day(), kinds.moment(),
                     kinds.clock(), kinds.period("year", "month"), kinds.personal_number(), kinds.text(),
                     kinds.choice(DISTRICTS), kinds.yes_no()]),
    st.one_of(st.text(min_size=1, max_size=15), st.integers(), st.floats(), st.dates(), st.booleans()),
)  # fmt: skip
def test_every_reader_takes_or_refuses_anything(reader, raw):
    try:
        reader(raw)
    except Wrong as bad:
        said = bad.reason
        assert said.sv and said.en  # noqa: PT018
