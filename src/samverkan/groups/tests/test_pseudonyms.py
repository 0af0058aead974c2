"""Pseudonyms: the same within an export, and nothing to match by between two without their keys."""

import secrets
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from samverkan.groups import pseudonyms
from samverkan.groups.pseudonyms import Pseudonyms, key_for

THINGS = [uuid4().hex for _ in range(300)]


def test_the_same_thing_has_the_same_name_within_an_export_and_after_it_is_made_anew():
    key = secrets.token_bytes(32)
    first = [Pseudonyms(key).name("G", thing) for thing in THINGS]
    assert [Pseudonyms(key).name("G", thing) for thing in THINGS] == first


def test_two_things_never_have_the_same_name(monkeypatch):
    monkeypatch.setattr(pseudonyms, "LETTERS", 2)  # 1024 names for 300 things: clashes for certain
    names = Pseudonyms(b"k" * 32)
    given_names = [names.name("G", thing) for thing in THINGS]
    assert len(set(given_names)) == len(THINGS)
    assert [names.name("G", thing) for thing in THINGS] == given_names


def test_nothing_is_the_same_in_two_exports_neither_group_person_nor_incident():
    box = secrets.token_bytes(32)
    one, other = (Pseudonyms(key_for(box, uuid4().bytes)) for _ in range(2))
    for sort in "GPH":
        first = {one.name(sort, thing) for thing in THINGS}
        assert not first & {other.name(sort, thing) for thing in THINGS}


def test_a_group_and_a_person_with_the_same_identifier_do_not_share_a_name():
    names = Pseudonyms(b"k" * 32)
    assert names.name("G", "x")[2:] != names.name("P", "x")[2:]


def test_the_key_follows_from_box_and_export_and_from_nothing_less():
    box, export = secrets.token_bytes(32), uuid4().bytes
    assert key_for(box, export) == key_for(box, export)
    assert key_for(box, export) != key_for(secrets.token_bytes(32), export)
    assert key_for(box, export) != key_for(box, uuid4().bytes)
    assert len(key_for(box, export)) == 32


@given(st.text(min_size=1))
def test_a_name_says_nothing_of_what_it_stands_for(thing):
    made = Pseudonyms(b"k" * 32).name("G", thing)
    assert len(made) == 10
    assert made[2:].isalnum()
