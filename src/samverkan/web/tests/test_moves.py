"""A case's steps: confirmed by a second person, brought to the meeting, left with a reason; given to officers."""

from datetime import timedelta

import pytest
from support.clients import signed_in_client, text_of


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def case(acts):
    return acts.nominate("pol.samordnare")


def step(world, username, case, move, **data):
    """Open the form, send it as the browser would."""
    client = signed_in_client(world, username)
    return client.post(f"/arenden/{case.pk}/steg/{move}/", {"seen_phase": case.phase, **data})


def phase_of(acts, case):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile

    with bound(acts.actor("pol.samordnare")):
        return CaseFile.objects.get(pk=case.pk).phase


def test_a_second_person_confirms_with_reasons(world, acts, case):
    form = signed_in_client(world, "pol.beslut").get(f"/arenden/{case.pk}/steg/confirm/")
    assert "Efter steget står ärendet som: Bekräftad." in text_of(form)
    assert 'name="seen_phase" value="nominated"' in form.content.decode()
    answer = step(world, "pol.beslut", case, "confirm", reason="Två källor.")
    assert answer.headers["Location"] == f"/arenden/{case.pk}/"
    assert phase_of(acts, case) == "confirmed"


def test_whoever_nominated_cannot_confirm(world, acts, case):
    client = signed_in_client(world, "pol.samordnare")
    there = f"/arenden/{case.pk}/steg/confirm/"
    assert client.get(there).status_code == 403
    answer = client.post(there, {"seen_phase": "nominated", "reason": "Jag själv."})
    assert answer.status_code == 403
    assert phase_of(acts, case) == "nominated"


def test_reasons_that_the_method_asks_for_are_asked_for(world, acts, case):
    answer = step(world, "pol.beslut", case, "confirm")
    assert answer.status_code == 422
    assert "Skäl: Fyll i det här." in text_of(answer)
    answer = step(world, "pol.beslut", case, "decline", reason="Fel person.")
    assert answer.status_code == 422
    assert "Varför ärendet avslutas: Fyll i det här." in text_of(answer)
    assert phase_of(acts, case) == "nominated"


def test_an_unknown_leaving_reason_is_refused_in_words(world, acts, case):
    answer = step(world, "pol.beslut", case, "decline", reason="Fel person.", leaving="tired")
    assert answer.status_code == 422
    assert "Välj varför ärendet avslutas." in text_of(answer)


def test_leaving_closes_the_own_file_and_keeps_the_reason(world, acts, case):
    answer = step(world, "pol.beslut", case, "decline", reason="Fel person.", leaving="wrong")
    assert answer.status_code == 302
    assert phase_of(acts, case) == "left"
    page = text_of(signed_in_client(world, "pol.beslut").get(f"/arenden/{case.pk}/"))
    assert "Avslut Fel person." in page


def test_the_leaving_form_says_what_to_think_of(world, acts, case):
    client = signed_in_client(world, "pol.beslut")
    text = text_of(client.get(f"/arenden/{case.pk}/steg/decline/"))
    assert "Skriv frigivningen som ett kommande datum innan ärendet avslutas." in text
    assert "Akten stängs hos er." in text


def test_a_step_the_method_does_not_have_is_no_page(world, case):
    assert signed_in_client(world, "pol.beslut").get(f"/arenden/{case.pk}/steg/promote/").status_code == 404


def test_a_step_that_is_not_from_here_is_refused(world, acts, case):
    answer = signed_in_client(world, "pol.beslut").get(f"/arenden/{case.pk}/steg/activate/")
    assert answer.status_code == 403


def test_a_lost_race_shows_what_one_chose_and_how_it_stands(world, acts, case):
    step(world, "pol.beslut", case, "confirm", reason="Två källor.")
    answer = step(world, "pol.beslut2", case, "decline", reason="Tveksamt underlag.", leaving="wrong")
    text = text_of(answer)
    assert answer.status_code == 409
    assert "Tveksamt underlag." in text
    assert "Bekräfta inte" in text
    assert "Skede skiljer sig Bekräftad" in text
    assert phase_of(acts, case) == "confirmed"


def officers_of(acts, case):
    from samverkan.casework.reads.officers import responsible
    from samverkan.secrecy.binding import bound

    actor = acts.actor("pol.samordnare")
    with bound(actor):
        return responsible(actor, [case])[case.pk]


def assignment_of(username):
    from samverkan.secrecy.models import Assignment

    return Assignment.objects.get(officer__username=username)


def test_a_case_is_given_to_an_officer_who_can_then_open_it(world, acts, case):
    there = f"/arenden/{case.pk}/handlaggare/"
    colleague = signed_in_client(world, "pol.handlaggare")
    assert colleague.get(f"/arenden/{case.pk}/").status_code == 404
    client = signed_in_client(world, "pol.samordnare")
    answer = client.post(there, {"assignment": assignment_of("pol.handlaggare").pk})
    assert answer.headers["Location"] == f"/arenden/{case.pk}/"
    assert officers_of(acts, case) == ["Petra Prov", "Pär Prov"]
    assert colleague.get(f"/arenden/{case.pk}/").status_code == 200


def test_only_own_officers_seated_in_the_programme_can_be_chosen(world, acts, case):
    client = signed_in_client(world, "pol.samordnare")
    page = client.get(f"/arenden/{case.pk}/handlaggare/").content.decode()
    assert "Pär Prov, Handläggare" in page
    assert "Sara Prov" not in page
    for other in ("soc.handlaggare", "skola.rektor"):
        answer = client.post(f"/arenden/{case.pk}/handlaggare/", {"assignment": assignment_of(other).pk})
        assert answer.status_code == 422
        assert "Välj en handläggare." in text_of(answer)


def test_a_substitutes_end_cannot_lie_before_the_beginning(world, acts, case):
    from samverkan.secrecy import clock

    data = {
        "assignment": assignment_of("pol.handlaggare").pk, "since": clock.today().isoformat(),
        "until": (clock.today() - timedelta(days=1)).isoformat(),
    }  # fmt: skip
    answer = signed_in_client(world, "pol.samordnare").post(f"/arenden/{case.pk}/handlaggare/", data)
    assert answer.status_code == 422
    assert "Slutdagen måste vara samma dag som den första eller senare." in text_of(answer)
    assert officers_of(acts, case) == ["Petra Prov"]


def test_whoever_may_not_assign_is_refused(world, acts):
    case = acts.nominate("soc.handlaggare")
    client = signed_in_client(world, "soc.handlaggare")
    assert client.get(f"/arenden/{case.pk}/handlaggare/").status_code == 403
    answer = client.post(f"/arenden/{case.pk}/handlaggare/", {"assignment": assignment_of("soc.beslut").pk})
    assert answer.status_code == 403


def test_there_is_a_way_to_write_the_hand_over(world, case):
    html = signed_in_client(world, "pol.samordnare").get(f"/arenden/{case.pk}/handlaggare/").content.decode()
    assert f'href="/arenden/{case.pk}/uppgift/handover/"' in html
