"""Codes can be read aloud, typed wrong and put right; a slip is caught, and nothing tells whether a code exists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.pupils.voice import code

codes = st.builds(lambda _: code.new(), st.integers())
SECRET = b"s" * 32


@given(codes)
def test_a_code_can_be_typed_as_it_is_shown_and_as_people_type(shown):
    held = code.read(shown)
    assert code.shown(held) == shown
    assert code.read(shown.lower().replace("-", " ")) == held
    assert code.read(f" {shown.replace('0', 'O').replace('1', 'l')} ") == held


@given(codes, st.integers(0, 13), st.sampled_from(code.SIGNS))
def test_one_wrong_sign_is_always_caught(shown, place, sign):
    held = code.read(shown)
    if held[place] == sign:
        return
    with pytest.raises(code.Mistyped):
        code.read(held[:place] + sign + held[place + 1 :])


@given(codes, st.integers(0, 12))
def test_two_neighbours_changed_about_are_always_caught(shown, place):
    held = code.read(shown)
    swapped = held[:place] + held[place + 1] + held[place] + held[place + 2 :]
    if swapped == held:
        return
    with pytest.raises(code.Mistyped):
        code.read(swapped)


@pytest.mark.parametrize("wrong", ["", "K7QF", "K7QF-2M9X-4TBD-P3X", "K7QF-2M9X-4TBD-P!", "ÅÄÖ"])
def test_what_cannot_be_a_code_is_refused(wrong):
    with pytest.raises(code.Mistyped):
        code.read(wrong)


def test_codes_are_sixty_random_bits_and_two_check_signs():
    found = {code.new() for _ in range(2000)}
    assert len(found) == 2000
    assert all(len(each.replace("-", "")) == 14 for each in found)
    signs = {sign for each in found for sign in each.replace("-", "")[:12]}
    assert signs == set(code.SIGNS)


@given(codes, codes)
def test_lookup_and_key_follow_from_the_code_and_the_installations_secret_alone(one, other):
    a, b = code.read(one), code.read(other)
    assert code.lookup(SECRET, a) == code.lookup(SECRET, a)
    assert code.lookup(SECRET, a) != code.lookup(b"t" * 32, a)
    assert (code.lookup(SECRET, a) == code.lookup(SECRET, b)) == (a == b)
    assert code.lookup(SECRET, a) != code.sealing_key(SECRET, a)[:16]
    assert len(code.sealing_key(SECRET, a)) == 32
