"""Signing in: two proofs, one assignment, a fresh session; nothing told to whoever guesses."""

import re
from datetime import timedelta

import pytest
from support.clients import signed_in_client, visitor

PASSWORD = "prov-losenord-1"


def password(client, username="pol.samordnare", word=PASSWORD, there=""):
    return client.post(f"/logga-in/{there}", {"username": username, "password": word})


def code_of(username):
    from samverkan.secrecy import proof
    from samverkan.secrecy.models import Officer

    return proof.current_code(Officer.objects.get(username=username))


def verbs_of(world, username):
    """What the trail of the officer's agency says, oldest first."""
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    with bound(world.actor(username)):
        rows = Trace.objects.order_by("at").values_list("verb", "outcome")
        return [row for row in rows if row[0].startswith("login.")]


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_two_proofs_lead_to_the_desk_and_leave_a_line(world):
    client = visitor()
    assert password(client).headers["Location"] == "/logga-in/kod/"
    assert "officer" not in client.session
    answer = client.post("/logga-in/kod/", {"code": code_of("pol.samordnare")})
    assert answer.headers["Location"] == "/"
    actor = world.actor("pol.samordnare")
    assert client.session["officer"] == str(actor.officer)
    assert client.session["assignment"] == str(actor.assignment)
    assert "proving" not in client.session
    assert verbs_of(world, "pol.samordnare") == [("login.done", "done")]


def test_the_session_gets_a_new_key_at_each_step(world):
    client = visitor()
    client.session.save()
    keys = [client.cookies["sessionid"].value]
    password(client)
    keys.append(client.cookies["sessionid"].value)
    client.post("/logga-in/kod/", {"code": code_of("pol.samordnare")})
    keys.append(client.cookies["sessionid"].value)
    assert len(set(keys)) == 3


def test_a_wrong_password_and_an_unknown_name_read_alike(world):
    wrong = password(visitor(), word="fel-losenord-11")
    unknown = password(visitor(), username="finns.inte")
    assert wrong.status_code == unknown.status_code == 422
    assert "Användarnamnet eller lösenordet stämmer inte." in text_of(wrong)
    hide = re.compile(r'value="[^"]*"')
    assert hide.sub("", wrong.content.decode()) == hide.sub("", unknown.content.decode())


def test_a_refused_sign_in_stands_in_the_officers_own_agencys_trail(world):
    password(visitor(), word="fel-losenord-11")
    assert verbs_of(world, "pol.beslut") == [("login.refused", "refused")]
    assert verbs_of(world, "soc.beslut") == []


def test_the_password_alone_opens_nothing(world):
    client = visitor()
    password(client)
    assert client.get("/").headers["Location"] == "/logga-in/"
    assert client.get("/logga-in/uppdrag/").headers["Location"] == "/logga-in/"


def test_the_code_page_needs_the_password_first(world):
    assert visitor().get("/logga-in/kod/").headers["Location"] == "/logga-in/"


def test_a_wrong_code_is_refused_and_traced(world):
    client = visitor()
    password(client)
    right = code_of("pol.samordnare")
    answer = client.post("/logga-in/kod/", {"code": f"{(int(right) + 1) % 1_000_000:06}"})
    assert answer.status_code == 422
    assert "officer" not in client.session
    assert verbs_of(world, "pol.samordnare") == [("login.refused", "refused")]


def test_a_code_works_once(world):
    from samverkan.secrecy import clock

    with clock.frozen(clock.now()):
        right = code_of("pol.samordnare")
        first, second = visitor(), visitor()
        password(first)
        assert first.post("/logga-in/kod/", {"code": right}).status_code == 302
        password(second)
        assert second.post("/logga-in/kod/", {"code": right}).status_code == 422


def test_from_password_to_code_there_are_five_minutes(world):
    from samverkan.secrecy import clock

    client = visitor()
    password(client)
    with clock.frozen(clock.now() + timedelta(minutes=6)):
        right = code_of("pol.samordnare")
        assert client.post("/logga-in/kod/", {"code": right}).headers["Location"] == "/logga-in/"


