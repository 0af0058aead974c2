"""Nominating, and opening an own file: what the forms take, keep and refuse."""

from uuid import uuid4

import pytest
from support.clients import signed_in_client, text_of
from support.world import TREFAS

LIST = f"/listan/{TREFAS}/"
WHOLE = {
    "name": "Prov Provsson", "person_number": "199901012386", "protection": "",
    "grounds": "Hotad efter skottlossningen.", "network": "Kullen",
}  # fmt: skip


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def cases(acts, username="pol.samordnare"):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile

    actor = acts.actor(username)
    with bound(actor):
        return list(CaseFile.of(actor.agency).order_by("number"))


def test_a_nomination_is_saved_and_asks_the_methods_question(world, acts):
    client = signed_in_client(world, "pol.samordnare")
    response = client.post(LIST + "foresla/", WHOLE)
    case = cases(acts)[0]
    assert response.headers["Location"] == f"/arenden/{case.pk}/?fraga=siblings_at_nomination"
    assert case.phase == "nominated"
    assert case.list_id is not None
    kinds = {each.row.kind: each for each in acts.seen("pol.samordnare", case)}
    assert kinds["identity"]["name"] == "Prov Provsson"
    assert kinds["nomination"]["grounds"] == "Hotad efter skottlossningen."
    page = text_of(client.get(response.headers["Location"]))
    assert "Någon annan än du ska bekräfta det." in page
    assert "Finns det syskon eller andra barn i hemmet" in page


def test_what_is_missing_stands_at_its_field_and_in_the_summary(world, acts):
    response = signed_in_client(world, "pol.samordnare").post(LIST + "foresla/", {"network": "Kullen"})
    text = text_of(response)
    assert response.status_code == 422
    assert "Namn: Fyll i det här." in text
    assert "Grunder: Fyll i det här." in text
    assert 'value="Kullen"' in response.content.decode()  # what was written stays
    assert cases(acts) == []


def test_a_wrong_personal_number_is_pointed_out(world, acts):
    wrong = {**WHOLE, "person_number": "199901012387"}
    response = signed_in_client(world, "pol.samordnare").post(LIST + "foresla/", wrong)
    assert response.status_code == 422
    assert "Person- eller samordningsnummer: Personnumret stämmer inte" in text_of(response)
    assert cases(acts) == []


def test_the_same_person_cannot_have_two_open_files(world, acts):
    client = signed_in_client(world, "pol.samordnare")
    client.post(LIST + "foresla/", WHOLE)
    response = client.post(LIST + "foresla/", WHOLE)
    assert response.status_code == 422
    assert "Ni har redan en öppen akt på personnumret" in text_of(response)
    assert len(cases(acts)) == 1


def test_another_agencys_file_on_the_same_person_is_no_hindrance(world, acts):
    acts.nominate("soc.handlaggare", name="Prov Provsson", person_number="199901012386")
    response = signed_in_client(world, "pol.samordnare").post(LIST + "foresla/", WHOLE)
    assert response.status_code == 302


def test_protected_identity_goes_behind_its_own_lock(world, acts):
    client = signed_in_client(world, "pol.samordnare")
    client.post(LIST + "foresla/", {**WHOLE, "protection": "registered"})
    case = cases(acts)[0]
    assert [each.row.kind for each in acts.seen("pol.samordnare", case)] == ["nomination"]
    page = client.get(f"/arenden/{case.pk}/").content.decode()
    assert "Provsson" not in page
    assert "Namn och personnummer visas först när du bekräftat vem du är." in page


def test_a_choice_that_is_none_of_the_methods_is_refused(world, acts):
    response = signed_in_client(world, "pol.samordnare").post(LIST + "foresla/", {**WHOLE, "protection": "x"})
    assert response.status_code == 422
    assert "Välj ett av alternativen." in text_of(response)


def own_file(acts, username="pol.samordnare"):
    from samverkan.casework import actions

    return actions.open_file(
        by=acts.actor(username), programme=acts.programme(), identity={"name": "Frans Fil"}
    )


def test_from_an_own_file_the_person_is_known_already(world, acts):
    case = own_file(acts)
    client = signed_in_client(world, "pol.samordnare")
    there = f"{LIST}foresla/?akt={case.pk}"
    assert 'name="name"' not in client.get(there).content.decode()
    assert client.post(there, {"grounds": "Hotad."}).status_code == 302
    only = cases(acts)
    assert [each.pk for each in only] == [case.pk]
    assert only[0].list_id is not None


@pytest.mark.parametrize("which", ["another agency's", "absent", "garbled", "on the list already"])
def test_only_an_own_file_outside_the_list_can_be_nominated(world, acts, which):
    keys = {
        "another agency's": lambda: own_file(acts, "soc.handlaggare").pk,
        "absent": uuid4,
        "garbled": lambda: "a-file",
        "on the list already": lambda: acts.nominate("pol.samordnare").pk,
    }
    client = signed_in_client(world, "pol.samordnare")
    response = client.get(f"{LIST}foresla/?akt={keys[which]()}")
    assert response.status_code == 404
    assert response.content == client.get(f"{LIST}foresla/?akt={uuid4()}").content


def test_an_own_file_is_opened_and_is_on_no_list(world, acts):
    client = signed_in_client(world, "soc.handlaggare")
    response = client.post(LIST + "akt/", {"name": "Frans Fil", "protection": ""})
    case = cases(acts, "soc.handlaggare")[0]
    assert response.headers["Location"] == f"/arenden/{case.pk}/"
    assert case.list_id is None
    assert "Den finns bara hos er." in text_of(client.get(f"/arenden/{case.pk}/"))


def test_an_own_file_needs_a_name(world, acts):
    response = signed_in_client(world, "soc.handlaggare").post(LIST + "akt/", {"protection": ""})
    assert response.status_code == 422
    assert "Namn: Fyll i det här." in text_of(response)
    assert cases(acts, "soc.handlaggare") == []


@pytest.mark.parametrize("page", ["foresla/", "akt/"])
def test_whoever_may_not_is_refused_and_that_is_traced(world, acts, page):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    client = signed_in_client(world, "soc.jurist")
    assert client.get(LIST + page).status_code == 403
    assert client.post(LIST + page, WHOLE).status_code == 403
    with bound(acts.actor("soc.jurist")):
        assert Trace.objects.filter(outcome="refused").count() == 2


@pytest.mark.parametrize("page", ["foresla/", "akt/"])
def test_a_programme_one_is_not_in_is_no_page(world, page):
    client = signed_in_client(world, "skola.rektor")
    assert client.post(LIST + page, WHOLE).status_code == 404
