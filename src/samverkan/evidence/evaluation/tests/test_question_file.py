"""A question file is read whole, or refused with every fault, its line and its remedy."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.question_file import parse_question, read_question
from samverkan.evidence.evaluation.tests.worlds import plan_in, question, write_question
from samverkan.evidence.refusal import Refusal


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        parse_question(text.encode(), "Q.yaml")
    return caught.value


def written(**changes):
    return yaml.safe_dump(question(**changes), allow_unicode=True, sort_keys=False)


def test_a_whole_question_is_read(tmp_path):
    plan = plan_in(tmp_path)
    assert isinstance(plan, Plan)
    assert plan.written == date(2026, 11, 1)
    assert plan.data.columns["time"] == "manad"
    assert plan.design.compare_with == ("Södra", "Östra")
    assert plan.good == -1


def test_a_lone_value_may_stand_for_a_list():
    assert parse_question(written(design__compare_with="Södra").encode()).design.compare_with == ("Södra",)


def test_a_percent_may_have_a_decimal_comma():
    assert parse_question(written(smallest_effect="12,5").encode()).smallest_effect == 12.5


def test_every_fault_is_named_with_line_key_and_remedy():
    text = written(smallest_effect=0, written="i går", design__kind="magi")
    said = refused(text).sv.splitlines()
    lines = text.splitlines()
    assert len(said) == 3
    for part, remedy in (
        ("written", "ett datum som 2026-11-22"),
        ("kind: magi", "ska vara ett av"),
        ("smallest", "mellan"),
    ):
        number = next(n for n, line in enumerate(lines, 1) if part in line)
        assert any(f"rad {number}," in each and remedy in each for each in said), (part, said)


def test_an_unknown_key_gets_the_nearest_known():
    assert "Menas question?" in refused(written(questoin="x")).sv


def test_a_missing_key_is_named():
    assert "Q.yaml, rad 1, outcome: saknas; lägg till den." in refused(written(outcome=None)).sv


def test_a_key_twice_is_refused():
    assert "står två gånger" in refused(written() + "title: Igen\n").sv


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "tom"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"a: [1", "YAML"),
        (b"a: &x 1\nb: *x\n", "alias"),
        (b"- 1\n- 2\n", "block of keys"),
        (b"x" * 300_000, "too large"),
    ],
)
def test_what_is_no_question_is_refused(raw, words):
    with pytest.raises(Refusal) as caught:
        parse_question(raw)
    assert words in caught.value.en or words in caught.value.sv


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(Refusal, match="no file gone"):
        read_question(tmp_path / "gone.yaml")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"data__columns": {"unit": "d", "time": "m"}}, "data.columns.outcome is missing"),
        (
            {"data__columns": {"unit": "d", "time": "m", "outcome": "a", "x": "x"}},
            "data.columns.x is not used",
        ),
        ({"treated": {}}, "treated is missing"),
        ({"treated": {"A": "2022", "B": "2022"}}, "takes one treated unit"),
        ({"design": {"kind": "areas"}}, "compare_with is missing"),
        (
            {"design": {"kind": "areas", "compare_with": "C"}, "treated": {"A": "2022", "B": "2023"}},
            "one start for all",
        ),
    ],
)
def test_a_design_says_what_it_lacks(changes, words):
    assert words in refused(written(**changes)).en


@pytest.mark.parametrize(
    ("design", "columns", "words"),
    [
        ({"kind": "near_repeat"}, {"x": "x", "y": "y", "day": "d"}, ["design.event", "design.metres"]),
        ({"kind": "hotspots"}, {"x": "x", "y": "y", "day": "d"}, ["design.event", "design.drawn"]),
        ({"kind": "persons"}, {"person": "p", "stop": "t", "event": "e", "group": "g"}, ["treated_group"]),
    ],
)
def test_designs_without_panels_say_what_they_lack(design, columns, words):
    said = refused(written(design=design, data__columns=columns, treated=None)).en
    assert all(word in said for word in words)


def test_both_languages_name_the_same_faults():
    found = refused(written(smallest_effect=0, outcome=None))
    assert len(found.sv.splitlines()) == len(found.en.splitlines()) == 2
    assert found.sv != found.en


def answer(raw: bytes) -> Refusal | Plan:
    try:
        return parse_question(raw)
    except Refusal as refusal:
        return refusal


@given(st.text(max_size=300))
@settings(max_examples=150)
def test_any_text_gets_an_answer(text):
    found = answer(text.encode())
    assert isinstance(found, Plan) or (found.sv and found.en)


@given(st.integers(0, 400), st.integers(0, 30), st.text(max_size=5))
@settings(max_examples=150)
def test_any_cut_gets_an_answer(start, length, added):
    text = written()
    found = answer((text[:start] + added + text[start + length :]).encode())
    assert isinstance(found, Plan) or (found.sv and found.en)


def test_the_file_is_read_as_it_was_written(tmp_path):
    path = write_question(tmp_path)
    assert read_question(path) == parse_question(path.read_bytes())
