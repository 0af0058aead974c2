"""An end: with a reason, a number and a word on running cases; announced, taken back, or come."""

from datetime import timedelta

import pytest

DAY = timedelta(days=1)


def refused(field, call):
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid) as caught:
        call()
    assert caught.value.field == field
    return str(caught.value.message)


def today():
    from samverkan.secrecy import clock

    return clock.today()


def test_ended_it_stays_in_the_register_with_why(house):
    programme = house.trefas()
    made = house.end("pol.beslut", programme, why="replaced", reasons="Ersätts av grannens verksamhet.")
    row = house.fresh(programme)
    assert (row.state, row.ended_on) == ("ended", today())
    assert (made.kind, made.before, made.value) == ("ended", "replaced", "close")
    assert made.get_kind_display() == "avslutades"


def test_an_end_is_announced_and_comes_on_its_day(house):
    from samverkan.secrecy import clock

    programme = house.trefas()
    house.end("pol.beslut", programme, on=today() + 30 * DAY)
    row = house.fresh(programme)
    assert (row.state, row.running) == ("permanent", True)
    with clock.frozen(clock.now() + 30 * DAY):
        assert (row.state, row.running) == ("ended", False)


def test_an_announced_end_is_taken_back_until_its_day(house):
    programme = house.trefas()
    house.end("pol.beslut", programme, on=today() + 30 * DAY)
    made = house.does("keep", "pol.beslut", programme, reasons="Nya fullmäktige vill fortsätta.")
    assert house.fresh(programme).ended_on is None
    assert made.before == (today() + 30 * DAY).isoformat()
    assert house.kinds(programme) == ["ended", "kept"], "both decisions stand"


def test_what_has_ended_is_over(house):
    programme = house.trefas()
    house.end("pol.beslut", programme)
    over = house.fresh(programme)
    for act, facts in (("keep", {}), ("rename", {"name": "Ny"}), ("review", {}), ("make_permanent", {})):
        assert "avslutad" in refused(
            "on", lambda act=act, facts=facts: house.does(act, "pol.beslut", over, **facts)
        )
    refused("on", lambda: house.end("pol.beslut", over))


def test_nothing_to_take_back(house):
    refused("reasons", lambda: house.does("keep", "pol.beslut", house.trefas()))


def test_two_ends_are_one_too_many(house):
    programme = house.trefas()
    house.end("pol.beslut", programme, on=today() + 30 * DAY)
    refused("on", lambda: house.end("pol.beslut", programme, on=today() + 60 * DAY))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"why": ""}, "why"),
        ({"why": "elakhet"}, "why"),
        ({"cases": ""}, "cases"),
        ({"cases": "move"}, "other"),
        ({"reasons": ""}, "reasons"),
        ({"decision": ""}, "decision"),
    ],
)
def test_what_is_missing_is_said_at_its_field(house, facts, field):
    refused(field, lambda: house.end("pol.beslut", house.trefas(), **facts))


def test_cases_are_moved_to_another_programme_or_none(house):
    programme = house.trefas()
    other = house.start()
    refused("other", lambda: house.end("pol.beslut", programme, cases="move", other=programme))
    refused("other", lambda: house.end("pol.beslut", programme, cases="close", other=other))
    made = house.end("pol.beslut", programme, cases="move", other=other)
    assert made.other == other


def test_it_ends_today_at_the_earliest(house):
    refused("on", lambda: house.end("pol.beslut", house.trefas(), on=today() - DAY))


def test_an_ended_programme_takes_no_new_case_and_its_cases_are_still_read(house):
    from support.acts import Acts

    from samverkan.secrecy.acting import Refused

    acts = Acts(house.world)
    case = acts.nominate("pol.samordnare")
    house.end("pol.beslut", house.trefas())
    with pytest.raises(Refused):
        acts.nominate("pol.samordnare", name="Bo", person_number="199901012394")
    assert {each.row.kind for each in acts.seen("pol.samordnare", case)} >= {"identity", "nomination"}


def test_its_cases_can_still_be_left(house):
    from support.acts import Acts

    from samverkan.casework import actions

    acts = Acts(house.world)
    case = acts.nominate("pol.samordnare")
    actions.move(by=acts.actor("pol.beslut"), case=case, move="confirm", reason="Stämmer.")
    house.end("pol.beslut", house.trefas())
    done = actions.move(
        by=acts.actor("pol.beslut"), case=case, move="leave", reason="Verksamheten är slut.", leaving="calm"
    )
    assert done.phase == "left"


@pytest.mark.parametrize("username", ["soc.beslut", "pol.samordnare"])
def test_only_the_owners_governing_officers_end_it(house, username):
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused):
        house.end(username, house.trefas())
    with pytest.raises(Refused):
        house.does("keep", username, house.trefas())


def test_what_it_left_is_still_weeded_by_whoever_decides_on_it(house):
    from samverkan.casework import rules

    assert rules.decide_weeding(house.actor("pol.beslut"))
    house.end("pol.beslut", house.trefas())
    assert rules.decide_weeding(house.actor("pol.beslut"))
    assert not rules.decide_weeding(house.actor("pol.handlaggare"))
