"""Every drawing is well-formed, escaped, told in words, and the same bytes for the same input."""

from __future__ import annotations

import math
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from samverkan.picture.drawing import dots, forest, heat, maps, months, wheel, words, years
from samverkan.picture.drawing.scales import Scale, class_of, classes, ticks
from samverkan.picture.drawing.svg import LOOKS, Drawing
from samverkan.picture.making.spans import Span, month_number
from samverkan.picture.making.year_wheel import Recurring, YearWheel
from samverkan.picture.measures.change import change, judged
from samverkan.picture.measures.season import Season, expected, rolling
from samverkan.tables.text import Text

NASTY = "<b>\"Å&ä'</b>"
FIRST = month_number("2023-04")


def a_months_chart(medium="page", width=680.0):
    counts = [12, 8, 30, 7] * 9
    span = Span(FIRST, FIRST + len(counts) - 1)
    usual = expected(counts, FIRST, None)
    return months.months_chart(
        counts, span, usual, rolling(counts), name="m", title=NASTY, language="sv", width=width, medium=medium
    )


def a_forest(medium="page", width=680.0):
    rows = judged([change(90, 30), change(30, 90), change(40, 41), change(1, 0), change(40, 62)])
    named = [forest.Row(f"{NASTY} {n}", each) for n, each in enumerate(rows)]
    return forest.forest(named, name="f", title=NASTY, language="sv", width=width, medium=medium)


def a_map(medium="page", width=680.0):
    patches = [
        maps.Patch(
            f"p{n}", NASTY, shapely.box(n * 1000, 0, n * 1000 + 990, 1500), value, f"{NASTY}: {value}", url
        )
        for n, (value, url) in enumerate([(1.0, "/a/?b=1&c=2"), (5.5, ""), (None, ""), (9.0, "/d/")])
    ]
    bounds = classes([1.0, 5.5, 9.0])
    return maps.choropleth(
        patches,
        bounds,
        name="k",
        title=NASTY,
        unit="st",
        language="sv",
        medium=medium,
        width=width,
        decimals=1,
    )


def a_heat(medium="page", width=680.0):
    hours = [[(day * hour) % 5 for hour in range(24)] for day in range(7)]
    return heat.heat(hours, name="h", title=NASTY, unit="st", language="sv", width=width, medium=medium)


def a_wheel(medium="page", width=640.0):
    held = YearWheel(
        (Recurring("x", Text(NASTY, NASTY), (6, 7), (1,), (1.0,) * 12, 3),), ((Text("Nyår", "New"), (1,)),)
    )
    seen = (0.6, 1, 1, 1, 1, 1.8, 1.5, 1, 1, 1, 1, 0.9)
    seasons = Season(seen, seen, tuple(n * 0.9 for n in seen), tuple(n * 1.2 for n in seen), (1.0,) * 12, 3)
    return wheel.wheel(held, seasons, name="w", title=NASTY, language="sv", medium=medium, width=width)


def some_dots(medium="page", width=680.0):
    rows = [
        dots.DotRow(NASTY, 5.0, (("A", 1.0), ("B", 9.0)), 4.0, "staden", None, "%", 1),
        dots.DotRow("kvartiler", 5.0, quartiles=(2.0, 4.0, 6.0)), dots.DotRow("tom", None),
    ]  # fmt: skip
    return dots.dots(rows, name="d", title=NASTY, own_name="här", language="sv", width=width, medium=medium)


def some_years(medium="page", width=680.0):
    panels = [
        years.Panel(NASTY, ("2020", "2021", "2022"), (5.0, None, 9.0)),
        years.Panel("tom", ("2020",), (None,)),
    ]
    return years.years_chart(
        panels, name="y", title=NASTY, unit="st", language="sv", width=width, medium=medium
    )


EVERY = [a_months_chart, a_forest, a_map, a_heat, a_wheel, some_dots, some_years]


@pytest.mark.parametrize("draw", EVERY)
@pytest.mark.parametrize("medium", ["page", "print"])
@pytest.mark.parametrize("width", [340.0, 680.0])
def test_well_formed_escaped_and_the_same_again(draw, medium, width):
    text = str(draw(medium, width))
    tree = ET.fromstring(text)
    assert tree.tag.endswith("svg")
    assert text == str(draw(medium, width))
    assert "nan" not in text.replace("kvartiler", "")
    assert "inf" not in text


