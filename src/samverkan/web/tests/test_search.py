"""Search: on name, personal number and case number, in the own compartment, and never in the address."""

import pytest
from support.clients import signed_in_client, text_of

HANNA = {"name": "Hanna Karlsson-Öberg", "person_number": "199901012386", "former_names": "Hanna Ek"}


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def search(world, text, username="pol.samordnare", **more):
    return signed_in_client(world, username, **more).post("/sok/", {"text": text})


@pytest.mark.parametrize(
    "text",
    [
        "Hanna", "karlsson", "Carlson", "ÖBERG", "Karlsson Hanna", "Ek", "199901012386", "990101-2386",
        "19990101-2386",
    ],
)  # fmt: skip
def test_name_parts_sound_former_name_and_number_find_the_person(world, acts, text):
    acts.nominate("pol.samordnare", **HANNA)
    assert "Hanna Karlsson-Öberg" in text_of(search(world, text))


def test_the_case_number_finds_the_case(world, acts):
    case = acts.nominate("pol.samordnare", **HANNA)
    assert "1 träff" in text_of(search(world, f" {case.number.lower()} "))


@pytest.mark.parametrize("text", ["skottlossning", "Kullen", "röd", "Hanna Persson", "199901012394"])
def test_nothing_else_finds_anything(world, acts, text):
    acts.nominate("pol.samordnare", **HANNA)
    response = search(world, text)
    assert response.status_code == 200
    assert "Ingen träff i era akter Det säger ingenting om andra myndigheter." in text_of(response)


def test_another_agencys_persons_are_never_found(world, acts):
    case = acts.nominate("pol.samordnare", **HANNA)
    for text in ("Hanna", "199901012386"):
        assert "Ingen träff" in text_of(search(world, text, "soc.beslut"))
    own = text_of(search(world, case.number, "soc.beslut"))  # the police's number means nothing here
    assert "Ingen träff" in own


def test_a_caseworker_finds_assigned_cases_only(world, acts):
    acts.nominate("pol.samordnare", **HANNA)
    assert "Ingen träff" in text_of(search(world, "Hanna", "pol.handlaggare"))


def test_an_empty_search_is_told_what_to_write(world):
    response = search(world, "  ")
    assert response.status_code == 422
    assert "Skriv ett namn, ett personnummer eller ett ärendenummer." in text_of(response)


def test_the_page_says_the_provision_that_bounds_it(world):
    text = text_of(signed_in_client(world, "pol.samordnare").get("/sok/"))
    assert "15 § förordningen 2001:637" in text
    assert "bara i er egen myndighets akter" in text


def test_the_words_searched_for_come_by_post_only(world, acts):
    acts.nominate("pol.samordnare", **HANNA)
    response = signed_in_client(world, "pol.samordnare").get("/sok/?text=Hanna")
    assert "Hanna" not in response.content.decode().replace("/sok/?text=Hanna", "")
    assert "träff" not in text_of(response)


def protected(acts):
    from samverkan.casework import actions

    return actions.nominate(
        by=acts.actor("pol.samordnare"), programme=acts.programme(), protected=True,
        identity={"name": "Hemliga Hanna", "person_number": "199901012386", "protection": "marked"},
        nomination={"grounds": "Hot."},
    )  # fmt: skip


@pytest.mark.parametrize("text", ["Hemliga", "199901012386"])
def test_a_protected_name_finds_nothing_until_a_fresh_code(world, acts, text):
    unknown = text_of(search(world, text)).replace(text, "")
    case = protected(acts)
    assert text_of(search(world, text)).replace(text, "") == unknown
    assert case.number in text_of(search(world, text, stepped_up=True))


def test_a_protected_case_is_found_by_its_number_without_the_name(world, acts):
    case = protected(acts)
    text = text_of(search(world, case.number))
    assert f"Ärende {case.number} Skyddade personuppgifter" in text
    assert "Hemliga" not in text


@pytest.mark.parametrize("username", ["pol.logg", "pol.styr", "pol.drift", "skola.rektor"])
def test_seats_that_read_nothing_have_no_search(world, username):
    assert signed_in_client(world, username).get("/sok/").status_code == 404


def test_a_search_leaves_a_line_without_the_words(world, acts):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    acts.nominate("pol.samordnare", **HANNA)
    search(world, "Hanna")
    with bound(acts.actor("pol.samordnare")):
        line = Trace.objects.get(verb="case.search")
    assert line.detail == {}
    assert line.subjects
