"""Clocks in a case: started, stopped, corrected, late, stopped by hand; and who sees them."""

from datetime import UTC, date, datetime, timedelta

import pytest


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def _at(day, hour=12):
    from samverkan.secrecy import clock

    return clock.frozen(datetime(2026, 11, 1, hour, tzinfo=UTC) + timedelta(days=day - 1))


def _running(acts, case, username="pol.samordnare"):
    """(clock, started, due) of each limit the officer sees in the case, in order."""
    from samverkan.casework.reads.clocks import running
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile

    by = acts.actor(username)
    with bound(by):
        row = CaseFile.objects.get(pk=case.pk)
        return running(by, [row]).get(row.pk, [])


def _facts(found):
    return [(each.clock.id, each.started_on, each.due) for each in found]


def test_a_nomination_is_to_be_confirmed_in_five_working_days(acts):
    from samverkan.casework import actions

    with _at(27):  # a Friday
        case = acts.nominate("pol.samordnare")
        (found,) = _running(acts, case)
        assert _facts([found]) == [("confirm_nomination", date(2026, 11, 27), date(2026, 12, 4))]
        assert (found.left.working_days, found.left.days, found.late) == (5, 7, False)
        assert found.clock.source == "Lokalt beslut"
    with _at(38):
        (found,) = _running(acts, case)
        assert (found.late, found.left.days, found.left.working_days) == (True, -4, -2)
        actions.move(by=acts.actor("pol.beslut"), case=case, move="confirm", reason="Stämmer.")
        assert _running(acts, case) == []


def test_the_evening_before_midnight_is_still_that_day_in_stockholm(acts):
    """23:30 on the 24th in Stockholm is 22:30 UTC; at 23:30 UTC it is the 25th there."""
    from samverkan.secrecy import clock

    with clock.frozen(datetime(2026, 11, 24, 22, 30, tzinfo=UTC)):
        assert _running(acts, acts.nominate("pol.samordnare"))[0].started_on == date(2026, 11, 24)
    with clock.frozen(datetime(2026, 11, 24, 23, 30, tzinfo=UTC)):
        other = acts.nominate("pol.samordnare", name="Annan Prov")
        assert _running(acts, other)[0].started_on == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),  # winter time: one hour ahead
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),  # summer time began in the night
        (datetime(2026, 3, 29, 22, 1, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 1, tzinfo=UTC), date(2026, 10, 25)),  # summer time: two hours ahead
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),  # winter time again
    ],
)
def test_the_nights_when_the_clock_is_moved(acts, moment, day):
    from samverkan.secrecy import clock

    with clock.frozen(moment):
        assert _running(acts, acts.nominate("pol.samordnare"))[0].started_on == day


def test_a_new_colour_starts_the_review_anew(acts):
    with _at(1):
        case = acts.nominate("pol.samordnare")
        acts.judge("pol.samordnare", case, "red")
    with _at(10):
        acts.judge("pol.samordnare", case, "yellow")
        reviews = [each for each in _facts(_running(acts, case)) if each[0] == "colour_review"]
    assert reviews == [("colour_review", date(2026, 11, 10), date(2026, 12, 1))]


def test_a_draft_runs_from_the_day_it_was_sent_and_a_correction_moves_it(acts):
    from samverkan.casework import actions

    by = acts.actor("pol.samordnare")
    with _at(2):
        case = acts.nominate("pol.samordnare")
        draft = actions.add(by=by, case=case, kind="concern_draft", fields={"text": "Oro för syskon."})
        assert "concern_decision" not in [each.clock.id for each in _running(acts, case)]
    with _at(5):
        sent = {"text": "Oro för syskon.", "sent_on": "2026-11-04"}
        mended = actions.supersede(by=by, entry=draft, fields=sent)
        assert ("concern_decision", date(2026, 11, 4), date(2026, 11, 18)) in _facts(_running(acts, case))
        again = actions.supersede(by=by, entry=mended, fields={**sent, "text": "Oro för båda."})
        assert ("concern_decision", date(2026, 11, 4), date(2026, 11, 18)) in _facts(_running(acts, case))
        actions.supersede(by=by, entry=again, fields={**sent, "sent_on": "2026-11-05"})
        found = [each for each in _facts(_running(acts, case)) if each[0] == "concern_decision"]
    assert found == [("concern_decision", date(2026, 11, 5), date(2026, 11, 19))]


def test_a_clock_is_stopped_by_hand_with_a_reason(acts):
    from samverkan.casework import actions
    from samverkan.secrecy.acting import Conflict, Invalid

    by = acts.actor("pol.samordnare")
    with _at(2):
        case = acts.nominate("pol.samordnare")
        actions.add(by=by, case=case, kind="concern_draft", fields={"text": "Oro.", "sent_on": "2026-11-02"})
        row = next(each.row for each in _running(acts, case) if each.clock.id == "concern_decision")
        with pytest.raises(Invalid) as told:
            actions.stop_clock(by=by, deadline=row, reason=" ")
        assert told.value.field == "reason"
        actions.stop_clock(by=by, deadline=row, reason="Nämnden har beslutat.")
        assert "concern_decision" not in [each.clock.id for each in _running(acts, case)]
        with pytest.raises(Conflict):
            actions.stop_clock(by=by, deadline=row, reason="En gång till.")
    texts = [each["text"] for each in acts.seen("pol.samordnare", case)]
    assert "Nämnden har beslutat." in texts


