"""Numbers are written as each language writes them, and no sentence is said in one language only."""

from __future__ import annotations

import pickle

import pytest

from samverkan.tables.refusal import Refusal
from samverkan.tables.text import Text, join, say


@pytest.mark.parametrize(
    ("value", "spec", "sv", "en"),
    [
        (3.14159, ".2f", "3,14", "3.14"),
        (-0.5, ".1f", "−0,5", "-0.5"),
        (12.0, "+.0f", "+12", "+12"),
        (-12.0, "+.0f", "−12", "-12"),
        (7, "d", "7", "7"),
        (-7, "", "−7", "-7"),
        ("2026-11-22", "", "2026-11-22", "2026-11-22"),
        (1234567.5, ",.1f", "1 234 567,5", "1,234,567.5"),
        (1e-12, ".3g", "1e−12", "1e-12"),
    ],
)
def test_numbers_and_words(value: float | int | str, spec: str, sv: str, en: str) -> None:
    template = f"{{x:{spec}}}"
    assert say(template, template, x=value) == Text(sv, en)


def test_a_fact_that_one_language_forgets_is_still_allowed() -> None:
    assert say("{a}", "{b}", a=1, b=2) == Text("1", "2")


def test_a_fact_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("{missing}", "", a=1)


def test_sentences_follow_one_another() -> None:
    assert join([Text("Ja.", "Yes."), Text("Nej.", "No.")]) == Text("Ja. Nej.", "Yes. No.")
    assert join([]) == Text("", "")


def test_a_refusal_keeps_both_languages_on_the_way_back_from_a_worker() -> None:
    back = pickle.loads(pickle.dumps(Refusal("Nej.", "No.")))
    assert (back.sv, back.en, str(back)) == ("Nej.", "No.", "No.")
    assert isinstance(back, ValueError)
