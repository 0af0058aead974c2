"""A colleague's cases handed over: for good or for a time, each file told, nobody else's touched."""

from datetime import timedelta

import pytest

DAY = timedelta(days=1)


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def assignment(username):
    from samverkan.secrecy.models import Assignment

    return Assignment.objects.get(officer__username=username)


@pytest.fixture
def cases(acts):
    """Two cases that the caseworker has, and one that is the coordinator's alone."""
    from samverkan.casework import actions

    made = [
        acts.nominate("pol.samordnare", name=f"Prov {n}", person_number="")
        for n in ("Ett", "Två", "Tre")
    ]  # fmt: skip
    for case in made[:2]:
        actions.assign(by=acts.actor("pol.beslut"), case=case, assignment=assignment("pol.handlaggare"))
    return made


def hand(acts, by="pol.beslut", giver="pol.handlaggare", taker="pol.beslut2", **more):
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    facts = {"since": clock.today(), **more}
    return actions.hand_over(
        by=acts.actor(by),
        programme=acts.programme(),
        giver=assignment(giver),
        taker=assignment(taker),
        **facts,
    )


def has(acts, username, day=0):
    """Numbers of the cases that somebody has on a day."""
    from samverkan.casework.reads.officers import held_by
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import bound

    by = acts.actor("pol.beslut")
    with bound(by):
        rows = held_by(by, acts.programme(), assignment(username), clock.today() + day * DAY)
        return [each.number for each in rows]


def test_for_good_they_change_hands_that_day(acts, cases):
    from samverkan.secrecy import clock

    numbers = [case.number for case in cases[:2]]
    assert [case.number for case in hand(acts, since=clock.today() + 5 * DAY)] == numbers
    assert (has(acts, "pol.handlaggare", 4), has(acts, "pol.beslut2", 4)) == (numbers, [])
    assert (has(acts, "pol.handlaggare", 5), has(acts, "pol.beslut2", 5)) == ([], numbers)


def test_a_substitute_has_them_for_a_time_beside_whoever_is_away(acts, cases):
    from samverkan.secrecy import clock

    numbers = [case.number for case in cases[:2]]
    hand(acts, until=clock.today() + 14 * DAY)
    assert (has(acts, "pol.beslut2", 14), has(acts, "pol.beslut2", 15)) == (numbers, [])
    assert has(acts, "pol.handlaggare", 15) == numbers


def test_what_to_know_is_written_in_each_file_and_in_no_other(acts, cases):
    hand(acts, text="Ring mamman först.")
    for case in cases:
        kinds = {each.row.kind: each.fields for each in acts.seen("pol.samordnare", case)}
        assert ("handover" in kinds) is (case in cases[:2])
    assert acts.seen("pol.samordnare", cases[0])[-1].fields["text"] == "Ring mamman först."


def test_who_may_read_follows(acts, cases):
    """A caseworker reads only assigned cases: after the day the one who left reads none of them."""
    from samverkan.secrecy import clock

    hand(acts, since=clock.today() + DAY)
    assert acts.seen("pol.handlaggare", cases[0])
    with clock.frozen(clock.now() + DAY):
        assert acts.seen("pol.handlaggare", cases[0]) == []


BAD = {
    "nobody's cases": ({"giver": "pol.logg"}, "giver"),
    "to oneself": ({"taker": "pol.handlaggare"}, "taker"),
    "to another authority": ({"taker": "soc.handlaggare"}, "taker"),
    "back in time": ({"since": -1}, "since"),
    "an end before the start": ({"until": -1}, "until"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_does_not_hold_is_told_at_its_field(acts, cases, case):
    from samverkan.secrecy import clock
    from samverkan.secrecy.acting import Invalid

    given, field = BAD[case]
    more = {
        name: clock.today() + each * DAY if isinstance(each, int) else each for name, each in given.items()
    }
    with pytest.raises(Invalid) as told:
        hand(acts, **more)
    assert told.value.field == field
    assert len(has(acts, "pol.handlaggare")) == 2


@pytest.mark.parametrize("username", ["pol.handlaggare", "pol.styr", "skola.rektor"])
def test_only_whoever_may_give_cases(acts, cases, username):
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused):
        hand(acts, by=username)
