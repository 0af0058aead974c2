"""Each authority says yes or no for itself, and leaves for itself."""

from datetime import timedelta

import pytest
from support.world import PROBATION, SOCIAL

DAY = timedelta(days=1)


def standings(programme):
    from samverkan.programmes.reads.register import standings

    return {each.agency.kind: each.how for each in standings(programme)}


def invitations(house, username):
    from samverkan.programmes.reads.register import invitations

    return [row.name for row in invitations(house.actor(username))]


@pytest.fixture
def programme(house):
    return house.start()


def test_an_invitation_waits_until_it_is_answered(house, programme):
    assert invitations(house, "fri.beslut") == ["Trefas Norr"]
    assert invitations(house, "pol.beslut") == []
    assert standings(programme) == {"police": "owner", "probation": "invited", "social": "invited"}
    house.does("join", "fri.beslut", programme)
    house.does("decline", "soc.beslut", programme)
    assert invitations(house, "fri.beslut") == invitations(house, "soc.beslut") == []
    assert standings(programme) == {"police": "owner", "probation": "joined", "social": "declined"}


def test_who_joined_is_a_party_and_who_declined_is_none(house, programme):
    from samverkan.secrecy.models import Party

    house.does("join", "fri.beslut", programme)
    house.does("decline", "soc.beslut", programme)
    held = set(Party.objects.filter(programme=programme).values_list("agency", flat=True))
    assert PROBATION in held
    assert SOCIAL not in held


@pytest.mark.parametrize("act", ["join", "decline"])
def test_only_whoever_was_asked_and_has_not_answered_answers(house, programme, act):
    from samverkan.secrecy.acting import Conflict

    with pytest.raises(Conflict):
        house.does(act, "skola.rektor", programme)
    house.does("join", "fri.beslut", programme)
    with pytest.raises(Conflict):
        house.does(act, "fri.beslut", programme)


def test_whoever_has_no_duty_answers_for_nobody(house, programme):
    from samverkan.secrecy.acting import Refused

    for act in ("join", "decline"):
        with pytest.raises(Refused):
            house.does(act, "fri.handlaggare", programme)


def test_a_no_has_reasons(house, programme):
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid, match="reasons"):
        house.does("decline", "soc.beslut", programme, reasons=" ")


def test_asked_again_one_may_say_yes_after_all(house, programme):
    from samverkan.secrecy.models import Agency

    house.does("decline", "soc.beslut", programme)
    house.does("invite", "pol.beslut", programme, party=Agency.objects.get(pk=SOCIAL))
    assert invitations(house, "soc.beslut") == ["Trefas Norr"]
    house.does("join", "soc.beslut", programme)
    assert standings(programme)["social"] == "joined"


@pytest.mark.parametrize(("kind", "said"), [("school", "ingen plats"), ("police", "deltar redan")])
def test_only_a_kind_the_method_has_and_nobody_stands_for_is_asked(house, programme, kind, said):
    from samverkan.secrecy.acting import Invalid
    from samverkan.secrecy.models import Agency

    with pytest.raises(Invalid) as caught:
        house.does("invite", "pol.beslut", programme, party=Agency.objects.get(kind=kind))
    assert said in str(caught.value.message)


def test_only_the_owner_asks_others(house, programme):
    from samverkan.secrecy.acting import Refused
    from samverkan.secrecy.models import Agency

    with pytest.raises(Refused):
        house.does("invite", "fri.beslut", programme, party=Agency.objects.get(kind="social"))


def test_leaving_takes_effect_on_its_day(house, programme):
    from samverkan.secrecy import clock

    house.does("join", "fri.beslut", programme)
    house.does("leave", "fri.beslut", programme, on=clock.today() + 10 * DAY)
    assert standings(programme)["probation"] == "joined"
    with clock.frozen(clock.now() + 10 * DAY):
        assert standings(programme)["probation"] == "left"


def test_whoever_left_can_be_asked_and_come_back(house, programme):
    from samverkan.secrecy.models import Agency, Party

    house.does("join", "fri.beslut", programme)
    house.does("leave", "fri.beslut", programme)
    house.does("invite", "pol.beslut", programme, party=Agency.objects.get(pk=PROBATION))
    house.does("join", "fri.beslut", programme)
    assert standings(programme)["probation"] == "joined"
    assert Party.objects.get(programme=programme, agency=PROBATION).left_on is None


def test_the_owner_does_not_leave(house, programme):
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid, match="on"):
        house.does("leave", "pol.beslut", programme)


def test_who_takes_no_part_cannot_leave(house, programme):
    from samverkan.secrecy.acting import Conflict

    with pytest.raises(Conflict):
        house.does("leave", "soc.beslut", programme)


def test_once_it_has_left_an_authority_begins_nothing_in_it(house):
    """Seated in Trefas Prov since 2024: after leaving, the seat reads and ends, no more."""
    from support.world import TREFAS

    before = house.actor("soc.beslut")
    house.does("leave", "soc.beslut", house.trefas())
    after = house.actor("soc.beslut")
    assert before.may("decide", TREFAS)
    assert not after.may("decide", TREFAS)
    assert after.may("take_back", TREFAS)
    assert after.reads(TREFAS, "note")
    assert house.actor("fri.beslut").may("decide", TREFAS), "the others go on"


def test_an_ended_programme_asks_nobody(house, programme):
    from samverkan.secrecy.acting import Invalid

    house.end("pol.beslut", programme)
    assert invitations(house, "fri.beslut") == []
    with pytest.raises(Invalid):
        house.does("join", "fri.beslut", house.fresh(programme))


def test_sql_lets_nobody_join_unasked_or_for_another(house, programme):
    from samverkan.secrecy.tests.desk import Desk

    desk = Desk(house.world)
    statement = "INSERT INTO secrecy_party (programme_id, agency_id) VALUES (%s, %s)"
    school = "00000000-0000-0000-0000-0000000000a4"
    assert desk.refused("skola.rektor", statement, programme.pk, school) == "42501"
    assert desk.refused("pol.beslut", statement, programme.pk, PROBATION) == "42501"
    assert desk.refused("fri.handlaggare", statement, programme.pk, PROBATION) == "42501"
    assert desk.refused("fri.beslut", statement, programme.pk, PROBATION) == ""
