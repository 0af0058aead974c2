"""What is told beside the answer: provision, formula, inputs."""

from samverkan.pupils.grades import eligibility, law
from samverkan.pupils.grades.eligibility import Outcome
from samverkan.pupils.grades.tests.notation import TODAY, grades

RULES = law.on(TODAY)


def told(written, **human):
    return {each.track.id: each for each in eligibility.standings(grades(written), RULES, **human)}


def test_every_type_is_answered_in_the_laws_order():
    assert list(told("")) == ["vocational", "social", "science", "arts"]


def test_the_formula_is_the_provisions_sentence_in_both_languages():
    social = RULES.tracks[1]
    formula = eligibility.formula(social, RULES)
    assert formula.sv == (
        "Godkänt i svenska eller svenska som andraspråk, engelska, matematik och minst 9 andra ämnen, "
        "bland dem geografi, historia, religionskunskap, samhällskunskap"
    )
    assert "at least 9 other subjects" in formula.en


def test_the_inputs_are_the_passes_core_and_others_apart():
    found = told("alla E ma F sl -")["vocational"]
    assert found.core == ("swedish", "english")
    assert "crafts" not in found.others
    assert "biology" in found.others


def test_what_could_fill_the_number_is_what_the_pupil_reads_and_has_not_passed():
    found = told("sv E en E ma E bi E fy F mm F")["vocational"]
    assert found.missing.more == 4
    assert "mother_tongue" in found.missing.among
    assert "physics" in found.missing.among
    assert "biology" not in found.missing.among
    assert "sign_language" not in found.missing.among


def test_the_exception_is_named_with_its_provision_and_decided_by_nobody_here():
    found = told("alla E en -")["arts"]
    assert found.outcome is Outcome.ONLY_ENGLISH_MISSING
    assert not found.eligible
    assert "16 kap. 32 §" in found.provision


def test_a_judged_exception_says_that_it_is_one():
    found = told("alla E en -", excepted=["arts"])["arts"]
    assert found.outcome is Outcome.ELIGIBLE_BY_EXCEPTION
    assert found.eligible
