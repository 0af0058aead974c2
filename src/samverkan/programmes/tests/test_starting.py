"""A method starts in a district: by whom, with what, and what is refused in words."""

from datetime import date, timedelta

import pytest
from support.world import POLICE, PROBATION, SOCIAL

DAY = timedelta(days=1)
SCHOOL = "00000000-0000-0000-0000-0000000000a4"


def refused(field, call):
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid) as caught:
        call()
    assert caught.value.field == field
    return str(caught.value.message)


def test_a_programme_starts_with_its_purpose_owner_number_and_invitations(house):
    from samverkan.secrecy import clock
    from samverkan.secrecy.models import Party

    row = house.start()
    assert (row.owner_id, row.method, row.method_version, row.state) == (POLICE, "trefas", "1", "pilot")
    assert [party.agency_id for party in Party.objects.filter(programme=row)] == [POLICE], (
        "the others have not answered"
    )
    started, *invited = row.milestones.order_by("made_at", "party__name")
    assert (started.kind, started.decision, started.agency_id) == ("started", "Dnr 2026/1", POLICE)
    assert (started.on, started.until) == (clock.today(), clock.today() + 365 * DAY)
    assert started.made_by.officer.username == "pol.beslut"
    assert {(each.kind, each.party_id) for each in invited} == {("invited", PROBATION), ("invited", SOCIAL)}


def test_it_leaves_a_line_in_the_trail(house):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    row = house.start()
    by = house.actor("pol.beslut")
    with bound(by):
        line = Trace.objects.filter(verb="programme.start").get()
    assert line.detail["programme"] == str(row.pk)


def test_spread_from_another_it_says_so(house):
    origin = house.trefas()
    row = house.start(origin=origin)
    assert row.origin == origin
    assert list(origin.offshoots.all()) == [row]


@pytest.mark.parametrize("username", ["pol.samordnare", "pol.beslut2", "pol.logg"])
def test_whoever_has_no_such_duty_starts_nothing(house, username):
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused):
        house.start(username)


@pytest.mark.parametrize("field", ["name", "area", "purpose", "decision"])
@pytest.mark.parametrize("text", ["", "  ", "Gäller 19990101-2386"])
def test_what_is_missing_or_names_somebody_is_refused_at_its_field(house, field, text):
    said = refused(field, lambda: house.start(**{field: text}))
    assert ("Fyll i" in said) is (not text.strip())


def test_reasons_may_be_left_out_but_name_nobody(house):
    house.start(reasons="")
    refused("reasons", lambda: house.start(name="Trefas Öst", reasons="Mest för 990101-2386."))


def test_a_name_once_used_is_taken_for_good(house):
    row = house.start()
    house.does("rename", "pol.beslut", row, name="Trefas Nordost")
    for name in ("trefas norr", "Trefas Nordost", "TREFAS PROV"):
        assert "har hetat så" in refused("name", lambda name=name: house.start(name=name))


@pytest.mark.parametrize(
    ("parties", "said"),
    [
        ([], "Metoden kan inte starta utan"),
        ([PROBATION], "Metoden kan inte starta utan: Socialtjänsten"),
        ([PROBATION, SOCIAL, SCHOOL], "Metoden har ingen plats för Utbildningsnämnden Prov"),
    ],
)
def test_the_parties_are_those_the_method_needs(house, parties, said):
    assert said in refused("parties", lambda: house.start(parties=parties))


def test_one_authority_of_each_kind(house, attacker):
    attacker().execute(
        "INSERT INTO secrecy_agency (id, kind, name, short, public_key) VALUES"
        " ('00000000-0000-0000-0000-0000000002a9', 'social', 'Nämnden Två', 'Två', '')"
    )
    second = "00000000-0000-0000-0000-0000000002a9"
    assert "en enda myndighet av varje slag" in refused(
        "parties", lambda: house.start(parties=[PROBATION, SOCIAL, second])
    )


def test_only_a_kind_that_may_own_owns(house):
    said = refused("method", lambda: house.start("fri.beslut", parties=[POLICE, SOCIAL]))
    assert "kan inte äga" in said
    assert house.start("soc.beslut", parties=[POLICE, PROBATION]).owner_id == SOCIAL


def test_an_unknown_method_is_refused(house):
    refused("method", lambda: house.start(method="gissning"))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"review_on": "today"}, "review_on"),
        ({"review_on": "in four years"}, "review_on"),
        ({"started_on": "in two years"}, "started_on"),
        ({"started_on": date(1875, 1, 1)}, "started_on"),
    ],
)
def test_days_that_make_no_sense(house, facts, field):
    from samverkan.secrecy import clock

    days = {"today": 0, "in four years": 1461, "in two years": 731}
    facts = {
        key: clock.today() + days[day] * DAY if isinstance(day, str) else day for key, day in facts.items()
    }
    refused(field, lambda: house.start(**facts))


def test_decided_today_it_may_begin_later_and_takes_no_case_before(house):
    from samverkan.secrecy import clock

    row = house.start(started_on=clock.today() + 30 * DAY, review_on=clock.today() + 200 * DAY)
    assert (row.state, row.running) == ("planned", False)


def test_one_that_ran_before_the_program_came_is_entered_with_its_own_day(house):
    row = house.start(started_on=date(2019, 9, 1))
    assert (row.started_on, row.state) == (date(2019, 9, 1), "pilot")


def test_the_newest_adopted_version_is_taken(house, trefas_2):
    assert house.start().method_version == "2"


def test_whatever_is_refused_nothing_is_left(house):
    from samverkan.programmes.models import Milestone
    from samverkan.secrecy.models import Programme

    before = Programme.objects.count()
    refused("decision", lambda: house.start(decision=""))
    assert Programme.objects.count() == before
    assert Milestone.objects.count() == 0
