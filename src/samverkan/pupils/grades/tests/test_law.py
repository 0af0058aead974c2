"""The rules are dated data: whole, in force one at a time, and saying where they come from."""

import itertools
from datetime import date, timedelta

import pytest

from samverkan.pupils.grades import law
from samverkan.pupils.grades.grade import Grade
from samverkan.tables.refusal import Refusal


def test_the_versions_follow_one_another_without_gap_or_overlap():
    versions = law.versions()
    for before, after in itertools.pairwise(versions):
        assert before.valid_until == after.valid_from - timedelta(days=1)
    assert versions[-1].valid_until is None


@pytest.mark.parametrize(("day", "year"), [("2018-07-01", 9), ("2028-06-30", 9), ("2028-07-01", 10)])
def test_a_changed_rule_is_a_new_version(day, year):
    assert law.on(date.fromisoformat(day)).final_year == year


def test_a_day_before_the_first_version_is_refused_in_words():
    with pytest.raises(Refusal, match="2018-06-30"):
        law.on(date(2018, 6, 30))


def test_the_first_version_is_asked_even_when_later_ones_stand_in_the_file():
    assert law.on(date(2026, 11, 28)).valid_from == date(2018, 7, 1)


@pytest.mark.parametrize("rules", law.versions(), ids=lambda each: str(each.valid_from))
class TestEveryVersion:
    def test_says_its_source_and_when_it_was_read(self, rules):
        assert "gymnasieförordningen 7 kap." in rules.source or "föregående" in rules.source
        assert rules.read_on >= date(2026, 1, 5)
        assert all(track.provision.startswith("skollagen 16 kap.") for track in rules.tracks)

    def test_names_only_subjects_that_there_are(self, rules):
        named = {each for track in rules.tracks for each in track.named} | rules.core_subjects
        assert named | {rules.excepted, rules.added, rules.proportional} <= set(rules.subjects)

    def test_has_the_eighteen_national_programmes_once_each(self, rules):
        programmes = [each for track in rules.tracks for each in track.programmes]
        assert len(programmes) == len(set(programmes)) == 18

    def test_gives_every_grade_a_value_and_the_dash_none(self, rules):
        assert set(rules.values) == {grade for grade in Grade if grade.is_grade}
        assert [str(value) for value in rules.values.values()] == ["20", "17.5", "15", "12.5", "10", "0"]
        assert [str(each) for each in rules.highest] == ["320", "340"]

    def test_the_sixteen_subjects_everybody_reads(self, rules):
        """Skollagen 10 kap. 4 §: Swedish or Swedish as a second language is one."""
        everybodys = [each for each in rules.subjects.values() if not each.optional]
        assert len(everybodys) == 17

    def test_both_languages_are_there(self, rules):
        words = [each.name for each in rules.subjects.values()] + [track.name for track in rules.tracks]
        assert all(name.sv and name.en for name in words)
