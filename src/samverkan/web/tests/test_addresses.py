"""Addresses put together from their pattern are those that Django makes."""

from uuid import uuid4

import pytest
from django.urls import reverse

pytestmark = pytest.mark.usefixtures("template")  # Django set up


@pytest.mark.parametrize(
    ("name", "words"),
    [("desk", []), ("case", [None]), ("fact_new", [None, "note"]), ("case_move", [None, "confirm"]),
     ("meeting_act", [None, None, "farg"])],
)  # fmt: skip
def test_an_address_is_djangos(name, words):
    from samverkan.web.addresses import address

    for _ in range(2):
        keys = [word or uuid4() for word in words]
        assert address(name, *keys) == reverse(name, args=keys)


def test_a_page_that_is_not_there_has_no_address():
    from samverkan.web.addresses import address

    assert address("nowhere", uuid4()) == ""
    assert address("case", uuid4(), uuid4()) == ""
