"""A file into the pupils' own files: what is right is taken, twice is once, a kill loses nothing, and questions stay
questions.
"""

from datetime import date, timedelta

import pytest
from support.absence import ANNA, BO, CARL, lessons

MONDAY, TUESDAY = "2026-11-16", "2026-11-17"
ILL = {1: (60, "Giltig")}
AWAY = {1: (60, "Ogiltig"), 2: (60, "Ogiltig")}


def weeks(team, case, by="skola.chef"):
    return [
        (each["week"], each["scheduled"], each["valid"], each["invalid"])
        for each in team.entries(case, "absence_week", by)
    ]


def test_a_week_is_one_sealed_entry_in_the_pupils_own_file(team):
    case = team.open(ANNA)
    team.read_in(team.file(*lessons(ANNA, MONDAY, ILL), *lessons(ANNA, TUESDAY, AWAY)))
    assert weeks(team, case) == [("2026-W47", 600, 60, 120)]
    entry = team.entries(case, "absence_week")[0]
    assert entry["days"] == "300/60/0 300/0/120 – – –"
    assert entry["source"] == "Provsystemet"
    assert entry.row.happened_on == date(2026, 11, 16)


def test_the_same_file_twice_writes_nothing_the_second_time(team):
    case = team.open(ANNA)
    raw = team.file(*lessons(ANNA, MONDAY, ILL))
    assert team.read_in(raw)[0]["new"] == 1
    done = team.read_in(raw)[0]
    assert (done["new"], done["changed"], done["same"]) == (0, 0, 1)
    assert len(weeks(team, case)) == 1


def test_a_later_file_that_says_otherwise_supersedes_the_week_and_both_remain(team):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Entry

    case = team.open(ANNA)
    team.read_in(team.file(*lessons(ANNA, MONDAY, AWAY)))
    done = team.read_in(team.file(*lessons(ANNA, MONDAY, ILL), *lessons(ANNA, TUESDAY)))[0]
    assert (done["new"], done["changed"]) == (0, 1)
    assert weeks(team, case) == [("2026-W47", 600, 60, 0)]
    with bound(team.actor("skola.chef")):
        assert Entry.objects.filter(case=case, kind="absence_week").count() == 2


def test_many_versions_of_one_moment_follow_one_another(team):
    """The clock stands still here: which is the newest is told by what replaces what, not by the time alone."""
    case = team.open(ANNA)
    for minutes in (10, 20, 30, 40, 50):
        assert team.read_in(team.file(*lessons(ANNA, MONDAY, {1: (minutes, "Giltig")})))[0]["same"] == 0
    assert weeks(team, case) == [("2026-W47", 300, 50, 0)]


def test_days_a_file_does_not_speak_of_stay_as_they_were(team):
    case = team.open(ANNA)
    team.read_in(team.file(*lessons(ANNA, MONDAY, AWAY)))
    team.read_in(team.file(*lessons(ANNA, TUESDAY, ILL)))
    assert weeks(team, case) == [("2026-W47", 600, 60, 120)]


def test_bad_rows_come_back_and_the_rest_is_taken(team):
    import base64

    case = team.open(ANNA)
    bad = ANNA[:-1] + str((int(ANNA[-1]) + 1) % 10)
    rows = [
        *lessons(ANNA, MONDAY, ILL),
        *lessons(CARL, MONDAY),
        *lessons(bad, MONDAY),
        f"{ANNA};2026-11-21;1;60;;",
    ]
    *_, summary, refused = team.read_in(team.file(*rows))
    assert weeks(team, case) == [("2026-W47", 300, 60, 0)]
    assert (summary["taken"], summary["refused"], summary["unknown"]) == (5, 11, 1)
    told = base64.b64decode(refused["refused"]).decode()
    assert told.count("ni har ingen akt") == 5
    assert told.count("är inget giltigt personnummer") == 5
    assert "lördag" in told


def test_a_pupil_of_another_programme_or_a_closed_file_is_unknown(team):
    from samverkan.casework import actions

    case = team.take_up(ANNA)
    actions.move(by=team.actor("skola.chef"), case=case, move="end", reason="Flyttade.", leaving="moved")
    assert team.preview(team.file(*lessons(ANNA, MONDAY)))["unknown"] == 1


def test_an_officer_who_sees_only_assigned_files_takes_in_only_those(team):
    hers, other = team.assign(team.open(ANNA), "skola.kurator"), team.open(BO)
    done = team.read_in(team.file(*lessons(ANNA, MONDAY), *lessons(BO, MONDAY)), by="skola.kurator")
    assert done[-2]["unknown"] == 1
    assert len(weeks(team, hers)) == 1
    assert weeks(team, other) == []


