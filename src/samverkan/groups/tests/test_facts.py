"""How it stood on a day: audits in force, ties that held, the days when something changed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.groups.facts import (
    ALLIANCE,
    CERTAIN,
    CERTAINTIES,
    CONFLICT,
    PROBABLE,
    UNCERTAIN,
    Audit,
    Focus,
    Size,
    audit_on,
    changes,
    key_of,
    surest,
    ties_on,
)
from samverkan.groups.tests.made_up import DAY, number, tie

WEEK = timedelta(7)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("least", "most", "words"), [(12, 20, "12–20"), (8, 8, "8"), (None, 15, "≤ 15"), (9, None, "9+")]
)
def test_a_size_is_written_as_the_range_it_is(least, most, words):
    assert str(Size(least, most, "polisen", DAY)) == words


def test_a_tie_holds_from_its_first_day_until_the_day_it_ended():
    found = tie(1, "a", "b", ended=DAY + WEEK)
    held = [day for day in range(-1, 9) if found.holds_on(DAY + timedelta(day))]
    assert held == list(range(7))


def test_a_tie_without_an_end_still_holds():
    assert tie(1, "a", "b").holds_on(date(2030, 1, 1))


def test_a_tie_told_from_both_sides_is_one_at_its_surest():
    told = [tie(1, "a", "b", certainty=UNCERTAIN), tie(2, "b", "a", certainty=PROBABLE)]
    assert [each.entry for each in ties_on(told, DAY)] == [number(2)]


def test_of_two_as_sure_the_latest_begun_stands():
    told = [tie(1, "a", "b"), tie(2, "a", "b", since=DAY + WEEK)]
    assert [each.entry for each in ties_on(told, DAY + WEEK)] == [number(2)]


def test_a_conflict_and_an_alliance_between_the_same_two_both_stand():
    told = [tie(1, "a", "b"), tie(2, "a", "b", relation=ALLIANCE)]
    assert {each.relation for each in ties_on(told, DAY)} == {CONFLICT, ALLIANCE}


@given(st.lists(st.tuples(DAYS, st.integers(1, 300), st.sampled_from(CERTAINTIES)), max_size=12), DAYS)
def test_only_what_held_that_day_and_never_more_than_one_a_pair(drawn, day):
    ties = [
        tie(n, "a", "b", since=since, ended=since + timedelta(long), certainty=sure)
        for n, (since, long, sure) in enumerate(drawn)
    ]
    shown = ties_on(ties, day)
    held = [each for each in ties if each.holds_on(day)]
    assert len(shown) == min(len(held), 1)
    if held:
        assert shown[0].certainty == surest(each.certainty for each in held)
        assert shown == ties_on(reversed(ties), day)


def test_the_audit_in_force_is_the_newest_about_that_day_or_before():
    audits = [Audit(number(n), "a", DAY + n * WEEK, None, CERTAIN, f"version {n}") for n in range(3)]
    assert audit_on(audits, DAY + WEEK) == audits[1]
    assert audit_on(audits, DAY + 20 * WEEK) == audits[2]
    assert audit_on(audits, DAY - WEEK) is None


def test_the_days_of_change_are_each_told_once_latest_first():
    audits = [Audit(number(1), "a", DAY, None, CERTAIN, "")]
    ties = [tie(2, "a", "b"), tie(3, "a", "c", since=DAY + WEEK, ended=DAY + 2 * WEEK)]
    assert changes(audits, ties) == [DAY + 2 * WEEK, DAY + WEEK, DAY]


def test_a_group_that_one_has_no_file_on_is_known_by_its_name_however_it_is_spaced():
    assert key_of("", " Grupp  Kvarts ") == key_of("", "grupp kvarts") != key_of("", "Grupp Gnejs")
    assert key_of("0a" * 16, "Grupp Kvarts") == "0a" * 16


def test_an_unknown_word_for_certainty_counts_as_uncertain():
    assert surest(["??", PROBABLE]) == PROBABLE
    assert surest(["??"]) == surest([]) == UNCERTAIN


def test_focus_holds_until_the_day_it_was_stopped():
    span = Focus("a", DAY, DAY + WEEK)
    assert span.holds_on(DAY)
    assert not span.holds_on(DAY + WEEK)
    assert Focus("a", DAY, None).holds_on(date(2030, 1, 1))
