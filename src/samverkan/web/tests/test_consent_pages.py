"""Consents and standing decisions in pages: recorded with an end, taken back, and what then stops."""

from datetime import timedelta
from uuid import uuid4

import pytest
from support.forms import answers_for, form_with
from support.world import PROBATION, SOCIAL


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def case(acts):
    return acts.nominate("pol.samordnare")


@pytest.fixture
def browse(world):
    from support.clients import signed_in_client

    return lambda username, **more: signed_in_client(world, username, **more)


def day(ahead=0):
    from samverkan.secrecy import clock

    return (clock.today() + timedelta(days=ahead)).isoformat()


def given(**change):
    return {
        "given_by": "self", "guardian": "", "receivers": [str(SOCIAL)], "kinds": ["note"],
        "scope": "Får veta var han bor.", "given_on": day(), "until": day(90),
    } | change  # fmt: skip


def record(client, case, **change):
    answer = client.post(f"/arenden/{case.pk}/samtycke/nytt/", given(**change))
    assert answer.status_code == 302, answer.content.decode()


def consent_of(world):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Consent

    by = world.actor("pol.samordnare")
    with bound(by):
        return Consent.of(by.agency).get()


def stand(client, case, held, **change):
    """Make a standing decision under a consent; returns the answer."""
    url = f"/arenden/{case.pk}/staende/nytt/"
    filled = form_with(client.get(f"{url}?grund=osl-10-1"), "ground") | answers_for("osl-10-1")
    filled |= {"receiver": str(SOCIAL), "kinds": ["note"], "consent": str(held.pk), "until": day(30)}
    return client.post(url, filled | change)


def standing_of(world):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import StandingDecision

    by = world.actor("pol.beslut")
    with bound(by):
        return StandingDecision.of(by.agency).get()


def agree(client, world):
    """The second decider's answer; the method asks for one on every standing decision."""
    return client.post(f"/staende/{standing_of(world).pk}/andra/")


def test_a_consent_is_shown_with_its_scope_and_end(browse, case):
    client = browse("pol.samordnare")
    record(client, case)
    text = client.get(f"/arenden/{case.pk}/samtycken/").content.decode()
    for said in ("den enskilde själv", "Får veta var han bor.", day(90), "gäller", "Anteckning"):
        assert said in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"receivers": []}, "Välj minst en myndighet."),
        ({"kinds": []}, "Välj minst ett slags uppgift."),
        ({"given_by": "guardian"}, "Ange vilken vårdnadshavare som har samtyckt."),
        ({"until": "2020-01-01"}, "Samtycket måste ha ett slutdatum"),
        ({"scope": ""}, "Skriv vad samtycket gäller."),
        ({"kinds": ["minute"]}, "minute"),
    ],
)
def test_a_consent_without_a_scope_or_an_end_is_sent_back(browse, case, change, said):
    answer = browse("pol.samordnare").post(f"/arenden/{case.pk}/samtycke/nytt/", given(**change))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_consent_as_ground_needs_a_consent_in_the_file(browse, acts, case):
    note = acts.note("pol.samordnare", case)
    client = browse("pol.beslut")
    form = form_with(client.get(f"/arenden/{case.pk}/lamna-ut/"), "request")
    form |= {"take": [f"{note.pk}.text"], "receiver": str(SOCIAL)}
    url = client.post(f"/arenden/{case.pk}/lamna-ut/", form).url

    def decide():
        filled = form_with(client.get(f"{url}?grund=osl-10-1"), "shown")
        return client.post(url, filled | answers_for("osl-10-1"))

    answer = decide()
    assert answer.status_code == 422
    assert "Det finns inget gällande samtycke i akten" in answer.content.decode()
    record(browse("pol.samordnare"), case)
    assert decide().status_code == 302
    assert len(acts.deliveries("soc.beslut")) == 1


def test_what_is_written_under_a_standing_decision_crosses_by_itself(browse, acts, case, world):
    record(browse("pol.samordnare"), case)
    client = browse("pol.beslut")
    assert stand(client, case, consent_of(world)).status_code == 302
    assert agree(browse("pol.beslut2"), world).status_code == 302
    text = client.get(f"/arenden/{case.pk}/samtycken/").content.decode()
    assert day(30) in text
    assert "Per Prov" in text
    acts.note("pol.samordnare", case)
    assert len(acts.deliveries("soc.beslut")) == 1