def test_who_may_not_read_in_is_refused(team):
    from samverkan.secrecy.acting import Refused

    team.open(ANNA)
    for who in ("skola.beslut", "pol.samordnare"):
        with pytest.raises(Refused):
            team.read_in(team.file(*lessons(ANNA, MONDAY)), by=who)


def test_a_preview_writes_nothing_and_counts_what_would_be(team):
    case = team.open(ANNA)
    team.read_in(team.file(*lessons(ANNA, MONDAY, AWAY)))
    said = team.preview(
        team.file(*lessons(ANNA, MONDAY), *lessons(ANNA, "2026-11-09"), *lessons(CARL, MONDAY))
    )
    assert (said["new"], said["changed"], said["same"]) == (1, 1, 0)
    assert said["years"] == {"2026/27": 15}
    assert said["reasons"][0][2:] == [5, 12]
    assert weeks(team, case) == [("2026-W47", 300, 0, 120)]


def test_a_file_that_is_none_is_refused_in_words(team):
    from support.world import SCHOOL_TEAM

    from samverkan.pupils import filing, jobs
    from samverkan.secrecy import background

    asked = team.wishes(team.file(*lessons(ANNA, MONDAY)))
    pieces = filing.packed("x.csv", b"%PDF-1.7", asked)
    job = background.start(
        by=team.actor("skola.franvaro"), kind=jobs.preview, subject=SCHOOL_TEAM, parts_in=pieces
    )
    team.step(job, jobs.preview)
    assert "pdf" in team.result(job)[0]["refusal"][0]