def test_whoever_may_not_write_stops_no_clock(acts):
    from samverkan.casework import actions
    from samverkan.secrecy.acting import Refused

    with _at(2):
        case = acts.nominate("pol.samordnare")
        row = _running(acts, case)[0].row
        with pytest.raises(Refused):
            actions.stop_clock(by=acts.actor("pol.beslut"), deadline=row, reason="Nej.")
        with pytest.raises(Refused):
            actions.stop_clock(by=acts.actor("soc.handlaggare"), deadline=row, reason="Nej.")


def test_ending_the_case_ends_its_clocks(acts):
    from samverkan.casework import actions
    from samverkan.casework.models import Deadline
    from samverkan.secrecy.binding import bound

    with _at(2):
        case = acts.nominate("pol.samordnare")
        acts.judge("pol.samordnare", case, "red")
        actions.move(by=acts.actor("pol.beslut"), case=case, move="decline", reason="Nej.", leaving="wrong")
        assert _running(acts, case) == []
        by = acts.actor("pol.samordnare")
        with bound(by):
            assert not Deadline.of(by.agency).filter(case=case, ended_at__isnull=True).exists()


def test_another_authoritys_copy_starts_no_clock_of_ours(acts):
    from support.world import SOCIAL

    with _at(2):
        case = acts.nominate("pol.samordnare")
        rows = [acts.of_kind("pol.samordnare", case, kind) for kind in ("identity", "nomination")]
        acts.disclose("pol.samordnare", case, SOCIAL, *rows)
        theirs = acts.receive("soc.beslut").case
        assert _running(acts, theirs, "soc.beslut") == []


def test_whoever_may_not_read_the_kind_does_not_see_its_clock(acts, world, attacker):
    with _at(2):
        case = acts.nominate("pol.samordnare")
        assert _running(acts, case)
        with attacker() as db:
            db.execute(
                "UPDATE secrecy_roleright SET reads = array_remove(reads, 'nomination') WHERE role = 'coordinator'"
            )
        assert _running(acts, case) == []


def test_a_clock_from_the_meeting_has_no_row_and_counts_from_the_latest(acts, monkeypatch):
    from dataclasses import replace

    from samverkan.casework import actions
    from samverkan.casework.reads import clocks
    from samverkan.methods.schema import Clock
    from samverkan.secrecy.kinds import Words

    after = Clock(id="after", label=Words("Efter", "After"), since="meeting", source="Prov", working_days=2)
    real = clocks.pinned
    monkeypatch.setattr(clocks, "pinned", lambda *named: replace(real(*named), clocks=(after,)))
    chair = acts.actor("pol.samordnare")
    with _at(2):
        case = acts.nominate("pol.samordnare")
        assert _running(acts, case) == [], "the programme has not met yet"
        for day in (6, 20):
            with _at(day):
                met = actions.plan_meeting(
                    by=chair, programme=acts.programme(), starts_at=datetime(2026, 11, day, 9, tzinfo=UTC)
                )
                actions.open_meeting(by=chair, meeting=met)
                actions.close_meeting(by=chair, meeting=met)
        (found,) = _running(acts, case)
    assert (found.row, found.started_on, found.due) == (None, date(2026, 11, 20), date(2026, 11, 24))


def test_a_case_under_another_version_gets_its_clocks_from_what_has_happened(acts, monkeypatch):
    from dataclasses import replace

    from samverkan.casework.actions import clocks as acting
    from samverkan.casework.reads import clocks
    from samverkan.methods.schema import Clock
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.kinds import Words

    words = Words("Ny", "New")
    new = (
        Clock(
            id="seen", label=words, since="field:note.event_date", until="kind:colour", source="Prov", days=7
        ),
        Clock(id="judged", label=words, since="kind:colour", source="Prov", days=7),
        Clock(id="begun", label=words, since="phase:nominated", source="Prov", days=30),
        Clock(id="never", label=words, since="kind:contact", source="Prov", days=7),
    )
    by = acts.actor("pol.samordnare")
    with _at(2):
        case = acts.nominate("pol.samordnare")
        acts.note("pol.samordnare", case)
    with _at(4):
        acts.judge("pol.samordnare", case, "red")
    with _at(6):
        acts.note("pol.samordnare", case)
        real = clocks.pinned
        for module in (clocks, acting):
            monkeypatch.setattr(module, "pinned", lambda *named: replace(real(*named), clocks=new))
        with bound(by):
            acting.reckon_again(case)
        assert _facts(_running(acts, case)) == [
            ("judged", date(2026, 11, 4), date(2026, 11, 11)),
            ("seen", date(2026, 11, 6), date(2026, 11, 13)),
            ("begun", date(2026, 11, 2), date(2026, 12, 2)),
        ]
        with bound(by):
            acting.reckon_again(case)
        assert len(_running(acts, case)) == 3, "reckoned twice it is the same"


def test_the_database_keeps_one_agencys_clocks_from_another(acts, world):
    from django.db import connection

    from samverkan.secrecy.binding import bound

    with _at(2):
        acts.nominate("pol.samordnare")
        with bound(acts.actor("soc.beslut")), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM casework_deadline")
            assert cursor.fetchone() == (0,)