def test_a_standing_decision_waits_for_a_second_decider(browse, acts, case, world):
    record(browse("pol.samordnare"), case)
    client = browse("pol.beslut")
    stand(client, case, consent_of(world))
    acts.note("pol.samordnare", case)
    assert acts.deliveries("soc.beslut") == []
    assert (
        "väntar på en andra beslutsfattare" in client.get(f"/arenden/{case.pk}/samtycken/").content.decode()
    )
    assert agree(client, world).status_code == 403  # the one who decided is not asked
    assert agree(browse("pol.samordnare"), world).status_code == 403
    other = browse("pol.beslut2")
    assert "En kollega har beslutat" in other.get(f"/staende/{standing_of(world).pk}/andra/").content.decode()
    assert agree(other, world).status_code == 302
    assert "Någon annan hann före" in other.get(agree(other, world).url).content.decode()


def test_a_consent_taken_back_stops_what_rests_on_it_at_once(browse, acts, case, world):
    record(browse("pol.samordnare"), case)
    consent = consent_of(world)
    client = browse("pol.samordnare")
    stand(browse("pol.beslut"), case, consent)
    agree(browse("pol.beslut2"), world)
    url = f"/samtycken/{consent.pk}/aterkalla/"
    assert "stannar" in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    acts.note("pol.samordnare", case)
    assert acts.deliveries("soc.beslut") == []
    text = client.get(f"/arenden/{case.pk}/samtycken/").content.decode()
    assert "återkallat" in text
    assert "stoppat" in text


def test_a_consent_taken_back_between_two_deciders_stops_the_second(browse, acts, case, world):
    from support.acts import decision

    from samverkan.secrecy import consents, disclosing
    from samverkan.secrecy.binding import bound

    record(browse("pol.samordnare"), case)
    note, by = acts.note("pol.samordnare", case), world.actor("pol.beslut")
    went = acts.disclose("pol.beslut", case, SOCIAL, note, decision=decision("osl-10-1"), four_eyes=True)
    consents.withdraw(by=world.actor("pol.samordnare"), case=case, consent=consent_of(world))
    with bound(by):
        went.refresh_from_db()
    assert went.state == disclosing.State.AWAITS_SECOND
    other = browse("pol.beslut2")
    page = f"/utlamnanden/{went.pk}/"
    answer = other.post(f"{page}andra/", form_with(other.get(page), "shown"))
    assert answer.status_code == 422
    assert "Det finns inget gällande samtycke i akten" in answer.content.decode()
    assert acts.deliveries("soc.beslut") == []


def test_a_standing_decision_is_stopped_by_hand(browse, acts, case, world):
    record(browse("pol.samordnare"), case)
    client = browse("pol.beslut")
    stand(client, case, consent_of(world))
    agree(browse("pol.beslut2"), world)
    url = f"/staende/{standing_of(world).pk}/stoppa/"
    assert browse("pol.samordnare").post(url).status_code == 403
    assert client.post(url).status_code == 302
    acts.note("pol.samordnare", case)
    assert acts.deliveries("soc.beslut") == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kinds": ["contact"]}, "som omfattar mottagaren och alla uppgifterna"),
        ({"receiver": str(PROBATION)}, "som omfattar mottagaren och alla uppgifterna"),
        ({"consent": ""}, "som omfattar mottagaren och alla uppgifterna"),
        ({"reasons": ""}, "Skriv skälen för beslutet."),
        ({"until": "2020-01-01"}, "Beslutet måste sluta senast när samtycket gör det."),
        ({"answer_given": "no"}, "bär inte grunden"),
    ],
)
def test_a_standing_decision_stays_within_its_consent(browse, case, world, change, said):
    record(browse("pol.samordnare"), case)
    answer = stand(browse("pol.beslut"), case, consent_of(world), **change)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_possibility_is_never_offered_for_a_standing_decision(browse, case):
    text = browse("pol.beslut").get(f"/arenden/{case.pk}/staende/nytt/").content.decode()
    assert 'value="osl-10-1"' in text
    assert 'value="osl-10-15a"' not in text


def test_hidden_and_absent_consents_are_one_404(browse, case, world):
    record(browse("pol.samordnare"), case)
    other = browse("soc.beslut")
    absent = other.get(f"/samtycken/{uuid4()}/aterkalla/")
    for url in (f"/samtycken/{consent_of(world).pk}/aterkalla/", f"/arenden/{case.pk}/samtycken/"):
        hidden = other.get(url)
        assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert browse("pol.beslut").get(f"/staende/{uuid4()}/stoppa/").status_code == 404
