"""A programme's figures reach the plan by its owner's hand only: what was published, suppressed as it was then."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from support.world import TREFAS

from samverkan.secrecy.binding import bound

TOLD = {"value": None, "since": "2026-10-31", "near": False}


@pytest.fixture
def published(city):
    """A month published by the owner: one total shown, one suppressed."""
    from samverkan.casework.models import Figures
    from samverkan.casework.pinning import pinned
    from samverkan.secrecy import clock
    from samverkan.secrecy.models import Programme

    programme, by = Programme.objects.get(pk=TREFAS), city.actor("pol.samordnare")
    method = pinned(programme.method, programme.method_version)
    first, second = method.indicators[:2]
    month = (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)
    counts = {
        first.id: {"total": {**TOLD, "value": 31}, "red": TOLD}, second.id: {"total": TOLD},
    }  # fmt: skip
    with bound(by):
        Figures(
            programme=programme, agency_id=by.agency, kind="list", month=month, method=method.id,
            method_version=programme.method_version, published_at=clock.now(), published_by_id=by.assignment,
            counts=counts,
        ).save(force_insert=True)  # fmt: skip
    return programme, month, first, second


def test_the_owner_hands_the_totals_as_they_were_published(city, published):
    from samverkan.council.actions.handing import hand_figures

    programme, month, first, second = published
    row = hand_figures(by=city.actor("pol.samordnare"), programme=programme, month=month)
    assert {name: held["value"] for name, held in row.counts.items()} == {first.id: 31, second.id: None}
    assert "red" not in str(row.counts), "only totals cross"


def test_a_month_that_was_not_published_is_not_handed(city, published, refused):
    from samverkan.council.actions.handing import hand_figures

    by = city.actor("pol.samordnare")
    refused("month", lambda: hand_figures(by=by, programme=published[0], month=date(2020, 1, 1)))


@pytest.mark.parametrize("username", ["fri.beslut", "soc.beslut", "kom.beslut", "pol.handlaggare"])
def test_nobody_else_hands_them(city, published, username):
    from samverkan.council.actions.handing import hand_figures
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused):
        hand_figures(by=city.actor(username), programme=published[0], month=published[1])


def test_the_database_lets_nothing_through_that_was_not_published(city, published):
    from samverkan.council.models import HandedFigures
    from samverkan.secrecy import clock

    for username in ("pol.samordnare", "kom.beslut"):
        by = city.actor(username)
        month = published[1] if username == "kom.beslut" else date(2020, 1, 1)
        made = HandedFigures(
            agency_id=by.agency, programme=published[0], month=month, counts={}, handed_by_id=by.assignment,
            handed_at=clock.now(),
        )  # fmt: skip
        with pytest.raises(DatabaseError), bound(by), transaction.atomic():
            made.save(force_insert=True)


def test_the_plan_shows_them_with_what_they_are_and_hides_what_was_hidden(city, published):
    from samverkan.council.actions.handing import hand_figures
    from samverkan.council.reads import handing

    programme, month, first, second = published
    plan = city.plan(programme=TREFAS)
    before = _panels(city, plan)
    assert "har inte lämnat några siffror" in str(before[-1])
    hand_figures(by=city.actor("pol.samordnare"), programme=programme, month=month)
    told = _panels(city, plan)[-1]
    rows = {row[0]["text"]: row[1]["text"] for row in told["table"]["rows"]}
    assert rows == {first.label.sv: "31", second.label.sv: "visas inte"}
    assert "Polismyndigheten" in told["source"]
    with bound(city.actor("pol.styr")):
        assert set(handing.newest([TREFAS])) == {TREFAS}


def _panels(city, plan):
    from samverkan.council.papers.plan import plan_paper
    from samverkan.council.reads import handing, papers

    with bound(city.actor()):
        measures = papers.measures(plan)
        content = plan_paper(
            plan, papers.problems(plan.picture), measures, handing.of_measures(measures)
        ).content
    return next(each for each in content["sections"] if each["id"].startswith("problem-"))["panels"]
