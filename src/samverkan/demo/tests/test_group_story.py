"""The year of work on groups as told in data/groups.yaml: whole, in order, and made up."""

from datetime import date

from samverkan.demo import group_place
from samverkan.demo.group_place import SLUG, TOLD
from samverkan.demo.places import PLACES
from samverkan.methods.loading import load

GVI = load("gvi")
ANCHOR = date(2026, 11, 22)


def choices(kind, field):
    return {each.id for each in GVI.kind(kind).field(field).choices}


def test_it_is_told_where_trefas_is_told_too():
    assert SLUG in {place.slug for place in PLACES["small"]()}
    assert group_place.stories("small") == [SLUG]


def test_the_municipality_is_the_citys_own():
    from samverkan.demo.whole import whole_city

    city = whole_city("small", 1, ANCHOR)
    (town,) = [each["name"] for each in city["agencies"] if each["kind"] == "municipality"]
    (gvi,) = [each for each in city["programmes"] if each["method"] == "gvi"]
    assert town in gvi["parties"]


def test_every_answer_is_one_of_the_methods():
    for line in TOLD["incidents"]:
        assert line["what"] in choices("incident", "what")
        assert line["hurt"] in choices("incident", "hurt")
        for link in line["links"]:
            assert link["part"] in choices("incident_link", "part")
            assert link["certainty"] in choices("incident_link", "certainty")
    assert {line["part"] for line in TOLD["fidelity"]} == choices("fidelity", "part")
    assert {line["what"] for line in TOLD["sanctions"]} <= choices("group_sanction", "what")


def test_nothing_is_done_with_a_group_before_it_is_taken_up():
    began = {line["as"]: line["ago"] for line in TOLD["groups"]}
    for sort in ("audits", "persons", "talks", "tasks", "coming"):
        assert all(line["ago"] < began[line["of"]] for line in TOLD[sort]), sort
    assert all(line["ago"] < began[line["of"]] for line in TOLD["ties"])
    assert all(line["from"] < began[line["of"]] for line in TOLD["sanctions"])
    assert all(line["ago"] < began[link["to"]] for line in TOLD["incidents"] for link in line["links"])


def test_there_is_something_left_to_do_today():
    assert any(not line.get("confirmed", True) for line in TOLD["groups"])
    assert any("review" not in line for line in TOLD["incidents"])
    assert any("to" not in line for line in TOLD["calls"])
    assert any(line["day"] < 0 for line in TOLD["call_ins"])
    assert any("stop" not in line for line in TOLD["focus"])


def test_sanctions_are_used_only_in_increased_focus():
    for line in TOLD["sanctions"]:
        focus = next(each for each in TOLD["focus"] if each["of"] == line["of"])
        assert focus["ago"] >= line["from"] >= line["to"] >= focus.get("stop", 0)


def test_whoever_speaks_for_the_community_is_told_to_be_made_up():
    assert all("Påhittad" in line["name"] for line in [*TOLD["voices"], *TOLD["speakers"]])
    assert "Påhittad" in TOLD["purpose"]
