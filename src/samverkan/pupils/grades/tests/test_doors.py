"""Which grades open most doors: worked by hand for a few pupils."""

from samverkan.pupils.grades import doors, law
from samverkan.pupils.grades.tests.notation import SHORT, TODAY, grades

RULES = law.on(TODAY)


def steps(written, count=2, **more):
    return doors.steps(grades(written), RULES, count, **more)


def ids(step):
    return [track.id for track in step.opens]


def test_two_subjects_that_together_open_everything():
    found = steps("alla E ma F en F")
    assert [step.subjects for step in found.found] == [("english", "maths")]
    assert ids(found.found[0]) == ["vocational", "social", "science", "arts"]
    assert found.found[0].programmes == 18
    assert found.tried == 1


def test_one_subject_is_enough_and_the_other_is_told_to_be_needless():
    found = steps("alla E ma F sl F")
    assert found.found[0].subjects == ("maths", "crafts")
    assert found.found[0].needless == ("crafts",)


def test_most_programmes_come_first_and_equals_in_the_laws_order():
    found = steps("alla E hi F ke F", count=1)
    assert [(step.subjects, step.programmes) for step in found.found] == [
        (("history",), 3),
        (("chemistry",), 2),
    ]


def test_with_everything_open_there_is_nothing_to_open():
    assert steps("alla E").found == ()
    assert steps("alla E").most == ()


def test_when_two_do_not_suffice_nothing_is_found():
    found = steps("alla F")
    assert found.found == ()
    assert found.tried == 120  # sixteen subjects, the two Swedish being one: C(16, 2)


def test_pairs_are_grouped_by_what_they_open():
    found = steps("sv E en E ma F bi E fy E ke E ge F hi F re F sh F bl F hk F id F mu F sl E tk E")
    groups = {tuple(track.id for track in opens): len(each) for opens, each in found.by_doors()}
    assert groups == {("vocational",): 8}


def test_a_pupil_of_swedish_as_a_second_language_is_asked_about_that():
    passed = frozenset()
    assert "swedish_second" in doors.to_raise(grades("sva F"), RULES, passed)
    assert "swedish" not in doors.to_raise(grades("sva F"), RULES, passed)


def test_passed_swedish_is_not_asked_for_again_in_the_other_subject():
    found = doors.to_raise(grades("sv E sva F"), RULES, frozenset({"swedish"}))
    assert not {"swedish", "swedish_second"} & set(found)


def test_knowledge_found_equal_counts_as_passed():
    found = steps("alla E ma F en F", count=1, equivalent=frozenset({SHORT["ma"]}))
    assert [step.subjects for step in found.found] == [("english",)]
