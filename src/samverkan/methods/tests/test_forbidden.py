"""Which names speak of a computed judgement, and which only of danger in human words."""

import pytest

from samverkan.methods.forbidden import computed, is_computed, is_danger, words_of

COMPUTED = [
    "score", "risk_score", "riskscore", "points", "riskpoäng", "probability", "likelihood",
    "sannolikhet", "sannolikhetsgrad", "rank", "ranking", "rangordning", "priority", "prioritet",
    "prediction", "predicted", "prognos", "algorithm", "algoritm", "weights", "vikt", "formula", "computed",
    "uträknad", "beräknad_risk", "odds",
]  # fmt: skip


@pytest.mark.parametrize("name", COMPUTED)
def test_a_computed_judgement_is_known_by_its_name(name: str) -> None:
    assert is_computed(name)
    assert is_computed(name.upper())
    assert is_computed(f"the_{name}_of_it")


HUMAN = [
    "offender_risk",
    "level",
    "reason",
    "threat",
    "scorecard",
    "vikarie",
    "grade",
    "merit_value",
    "frankly",
]


@pytest.mark.parametrize("name", HUMAN)
def test_human_words_are_let_through(name: str) -> None:
    assert not is_computed(name)


@pytest.mark.parametrize(
    "name", ["offender_risk", "risker", "threat_level", "hotbild", "farlighet", "danger"]
)
def test_danger_is_known(name: str) -> None:
    assert is_danger(name)


@pytest.mark.parametrize("name", ["photo", "hotel", "name", "farewell", "allmän"])
def test_what_only_sounds_like_danger_is_not(name: str) -> None:
    assert not is_danger(name)


def test_words_of_a_name() -> None:
    assert words_of("Riskpoäng_2026-per.person") == ["riskpoang", "per", "person"]


def test_the_refusal_names_what_to_do_instead() -> None:
    found = computed("risk_score")
    assert '"risk_score"' in found.message.sv
    assert "människa" in found.remedy.sv
    assert "human" in found.remedy.en
