"""The blind comparison: what is equal is found, what is not is not, and a point tells nothing of its term."""

import pytest
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from samverkan.exits.blinding import A, P, padding, point, secret, times

TERMS = st.sets(st.integers(0, 12).map(lambda n: f"term {n}".encode()), max_size=6)


def common(asked: set[bytes], held: set[bytes]) -> set[bytes]:
    """The whole protocol, both sides of it."""
    theirs, mine, fresh = secret(), secret(), secret()  # the question's, the answerer's, this comparison's
    question = times(theirs, map(point, asked))
    stored = {term: times(mine, [point(term)])[0] for term in held}
    raised = times(theirs, times(fresh, stored.values()))  # by the asker's key service, which sees only these
    found = set(times(fresh, times(mine, question)))
    return {term for term, each in zip(stored, raised, strict=True) if each in found}


@given(TERMS, TERMS)
@given_settings(max_examples=40)
def test_it_finds_what_both_have_and_nothing_else(asked, held) -> None:
    assert common(asked, held) == asked & held


@given(st.binary(max_size=40))
def test_every_term_has_a_point_on_the_curve_itself(term) -> None:
    u = int.from_bytes(point(term), "little")
    assert pow(u**3 + A * u**2 + u, (P - 1) // 2, P) == 1
    assert point(term) == point(term)


def test_a_multiplied_point_stays_on_the_curve_so_that_it_tells_nothing_of_the_term() -> None:
    """Were hashes let onto the twist, half of all candidates could be ruled out from each point (a bit a point)."""
    for each in times(secret(), (point(f"{n}".encode()) for n in range(40))):
        u = int.from_bytes(each, "little")
        assert pow(u**3 + A * u**2 + u, (P - 1) // 2, P) == 1


def test_without_the_secret_no_candidate_fits_though_the_right_one_is_among_them() -> None:
    """What a plain hash loses to whoever goes through all candidates."""
    candidates = [f"1999010{day}2386".encode() for day in range(10)]
    (asked,) = times(secret(), [point(candidates[3])])
    plain = [point(each) for each in candidates]
    assert asked not in plain
    assert asked not in times(secret(), plain)


def test_the_same_term_asked_twice_looks_like_two() -> None:
    term = point(b"group")
    assert times(secret(), [term]) != times(secret(), [term])


def test_padding_is_points_like_any_other_and_never_twice_the_same() -> None:
    made = padding(20)
    assert len(set(made)) == 20
    assert all(len(each) == 32 and times(secret(), [each]) for each in made)


@pytest.mark.parametrize("bad", [bytes(32), (1).to_bytes(32, "little"), b"short"])
def test_what_is_no_point_or_too_small_a_one_is_refused(bad) -> None:
    with pytest.raises(ValueError, match=r"shared key|32 bytes"):
        times(secret(), [bad])
