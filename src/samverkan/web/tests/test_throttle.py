"""How often one address may send: counted by address, forgotten, and not to be had by writing another's name."""

import pytest


@pytest.fixture(autouse=True)
def forgotten(template):
    from samverkan.web import throttle

    throttle._seen.clear()
    yield
    throttle._seen.clear()


def request(address="203.0.113.7", **headers):
    from django.test import RequestFactory

    return RequestFactory().post("/egna-ord/", REMOTE_ADDR=address, **headers)


def test_after_so_many_times_it_is_enough():
    from samverkan.web.throttle import MOST, allowed

    assert [allowed(request()) for _n in range(MOST + 1)] == [True] * MOST + [False]
    assert allowed(request("203.0.113.8"))


def test_it_is_forgotten(monkeypatch):
    from samverkan.web import throttle

    now = [1000.0]
    monkeypatch.setattr(throttle.time, "monotonic", lambda: now[0])
    for _n in range(throttle.MOST + 1):
        throttle.allowed(request())
    now[0] += throttle.SPAN + 1
    assert throttle.allowed(request())


def test_an_address_in_a_header_counts_from_the_own_machine_alone():
    from samverkan.web.throttle import address_of

    forged = {"HTTP_X_FORWARDED_FOR": "198.51.100.1, 198.51.100.2"}
    assert address_of(request("203.0.113.7", **forged)) == "203.0.113.7"
    assert address_of(request("127.0.0.1", **forged)) == "198.51.100.2"
    assert address_of(request("127.0.0.1")) == "127.0.0.1"


def test_no_more_addresses_are_kept_than_there_is_room_for(monkeypatch):
    from samverkan.web import throttle

    monkeypatch.setattr(throttle, "KEPT", 3)
    for n in range(6):
        throttle.allowed(request(f"203.0.113.{n}"))
    assert len(throttle._seen) == 3
