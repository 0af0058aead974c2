"""A place under its lock: who opens it, and that nobody else does, whatever other rights they have."""

from datetime import timedelta

import pytest
from support.posts import COUNSELLOR, OTHER, PLACE
from support.world import EXIT


@pytest.fixture
def lock(exits):
    """A leaver whose place one counsellor knows."""
    case = exits.leaver()
    exits.assign(case, COUNSELLOR, OTHER)
    return exits.locked(case, COUNSELLOR)


def refused(act, **facts):
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused) as refusal:
        act(**facts)
    return str(refusal.value.reason)


def test_whoever_is_on_the_list_opens_it_after_a_fresh_step_up(exits, lock):
    assert exits.opened(lock, COUNSELLOR) == [PLACE]


def test_nobody_opens_it_without_a_fresh_step_up(exits, lock):
    from samverkan.exits import actions

    assert "Bekräfta" in refused(actions.open_lock, by=exits.actor(COUNSELLOR), lock=lock)
    stale = exits.actor(COUNSELLOR).stepped_up(_ago(seconds=1))
    assert "Bekräfta" in refused(actions.open_lock, by=stale, lock=lock)


@pytest.mark.parametrize("username", ["avh.samordnare", "avh.handlaggare2", "avh.beslut", "avh.beslut2", "avh.ekonom",
                                      "avh.logg", "avh.drift"])  # fmt: skip
def test_a_colleague_with_every_other_right_does_not_open_it(exits, lock, username):
    from samverkan.exits import actions

    refused(actions.open_lock, by=exits.actor(username, fresh=True), lock=lock)


def test_whoever_decides_on_the_list_does_not_thereby_open_it(exits, lock):
    from samverkan.exits import actions
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid) as invalid:
        exits.key(lock, "avh.beslut")
    assert invalid.value.field == "assignment"
    refused(actions.put_place, by=exits.actor("avh.beslut", fresh=True), lock=lock, fields={})


def test_only_a_decider_keeps_the_list(exits, lock):
    from samverkan.exits import actions

    given = {"assignment": exits.held("avh.handlaggare2"), "until": _today(30), "reason": "Vill veta."}
    for username in (COUNSELLOR, "avh.samordnare"):
        refused(actions.give_key, by=exits.actor(username, fresh=True), lock=lock, **given)
    refused(actions.give_key, by=exits.actor("avh.beslut"), lock=lock, **given)


def test_a_key_ends_and_its_holder_with_it(exits, lock):
    from samverkan.exits import actions
    from samverkan.secrecy.acting import Conflict

    key = exits.key(lock, OTHER)
    assert exits.opened(lock, OTHER)
    actions.end_key(by=exits.actor("avh.beslut"), key=key)
    refused(actions.open_lock, by=exits.actor(OTHER, fresh=True), lock=lock)
    with pytest.raises(Conflict):
        actions.end_key(by=exits.actor("avh.beslut"), key=key)


def test_a_key_past_its_day_opens_nothing(exits, lock):
    from samverkan.exits import actions
    from samverkan.secrecy import clock

    exits.key(lock, OTHER, days=1)
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert exits.opened(lock, OTHER)
    with clock.frozen(clock.now() + timedelta(days=2)):
        refused(actions.open_lock, by=exits.actor(OTHER, fresh=True), lock=lock)


def test_the_holder_hands_a_key_back_and_nobody_elses(exits, lock):
    from samverkan.exits import actions

    key = exits.key(lock, OTHER)
    refused(actions.end_key, by=exits.actor(COUNSELLOR), key=key)
    actions.end_key(by=exits.actor(OTHER), key=key)
    refused(actions.open_lock, by=exits.actor(OTHER, fresh=True), lock=lock)


def test_every_key_has_a_reason_and_an_end_within_half_a_year(exits, lock):
    from samverkan.exits import actions
    from samverkan.secrecy.acting import Invalid

    by, who = exits.actor("avh.beslut", fresh=True), exits.held("avh.handlaggare2")
    for until, reason, field in ((_today(200), "Behövs.", "until"), (_today(-1), "Behövs.", "until"),
                                 (_today(30), " ", "reason")):  # fmt: skip
        with pytest.raises(Invalid) as invalid:
            actions.give_key(by=by, lock=lock, assignment=who, until=until, reason=reason)
        assert invalid.value.field == field