@pytest.mark.parametrize("username", ["pol.samordnare", "finns.inte"])
def test_five_wrong_passwords_lock_out_whoever_it_is(world, username):
    client = visitor()
    answers = [password(client, username=username, word="fel-losenord-11") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [429]
    locked = password(client, username=username)
    assert locked.status_code == 429
    assert "Vänta en kvart" in text_of(locked)


def test_wrong_codes_lock_out_too_even_with_the_right_password(world):
    client = visitor()
    password(client)
    right = int(code_of("pol.samordnare"))
    wrong = [f"{(right + n) % 1_000_000:06}" for n in range(7, 12)]
    statuses = [client.post("/logga-in/kod/", {"code": each}).status_code for each in wrong]
    assert statuses[-1] == 429
    assert client.post("/logga-in/kod/", {"code": f"{right:06}"}).status_code == 429
    assert password(visitor()).status_code == 429


def test_a_right_sign_in_forgets_earlier_slips(world):
    from axes.models import AccessAttempt

    client = visitor()
    password(client, word="fel-losenord-11")
    password(client)
    client.post("/logga-in/kod/", {"code": code_of("pol.samordnare")})
    assert not AccessAttempt.objects.exists()


@pytest.mark.parametrize(
    ("there", "leads_to"),
    [
        ("/moten/", "/moten/"),
        ("https://ond.example/", "/"),
        ("//ond.example/", "/"),
        (r"/\ond.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_next_leads_to_our_own_pages_only(world, there, leads_to):
    client = visitor()
    client.post(
        "/logga-in/", {"username": "pol.samordnare", "password": PASSWORD}, query_params={"next": there}
    )
    answer = client.post("/logga-in/kod/", {"code": code_of("pol.samordnare")})
    assert answer.headers["Location"] == leads_to


def second_assignment(attacker, username, agency):
    attacker().execute(
        "INSERT INTO secrecy_assignment (id, officer_id, agency_id, title, valid_from)"
        " SELECT gen_random_uuid(), id, %s, 'Vikarie', '2024-01-01' FROM secrecy_officer WHERE username = %s",
        [agency, username],
    )


def test_several_assignments_are_chosen_among(world, attacker):
    from support.world import SOCIAL

    from samverkan.secrecy.models import Assignment

    second_assignment(attacker, "pol.samordnare", SOCIAL)
    client = visitor()
    password(client)
    chosen = client.post("/logga-in/kod/", {"code": code_of("pol.samordnare")})
    assert chosen.headers["Location"] == "/logga-in/uppdrag/"
    assert "officer" not in client.session
    page = text_of(client.get("/logga-in/uppdrag/"))
    assert "Samordnare, Polisen" in page
    assert "Vikarie, Socialtjänsten" in page
    held = Assignment.objects.get(title="Vikarie")
    answer = client.post("/logga-in/uppdrag/", {"assignment": held.pk})
    assert answer.headers["Location"] == "/"
    assert client.session["assignment"] == str(held.pk)
    assert ("login.done", "done") in verbs_of(world, "soc.beslut")


def test_another_officers_assignment_cannot_be_chosen(world, attacker):
    from support.world import SOCIAL

    second_assignment(attacker, "pol.samordnare", SOCIAL)
    client = visitor()
    password(client)
    client.post("/logga-in/kod/", {"code": code_of("pol.samordnare")})
    answer = client.post("/logga-in/uppdrag/", {"assignment": world.actor("soc.beslut").assignment})
    assert answer.status_code == 422
    assert "officer" not in client.session


def test_an_officer_without_a_live_assignment_is_told_so(world, attacker):
    client = visitor()
    password(client)
    attacker().execute("UPDATE secrecy_assignment SET valid_to = '2024-02-01'")
    client.post("/logga-in/kod/", {"code": code_of("pol.samordnare")})
    page = client.get("/logga-in/uppdrag/")
    assert "Du har inget uppdrag som gäller i dag" in text_of(page)


def test_signing_out_empties_the_session(world):
    client = signed_in_client(world, "pol.samordnare")
    assert client.get("/logga-ut/").headers["Location"] == "/"
    assert "officer" in client.session
    assert client.post("/logga-ut/").headers["Location"] == "/logga-in/"
    assert "officer" not in client.session
    assert client.get("/").headers["Location"] == "/logga-in/"
    assert ("login.end", "done") in verbs_of(world, "pol.samordnare")


def test_a_fresh_code_steps_up_and_leads_back(world):
    from samverkan.secrecy import clock

    client = signed_in_client(world, "pol.samordnare")
    answer = client.post("/bekrafta/?next=/sok/", {"code": code_of("pol.samordnare")})
    assert answer.headers["Location"] == "/sok/"
    until = client.session["stepped_up_until"]
    assert clock.now().isoformat() < until < (clock.now() + timedelta(seconds=301)).isoformat()
    assert ("login.step_up", "done") in verbs_of(world, "pol.samordnare")


def test_a_wrong_code_does_not_step_up(world):
    client = signed_in_client(world, "pol.samordnare")
    wrong = f"{(int(code_of('pol.samordnare')) + 1) % 1_000_000:06}"
    assert client.post("/bekrafta/?next=//ond.example/", {"code": wrong}).status_code == 422
    assert "stepped_up_until" not in client.session
    assert verbs_of(world, "pol.samordnare") == [("login.refused", "refused")]


def test_the_form_says_what_is_missing(world):
    answer = visitor().post("/logga-in/", {})
    assert answer.status_code == 422
    assert text_of(answer).count("Fyll i det här.") == 4  # in the summary and at each of two fields


def test_the_page_speaks_english_when_asked(world):
    client = visitor()
    client.post("/sprak/", {"language": "en", "next": "/logga-in/"})
    assert '<html lang="en">' in client.get("/logga-in/").content.decode()
