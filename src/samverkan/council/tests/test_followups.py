"""A follow-up forces a verdict on every measure; nothing closes without one, not even past the program."""

import pytest
from django.db import DatabaseError, transaction
from support.council import OUTCOME

from samverkan.secrecy.binding import bound


def test_only_a_decided_plan_is_followed_up(city, refused):
    from samverkan.council.actions import followups

    row = city.plan()
    refused("plan", lambda: followups.draft(by=city.actor(), plan=row.pk, title="Uppföljning"))


def test_it_does_not_close_while_a_measure_has_no_verdict(city, refused):
    from samverkan.council.actions import followups

    plan = city.decided_plan()
    row = followups.draft(by=city.actor(), plan=plan.pk, title="Uppföljning")
    followups.write(by=city.actor(), followup=row.pk, title=row.title, summary="Kort.")
    said = refused("outcomes", lambda: followups.decide(followup=row.pk, **city.decision()))
    assert city.measures(plan)[0].title in said
    followups.put_outcome(by=city.actor(), followup=row.pk, measure=city.measures(plan)[0].pk, **OUTCOME)
    assert followups.decide(followup=row.pk, **city.decision()).decided


def test_the_database_does_not_let_it_close_either(city):
    from samverkan.council.actions import followups
    from samverkan.council.models import FollowUp

    row = followups.draft(by=city.actor(), plan=city.decided_plan().pk, title="Uppföljning")
    by = city.actor("kom.beslut")
    facts = {"decided_on": row.made_at.date(), "decision": "X", "decided_by": by.assignment}
    with pytest.raises(DatabaseError, match="no verdict"), bound(by), transaction.atomic():
        FollowUp.objects.filter(pk=row.pk).update(**facts)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("done", "maybe"),
        ("effect", ""),
        ("verdict", "wait"),
        ("reached", " "),
        ("grounds", ""),
        ("reasons", ""),
        ("spent", -1),
    ],
)
def test_a_verdict_has_its_answers_grounds_and_reasons(city, refused, field, value):
    plan = city.decided_plan()
    refused(field, lambda: city.followup(plan, **{field: value}))


def test_given_again_a_verdict_replaces_the_first(city):
    from samverkan.council.actions import followups

    plan = city.decided_plan()
    row = city.followup(plan)
    facts = {**OUTCOME, "verdict": "stop"}
    followups.put_outcome(by=city.actor(), followup=row.pk, measure=city.measures(plan)[0].pk, **facts)
    with bound(city.actor()):
        assert [each.verdict for each in row.outcomes.all()] == ["stop"]


def test_a_measure_of_another_plan_is_not_judged_here(city):
    from samverkan.council.actions import followups
    from samverkan.secrecy.acting import Conflict

    row = city.followup()
    other = city.decided_plan(city.decided_picture("0180-sdo-jarva"))
    with pytest.raises(Conflict):
        followups.put_outcome(by=city.actor(), followup=row.pk, measure=city.measures(other)[0].pk, **OUTCOME)


def test_the_reader_of_the_first_page_is_told_what_came_of_it(city, refused):
    from samverkan.council.actions import followups

    row = city.followup()
    followups.write(by=city.actor(), followup=row.pk, title=row.title, summary=" ")
    refused("summary", lambda: followups.decide(followup=row.pk, **city.decision()))


def test_the_coordinator_does_not_close_it(city):
    from samverkan.council.actions import followups
    from samverkan.secrecy.acting import Refused

    row = city.followup()
    with pytest.raises(Refused):
        followups.decide(followup=row.pk, **{**city.decision(), "by": city.actor()})


def test_drafts_and_verdicts_stay_at_home_until_it_is_decided(city):
    from samverkan.council.actions import followups
    from samverkan.council.models import FollowUp, Outcome

    row = city.followup()
    with bound(city.actor("pol.beslut")):
        assert (FollowUp.objects.count(), Outcome.objects.count()) == (0, 0)
    followups.decide(followup=row.pk, **city.decision())
    with bound(city.actor("pol.beslut")):
        assert (FollowUp.objects.count(), Outcome.objects.count()) == (1, 1)
