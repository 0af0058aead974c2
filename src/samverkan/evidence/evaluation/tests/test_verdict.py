"""A verdict is a human's: a word among four, a name, a reason, a day, of one very result."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.evidence.evaluation.verdict import NAMES, Verdict, Word, decide
from samverkan.evidence.refusal import Refusal

DAY = date(2026, 11, 22)
REASON = "Intervallet rymmer både noll och en stor effekt."


def test_a_verdict_is_what_was_said():
    assert decide("cannot_tell", " Anna Analys ", REASON, DAY, "f") == Verdict(
        Word.CANNOT_TELL, "Anna Analys", REASON, DAY, "f"
    )


@pytest.mark.parametrize(
    ("word", "by", "reason", "words"),
    [
        ("promising", "A", REASON, "one of: worked, did_not, cannot_tell, harmful"),
        ("worked", " ", REASON, "who sets"),
        ("worked", "A", "För att.", "at least 20"),
    ],
)
def test_a_verdict_without_substance_is_refused(word, by, reason, words):
    with pytest.raises(Refusal) as caught:
        decide(word, by, reason, DAY, "f")
    assert words in caught.value.en


def test_there_are_four_with_names_in_both_languages():
    assert set(NAMES) == set(Word)
    assert len({name.sv for name in NAMES.values()}) == 4
    assert NAMES[Word.HARMFUL].en == "Harmful"
