"""The guide "Får jag lämna ut?": candidates and what rules the others out; never a yes, never a secret."""

import pytest
from support.forms import forms_in

ASKED = {
    "giver": "social", "receiver": "police", "what": ["social"], "purpose": "prevent_crime", "age": "17",
    "consent": "not_asked", "on": "2026-11-23",
}  # fmt: skip


@pytest.fixture
def client(shared_world):
    from support.clients import signed_in_client

    return signed_in_client(shared_world, "soc.handlaggare")


def test_the_empty_form_begins_with_ones_own_authority_today(client):
    from samverkan.secrecy import clock

    page = client.get("/far-jag-lamna-ut/")
    filled = next(fields for _action, fields in forms_in(page) if "on" in fields)
    assert (filled["giver"], filled["on"], filled["consent"]) == (
        "social",
        clock.today().isoformat(),
        "not_asked",
    )
    assert "aldrig ett ja" in page.content.decode()


def test_a_question_gives_candidates_with_text_conditions_and_doubts(client):
    text = client.get("/far-jag-lamna-ut/", ASKED).content.decode()
    assert "OSL 10 kap. 18 a §" in text
    assert "rör en enskild som inte fyllt" in text.replace("\n", " ")
    assert "senast ändrad genom 2025:179" in text
    assert "praxis har vi inte funnit" in text
    assert "Villkor att svara på" in text
    assert "Uppgiften rör ett barn." in text
    assert "Programmet svarar aldrig ja" in text


def test_what_falls_away_says_why_and_by_which_rule(client):
    text = client.get("/far-jag-lamna-ut/", ASKED).content.decode()
    assert "Generalklausulen gäller inte socialtjänstens sekretess" in text
    assert "OSL 10 kap. 27 § andra stycket" in text


def test_the_day_decides_which_text_applies(client):
    text = client.get("/far-jag-lamna-ut/", ASKED | {"on": "2025-11-30"}).content.decode()
    assert "OSL 10 kap. 15 a § gäller först från 2025-12-01." in text


def test_an_adult_is_not_reached_by_the_rule_for_the_young(client):
    text = client.get("/far-jag-lamna-ut/", ASKED | {"age": "30"}).content.decode()
    assert 'id="ground-osl-10-18a"' not in text
    assert 'id="ground-osl-10-15a"' in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": "i går"}, "Skriv datumet så här"),
        ({"age": "-1"}, "Skriv åldern i hela år."),
        ({"receiver": "mars"}, "mars"),
    ],
)
def test_a_question_that_cannot_be_read_is_sent_back_with_why(client, change, said):
    answer = client.get("/far-jag-lamna-ut/", ASKED | change)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_no_answer_ever_says_yes(client):
    text = client.get("/far-jag-lamna-ut/", ASKED).content.decode().lower()
    for promise in ("du får lämna ut", "tillåtet att lämna", "kan lämnas ut utan"):
        assert promise not in text


def test_it_touches_no_secret_and_leaves_no_trace(client, shared_world):
    import psycopg

    count = "SELECT count(*) FROM trail_trace WHERE verb = 'guide.ask'"
    with psycopg.connect(shared_world.dsn()) as connection:
        client.get("/far-jag-lamna-ut/", ASKED)
        assert connection.execute(count).fetchone() == (0,)


def test_whoever_works_with_no_cases_does_not_find_it(shared_world):
    from support.clients import signed_in_client

    assert signed_in_client(shared_world, "pol.styr").get("/far-jag-lamna-ut/").status_code == 404
