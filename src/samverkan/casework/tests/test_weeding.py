"""Weeding: found, decided, held, undone, run; and afterwards nothing readable is left anywhere."""

from datetime import UTC, date, datetime

import pytest
from support import sealed
from support.world import POLICE, PROBATION, SOCIAL

NAME, SECRET = "Gallrad Testsson", "Hemlig sak om Gallrad"
START = datetime(2026, 1, 10, 12, tzinfo=UTC)


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def _on(day):
    """Noon on a date."""
    from samverkan.secrecy import clock

    return clock.frozen(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def _system(agency=POLICE):
    from samverkan.secrecy.officers import system_actor

    return system_actor(agency)


def _ended(acts, leaving="calm"):
    """A case with a note, a consent, a task and a disclosure to the social services, ended the same day."""
    from samverkan.casework import actions
    from samverkan.secrecy import clock, consents

    with clock.frozen(START):
        by = acts.actor("pol.samordnare")
        case = acts.nominate("pol.samordnare", name=NAME, person_number="199901012386")
        note = acts.note("pol.samordnare", case, SECRET)
        consents.record(
            by=by, case=case, given_by="self", receivers=[SOCIAL], kinds=["note"],
            until=date(2026, 6, 1), scope=SECRET,
        )  # fmt: skip
        acts.give_task("pol.samordnare", case, "police", title=SECRET)
        acts.disclose("pol.samordnare", case, SOCIAL, note, acts.of_kind("pol.samordnare", case, "identity"))
        theirs = acts.receive("soc.beslut").case
        actions.move(by=acts.actor("pol.beslut"), case=case, move="decline", reason=SECRET, leaving=leaving)
    return case, theirs


def _rows(acts, username="pol.beslut", **wanted):
    from samverkan.casework.models import Weeding
    from samverkan.secrecy.binding import bound

    by = acts.actor(username)
    with bound(by):
        return list(Weeding.of(by.agency).filter(**wanted).select_related("box", "case").order_by("due"))


def _find(agency=POLICE):
    from samverkan.casework.actions import weeding

    return weeding.find(by=_system(agency))


def _run(agency=POLICE):
    from samverkan.casework.actions import weeding

    return weeding.run(by=_system(agency))


def _texts(acts, case, username="pol.samordnare"):
    return [each.fields for each in acts.seen(username, case)]


def test_what_will_fall_due_is_shown_from_its_days_of_notice(acts):
    _ended(acts)
    with _on(date(2026, 12, 10)):  # a year after the case ended, less 31 days
        assert _find() == 0
    with _on(date(2026, 12, 11)):
        assert _find() == 1
        assert _find() == 1, "found again it is the same row"
    (row,) = _rows(acts)
    assert (row.due, row.entry_class, row.counted_from) == (date(2027, 1, 10), "case", "left")
    assert row.source == "Lag (2018:1693) 4 kap. 2 §"
    assert row.items == 5
    assert row.decided_by is None


def test_each_authority_has_its_own_time(acts):
    _ended(acts)
    with _on(date(2030, 12, 20)):
        assert _find(SOCIAL) == 1
    (row,) = _rows(acts, "soc.beslut")
    assert (row.due, row.counted_from) == (date(2031, 1, 10), "last_entry")


def test_a_leaving_reason_shortens_the_time_of_the_whole_case(acts):
    _ended(acts, leaving="wrong")
    with _on(date(2026, 1, 20)):
        _find()
    (row,) = _rows(acts)
    assert (row.due, row.entry_class) == (date(2026, 2, 9), "wrongly_listed")


def test_nothing_is_weeded_before_its_time_or_without_a_human(acts):
    from samverkan.casework.actions import weeding
    from samverkan.secrecy.acting import Invalid

    case, _ = _ended(acts)
    with _on(date(2027, 1, 9)):
        _find()
        with pytest.raises(Invalid):
            weeding.decide(by=acts.actor("pol.beslut"), rows=_rows(acts))
    with _on(date(2031, 1, 1)):
        _find()
        assert _run() == [], "years late, and still nobody has decided"
    assert all(_texts(acts, case))


def test_a_decider_confirms_and_after_the_grace_it_is_gone(acts):
    from samverkan.casework.actions import weeding

    case, theirs = _ended(acts)
    with _on(date(2027, 1, 10)):
        _find()
        (row,) = weeding.decide(by=acts.actor("pol.beslut"), rows=_rows(acts))
        assert row.runs_on == date(2027, 1, 24)
        assert _run() == []
    with _on(date(2027, 1, 23)):
        assert _run() == []
        assert all(_texts(acts, case))
    with _on(date(2027, 1, 24)):
        assert len(_run()) == 1
        assert _run() == [], "run again it does nothing"
    assert set(map(repr, _texts(acts, case))) == {"None"}
    assert any(_texts(acts, theirs, "soc.beslut")), "the receiver's copy is its own, under its own weeding"
    (done,) = _rows(acts)
    assert done.done_at is not None
    assert done.box.dropped_at is not None


def test_within_the_grace_it_can_be_undone(acts):
    from samverkan.casework.actions import weeding

    case, _ = _ended(acts)
    with _on(date(2027, 1, 10)):
        _find()
        weeding.decide(by=acts.actor("pol.beslut"), rows=_rows(acts))
        weeding.undo(by=acts.actor("pol.beslut2"), rows=_rows(acts))
    with _on(date(2027, 3, 1)):
        assert _run() == []
    assert all(_texts(acts, case))


def test_somebody_has_asked_to_see_it_and_it_waits_until_a_day(acts):
    from samverkan.casework.actions import weeding
    from samverkan.secrecy.acting import Invalid

    _ended(acts)
    by = acts.actor("pol.beslut")
    with _on(date(2027, 1, 10)):
        _find()
        with pytest.raises(Invalid) as told:
            weeding.hold(by=by, rows=_rows(acts), reason="", until=date(2027, 6, 1))
        assert told.value.field == "reason"
        weeding.hold(by=by, rows=_rows(acts), reason=SECRET, until=date(2027, 6, 1))
        with pytest.raises(Invalid):
            weeding.decide(by=by, rows=_rows(acts))
        assert SECRET.encode() not in bytes(_rows(acts)[0].sealed)
    with _on(date(2027, 6, 1)):
        assert len(weeding.decide(by=by, rows=_rows(acts))) == 1


def test_whoever_has_written_in_the_file_meanwhile_has_given_it_new_time(acts):
    """The social services count from the last entry: one more, and what was decided is not carried out."""
    from samverkan.casework.actions import weeding

    _, theirs = _ended(acts)
    with _on(date(2031, 1, 12)):
        _find(SOCIAL)
        weeding.decide(by=acts.actor("soc.beslut"), rows=_rows(acts, "soc.beslut"))
        acts.note("soc.handlaggare", _assigned(acts, theirs), "Hörde av sig.")
    with _on(date(2031, 2, 1)):
        assert _run(SOCIAL) == []
        _find(SOCIAL)
    (row,) = _rows(acts, "soc.beslut")
    assert (row.decided_by, row.due) == (None, date(2036, 1, 12))


def _assigned(acts, case):
    from samverkan.casework import actions
    from samverkan.secrecy.models import Assignment

    held = Assignment.objects.get(pk=acts.actor("soc.handlaggare").assignment)
    actions.assign(by=acts.actor("soc.beslut"), case=case, assignment=held)
    return case


def test_what_cannot_be_counted_is_said_until_the_day_is_written(acts):
    """The probation service counts from the last sanction, which no entry of Trefas says."""
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    with clock.frozen(START):
        case = acts.nominate("pol.samordnare", name=NAME)
        acts.disclose("pol.samordnare", case, PROBATION, acts.of_kind("pol.samordnare", case, "identity"))
        theirs = acts.receive("fri.beslut").case
        by = acts.actor("fri.beslut")
        actions.move(by=by, case=theirs, move="leave", reason="Slut.", leaving="calm")
    with _on(date(2026, 2, 1)):
        assert _find(PROBATION) == 1
    (row,) = _rows(acts, "fri.beslut")
    assert (row.due, row.counted_from, row.source) == (None, "last_sanction", "Lag (2018:1699)")


def test_where_the_file_lets_it_go_by_itself_it_goes_when_the_grace_is_over(acts, monkeypatch):
    from dataclasses import replace

    from samverkan.casework.reads import keeping

    real = keeping.pinned

    def by_itself(*named):
        method = real(*named)
        classes = tuple(
            replace(each, rules=tuple(replace(rule, by_itself=True) for rule in each.rules), grace_days=5)
            for each in method.retention
        )
        return replace(method, retention=classes)

    monkeypatch.setattr(keeping, "pinned", by_itself)
    case, _ = _ended(acts)
    with _on(date(2027, 1, 14)):
        _find()
        assert _run() == []
    with _on(date(2027, 1, 15)):
        assert len(_run()) == 1
    assert not any(_texts(acts, case))


def test_an_open_case_never_goes_by_itself(acts, monkeypatch):
    from dataclasses import replace

    from samverkan.casework.reads import keeping
    from samverkan.secrecy import clock

    real = keeping.pinned
    monkeypatch.setattr(
        keeping, "pinned", lambda *named: replace(real(*named), retention=tuple(
            replace(each, rules=tuple(replace(rule, by_itself=True) for rule in each.rules))
            for each in real(*named).retention)),
    )  # fmt: skip
    with clock.frozen(START):
        case = acts.nominate("soc.handlaggare", name=NAME)
    with _on(date(2032, 1, 1)):
        _find(SOCIAL)
        assert _run(SOCIAL) == []
    (row,) = _rows(acts, "soc.beslut")
    assert row.due == date(2031, 1, 10), "it is due, and a human has to end the case or decide"
    assert all(_texts(acts, case, "soc.handlaggare"))


@pytest.mark.parametrize(
    "username", ["pol.handlaggare", "pol.samordnare", "soc.jurist", "pol.styr", "skola.rektor"]
)
def test_whoever_does_not_decide_weeds_nothing(acts, username):
    from samverkan.casework.actions import weeding
    from samverkan.secrecy.acting import Refused

    _ended(acts)
    with _on(date(2027, 1, 10)):
        _find()
        with pytest.raises(Refused):
            weeding.decide(by=acts.actor(username), rows=_rows(acts))


def test_another_agencys_rows_are_not_there(acts):
    _ended(acts)
    with _on(date(2027, 1, 10)):
        _find()
    assert _rows(acts, "soc.beslut") == []


def _all_gone(acts):
    """Everything about the case weeded at the police."""
    from samverkan.casework.actions import weeding

    case, theirs = _ended(acts)
    with _on(date(2027, 1, 10)):
        _find()
        weeding.decide(by=acts.actor("pol.beslut"), rows=_rows(acts))
    with _on(date(2027, 2, 1)):
        _run()
    return case, theirs


def test_the_person_is_found_by_no_search(acts):
    from samverkan.secrecy import search
    from samverkan.secrecy.binding import bound

    case, _ = _all_gone(acts)
    with bound(acts.actor("pol.samordnare")):
        for text in (NAME, "199901012386", case.number):
            assert search.find(text) == set()
    with bound(acts.actor("soc.beslut")):
        assert search.find(NAME), "the social services' own file is their own"


def test_nothing_readable_is_left_in_any_secret_table(acts, attacker):
    """Every secret table is walked: no sealed column of the case's opens with any key there is."""
    case, _ = _all_gone(acts)
    db = attacker()
    assert sealed.readable(db, POLICE) == []
    left = " ".join(
        row[0] for table in sealed.tables(db) for row in db.execute(f"SELECT t::text FROM {table} t")
    )
    for said in (NAME, SECRET, "Gallrad"):
        assert said not in left
    with db.transaction():
        found = db.execute("SELECT number FROM secrecy_casefile WHERE id = %s", [case.pk]).fetchall()
    assert found == [(case.number,)], "that there was a file remains"


def test_before_the_weeding_the_same_walk_finds_it(acts, attacker):
    _ended(acts)
    assert len(sealed.readable(attacker(), POLICE)) >= 8


def test_a_restored_database_stays_unreadable_and_is_weeded_again(acts, attacker):
    """An older backup brings rows, tokens and unmarked boxes back: the keys are gone, and the night mends the rest."""
    from samverkan.casework.actions import weeding

    case, _ = _ended(acts)
    db = attacker()
    before = {
        table: db.execute(f"SELECT * FROM {table} WHERE agency_id = %s", [POLICE]).fetchall()
        for table in ("secrecy_searchtoken",)
    }
    with _on(date(2027, 1, 10)):
        _find()
        weeding.decide(by=acts.actor("pol.beslut"), rows=_rows(acts))
    with _on(date(2027, 2, 1)):
        _run()
    db.execute("ALTER TABLE secrecy_keybox DISABLE TRIGGER dropped_once")
    db.execute("UPDATE secrecy_keybox SET dropped_at = NULL")
    for row in before["secrecy_searchtoken"]:
        db.execute("INSERT INTO secrecy_searchtoken VALUES (%s, %s, %s, %s, %s)", row)
    assert not any(_texts(acts, case)), "no key, no word"
    assert weeding.again(by=_system()) == 1
    assert not db.execute("SELECT 1 FROM secrecy_searchtoken WHERE case_id = %s", [case.pk]).fetchall()
    assert weeding.again(by=_system()) == 0


def test_every_weeding_is_in_the_trail_with_codes_and_no_word(acts):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    _all_gone(acts)
    with bound(acts.actor("pol.beslut")):
        lines = Trace.objects.filter(agency_id=POLICE, verb__startswith="weeding.").order_by("verb")
        verbs = [(line.verb, line.detail) for line in lines]
    assert [verb for verb, _ in verbs] == ["weeding.decide", "weeding.find", "weeding.run"]
    assert verbs[-1][1] == {"boxes": 1}


def test_the_nights_work_does_all_of_it(acts):
    from samverkan.casework import jobs
    from samverkan.casework.actions import weeding

    case, _ = _ended(acts)
    with _on(date(2027, 1, 10)):
        jobs.weed(by=_system())
        weeding.decide(by=acts.actor("pol.beslut"), rows=_rows(acts))
    with _on(date(2027, 1, 24)):
        jobs.weed_showings(by=_system())
        jobs.weed(by=_system())
    assert not any(_texts(acts, case))
