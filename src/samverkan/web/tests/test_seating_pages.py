"""Staffing and handing over, from the pages."""

from datetime import timedelta

import pytest
from support.clients import signed_in_client, text_of
from support.world import TREFAS

SEATS, OVER = f"/verksamheter/{TREFAS}/bemanna/", f"/listan/{TREFAS}/lamna-over/"


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def key(username):
    from samverkan.secrecy.models import Assignment

    return str(Assignment.objects.get(officer__username=username).pk)


def days(n):
    from samverkan.secrecy import clock

    return (clock.today() + timedelta(days=n)).isoformat()


def test_a_seat_is_given_seen_and_ended(world):
    client = signed_in_client(world, "pol.beslut")
    assert 'href="' + SEATS in client.get(f"/verksamheter/{TREFAS}/").content.decode()
    page = client.get(SEATS)
    assert "Din egen plats ändras av en kollega" in text_of(page)
    assert "Stig Prov" not in text_of(page), "another authority's people are theirs to seat"
    given = {"assignment": key("pol.avhopp"), "role": "caseworker", "since": days(0), "until": days(30)}
    said = text_of(client.post(SEATS, given, follow=True))
    assert "Platsen är given" in said
    assert f"Polly Prov Avhopparsamordnare Handläggare från och med {days(0)} till och med {days(30)}" in said
    link = [each for each in client.get(SEATS).content.decode().split('href="') if "Polly Prov, " in each][-1]
    ended = client.post(link.split('"')[0], {"last_day": days(2)}, follow=True)
    assert f"till och med {days(2)}" in text_of(ended)
    assert "Lämna över kollegans ärenden" in text_of(ended)


def test_an_empty_form_says_what_is_missing(world):
    page = signed_in_client(world, "pol.beslut").post(SEATS, {})
    assert page.status_code == 422
    assert "Välj en kollega." in text_of(page)


@pytest.mark.parametrize(
    ("username", "status"), [("pol.handlaggare", 403), ("soc.jurist", 403), ("skola.rektor", 404)]
)
def test_nobody_else_staffs_it(world, username, status):
    assert signed_in_client(world, username).get(SEATS).status_code == status


def test_cases_are_handed_over_from_the_list(world, acts):
    from samverkan.casework import actions
    from samverkan.secrecy.models import Assignment

    case = acts.nominate("pol.samordnare")
    worker = Assignment.objects.get(officer__username="pol.handlaggare")
    actions.assign(by=acts.actor("pol.beslut"), case=case, assignment=worker)
    client = signed_in_client(world, "pol.beslut")
    assert OVER in client.get(f"/listan/{TREFAS}/").content.decode()
    given = {
        "giver": key("pol.handlaggare"),
        "taker": key("pol.beslut2"),
        "since": days(0),
        "text": "Ring först.",
    }
    said = text_of(client.post(OVER, given, follow=True))
    assert "1 ärende är överlämnat." in said
    assert "Ring först." in text_of(client.get(f"/arenden/{case.pk}/"))
    again = client.post(OVER, {**given, "taker": key("pol.handlaggare")})
    assert (again.status_code, "Välj en annan än den som lämnar" in text_of(again)) == (422, True)


@pytest.mark.parametrize("username", ["pol.handlaggare", "fri.handlaggare"])
def test_only_whoever_may_give_cases_hands_them_over(world, username):
    assert signed_in_client(world, username).get(OVER).status_code == 403
