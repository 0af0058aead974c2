"""The API: the pages' rules, one 404, and nothing of what lies with another authority."""

import json
import re
from pathlib import Path

import pytest
from support.world import SOCIAL

DOCS = Path(__file__).parents[4] / "docs" / "reference" / "api.md"


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def shared(acts):
    """A case of the police's of which one note, and no name, was disclosed to the social services."""
    case = acts.nominate("pol.samordnare")
    note = acts.note("pol.samordnare", case, "Hotades i går.")
    acts.note("pol.samordnare", case, "Polisens egen sak.")
    acts.disclose("pol.samordnare", case, SOCIAL, note)
    return case, acts.receive("soc.beslut").case


@pytest.fixture
def get(world):
    from support.clients import signed_in_client

    def answer(username, path, expected=200):
        response = signed_in_client(world, username).get(path)
        assert response.status_code == expected
        return json.loads(response.content) if expected == 200 else response.content

    return answer


def test_the_list_is_the_agencys_own(shared, get):
    mine, theirs = shared
    rows = get("pol.samordnare", "/api/arenden/")["cases"]
    assert [(row["id"], row["name"]) for row in rows] == [(str(mine.pk), "Prov Provsson")]
    rows = get("soc.beslut", "/api/arenden/")["cases"]
    assert [(row["id"], row["name"]) for row in rows] == [(str(theirs.pk), None)], (
        "told of a matter, not of whom"
    )
    assert get("fri.beslut", "/api/arenden/")["cases"] == []


def test_a_case_has_a_column_per_authority_and_says_who_holds_what(shared, get):
    mine, theirs = shared
    own = get("pol.samordnare", f"/api/arenden/{mine.pk}/")["columns"]
    notes = {each["fields"]["text"]: each["given_to"] for each in own[0]["entries"] if each["kind"] == "note"}
    assert [each["agency"]["kind"] for each in notes["Hotades i går."]] == ["social"]
    assert notes["Polisens egen sak."] == []
    columns = get("soc.beslut", f"/api/arenden/{theirs.pk}/")["columns"]
    assert [(each["agency"]["kind"], each["own"], len(each["entries"])) for each in columns] == [
        ("social", True, 0), ("police", False, 1)
    ]  # fmt: skip


def test_hidden_and_absent_are_the_same_404_to_the_byte(shared, get):
    mine, _theirs = shared
    hidden = get("soc.beslut", f"/api/arenden/{mine.pk}/", 404)
    absent = get("soc.beslut", "/api/arenden/00000000-0000-0000-0000-00000000dead/", 404)
    assert hidden == absent == get("soc.beslut", "/arenden/00000000-0000-0000-0000-00000000dead/", 404)


@pytest.mark.parametrize("username", ["pol.logg", "pol.styr", "pol.drift", "skola.rektor"])
@pytest.mark.parametrize("path", ["/api/arenden/", "/api/utlamnanden/"])
def test_the_api_is_absent_for_whoever_reads_no_entries(get, username, path):
    get(username, path, 404)


def test_disclosures_name_no_content(shared, acts, get):
    mine, _theirs = shared
    acts.disclose("pol.samordnare", mine, SOCIAL, acts.note("pol.samordnare", mine, "Ny och hemlig."))
    given = get("pol.samordnare", "/api/utlamnanden/")["given"]
    assert [row["status"] for row in given] == ["decided", "received"]
    assert given[0]["ground"] == "osl-10-15a"
    answer = get("soc.beslut", "/api/utlamnanden/")
    assert [row["giver"]["kind"] for row in answer["waiting"]] == ["police"]
    assert answer["given"] == []
    assert "Ny och hemlig." not in json.dumps(answer)


def test_what_was_read_is_in_the_trail(world, shared, get):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    mine, _theirs = shared
    get("pol.samordnare", f"/api/arenden/{mine.pk}/")
    with bound(world.actor("pol.samordnare")):
        line = Trace.objects.get(verb="api.case")
    assert len(line.subjects) >= 3


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "page=²", "page=" + "9" * 400])
def test_a_page_that_cannot_be_is_absent(get, query):
    get("pol.samordnare", f"/api/arenden/?{query}", 404)


def test_paging_filters_and_reading_only(world, shared, get):
    from support.clients import signed_in_client, visitor

    assert get("pol.samordnare", "/api/arenden/?page=2")["cases"] == []
    assert get("pol.samordnare", "/api/arenden/?closed=1")["cases"] == []
    elsewhere = "/api/arenden/?programme=00000000-0000-0000-0000-00000000dead"
    assert get("pol.samordnare", elsewhere)["cases"] == []
    assert signed_in_client(world, "pol.samordnare").post("/api/arenden/").status_code == 405
    stranger = visitor().get("/api/arenden/")
    assert (stranger.status_code, stranger.json()["error"]) == (401, "sign_in"), "a program is led to no form"
    assert stranger["WWW-Authenticate"].startswith("Session ")


def test_the_reference_names_every_address_and_every_key(shared, acts, get):
    """docs/reference/api.md is held against real answers."""
    mine, _theirs = shared
    acts.judge("pol.samordnare", mine, "red")
    acts.give_task("pol.samordnare", mine, "police")
    text = DOCS.read_text()
    said = set(re.findall(r"`([a-z_]+)`", text))
    for path in ("/api/arenden/", f"/api/arenden/{mine.pk}/", "/api/utlamnanden/"):
        assert re.sub(r"[0-9a-f-]{36}", "<id>", path) in text
        assert _keys(get("pol.samordnare", path)) <= said


def _keys(answer):
    """All keys but those of `fields`, which the method's file names."""
    if isinstance(answer, list):
        return set().union(*map(_keys, answer))
    if not isinstance(answer, dict):
        return set()
    return set(answer).union(*(_keys(value) for name, value in answer.items() if name != "fields"))
