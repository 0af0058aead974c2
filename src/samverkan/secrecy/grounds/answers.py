"""Check a decider's answers against a ground's conditions."""

from collections.abc import Mapping
from dataclasses import dataclass

from samverkan.secrecy.grounds.model import Condition, Ground
from samverkan.secrecy.kinds import Words


@dataclass(frozen=True, slots=True)
class Answer:
    """The chosen option's id, and the decider's own words where the condition asks for them."""

    choice: str
    reasons: str = ""


Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps the answers from carrying the ground.

    `code` is unanswered, does_not_stand, reasons_missing, unknown_option or unknown_condition.
    """

    condition_id: str
    code: str
    words: Words


def check_answers(ground: Ground, answers: Answers) -> list[Problem]:
    """Every condition that is unanswered or answered so that the ground does not stand, in order.

    An empty list says only that nothing is left open; the decision is still the decider's.
    """
    known = {condition.id for condition in ground.conditions}
    problems = [
        each for condition in ground.conditions for each in _check(condition, answers.get(condition.id))
    ]
    for name in sorted(answers.keys() - known):
        words = Words(
            f"{ground.provision} har inget villkor ”{name}”.",
            f"{ground.provision} has no condition “{name}”.",
        )
        problems.append(Problem(name, "unknown_condition", words))
    return problems


def _check(condition: Condition, answer: Answer | None) -> list[Problem]:
    question = condition.question
    if answer is None or not answer.choice:
        words = Words(f"Svara på frågan: {question.sv}", f"Answer the question: {question.en}")
        return [Problem(condition.id, "unanswered", words)]
    option = condition.option(answer.choice)
    if option is None:
        sv, en = (
            ", ".join(each.label.for_language(code) for each in condition.options) for code in ("sv", "en")
        )
        words = Words(f"Välj ett av svaren {sv}: {question.sv}", f"Choose one of {en}: {question.en}")
        return [Problem(condition.id, "unknown_option", words)]
    if not option.stands:
        words = Words(
            f"Med svaret ”{option.label.sv}” bär inte grunden: {question.sv}",
            f"With the answer “{option.label.en}” the ground does not carry: {question.en}",
        )
        return [Problem(condition.id, "does_not_stand", words)]
    if condition.reasons and not answer.reasons.strip():
        words = Words(f"Skriv varför: {question.sv}", f"Write why: {question.en}")
        return [Problem(condition.id, "reasons_missing", words)]
    return []
