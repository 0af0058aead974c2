"""What one who asks again and again learns about where somebody is, by the real comparison; and that the limit holds.

The attacker knows a rival's number, has a case of their own, and asks town after town whether anybody speaks
against it. The rival is as likely in any town as in any other.
"""

from math import log2

import pytest

from samverkan.exits import apart, blinding
from samverkan.exits.towns import towns

RIVAL = "9901012386"


def answered(asked: list[bytes], held: list[bytes]) -> bool:
    """The protocol's one bit, both sides of it."""
    theirs, mine, fresh = blinding.secret(), blinding.secret(), blinding.secret()
    question = set(blinding.times(fresh, blinding.times(mine, blinding.times(theirs, asked))))
    raised = blinding.times(theirs, blinding.times(fresh, blinding.times(mine, held)))
    return not question.isdisjoint(raised)


def told(town: str, lives_in: str) -> bool:
    """The attacker's question about one town; the rival's own municipality keeps the rival there."""
    attacker = apart.points([apart.Known(None, apart.AVOID, apart.PERSON, RIVAL)], town, comes=True)
    keeper = apart.points([apart.Known(None, apart.OWN, apart.PERSON, RIVAL)], lives_in, comes=False)
    return answered(attacker, keeper)


def located_after(questions: int, places: list[str]) -> tuple[float, float]:
    """Chance to know the town, and bits learnt on average, after so many questions: over all places there are."""
    found, left_over = 0, 0.0
    for lives_in in places:
        hit = any(told(town, lives_in) for town in places[:questions])
        left = 1 if hit else len(places) - questions
        found += hit or left == 1
        left_over += log2(left)
    return found / len(places), log2(len(places)) - left_over / len(places)


def by_hand(questions: int, places: int) -> tuple[float, float]:
    """The same worked out: each question excludes one town, and a yes ends the search."""
    bits = log2(places) - (places - questions) / places * log2(places - questions)
    return questions / places, bits


@pytest.mark.parametrize("questions", [1, 2, 4])
def test_each_question_excludes_one_town_and_a_yes_is_a_place(questions):
    places = sorted(towns())[:8]
    chance, bits = located_after(questions, places)
    assert chance == pytest.approx(by_hand(questions, 8)[0])
    assert bits == pytest.approx(by_hand(questions, 8)[1])


def test_one_bit_is_at_most_one_bit():
    for questions in range(1, 290):
        assert by_hand(questions, 290)[1] - by_hand(questions - 1, 290)[1] <= 1


@pytest.mark.parametrize(("questions", "chance", "bits"), [(1, 0.003, 0.03), (3, 0.010, 0.10), (36, 0.12, 1.2),
                                                           (145, 0.50, 4.6)])  # fmt: skip
def test_the_documentations_table(questions, chance, bits):
    assert len(towns()) == 290
    assert by_hand(questions, 290) == (pytest.approx(chance, rel=0.15), pytest.approx(bits, rel=0.15))
