"""Emergency access: two persons, a reason, an hour, an alarm to everybody it concerns, and a third who reviews."""

from datetime import timedelta

import pytest
from support.posts import COORDINATOR, COUNSELLOR, DECIDER, OTHER, PLACE, SECOND


@pytest.fixture
def lock(exits):
    case = exits.leaver()
    exits.assign(case, COUNSELLOR, OTHER)
    return exits.locked(case, COUNSELLOR)


@pytest.fixture
def asked(exits, lock):
    from samverkan.exits.actions import emergency

    return emergency.ask(
        by=exits.actor(OTHER), lock=lock, reason="Hot mot adressen i natt, ingen på listan svarar."
    )


def agreed(exits, key, by=DECIDER):
    from samverkan.exits.actions import emergency

    return emergency.agree(by=exits.actor(by, fresh=True), key=key)


def refused(act, **facts):
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused):
        act(**facts)


def alarmed(exits, key):
    from samverkan.exits.models import Alarm
    from samverkan.secrecy.binding import bound

    with bound(exits.actor(DECIDER)):
        return set(Alarm.objects.filter(key=key).values_list("assignment__officer__username", flat=True))


def test_one_person_alone_opens_nothing(exits, lock, asked):
    from samverkan.exits import actions

    refused(actions.open_lock, by=exits.actor(OTHER, fresh=True), lock=lock)
    with pytest.raises(AssertionError, match="no share"):
        _share(exits, OTHER, asked)


def test_two_persons_open_it_for_the_one_who_asked_and_for_an_hour(exits, lock, asked):
    from samverkan.exits import actions
    from samverkan.secrecy import clock

    agreed(exits, asked)
    assert exits.opened(lock, OTHER) == [PLACE]
    refused(actions.open_lock, by=exits.actor(DECIDER, fresh=True), lock=lock)
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        refused(actions.open_lock, by=exits.actor(OTHER, fresh=True), lock=lock)


def test_what_an_emergency_opens_is_read_and_never_written(exits, lock, asked):
    from samverkan.exits import actions

    agreed(exits, asked)
    refused(actions.put_place, by=exits.actor(OTHER, fresh=True), lock=lock, fields=PLACE)
    put = "SELECT sec.put_location(gen_random_uuid(), %s, 'x', now())"
    assert exits.refusal(OTHER, put, lock.pk) == "42501"


def test_the_second_is_another_who_may_decide_and_proved_afresh(exits, asked):
    from samverkan.exits.actions import emergency

    for username in (OTHER, COUNSELLOR, COORDINATOR, "avh.drift", "avh.logg"):
        refused(emergency.agree, by=exits.actor(username, fresh=True), key=asked)
    refused(emergency.agree, by=exits.actor(DECIDER), key=asked)


def test_a_decider_who_asks_needs_another_decider(exits, lock):
    from samverkan.exits.actions import emergency

    key = emergency.ask(by=exits.actor(DECIDER), lock=lock, reason="Akut.")
    refused(emergency.agree, by=exits.actor(DECIDER, fresh=True), key=key)
    agreed(exits, key, by=SECOND)
    assert exits.opened(lock, DECIDER)


def test_whoever_has_nothing_to_do_with_the_case_cannot_even_ask(exits, lock):
    from samverkan.exits.actions import emergency

    for username in ("avh.drift", "avh.logg", "avh.ekonom", "gra.beslut", "pol.avhopp"):
        refused(emergency.ask, by=exits.actor(username), lock=lock, reason="Vill veta.")


def test_asking_alarms_the_list_and_the_owner_authority_at_once(exits, lock, asked):
    assert alarmed(exits, asked) == {COUNSELLOR, DECIDER, SECOND, "avh.logg"}


def test_whoever_came_onto_the_list_meanwhile_is_alarmed_before_it_opens(exits, lock, asked):
    exits.key(lock, COORDINATOR)
    agreed(exits, asked)
    assert COORDINATOR in alarmed(exits, asked)


@pytest.mark.parametrize("which", ["TRUE", "assignment_id IN (SELECT assignment_id FROM exits_lockkey)"])
def test_the_database_opens_no_emergency_without_the_alarm(exits, lock, asked, attacker, which):
    attacker().execute(f"DELETE FROM exits_alarm WHERE key_id = %s AND {which}", [asked.pk])
    second = ("UPDATE exits_lockkey SET seconded_by = %s, seconded_at = now(), ends_at = now() + interval '1 hour'"
              " WHERE id = %s; SELECT sec.share_lock(%s, %s, now())")  # fmt: skip
    by = exits.actor(DECIDER)
    assert exits.refusal(DECIDER, second, by.officer, asked.pk, asked.pk, b"\0" * 32) == "42501"


