"""Personal numbers. All here are Skatteverket's for tests; none is anybody's."""

from __future__ import annotations

import json

import pytest
from support.shared import shared_file

from samverkan.tables import personal_numbers
from samverkan.tables.personal_numbers import looks_like_one, read_number

NUMBER = "200001012384"  # of Skatteverket's list


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        (NUMBER, None),
        (int(NUMBER), None),
        (float(NUMBER), None),
        ("20000101-2384", None),
        (" 20000101 2384 ", None),
        ("20000101–2384", None),
        ("000101-2384", personal_numbers.CENTURY),
        (1012384, personal_numbers.LOST_ZERO),
        ("1012384", personal_numbers.LOST_ZERO),
    ],
)
def test_the_same_number(raw, note):
    assert read_number(raw) == (NUMBER, note)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        None,
        "200001012385",
        "20000101",
        "20001301-2384",
        "abc",
        True,
        "TF00010101",
        12.5,
        "2000-01-01-2384",
    ],
)
def test_no_number(raw):
    assert read_number(raw) is None


def test_the_shared_list_of_right_and_wrong_numbers():
    for each in json.loads(shared_file("testpersonnummer", "list.json").read_text()):
        if " " in each["separated_long"]:
            continue  # a space is let pass here; lists have it
        found = read_number(each["separated_long"])
        assert (found is not None) == each["valid"], each
        if found:
            assert found.digits == each["long_format"]


@pytest.mark.parametrize(
    "text", ["ring 000101-2384", "20000101-2384", "0001012384 var där", "samordning 000161-2384"]
)
def test_a_text_that_may_hold_one(text):
    assert looks_like_one(text)


@pytest.mark.parametrize(
    "text", ["ärende 2024-118", "08-508 00 000", "klockan 17.59 den 2024-01-02", "3 av 12"]
)
def test_a_text_that_holds_none(text):
    assert not looks_like_one(text)
