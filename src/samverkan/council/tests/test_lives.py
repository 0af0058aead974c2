"""An initiative's life: spans from its events, its programme's own decisions joined, terms of office by their days."""

from datetime import date
from itertools import pairwise

import pytest
from support.world import TREFAS

from samverkan.secrecy.binding import bound

PILOT, PERMANENT, SPREAD = date(2013, 1, 1), date(2017, 1, 1), date(2018, 1, 1)


@pytest.fixture
def teams(city):
    """The school-social teams: tried 2013, permanent 2017, a model for all districts 2018."""
    from samverkan.council.actions import registers

    by = city.actor()
    row = registers.put_initiative(by=by, name="Skolsociala team", about="Skola och socialtjänst.")
    for kind, on in (("spread", SPREAD), ("pilot", PILOT), ("permanent", PERMANENT)):
        registers.put_event(
            by=by, initiative=row.pk, kind=kind, on=on, known="year", text="T", source="Dnr KS 2023/431"
        )
    return row


def lives(city):
    from samverkan.council.reads import lives as read

    with bound(city.actor("pol.styr")):
        return {each.initiative.name: each for each in read.lives()}


def test_events_come_in_order_and_make_the_spans(city, teams):
    life = lives(city)["Skolsociala team"]
    assert [each.kind for each in life.events] == ["pilot", "permanent", "spread"]
    assert [(each.permanent, each.since, each.until) for each in life.spans] == [
        (False, PILOT, PERMANENT), (True, PERMANENT, None),
    ]  # fmt: skip


def test_an_end_ends_the_span(city, teams):
    from samverkan.council.actions import registers

    registers.put_event(
        by=city.actor(),
        initiative=teams.pk,
        kind="ended",
        on=date(2020, 1, 1),
        known="year",
        text="T",
        source="Dnr",
    )
    assert lives(city)["Skolsociala team"].spans[-1].until == date(2020, 1, 1)


def test_a_programme_s_own_decisions_join_its_initiative(city):
    from samverkan.council.actions import registers
    from samverkan.programmes import actions
    from samverkan.secrecy import clock
    from samverkan.secrecy.models import Programme

    registers.put_initiative(by=city.actor(), name="Trefas", about="T", programme=TREFAS)
    programme = Programme.objects.get(pk=TREFAS)
    actions.rename(
        by=city.actor("pol.beslut"),
        programme=programme,
        name="Trefas Nytt",
        on=clock.today(),
        decision="Dnr 1",
    )
    assert [each.kind for each in lives(city)["Trefas"].events] == ["renamed"]


def test_terms_follow_each_other_without_a_gap(template):
    from samverkan.council.reads.lives import terms

    found = terms("0180")
    assert len(found) >= 5
    assert all(one.until == two.since for one, two in pairwise(found))
    assert found[-1].until is None
    assert terms("9999") == []


def test_a_majority_without_a_source_is_told_as_not_reviewed():
    from samverkan.council.reads.lives import Term

    since = date(2022, 10, 15)
    assert Term(since, None, "S, V, MP").unreviewed
    assert not Term(since, None, "S, V, MP", "Kommunfullmäktige 2022-10-17, § 5").unreviewed
    assert not Term(since, None, "").unreviewed
