"""The database itself: drafts stay at home, what is decided stays as it was, whatever the program forgets."""

import pytest
from django.db import DatabaseError, transaction

from samverkan.secrecy.binding import bound


def test_a_draft_is_seen_by_its_own_authority_only(city):
    from samverkan.council.models import Problem, SituationPicture

    city.picture()
    for username, seen in (("kom.politiker", 1), ("pol.beslut", 0), ("soc.beslut", 0)):
        with bound(city.actor(username)):
            assert SituationPicture.objects.count() == seen, username
            assert Problem.objects.count() == seen, username


def test_decided_it_is_everybody_s_to_read(city):
    from samverkan.council.models import Problem, SituationPicture

    city.decided_picture()
    with bound(city.actor("pol.handlaggare")):
        assert (SituationPicture.objects.count(), Problem.objects.count()) == (1, 1)


def test_nothing_is_changed_in_what_is_decided(city):
    from samverkan.council.models import Problem, SituationPicture

    row = city.decided_picture()
    with bound(city.actor("kom.beslut")):
        assert SituationPicture.objects.filter(pk=row.pk).update(analysis="Nytt") == 0
        assert Problem.objects.update(title="Nytt") == 0
        assert Problem.objects.all()._raw_delete("default") == 0


def test_a_coordinator_s_hand_cannot_decide_past_the_program(city):
    from samverkan.council.models import SituationPicture

    row = city.picture()
    by = city.actor()
    facts = {"decided_on": row.basis_on, "decision": "X", "decided_by": by.assignment}
    with pytest.raises(DatabaseError), bound(by), transaction.atomic():
        SituationPicture.objects.filter(pk=row.pk).update(**facts)


@pytest.mark.parametrize("username", ["pol.beslut", "kom.politiker"])
def test_whoever_does_not_plan_adds_nothing(city, username):
    from samverkan.council.models import SituationPicture
    from samverkan.secrecy import clock

    by = city.actor(username)
    made = SituationPicture(
        agency_id=by.agency, place="0180", version=9, title="X", made_by_id=by.assignment, made_at=clock.now(),
        basis=b"", basis_on=clock.today(),
    )  # fmt: skip
    with pytest.raises(DatabaseError), bound(by), transaction.atomic():
        made.save(force_insert=True)
