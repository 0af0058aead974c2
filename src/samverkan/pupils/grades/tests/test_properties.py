"""What holds whatever the grades are: a better grade never hurts, order does not matter, a dash is never a pass."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from samverkan.pupils.grades import doors, eligibility, law, merit
from samverkan.pupils.grades.grade import Grade
from samverkan.pupils.grades.tests.notation import TODAY

RULES = law.on(TODAY)
SUBJECTS = sorted(RULES.subjects)
PLAIN = [each for each in SUBJECTS if each != RULES.proportional]
any_grades = st.dictionaries(st.sampled_from(SUBJECTS), st.sampled_from(Grade), max_size=len(SUBJECTS))
plain_grades = st.dictionaries(st.sampled_from(PLAIN), st.sampled_from(Grade), max_size=len(PLAIN))
some_subject = st.sampled_from(SUBJECTS)
judged = st.sets(st.sampled_from([track.id for track in RULES.tracks]))


def open_to(grades, **human):
    return {each.track.id for each in eligibility.standings(grades, RULES, **human) if each.eligible}


def values(grades):
    found = merit.value(grades, RULES)
    return found.sixteen.value, found.best.value


@given(any_grades, some_subject, st.sampled_from(Grade), judged)
def test_a_better_grade_closes_no_door_and_lowers_no_merit_value(grades, subject, better, excepted):
    now = grades.get(subject)
    if now is None or not better.better_than(now):
        return
    after = {**grades, subject: better}
    assert open_to(grades, excepted=excepted) <= open_to(after, excepted=excepted)
    assert all(new >= old for old, new in zip(values(grades), values(after), strict=True))


@given(plain_grades, st.sampled_from(PLAIN), st.sampled_from([each for each in Grade if each.is_grade]))
def test_a_grade_where_there_was_none_or_a_dash_hurts_nothing(grades, subject, fresh):
    """Except for a pupil of the dance education, whose value is an average scaled up (GyF 7 kap. 4 §)."""
    if grades.get(subject, Grade.DASH).is_grade:
        return
    after = {**grades, subject: fresh}
    assert open_to(grades) <= open_to(after)
    assert all(new >= old for old, new in zip(values(grades), values(after), strict=True))


@given(any_grades, st.randoms(use_true_random=False))
def test_the_order_of_the_subjects_does_not_matter(grades, chance):
    shuffled = list(grades.items())
    chance.shuffle(shuffled)
    assert eligibility.standings(dict(shuffled), RULES) == eligibility.standings(grades, RULES)
    assert merit.value(dict(shuffled), RULES) == merit.value(grades, RULES)
    assert doors.steps(dict(shuffled), RULES) == doors.steps(grades, RULES)


@given(any_grades)
def test_a_dash_never_counts_as_a_pass_nor_as_a_grade(grades):
    without = {subject: grade for subject, grade in grades.items() if grade.is_grade}
    failed = {subject: grade if grade.is_grade else Grade.F for subject, grade in grades.items()}
    assert open_to(grades) == open_to(without) == open_to(failed)
    if RULES.proportional not in grades:
        assert values(grades) == values(without) == values(failed)
    assert merit.value(grades, RULES).grades == merit.value(without, RULES).grades


@given(plain_grades)
def test_the_sixteen_best_are_the_best_sixteen(grades):
    worth = [
        max(
            RULES.values[grades[subject]]
            for subject in group
            if subject in grades and grades[subject].is_grade
        )
        for group in [*RULES.core, *((each,) for each in PLAIN if each not in RULES.core_subjects)]
        if any(subject in grades and grades[subject].is_grade for subject in group)
    ]
    found = merit.value(grades, RULES).sixteen
    assert found.value == max(sum(chosen) for chosen in combinations(worth, min(16, len(worth))))
    assert len(found.counted) <= RULES.best
    assert sum(each.value for each in found.counted) == found.value


@given(plain_grades)
def test_the_language_is_added_to_the_sixteen_best_of_the_others(grades):
    found = merit.value(grades, RULES)
    language = grades.get(RULES.added, Grade.DASH)
    assert (found.with_language is not None) == language.is_grade
    if found.with_language:
        others = {subject: grade for subject, grade in grades.items() if subject != RULES.added}
        assert found.with_language.value == merit.value(others, RULES).sixteen.value + RULES.values[language]
        assert found.with_language.value >= found.sixteen.value
    lowest, highest = 0, RULES.highest
    assert lowest <= found.sixteen.value <= highest[0]
    assert found.best.value <= highest[1]


@given(any_grades)
def test_what_is_said_to_be_missing_is_exactly_what_opens_the_door(grades):
    for each in eligibility.standings(grades, RULES):
        steps = [*(group[0] for group in each.missing.named), *each.missing.among[: each.missing.more]]
        assert len(steps) == each.missing.passes
        done = {**grades, **dict.fromkeys(steps, Grade.E)}
        assert each.track.id in open_to(done)
        for left_out in steps:
            assert each.track.id not in open_to({k: v for k, v in done.items() if k != left_out})


@given(any_grades, judged)
def test_the_english_exception_opens_only_what_english_alone_closes(grades, excepted):
    added = open_to(grades, excepted=excepted) - open_to(grades)
    assert added <= excepted
    assert added <= open_to({**grades, RULES.excepted: Grade.E})
    for each in eligibility.standings(grades, RULES):
        if each.track.id in added:
            assert each.missing.named == ((RULES.excepted,),)


@given(any_grades, st.integers(1, 3))
def test_every_combination_is_tried_and_opens_exactly_what_it_says(grades, count):
    found = doors.steps(grades, RULES, count)
    passed = frozenset(subject for subject, grade in grades.items() if grade.passed)
    possible = doors.to_raise(grades, RULES, passed)
    told = {step.subjects: {track.id for track in step.opens} for step in found.found}
    every = list(combinations(possible, count))
    assert found.tried == len(every)
    for chosen in every:
        opened = open_to({**grades, **dict.fromkeys(chosen, Grade.E)}) - open_to(grades)
        assert told.get(chosen, set()) == opened
    assert all(step.programmes <= found.found[0].programmes for step in found.found)


@given(any_grades)
def test_a_needless_subject_opens_nothing_more(grades):
    for step in doors.steps(grades, RULES).found[:20]:
        for each in step.subjects:
            left = [other for other in step.subjects if other != each]
            alone = open_to({**grades, **dict.fromkeys(left, Grade.E)}) - open_to(grades)
            assert (each in step.needless) == (alone == {track.id for track in step.opens})