@pytest.mark.parametrize("draw", EVERY)
def test_on_a_page_it_is_told_in_words_and_has_no_style(draw):
    drawing = draw()
    tree = ET.fromstring(str(drawing))
    assert tree.attrib["role"] in {"img", "group"}
    ids = {each.attrib.get("id") for each in tree.iter()}
    assert {tree.attrib["aria-labelledby"], tree.attrib["aria-describedby"]} <= ids
    assert len(drawing.description) > 10
    for each in tree.iter():
        assert "style" not in each.attrib
        assert not any(name.startswith("on") for name in each.attrib)
        for name in each.attrib.get("class", "").split():
            assert name in {"drawing", "d-link"} or name.removeprefix("d-") in LOOKS, name


@pytest.mark.parametrize("draw", EVERY)
def test_in_print_every_look_is_an_attribute(draw):
    text = str(draw("print"))
    assert "class=" not in text
    assert "<a " not in text
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_a_map_links_where_there_is_somewhere_to_go_and_says_where():
    tree = ET.fromstring(str(a_map()))
    links = [each for each in tree.iter() if each.tag.endswith("}a") or each.tag == "a"]
    assert [each.attrib["href"] for each in links] == ["/a/?b=1&c=2", "/d/"]
    assert all(NASTY in each.attrib["aria-label"] for each in links)
    assert tree.attrib["role"] == "group"


def test_verdicts_are_told_by_shape_and_not_by_colour_alone():
    shapes = []
    for one in (change(90, 30), change(30, 90), change(40, 41)):
        text = str(forest.forest([forest.Row("x", judged([one])[0])], name="f", title="t", language="sv"))
        tree = ET.fromstring(text)
        marks = [each for each in tree.iter() if each.attrib.get("class") in {"d-sure", "d-unsure"}]
        shapes.append((marks[0].tag, marks[0].attrib.get("d", "")[-12:]))
    assert len(set(shapes)) == 3


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40))
def test_every_value_is_in_a_class_and_classes_rise(values):
    bounds = classes(values)
    assert bounds == sorted(set(bounds))
    assert len(bounds) <= 5
    for value in values:
        assert 0 <= class_of(value, bounds) < len(bounds)
        assert value <= bounds[class_of(value, bounds)] or math.isclose(value, bounds[-1])


@given(st.floats(0.001, 1e7))
def test_ticks_cover_the_values_in_round_steps(high):
    found = ticks(high)
    assert found[0] == 0
    assert found[-1] >= high * (1 - 1e-9)
    assert 2 <= len(found) <= 8
    assert np.allclose(np.diff(found), found[1])


def test_scales_run_the_right_way_and_stay_inside():
    scale = Scale(0.25, 4, 0, 100, log=True)
    assert scale(1) == pytest.approx(50)
    assert scale(scale.inside(100)) == pytest.approx(100)
    assert Scale(5, 5, 0, 10)(5) == 5


@pytest.mark.parametrize(
    ("bounds", "least", "decimals", "said"),
    [
        ([0.0, 1.0, 5.0], 0.0, 0, ["0", "1", "2–5"]),
        ([2.5, 4.0], 1.0, 1, ["1,0–2,5", "2,5–4,0"]),
        ([3.0], 3.0, 0, ["3"]),
    ],
)
def test_classes_in_words(bounds, least, decimals, said):
    assert maps.class_words(bounds, least, "sv", decimals) == said


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [
        (1234.5, "1\u00a0234,5", "1,234.5"),
        (-3.0, "−3,0", "-3.0"),
        (-0.01, "0,0", "0.0"),
        (math.nan, "–", "–"),
    ],
)
def test_numbers_as_each_language_writes_them(value, sv, en):
    assert (words.written(value, "sv", 1), words.written(value, "en", 1)) == (sv, en)


def test_changes_have_their_sign():
    assert words.percent(12, "sv") == "+12\u00a0%"
    assert words.percent(-12, "en") == "−12%"
    assert words.percent(-0.2, "sv") == "0\u00a0%"
    assert words.percent(math.inf, "sv") == "–"


def test_a_title_cannot_break_out():
    drawing = Drawing("x", 10, 10, "</title><script>", "d")
    drawing.add("rect", "bar", title="</title><script>", x=1)
    assert "<script>" not in str(drawing)
