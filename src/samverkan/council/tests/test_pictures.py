"""A situation picture: drafted, written, decided once all that 4 § requires is there, and never changed after that."""

from datetime import timedelta

import pytest
from support.council import CITY_PLACE, PROBLEM, WRITTEN


def test_a_draft_has_its_number_its_day_and_its_maker(city):
    from samverkan.council.actions import pictures
    from samverkan.secrecy import clock

    row = pictures.draft(by=city.actor(), place=CITY_PLACE, title=" Lägesbild Prov ")
    assert (row.version, row.title, row.basis_on, row.decided) == (1, "Lägesbild Prov", clock.today(), False)
    assert row.made_by.officer.username == "kom.samordnare"
    assert pictures.draft(by=city.actor(), place="0180-sdo-jarva", title="Järva").version == 1
    assert pictures.draft(by=city.actor(), place=CITY_PLACE, title="Nästa").version == 2


def test_it_leaves_a_line_in_the_trail_that_names_the_picture(city):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    row = city.picture()
    with bound(city.actor()):
        verbs = set(Trace.objects.values_list("verb", flat=True))
        assert Trace.objects.get(verb="picture.draft").detail["situationpicture"] == str(row.pk)
    assert verbs >= {"picture.draft", "picture.write", "picture.problem"}


@pytest.mark.parametrize("username", ["pol.beslut", "soc.beslut", "kom.politiker", "pol.styr"])
def test_only_the_municipality_s_own_coordination_drafts(city, username):
    from samverkan.council.actions import pictures
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused):
        pictures.draft(by=city.actor(username), place=CITY_PLACE, title="Vår egen")


def test_the_coordinator_drafts_and_does_not_decide(city):
    from samverkan.council.actions import pictures
    from samverkan.secrecy.acting import Refused

    row = city.picture()
    with pytest.raises(Refused):
        pictures.decide(picture=row.pk, **{**city.decision(), "by": city.actor()})
    assert pictures.decide(picture=row.pk, **city.decision()).decided


def test_a_place_that_is_not_in_the_register_is_refused(city, refused):
    from samverkan.council.actions import pictures

    refused("place", lambda: pictures.draft(by=city.actor(), place="finns-ej", title="X"))


@pytest.mark.parametrize("part", list(WRITTEN))
def test_none_of_the_required_parts_may_be_missing(city, refused, part):
    from samverkan.council.actions import pictures

    row = city.picture(**{part: "  "})
    said = refused(part, lambda: pictures.decide(picture=row.pk, **city.decision()))
    assert "Lagen kräver" in said


def test_a_picture_without_a_problem_is_no_ground_for_a_plan(city, refused):
    from samverkan.council.actions import pictures

    row = city.picture()
    pictures.drop_problem(by=city.actor(), picture=row.pk, problem=city.problems(row)[0].pk)
    refused("problems", lambda: pictures.decide(picture=row.pk, **city.decision()))


@pytest.mark.parametrize("side", ["situation", "victim", "offender", "reference", "seen"])
def test_a_problem_has_all_its_sides(city, refused, side):
    from samverkan.council.actions import pictures

    row = city.picture()
    facts = {**PROBLEM, side: ""}
    refused(side, lambda: pictures.put_problem(by=city.actor(), picture=row.pk, **facts))


def test_a_problem_is_changed_where_it_stands(city):
    from samverkan.council.actions import pictures

    row = city.picture()
    problem = city.problems(row)[0]
    pictures.put_problem(by=city.actor(), picture=row.pk, problem=problem.pk, **{**PROBLEM, "title": "Annat"})
    assert [each.title for each in city.problems(row)] == ["Annat"]


@pytest.mark.parametrize("field", ["analysis", "gaps"])
def test_nobody_s_personal_number_stands_in_it(city, refused, field):
    from samverkan.council.actions import pictures

    row = city.picture()
    texts = {field: "Mest 19990101-2386."}
    refused(field, lambda: pictures.write(by=city.actor(), picture=row.pk, title="T", **texts))


@pytest.mark.parametrize(("field", "value"), [("decision", " "), ("body", ""), ("on", 1)])
def test_a_decision_has_its_number_its_body_and_a_day_that_has_come(city, refused, field, value):
    from samverkan.council.actions import pictures

    facts = city.decision()
    facts[field] = facts["on"] + timedelta(days=1) if field == "on" else value
    row = city.picture()
    refused(field, lambda: pictures.decide(picture=row.pk, **facts))


def test_decided_it_stands(city):
    from samverkan.council.actions import pictures
    from samverkan.secrecy.acting import Conflict

    row = city.decided_picture()
    assert (row.decision, row.body, row.decided_by.officer.username) == (
        "Dnr KS 2026/431", "Kommunstyrelsen", "kom.beslut",
    )  # fmt: skip
    for call in (
        lambda: pictures.write(by=city.actor(), picture=row.pk, title="Nytt"),
        lambda: pictures.refresh(by=city.actor(), picture=row.pk),
        lambda: pictures.put_problem(by=city.actor(), picture=row.pk, **PROBLEM),
        lambda: pictures.decide(picture=row.pk, **city.decision()),
    ):
        with pytest.raises(Conflict):
            call()


def test_the_next_one_starts_from_the_last_with_problems_of_its_own(city):
    from samverkan.council.actions import pictures

    first = city.decided_picture()
    second = pictures.draft(by=city.actor(), place=CITY_PLACE, title="Lägesbild 2")
    assert (second.version, second.previous_id, second.analysis) == (2, first.pk, WRITTEN["analysis"])
    assert [each.title for each in city.problems(second)] == [PROBLEM["title"]]
    pictures.put_problem(
        by=city.actor(), picture=second.pk, problem=city.problems(second)[0].pk, **{**PROBLEM, "title": "Ny"}
    )
    assert city.problems(first)[0].title == PROBLEM["title"]
