"""People who do not exist: the same each time, of the ages meant, never with a living person's number."""

from collections import Counter
from datetime import date
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from personnummer import personnummer

from samverkan.demo import files
from samverkan.demo.people import AGES, COMMON, MARK, MadeUp, crowd, people

ANCHOR = date(2026, 11, 22)
TEST_NUMBERS = set(files.test_numbers())


@pytest.fixture(scope="module")
def many() -> list[MadeUp]:
    return people(1, ANCHOR, 1500)


def test_same_seed_and_day_same_people(many):
    assert people(1, ANCHOR, 1500) == many


def test_fewer_are_the_first_of_more(many):
    assert people(1, ANCHOR, 40) == many[:40]


@pytest.mark.parametrize(
    "other", [(2, ANCHOR, "people"), (1, date(2025, 1, 1), "people"), (1, ANCHOR, "else")]
)
def test_another_seed_day_or_purpose_other_people(many, other):
    seed, anchor, purpose = other
    assert people(seed, anchor, 40, purpose) != many[:40]


def test_every_number_is_for_tests_and_used_once(many):
    numbers = [person.number.replace("-", "") for person in many]
    assert set(numbers) <= TEST_NUMBERS
    assert len(set(numbers)) == len(numbers)


def test_numbers_are_valid_and_written_with_their_century(many):
    assert all(personnummer.valid(person.number) for person in many[:200])
    assert all(person.number[8] == "-" and len(person.number) == 13 for person in many)


def test_given_name_goes_with_the_number(many):
    women = set(files.column("given_names_women", "name")[:COMMON])
    men = set(files.column("given_names_men", "name")[:COMMON])
    assert all(person.given in (men if int(person.number[-2]) % 2 else women) for person in many)
    assert all(person.surname in files.listed("surnames") for person in many)


def test_mostly_young(many):
    ages = [person.age(ANCHOR) for person in many]
    assert min(ages) >= 15
    assert max(ages) <= 45
    assert 0.85 < sum(15 <= age <= 28 for age in ages) / len(ages) < 0.97
    assert sum(age < 18 for age in ages) / len(ages) > 0.15, (
        "children are among them: the law asks more there"
    )


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 3, 4), 15), (date(2026, 3, 5), 16), (date(2026, 3, 6), 16)]
)
def test_age_turns_on_the_birthday(day, age):
    assert MadeUp("A", "B", "20100305-0000").age(day) == age


def test_identity_is_what_the_identity_entry_takes(many):
    assert many[0].identity() == {"name": many[0].name, "person_number": many[0].number}
    assert set(MARK) == {"sv", "en"}


def test_too_many_are_refused_instead_of_repeated():
    with pytest.raises(ValueError, match="test personal numbers"):
        people(1, ANCHOR, 30_000)


def test_a_crowd_never_ends_and_uses_a_shelf_up_before_it_repeats():
    found = [person.number for person in islice(crowd(1, ANCHOR), 20_000)]
    often = Counter(found)
    assert max(often.values()) > 1
    children = [n for n in often if MadeUp("", "", n).age(ANCHOR) <= AGES[0][1]]
    counts = {often[n] for n in children}
    assert max(counts) - min(counts) <= 1


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_any_seed_and_any_day(seed, anchor):
    found = people(seed, anchor, 60)
    assert found == people(seed, anchor, 60)
    assert all(15 <= person.age(anchor) <= 45 for person in found)


def test_pupils_are_of_the_age_of_school_and_no_one_is_two():
    from samverkan.demo.people import PUPILS

    found = people(1, ANCHOR, 60, "pupils", PUPILS)
    assert {person.age(ANCHOR) for person in found} == {12, 13, 14, 15}
    assert len({person.number for person in found}) == 60
