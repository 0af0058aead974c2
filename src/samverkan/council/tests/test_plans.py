"""An action plan hangs on a decided picture, answers its problems, and follows one that has been followed up."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from support.council import MEASURE, PROBLEM
from support.world import TREFAS

DAY = timedelta(days=1)


def test_a_plan_needs_a_decided_picture(city, refused):
    from samverkan.council.actions import plans
    from samverkan.secrecy import clock

    draft = city.picture()
    call = {"by": city.actor(), "picture": draft.pk, "title": "Plan", "follow_up_by": clock.today()}
    assert "beslutad lägesbild" in refused("picture", lambda: plans.draft(**call))


def test_a_measure_has_the_whole_chain(city):
    row = city.plan()
    measure = city.measures(row)[0]
    assert (measure.cause, measure.budget, measure.responsible) == ("victim", 1_500_000, "Stadsdelsnämnden")
    assert measure.plan_id == row.pk
    assert city.problems(row.picture)[0].pk == measure.problem_id


@pytest.mark.parametrize("link", ["goal", "title", "indicator", "baseline", "target", "responsible", "money"])
def test_no_link_of_the_chain_may_be_missing(city, refused, link):
    refused(link, lambda: city.plan(**{link: " "}))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"cause": "fate"}, "cause"),
        ({"problem": UUID(int=1)}, "problem"),
        ({"budget": -1}, "budget"),
        ({"budget": 10**15}, "budget"),
        ({"due": date(2001, 1, 1)}, "due"),
        ({"programme": UUID(int=1)}, "programme"),
    ],
)
def test_what_does_not_hold_is_said_at_its_field(city, refused, facts, field):
    refused(field, lambda: city.plan(**facts))


def test_a_measure_may_be_a_programme(city):
    row = city.plan(programme=TREFAS)
    assert city.measures(row)[0].programme_id == TREFAS


def test_a_problem_of_another_picture_is_no_ground(city, refused):
    from samverkan.council.actions import plans
    from samverkan.secrecy import clock

    row = city.plan()
    other = city.problems(city.decided_picture("0180-sdo-jarva"))[0]
    facts = {**MEASURE, "due": clock.today() + DAY}
    refused("problem", lambda: plans.put_measure(by=city.actor(), plan=row.pk, problem=other.pk, **facts))


def test_it_is_followed_up_within_what_the_law_gives(city, refused):
    from samverkan.council.actions import plans
    from samverkan.council.law import longest
    from samverkan.secrecy import clock

    row = city.plan()
    last = longest("follow_up", clock.today())
    facts = {"by": city.actor(), "plan": row.pk, "title": "T", "summary": ""}
    refused("follow_up_by", lambda: plans.write(**facts, follow_up_by=last + DAY))
    assert plans.write(**facts, follow_up_by=last).follow_up_by == last


def test_every_problem_has_an_answer_before_it_is_decided(city, refused):
    from samverkan.council.actions import pictures, plans
    from samverkan.secrecy import clock

    draft = city.picture()
    pictures.put_problem(by=city.actor(), picture=draft.pk, **{**PROBLEM, "title": "Bränder i trapphus"})
    picture = pictures.decide(picture=draft.pk, **city.decision())
    row = city.plan(picture)
    said = refused("measures", lambda: plans.decide(plan=row.pk, **city.decision()))
    assert "Bränder i trapphus" in said
    second = city.problems(picture)[1].pk
    due = clock.today() + 30 * DAY
    plans.put_measure(by=city.actor(), plan=row.pk, problem=second, **{**MEASURE, "due": due})
    assert plans.decide(plan=row.pk, **city.decision()).decided


def test_the_next_plan_waits_for_the_verdicts_on_the_last(city, refused):
    from samverkan.council.actions import plans

    picture = city.decided_picture()
    first = city.decided_plan(picture)
    second = city.plan(picture)
    said = refused("previous", lambda: plans.decide(plan=second.pk, **city.decision()))
    assert "inte uppföljd" in said
    city.decided_followup(first)
    assert plans.decide(plan=second.pk, **city.decision()).decided


def test_it_is_not_decided_before_its_picture(city, refused):
    from samverkan.council.actions import plans

    row = city.plan()
    facts = city.decision(row.picture.decided_on - DAY)
    refused("on", lambda: plans.decide(plan=row.pk, **facts))


def test_decided_its_measures_stand(city):
    from samverkan.council.actions import plans
    from samverkan.secrecy.acting import Conflict

    row = city.decided_plan()
    measure = city.measures(row)[0]
    with pytest.raises(Conflict):
        plans.drop_measure(by=city.actor(), plan=row.pk, measure=measure.pk)
    assert city.measures(row) == [measure]


@pytest.mark.parametrize("username", ["pol.beslut", "kom.politiker"])
def test_others_write_no_plan(city, username):
    from samverkan.council.actions import plans
    from samverkan.secrecy import clock
    from samverkan.secrecy.acting import Refused

    picture = city.decided_picture()
    facts = {"picture": picture.pk, "title": "Plan", "follow_up_by": clock.today()}
    with pytest.raises(Refused):
        plans.draft(by=city.actor(username), **facts)
