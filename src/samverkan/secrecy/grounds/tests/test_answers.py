"""A decider's answers against a ground's conditions."""

from datetime import date

import pytest

from samverkan.secrecy.grounds import Answer, Ground, all_grounds, check_answers, find

DAY = date(2026, 3, 2)


def standing(ground: Ground) -> dict[str, Answer]:
    """Answers that leave nothing open."""
    return {
        each.id: Answer(next(option.id for option in each.options if option.stands), "skäl")
        for each in ground.conditions
    }


@pytest.mark.parametrize("ground", all_grounds(), ids=lambda each: f"{each.id}@{each.version}")
def test_full_answers_leave_nothing_open(ground: Ground) -> None:
    assert check_answers(ground, standing(ground)) == []


@pytest.mark.parametrize("ground", all_grounds(), ids=lambda each: f"{each.id}@{each.version}")
def test_each_condition_counts_on_its_own(ground: Ground) -> None:
    full = standing(ground)
    for condition in ground.conditions:
        left_out = {name: answer for name, answer in full.items() if name != condition.id}
        assert [(each.condition_id, each.code) for each in check_answers(ground, left_out)] == [
            (condition.id, "unanswered")
        ]
        for option in condition.options:
            if not option.stands:
                problems = check_answers(ground, {**full, condition.id: Answer(option.id, "skäl")})
                assert [(each.condition_id, each.code) for each in problems] == [
                    (condition.id, "does_not_stand")
                ]
        bare = check_answers(ground, {**full, condition.id: Answer(full[condition.id].choice, "  ")})
        assert [each.code for each in bare] == (["reasons_missing"] if condition.reasons else [])


def test_no_answers_name_every_condition_in_order() -> None:
    ground = find("osl-10-18a", DAY)
    assert [each.condition_id for each in check_answers(ground, {})] == [
        each.id for each in ground.conditions
    ]


def test_unknown_options_and_conditions_are_told() -> None:
    ground = find("osl-10-18a", DAY)
    answers = {**standing(ground), "risk": Answer("maybe", "skäl"), "weather": Answer("yes")}
    problems = check_answers(ground, answers)
    assert [(each.condition_id, each.code) for each in problems] == [
        ("risk", "unknown_option"),
        ("weather", "unknown_condition"),
    ]
    assert "Välj ett av svaren ja, nej" in problems[0].words.sv
    assert "Choose one of yes, no" in problems[0].words.en


@pytest.mark.parametrize(
    ("ground_id", "condition", "choice"),
    [
        ("osl-10-18a", "risk", "no"),  # no concrete circumstances
        ("osl-10-18a", "unsuitable", "yes"),  # measures under way speak against
        ("osl-10-18a", "committed", "yes"),  # last paragraph
        ("osl-10-23", "threshold", "lower"),  # under six months
        ("osl-10-27", "obvious", "no"),
        ("osl-10-15a", "overriding", "yes"),
        ("osl-10-2", "own_task", "receiver"),  # the receiver's need is not enough
        ("osl-10-1", "guardian_harm", "yes"),  # OSL 12:3
        ("osl-26-9", "who", "none"),
        ("lag-2025-170-7", "way", "other"),
        ("sol-19-6", "only_status", "no"),
        ("osl-10-28", "which", "none"),
    ],
)
def test_the_answer_that_fells_the_ground(ground_id: str, condition: str, choice: str) -> None:
    ground = find(ground_id, DAY)
    problems = check_answers(ground, {**standing(ground), condition: Answer(choice, "skäl")})
    assert [each.code for each in problems] == ["does_not_stand"]


def test_weighing_is_always_reasoned_in_writing() -> None:
    """A weighing (obvious, overriding, unsuitable, risk) without reasons could not be reviewed later."""
    for ground in all_grounds():
        for name in (
            "obvious",
            "overriding",
            "unsuitable",
            "risk",
            "necessary",
            "need",
            "secrecy_first",
            "balance",
        ):
            condition = ground.condition(name)
            assert condition is None or condition.reasons, (ground.id, name)