def test_a_key_is_for_an_officer_of_the_own_agency(exits, lock):
    from samverkan.secrecy.acting import Invalid

    for stranger in ("pol.avhopp", "soc.avhopp", "gra.handlaggare"):
        with pytest.raises(Invalid):
            exits.key(lock, stranger)


def test_leaving_the_case_or_the_programme_takes_the_place_along(exits, lock, attacker):
    from samverkan.exits import actions

    attacker().execute("UPDATE secrecy_seat SET valid_to = '2026-01-01' WHERE assignment_id = %s",
                       [exits.held(COUNSELLOR).pk])  # fmt: skip
    refused(actions.open_lock, by=exits.actor(COUNSELLOR, fresh=True), lock=lock)


def test_a_new_place_stands_first_and_the_old_one_stays_under_the_lock(exits, lock):
    from samverkan.exits import actions

    moved = {**PLACE, "town": "1480", "address": "Andra gatan 2", "since": "2026-12-01"}
    actions.put_place(by=exits.actor(COUNSELLOR, fresh=True), lock=lock, fields=moved)
    assert exits.opened(lock, COUNSELLOR) == [moved, PLACE]


@pytest.mark.parametrize(("field", "value"), [("town", "9999"), ("town", ""), ("address", "  "), ("since", "i går"),
                                              ("text", "x" * 2001)])  # fmt: skip
def test_a_place_that_does_not_hold_says_where(exits, lock, field, value):
    from samverkan.exits import actions
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid) as invalid:
        actions.put_place(by=exits.actor(COUNSELLOR, fresh=True), lock=lock, fields={**PLACE, field: value})
    assert invalid.value.field == field
    assert len(exits.opened(lock, COUNSELLOR)) == 1


def test_one_lock_a_case(exits, lock):
    from samverkan.exits import actions
    from samverkan.secrecy.acting import Conflict

    with pytest.raises(Conflict):
        actions.make_lock(by=exits.actor("avh.beslut", fresh=True), case=lock.case)


def test_only_the_programmes_owner_keeps_a_place(exits):
    from samverkan.exits import actions

    case = exits.leaver("pol.avhopp")
    assert "äger" in refused(actions.make_lock, by=exits.actor("pol.avhopp.beslut", fresh=True), case=case)


def test_each_opening_is_written_down_by_the_database_and_in_the_trail(exits, lock):
    from samverkan.exits.reads.lock import openings_of
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    exits.opened(lock, COUNSELLOR)
    by = exits.actor(COUNSELLOR)
    with bound(by):
        found = [(each.by, each.key.assignment_id) for each in openings_of(lock)]
        lines = list(
            Trace.objects.filter(agency_id=EXIT, verb="lock.open").values_list("subjects", flat=True)
        )
    assert found[0] == (by.officer, by.assignment)
    assert lock.pk in lines[0]


def test_a_refused_opening_leaves_a_line_too(exits, lock):
    from samverkan.exits import actions
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    refused(actions.open_lock, by=exits.actor("avh.handlaggare2", fresh=True), lock=lock)
    with bound(exits.actor("avh.beslut")):
        assert Trace.objects.filter(verb="lock.open", outcome="refused").count() == 1


def test_keys_that_have_run_out_are_dropped_by_night(exits, lock):
    from samverkan.exits import actions
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import keystore
    from samverkan.secrecy.officers import system_actor

    key = exits.key(lock, OTHER, days=1)
    assert keystore().open_boxes(EXIT, [key.pk])
    with clock.frozen(clock.now() + timedelta(days=3)):
        assert actions.sweep(by=system_actor(EXIT)) == 1
        assert actions.sweep(by=system_actor(EXIT)) == 0
    assert not keystore().open_boxes(EXIT, [key.pk])
    refused(actions.open_lock, by=exits.actor(OTHER, fresh=True), lock=lock)  # the clock is back where it was


def test_nobody_but_the_system_sweeps(exits, lock):
    from samverkan.exits import actions

    refused(actions.sweep, by=exits.actor("avh.drift", fresh=True))


def _today(days):
    from samverkan.secrecy import clock

    return clock.today() + timedelta(days=days)


def _ago(**span):
    from samverkan.secrecy import clock

    return clock.now() - timedelta(**span)
