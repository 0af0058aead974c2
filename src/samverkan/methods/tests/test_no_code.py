"""The three methods that are a file and nothing else: what their sources say, and that no code speaks of them."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from samverkan.methods.check import check
from samverkan.methods.loading import CATALOGUE, load
from samverkan.methods.rules.places import _PERSON_WORDS
from samverkan.methods.schema import Method
from samverkan.methods.words import Capability, CaseKind, Certainty, EvidenceKind, FieldType, NeedKind
from samverkan.secrecy.kinds import AgencyKind

IDS = ["sig", "sspf", "est"]
SOURCE = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=IDS)
def method(request: pytest.FixtureRequest) -> Method:
    return load(request.param)


@pytest.mark.parametrize("method_id", IDS)
def test_no_code_of_the_product_knows_the_method(method_id: str) -> None:
    """Only the made-up city may name it: everything else works from the file alone."""
    named = re.compile(rf"[\"']{method_id}[\"'.]")
    files = [path for path in SOURCE.rglob("*.py") if not {"tests", "demo"} & set(path.parts)]
    naming = [path for path in files if named.search(path.read_text())]
    assert len(files) > 200
    assert naming == []


def test_what_it_takes_is_said_in_full(method: Method) -> None:
    assert {need.what for need in method.needs} == set(NeedKind)


def test_the_evidence_is_honest(method: Method) -> None:
    effects = [card for card in method.evidence if card.kind is EvidenceKind.EFFECT]
    assert effects
    assert all(card.certainty in {Certainty.NONE_FOUND, Certainty.VERY_LOW} for card in effects)
    assert all(card.outcome for card in effects)
    assert {EvidenceKind.PROCESS, EvidenceKind.ECONOMY} <= {card.kind for card in method.evidence}


def test_every_time_that_no_source_gives_says_so(method: Method) -> None:
    local = [clock for clock in method.clocks if clock.source == "Lokalt beslut"]
    assert all(clock.note for clock in local)
    kept = [
        rule for each in method.retention for rule in each.rules if rule.source == "Lokalt gallringsbeslut"
    ]
    assert all(rule.note for rule in kept)


def test_nothing_is_a_number_about_a_person(method: Method) -> None:
    numbers = [field.id for kind in method.kinds for field in kind.fields if field.type is FieldType.INT]
    assert numbers == (["occasions"] if method.case is CaseKind.PLACE else [])


def test_who_steers_reviews_or_operates_reads_nothing(method: Method) -> None:
    for role in ("steering", "log_reviewer", "operator"):
        assert method.role(role).reads == ()


def test_whoever_works_a_case_can_write_what_it_reads_about_the_work(method: Method) -> None:
    held = {capability for role in method.roles for capability in role.may}
    assert held >= {
        Capability.NOMINATE,
        Capability.WRITE,
        Capability.TASK,
        Capability.RUN_MEETING,
        Capability.LEAVE,
    }


def test_sig_rests_on_consent_a_plan_and_two_days() -> None:
    sig = load("sig")
    assert sig.disclosure.grounds[0] == "osl-10-1"
    clock = next(each for each in sig.clocks if each.id == "contact_in_two_days")
    assert (clock.days, clock.until) == (2, "kind:contact")
    assert sig.kind("written_consent").field("actors").required
    assert sig.kind("nomination").field("oral_consent").required
    assert {field.id for field in sig.kind("plan").fields} >= {
        "goals",
        "own_words",
        "measures",
        "follow_up_on",
    }
    first = sig.moves_from("enquiry")
    assert all(move.second_person for move in first), "checked with the head or the team"


def test_sigs_question_sheet_is_questions_and_never_a_score() -> None:
    sheet = load("sig").kind("question_sheet")
    asked = [field for field in sheet.fields if field.type is not FieldType.DATE]
    assert len(asked) >= 8
    assert {field.type for field in asked} == {FieldType.LONGTEXT}
    assert all(field.label.sv.endswith("?") and field.label.en.endswith("?") for field in asked)


def test_sspf_has_its_forum_plan_and_guardians_consent() -> None:
    sspf = load("sspf")
    assert {party.kind for party in sspf.parties} == {
        AgencyKind.SCHOOL, AgencyKind.SOCIAL, AgencyKind.POLICE, AgencyKind.MUNICIPALITY,
    }  # fmt: skip
    assert sspf.meeting is not None
    assert sspf.meeting.every_days == 14
    by = {choice.id for choice in sspf.kind("written_consent").field("given_by").choices}
    assert "guardian" in by
    assessment = sspf.kind("early_assessment")
    assert assessment.judgement
    assert not any(field.type is FieldType.SCALE for field in assessment.fields), "in words"
    assert {field.id for field in sspf.kind("commitment_plan").fields} >= {
        "goals",
        "commitments",
        "follow_up_on",
    }


def test_est_is_weekly_report_picture_actions_feedback() -> None:
    est = load("est")
    assert est.case is CaseKind.PLACE
    assert {kind.id for kind in est.kinds} >= {"week_report", "joint_picture", "task", "feedback"}
    assert est.meeting is not None
    assert (est.meeting.every_days, est.meeting.joint) == (7, "joint_picture")
    weekly = next(clock for clock in est.clocks if clock.id == "weekly_report")
    assert weekly.days == 7


EST: dict[str, Any] = yaml.safe_load((CATALOGUE / "est.yaml").read_text(encoding="utf-8"))
PERSONAL = st.one_of(
    st.builds(lambda type_: {"id": "who", "type": type_}, st.sampled_from(["name", "person_number"])),
    st.builds(lambda word: {"id": f"{word}_seen", "type": "text"}, st.sampled_from(sorted(_PERSON_WORDS))),
)


@given(st.integers(0, len(EST["kinds"]) - 1), PERSONAL)
def test_no_field_about_a_person_can_be_added_to_est(kind: int, field: dict[str, str]) -> None:
    text = copy.deepcopy(EST)
    text["kinds"][kind]["fields"].append({**field, "label": {"sv": "Vem", "en": "Who"}})
    found = check(yaml.safe_dump(text, allow_unicode=True, sort_keys=False))
    assert any("får inte ha något om en person" in problem.message.sv for problem in found)


@given(st.integers(0, len(EST["kinds"]) - 1))
def test_no_kind_of_est_can_be_an_identity(kind: int) -> None:
    text = copy.deepcopy(EST)
    text["kinds"][kind]["identity"] = True
    assert check(yaml.safe_dump(text, allow_unicode=True, sort_keys=False))
