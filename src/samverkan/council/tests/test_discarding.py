"""A draft is discarded with its reason: it is still read, nothing writes in it, its number is used up."""

import pytest
from django.db import DatabaseError, transaction

from samverkan.secrecy.binding import bound

WHY = "Börjades av misstag."


def papers(city):
    """A draft of each sort, and its act."""
    from samverkan.council.actions import followups, pictures, plans

    plan = city.decided_plan()
    yield "picture", pictures, city.picture()
    yield "plan", plans, city.plan()
    yield "followup", followups, city.followup(plan)


def test_each_sort_is_discarded_with_its_reason_and_named_in_the_trail(city):
    from samverkan.secrecy import clock
    from samverkan.trail.models import Trace

    for name, acts, row in papers(city):
        gone = acts.discard(by=city.actor(), reason=f" {WHY} ", **{name: row.pk})
        assert (gone.open, gone.decided, gone.discarded_why) == (False, False, WHY)
        assert gone.discarded_by.officer.username == "kom.samordnare"
        assert clock.day_of(gone.discarded_at) == clock.today()
        with bound(city.actor()):
            line = Trace.objects.get(verb=f"{name}.discard")
        assert line.detail[row._meta.model_name] == str(row.pk)
        assert WHY not in str(line.detail)


def test_a_reason_is_asked_for(city, refused):
    from samverkan.council.actions import pictures

    row = city.picture()
    refused("reason", lambda: pictures.discard(by=city.actor(), picture=row.pk, reason="  "))
    refused("reason", lambda: pictures.discard(by=city.actor(), picture=row.pk, reason="Om 20121212-2385"))


def test_nothing_is_done_with_it_after_that(city):
    from samverkan.council.actions import pictures
    from samverkan.secrecy.acting import Conflict

    row = city.picture()
    pictures.discard(by=city.actor(), picture=row.pk, reason=WHY)
    acts = (
        lambda: pictures.write(by=city.actor(), picture=row.pk, title="X", **_texts()),
        lambda: pictures.discard(by=city.actor(), picture=row.pk, reason=WHY),
        lambda: pictures.decide(picture=row.pk, **city.decision()),
    )
    for act in acts:
        with pytest.raises(Conflict):
            act()


def test_what_is_decided_is_not_discarded_nor_another_authority_s(city):
    from samverkan.council.actions import pictures
    from samverkan.secrecy.acting import Conflict, Refused

    row = city.decided_picture()
    with pytest.raises(Conflict):
        pictures.discard(by=city.actor(), picture=row.pk, reason=WHY)
    draft = city.picture()
    with pytest.raises(Refused):
        pictures.discard(by=city.actor("pol.beslut"), picture=draft.pk, reason=WHY)


def test_its_number_is_not_used_again_and_it_holds_up_no_new_draft(city):
    from samverkan.council.actions import pictures

    row = city.picture()
    pictures.discard(by=city.actor(), picture=row.pk, reason=WHY)
    assert city.decided_picture().version == row.version + 1


def test_the_database_says_the_same(city):
    from samverkan.council.actions import pictures
    from samverkan.council.models import Problem, SituationPicture

    row = city.picture()
    pictures.discard(by=city.actor(), picture=row.pk, reason=WHY)
    with bound(city.actor("kom.beslut")):
        assert SituationPicture.objects.filter(pk=row.pk).update(analysis="Nytt") == 0
        assert SituationPicture.objects.filter(pk=row.pk).update(discarded_at=None) == 0
        assert Problem.objects.filter(picture=row.pk).update(title="Nytt") == 0
        assert Problem.objects.filter(picture=row.pk)._raw_delete("default") == 0
        assert Problem.objects.filter(picture=row.pk).count() == 1
    with bound(city.actor("pol.beslut")):
        assert not SituationPicture.objects.filter(pk=row.pk).exists()


def test_no_draft_is_put_away_without_a_reason_even_past_the_program(city):
    from samverkan.council.models import SituationPicture
    from samverkan.secrecy import clock

    row, by = city.picture(), city.actor()
    facts = {"discarded_at": clock.now(), "discarded_by": by.assignment}
    with pytest.raises(DatabaseError), bound(by), transaction.atomic():
        SituationPicture.objects.filter(pk=row.pk).update(**facts)


def _texts() -> dict[str, str]:
    from support.council import WRITTEN

    return {**WRITTEN, "sources": "", "gaps": ""}
