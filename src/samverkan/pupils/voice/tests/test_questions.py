"""The form asks in plain words, in two languages, and takes nothing it did not ask for."""

from samverkan.pupils.voice import questions
from samverkan.pupils.voice.questions import QUESTIONS, cleaned


def test_every_question_is_there_in_both_languages_for_both():
    for question in QUESTIONS:
        assert question.pupil.sv
        assert question.pupil.en
        assert question.guardian.sv
        assert question.guardian.en


def test_only_what_was_asked_is_taken():
    assert cleaned({"wish": " Ring mig  ", "case": "1", "who": "pupil", "hard": ""}) == {"wish": "Ring mig"}


def test_a_choice_that_is_none_is_left_out():
    assert cleaned({"feeling": "good", "talk": "perhaps"}) == {"feeling": "good"}


def test_long_answers_are_cut_and_not_refused():
    assert len(cleaned({"hard": "x" * 9000})["hard"]) == questions.LONGEST


def test_the_guardian_reads_about_the_child():
    feeling = QUESTIONS[0]
    assert "ditt barn" in feeling.asked_of(questions.GUARDIAN).sv
    assert "ditt barn" not in feeling.asked_of(questions.PUPIL).sv