class TestInBatches:
    @pytest.fixture(autouse=True)
    def one_at_a_time(self, monkeypatch):
        from samverkan.pupils import jobs

        monkeypatch.setattr(jobs, "AT_ONCE", 1)

    def test_a_worker_that_is_killed_goes_on_where_it_was(self, team):
        from samverkan.pupils import jobs

        anna, bo = team.open(ANNA), team.open(BO)
        job = team.start(jobs.take, team.file(*lessons(ANNA, MONDAY, ILL), *lessons(BO, MONDAY, AWAY)))
        team.step(job, jobs.take)
        jobs._read.clear()  # another process has nothing in its memory
        assert (len(weeks(team, anna)), len(weeks(team, bo))) == (1, 0)
        row = team.step(job, jobs.take)
        assert row.state == "done"
        assert (len(weeks(team, anna)), len(weeks(team, bo))) == (1, 1)

    def test_a_large_file_is_read_in_a_step_of_its_own_and_once(self, team, monkeypatch):
        """Reading may outlast the context it began in; what is written is written in a fresh one."""
        from samverkan.pupils import filing, jobs
        from samverkan.pupils.absence import reading

        monkeypatch.setattr(filing, "ROWS_AT_ONCE", 1)
        read, times = reading.read, []
        monkeypatch.setattr(reading, "read", lambda *given: times.append(1) or read(*given))
        case = team.open(ANNA)
        raw = team.file(*lessons(ANNA, MONDAY, ILL))
        for kind in (jobs.preview, jobs.take):
            job = team.start(kind, raw)
            assert team.step(job, kind).state == "running"
            assert weeks(team, case) == []
            assert team.step(job, kind).state == "done"
        assert len(weeks(team, case)) == 1
        assert len(times) == 2, "one reading a job"

    def test_a_batch_that_fails_leaves_nothing_of_itself(self, team, monkeypatch):
        from samverkan.pupils import jobs
        from samverkan.pupils.actions import absence

        case = team.open(ANNA)
        job = team.start(jobs.take, team.file(*lessons(ANNA, MONDAY, ILL)))
        monkeypatch.setattr(absence, "_cross", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            team.step(job, jobs.take)
        assert weeks(team, case) == []
        monkeypatch.undo()
        team.step(job, jobs.take)
        assert len(weeks(team, case)) == 1

    def test_a_right_that_ends_midway_stops_the_rest(self, team, attacker):
        from samverkan.pupils import jobs
        from samverkan.secrecy.acting import Refused

        team.open(ANNA)
        bo = team.open(BO)
        job = team.start(jobs.take, team.file(*lessons(ANNA, MONDAY), *lessons(BO, MONDAY)))
        team.step(job, jobs.take)
        attacker().execute("UPDATE secrecy_seat SET valid_to = '2024-02-01' WHERE role = 'absence_clerk'")
        with pytest.raises(Refused):
            team.step(job, jobs.take)
        assert weeks(team, bo) == []


class TestStandingDecision:
    def received(self, team):
        from samverkan.secrecy.binding import bound
        from samverkan.secrecy.models import Delivery

        actor = team.actor("soc.enhetschef")
        with bound(actor):
            return Delivery.of(actor.agency).filter(kind="copy", mode="standing").count()

    def test_attendance_crosses_each_time_and_stops_with_the_consent(self, team):
        from samverkan.secrecy import consents

        case = team.assign(team.take_up(ANNA), "skola.kurator")
        consent = team.consent(case)
        team.flow(case, consent)
        team.read_in(team.file(*lessons(ANNA, MONDAY, ILL)))
        assert self.received(team) == 1
        team.read_in(team.file(*lessons(ANNA, MONDAY, ILL)))
        assert self.received(team) == 1
        team.read_in(team.file(*lessons(ANNA, TUESDAY, AWAY)))
        assert self.received(team) == 2
        consents.withdraw(by=team.actor("skola.kurator"), case=case, consent=consent)
        team.read_in(team.file(*lessons(ANNA, "2026-11-18", AWAY)))
        assert self.received(team) == 2

    def test_another_pupils_attendance_stays_at_school(self, team):
        case = team.assign(team.take_up(ANNA), "skola.kurator")
        team.flow(case, team.consent(case))
        team.take_up(BO)
        team.read_in(team.file(*lessons(BO, MONDAY, AWAY)))
        assert self.received(team) == 0


class TestQuestions:
    def year(self, away, weeks_back=6):
        first = date(2026, 11, 16) - timedelta(weeks=weeks_back - 1)
        mondays = [first + timedelta(weeks=n) for n in range(weeks_back)]
        return [row for monday in mondays for row in lessons(ANNA, monday, away)]

    def asked(self, team, case):
        return team.entries(case, "absence_question")

    def test_a_threshold_passed_opens_a_question_with_its_arithmetic(self, team):
        case = team.open(ANNA)
        done = team.read_in(team.file(*self.year(AWAY)))[0]
        assert done["questions"] == 1
        (entry,) = self.asked(team, case)
        assert entry["text"] == "20 % frånvaro på 4 skolveckor"
        assert entry["worked"] == "480 av 1200 minuter = 40,0 %, gräns 20 % (2026-10-26 – 2026-11-16)"

    def test_below_it_nothing_happens(self, team):
        case = team.open(ANNA)
        team.read_in(team.file(*self.year({1: (55, "Giltig")})))
        assert self.asked(team, case) == []

    def test_a_question_is_asked_once_until_it_is_answered(self, team):
        case = team.open(ANNA)
        team.read_in(team.file(*self.year(AWAY)))
        team.read_in(team.file(*lessons(ANNA, "2026-11-23", AWAY)))
        assert len(self.asked(team, case)) == 1

    def test_an_answer_keeps_it_quiet_for_the_thresholds_time(self, team):
        case = team.open(ANNA)
        team.read_in(team.file(*self.year(AWAY)))
        team.add(case, "absence_answer", answer="needless", answered_on="2026-11-28", text="Influensa.")
        team.read_in(team.file(*lessons(ANNA, "2026-11-23", AWAY)))
        assert len(self.asked(team, case)) == 1

    def test_an_investigation_at_work_asks_nothing_more(self, team):
        case = team.open(ANNA)
        team.add(case, "investigation", started_on="2026-11-01", responsible="Karin Prov")
        team.read_in(team.file(*self.year(AWAY)))
        assert self.asked(team, case) == []

    def test_the_schools_own_threshold_is_the_one_that_counts(self, team):
        from decimal import Decimal

        from samverkan.pupils.absence.threshold import INVALID, Threshold
        from samverkan.pupils.actions import settings

        case = team.open(ANNA)
        settings.decide(
            by=team.actor("skola.chef"), programme=team.programme(), day_minutes=300, lesson_minutes=60,
            thresholds=[Threshold(INVALID, Decimal(50), 4)], breaks=[],
        )  # fmt: skip
        team.read_in(team.file(*self.year(AWAY)))
        assert self.asked(team, case) == []

    def test_a_question_starts_the_clock_of_its_provision(self, team):
        from samverkan.casework.reads.clocks import running
        from samverkan.secrecy.binding import bound

        case = team.open(ANNA)
        team.read_in(team.file(*self.year(AWAY)))
        actor = team.actor("skola.chef")
        with bound(actor):
            (found,) = running(actor, [case])[case.pk]
        assert found.clock.id == "answer_question"
        assert found.clock.source == "skollagen 7 kap. 19 a §"
