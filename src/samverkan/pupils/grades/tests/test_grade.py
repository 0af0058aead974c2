"""Grades as people write them, and what is refused in words."""

import pytest

from samverkan.pupils.grades.grade import Grade, read, read_all
from samverkan.tables.refusal import Refusal

NAMES = {"maths": "matematik", "biology": "biologi"}


@pytest.mark.parametrize(("written", "grade"), [
    ("A", Grade.A), (" b ", Grade.B), ("f", Grade.F), ("-", Grade.DASH), ("–", Grade.DASH), ("—", Grade.DASH),
    ("streck", Grade.DASH), ("", None), (None, None), ("   ", None),
])  # fmt: skip
def test_a_grade_is_read_as_it_is_written(written, grade):
    assert read(written) is grade


@pytest.mark.parametrize("written", ["G", "VG", "MVG", "IG", "Y", "1", "AA", "--", "E+"])
def test_what_is_no_grade_is_refused_with_what_to_write(written):
    with pytest.raises(Refusal) as refused:
        read(written)
    assert "A, B, C, D, E, F" in refused.value.sv
    assert "dash" in refused.value.en


def test_the_subject_is_named_in_the_refusal():
    with pytest.raises(Refusal) as refused:
        read_all({"maths": "VG"}, NAMES)
    assert refused.value.sv.startswith("matematik: VG")


def test_a_block_grade_is_refused_since_the_subjects_count_one_by_one():
    with pytest.raises(Refusal, match="each subject"):
        read_all({"NO": "C"}, NAMES)


def test_an_unknown_subject_is_refused():
    with pytest.raises(Refusal, match="latin"):
        read_all({"latin": "A"}, NAMES)


def test_empty_cells_are_no_grades():
    assert read_all({"maths": "", "biology": "-"}, NAMES) == {"biology": Grade.DASH}


def test_only_a_to_e_are_passes():
    assert [grade.value for grade in Grade if grade.passed] == list("ABCDE")
    assert not Grade.DASH.is_grade


def test_better_is_towards_a_and_a_dash_is_outside_the_order():
    assert Grade.A.better_than(Grade.B)
    assert not Grade.F.better_than(Grade.E)
    assert not Grade.DASH.better_than(Grade.F)
    assert not Grade.F.better_than(Grade.DASH)