def test_by_sql_one_person_is_never_two(exits, lock, asked):
    mine, theirs = exits.actor(OTHER), exits.actor(DECIDER)
    as_second = "UPDATE exits_lockkey SET seconded_by = %s, seconded_at = now() WHERE id = %s"
    assert exits.refusal(OTHER, as_second, theirs.officer, asked.pk) == "42501"
    assert exits.refusal(OTHER, as_second, mine.officer, asked.pk) in {"42501", "23514"}
    # A colleague who may not be second signs it: the row stands, and the share is refused.
    signed = f"{as_second}; SELECT sec.share_lock(%s, %s, now())"
    colleague = exits.actor(COORDINATOR)
    assert exits.refusal(COORDINATOR, signed, colleague.officer, asked.pk, asked.pk, b"\0" * 32) == "42501"


def test_an_emergency_lasts_no_longer_than_an_hour_whatever_the_statement_says(exits, asked):
    by = exits.actor(DECIDER)
    span = "seconded_by = %s, seconded_at = now(), ends_at = now() + interval '2 days'"
    longer = f"UPDATE exits_lockkey SET {span} WHERE id = %s"
    assert exits.refusal(DECIDER, longer, by.officer, asked.pk) == "42501"


def test_asked_twice_is_asked_once(exits, lock, asked):
    from samverkan.exits.actions import emergency
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid):
        emergency.ask(by=exits.actor(OTHER), lock=lock, reason="Igen.")
    with pytest.raises(Invalid):
        emergency.ask(by=exits.actor(COORDINATOR), lock=lock, reason="  ")


def test_a_request_that_nobody_answered_lapses_after_a_day(exits, asked):
    from samverkan.exits.actions import emergency
    from samverkan.secrecy import clock
    from samverkan.secrecy.acting import Conflict

    with clock.frozen(clock.now() + timedelta(hours=25)), pytest.raises(Conflict):
        emergency.agree(by=exits.actor(DECIDER, fresh=True), key=asked)


def test_declined_it_opens_nothing_and_stays_declined(exits, lock, asked):
    from samverkan.exits.actions import emergency
    from samverkan.secrecy.acting import Conflict

    emergency.decline(by=exits.actor(DECIDER, fresh=True), key=asked)
    with pytest.raises(Conflict):
        agreed(exits, asked, by=SECOND)


def test_a_third_person_reviews_it_once(exits, lock, asked):
    from samverkan.exits.actions import emergency
    from samverkan.exits.reads.lock import key_view
    from samverkan.secrecy.acting import Conflict, Invalid
    from samverkan.secrecy.binding import bound

    agreed(exits, asked)
    refused(emergency.review, by=exits.actor(DECIDER), key=asked, found="right", words="Bra.")
    with pytest.raises(Invalid):
        emergency.review(by=exits.actor(SECOND), key=asked, found="right", words=" ")
    emergency.review(by=exits.actor(SECOND), key=asked, found="wrong", words="En på listan gick att nå.")
    with bound(exits.actor(SECOND)):
        view = key_view(exits_row(asked))
    assert (view.words["found"], view.words["review"]) == ("wrong", "En på listan gick att nå.")
    assert view.words["reason"].startswith("Hot mot adressen")
    with pytest.raises(Conflict):
        emergency.review(by=exits.actor(SECOND), key=asked, found="right", words="Nej.")


def test_an_alarm_is_seen_by_whom_it_was_for(exits, lock, asked):
    from samverkan.exits.actions import alarms
    from samverkan.exits.reads.lock import alarms_for
    from samverkan.secrecy.binding import bound

    by = exits.actor(COUNSELLOR)
    with bound(by):
        (alarm,) = alarms_for(by)
    refused(alarms.seen, by=exits.actor(DECIDER), alarm=alarm)
    alarms.seen(by=by, alarm=alarm)
    with bound(by):
        assert list(alarms_for(by)) == []


def exits_row(key):
    from samverkan.exits.models import LockKey

    return LockKey.of(key.agency_id).get(pk=key.pk)


def _share(exits, username, key):
    state = exits.refusal(username, "SELECT sec.share_lock(%s, %s, now())", key.pk, b"\0" * 32)
    assert state == "", "no share"
