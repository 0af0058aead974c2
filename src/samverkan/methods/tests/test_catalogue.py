"""The methods that come with the program are right, and Trefas is what its sources say."""

from datetime import date
from pathlib import Path

import pytest

from samverkan.methods.check import check
from samverkan.methods.loading import CATALOGUE, catalogue, load
from samverkan.methods.rules.judgement import REQUIRED
from samverkan.methods.schema import Method
from samverkan.methods.words import (
    Capability,
    CaseKind,
    Certainty,
    Colour,
    EvidenceKind,
    FieldType,
    Shape,
    Verdict,
)
from samverkan.secrecy.grounds.loading import find
from samverkan.secrecy.kinds import AgencyKind

FILES = sorted(CATALOGUE.rglob("*.yaml"))


@pytest.fixture(scope="module")
def trefas() -> Method:
    return load("trefas")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_accepted(path: Path) -> None:
    assert check(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_named_after_its_method(path: Path) -> None:
    method = load(path)
    assert path.stem in {method.id, f"{method.id}.{method.version}"}


@pytest.mark.parametrize("method", catalogue(), ids=lambda method: method.id)
def test_every_method_answers_the_question_of_effect(method: Method) -> None:
    assert any(card.kind is EvidenceKind.EFFECT for card in method.evidence)


@pytest.mark.parametrize("method", catalogue(), ids=lambda method: method.id)
def test_no_role_both_proposes_and_decides_a_planned_disclosure(method: Method) -> None:
    for role in method.roles:
        assert not (role.can(Capability.PROPOSE) and role.can(Capability.DECIDE)), role.id


def test_trefas_is_police_probation_and_social_services(trefas: Method) -> None:
    kinds = {party.kind for party in trefas.parties}
    assert kinds == {AgencyKind.POLICE, AgencyKind.PROBATION, AgencyKind.SOCIAL}
    assert all(party.required for party in trefas.parties)
    assert trefas.case is CaseKind.PERSON


def test_the_colours_are_known_by_word_and_shape_too(trefas: Method) -> None:
    levels = trefas.scale("colour").levels
    assert [(level.word.sv, level.shape, level.colour) for level in levels] == [
        ("Röd", Shape.SQUARE, Colour.RED),
        ("Gul", Shape.TRIANGLE, Colour.YELLOW),
        ("Grön", Shape.CIRCLE, Colour.GREEN),
    ]


@pytest.mark.parametrize("kind_id", ["colour", "joint_colour"])
def test_a_colour_has_reason_date_and_end(trefas: Method, kind_id: str) -> None:
    kind = trefas.kind(kind_id)
    assert kind.judgement
    assert kind.valid_days == 21
    for name, type_ in REQUIRED.items():
        assert kind.field(name).type is type_
        assert kind.field(name).required


def test_offender_and_victim_risk_are_two_texts_in_human_words(trefas: Method) -> None:
    nomination = trefas.kind("nomination")
    assert nomination.field("offender_risk").type is FieldType.LONGTEXT
    assert nomination.field("victim_risk").type is FieldType.LONGTEXT
    assert nomination.field("grounds").required


def test_no_number_is_kept_about_a_person(trefas: Method) -> None:
    assert not [field for kind in trefas.kinds for field in kind.fields if field.type is FieldType.INT]


def test_the_meeting_is_every_third_week_reds_first(trefas: Method) -> None:
    assert trefas.meeting is not None
    assert trefas.meeting.every_days == 21
    assert trefas.meeting.agenda[:4] == ("scale:red", "changed", "dates", "overdue")


def test_confirming_takes_a_second_person(trefas: Method) -> None:
    steps = trefas.moves_from(trefas.initial_phase().id)
    assert {step.to for step in steps} == {"confirmed", "left"}
    assert all(step.second_person and step.reason_required for step in steps)


def test_leaving_asks_for_one_of_five_reasons(trefas: Method) -> None:
    assert [reason.id for reason in trefas.leaving] == [
        "calm",
        "moved",
        "imprisoned",
        "exit_programme",
        "wrong",
    ]
    assert all(move.leaving for move in trefas.moves if trefas.phase(move.to).final)


@pytest.mark.parametrize("role_id", ["steering", "log_reviewer", "operator"])
def test_who_does_not_work_with_persons_reads_nothing(trefas: Method, role_id: str) -> None:
    assert trefas.role(role_id).reads == ()


def test_protected_identity_is_locked_and_takes_two(trefas: Method) -> None:
    assert trefas.kind("identity_protected").locked
    assert "identity_protected" not in trefas.role("caseworker").reads
    assert "identity_protected" in {rule.kind for rule in trefas.disclosure.four_eyes}


def test_a_prompt_about_siblings_never_leads_to_the_list(trefas: Method) -> None:
    siblings = [prompt for prompt in trefas.prompts if prompt.id.startswith("siblings")]
    assert siblings
    assert {prompt.leads_to for prompt in siblings} == {"concern_draft"}


def test_no_evaluation_is_not_no_effect(trefas: Method) -> None:
    effect = next(card for card in trefas.evidence if card.kind is EvidenceKind.EFFECT)
    assert effect.certainty is Certainty.NONE_FOUND
    assert "not the same as no effect" in effect.claim.en


def test_what_others_found_never_reads_as_an_effect_of_trefas(trefas: Method) -> None:
    found_out = [card for card in trefas.evidence if card.verdict is not None]
    assert {card.verdict for card in found_out} == {Verdict.WORKED, Verdict.CANNOT_TELL}
    assert all(card.transfer is not None for card in found_out)
    assert all(
        card.certainty in {Certainty.NONE_FOUND, Certainty.VERY_LOW, Certainty.LOW}
        for card in trefas.evidence
    )


def test_the_card_answers_every_question_apart(trefas: Method) -> None:
    assert {card.kind for card in trefas.evidence} == set(EvidenceKind)


def test_the_social_services_weed_after_five_years(trefas: Method) -> None:
    case = next(entry_class for entry_class in trefas.retention if entry_class.id == "case")
    social = next(rule for rule in case.rules if rule.party == AgencyKind.SOCIAL)
    assert (social.years, social.counted_from.value) == (5, "last_entry")


def test_the_usual_grounds_are_in_force(trefas: Method) -> None:
    assert trefas.dated >= date(2026, 1, 1)
    for ground_id in trefas.disclosure.grounds:
        assert find(ground_id, trefas.dated).id == ground_id


def test_minutes_and_advice_stay_at_home(trefas: Method) -> None:
    at_home = {kind.id for kind in trefas.kinds if not kind.disclosable}
    assert at_home == {"minute", "attachment_note", "handover", "lawyer_question", "lawyer_advice"}
