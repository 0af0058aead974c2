"""Figures are kept once, with the places where English differs."""

from __future__ import annotations

from samverkan.evidence.evaluation.finding import Figure, Section, number
from samverkan.evidence.text import Text

CAPTION = Text("Bild", "Figure")


def plot(lang):
    words = {"sv": "Tid", "en": "Time"}[lang]
    return {"title": words, "data": [1.23456789012, {"x": words}], "same": "A"}


def test_both_languages_come_out_as_they_went_in():
    figure = Figure.of("f", plot, CAPTION, CAPTION).settled()
    assert figure.drawn("sv") == {"title": "Tid", "data": [1.234568, {"x": "Tid"}], "same": "A"}
    assert figure.drawn("en") == {"title": "Time", "data": [1.234568, {"x": "Time"}], "same": "A"}
    assert len(figure.english) == 2


def test_a_figure_is_drawn_up_only_when_wanted():
    drawn = []
    figure = Figure.of("f", lambda lang: drawn.append(lang) or plot(lang), CAPTION, CAPTION)
    section = Section("s", CAPTION, figures=(figure,))
    assert not drawn
    settled = section.settled()
    assert drawn == ["sv", "en"]
    assert settled.settled() == settled
    assert drawn == ["sv", "en"]


def test_a_shape_that_differs_is_kept_whole():
    figure = Figure.of("f", lambda lang: {"a": [1] if lang == "sv" else [1, 2]}, CAPTION, CAPTION).settled()
    assert figure.drawn("en") == {"a": [1, 2]}
    assert figure.drawn("sv") == {"a": [1]}


def test_numbers_are_written_as_each_language_writes_them():
    assert number(-1234.5, ",.1f") == Text("−1 234,5", "-1,234.5")
