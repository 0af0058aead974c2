"""Chance that can be repeated."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from samverkan.demo import chance

A, B = UUID(int=1), UUID(int=2)


@given(st.integers(), st.text(max_size=20))
def test_same_seed_and_purpose_same_stream(seed, purpose):
    first, second = chance.stream(seed, purpose), chance.stream(seed, purpose)
    assert [first.random() for _ in range(5)] == [second.random() for _ in range(5)]


def test_drawing_more_of_one_purpose_changes_no_other():
    untouched = chance.stream(1, "names").random()
    chance.stream(1, "numbers").random()
    assert chance.stream(1, "names").random() == untouched


def test_purposes_and_seeds_differ():
    drawn = {chance.stream(seed, purpose).random() for seed in range(20) for purpose in ("a", "b", "c")}
    assert len(drawn) == 60


def test_founded_ids_are_128_bits_and_fixed_by_the_seed():
    assert chance.identity(1, "agency", "x") == chance.identity(1, "agency", "x")
    assert chance.identity(1, "agency", "x") != chance.identity(2, "agency", "x")
    versions = {chance.identity(1, n).hex[12] for n in range(400)}
    assert len(versions) == 16, "a version nibble would cost four of the 128 bits"


def test_each_agency_has_a_stream_of_ids_of_its_own():
    with_b, without_b = chance.ids_from(7), chance.ids_from(7)
    mixed = [with_b(A), with_b(B), with_b(A), with_b(None), with_b(A)]
    alone = [without_b(A) for _ in range(3)]
    assert [mixed[0], mixed[2], mixed[4]] == alone
    assert len({*mixed}) == 5
    assert all(len(each) == 16 for each in mixed)


def test_purposes_draw_other_ids_for_the_same_agency():
    assert chance.ids_from(7, "jarva")(None) != chance.ids_from(7, "eav")(None)
    assert chance.ids_from(7, "jarva")(A) == chance.ids_from(7, "jarva")(A)
