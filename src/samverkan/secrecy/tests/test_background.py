"""Background work: one step at a time, as the officer who asked, from where it stood, leaving nothing behind."""

from datetime import timedelta

import psycopg
import pytest
from support.world import POLICE, SOCIAL

SECRET = "Kim Hemlig Testsson"


@pytest.fixture(scope="module")
def counting(template):
    """A job that takes a piece a step and gives each back in capitals; `broken` makes it fail at a place."""
    from samverkan.secrecy import background
    from samverkan.secrecy.background import Progress
    from samverkan.secrecy.rules import in_programme

    broken = {}

    def may(by, *, job, **_facts):
        return in_programme(by, "write", job.subject)

    @background.job("test.count", "räknade i prov", "counted in a test", may=may)
    def count(*, by, job):
        piece = background.part(job, job.place)
        background.put(job, job.place, {"text": piece["text"].upper()})
        if broken.get("at") == job.place:
            raise broken["with"]
        place = job.place + 1
        return Progress(place, done=place, total=job.total, finished=place == job.total)

    count_and_broken = count, broken
    yield count_and_broken
    broken.clear()


@pytest.fixture
def count(counting):
    kind, broken = counting
    broken.clear()
    return kind, broken


def _start(desk, kind, username="pol.samordnare", pieces=3, **more):
    from support.world import TREFAS

    from samverkan.secrecy import background

    parts = [{"text": f"{SECRET} {n}"} for n in range(pieces)]
    return background.start(
        by=desk.actor(username), kind=kind, subject=TREFAS, parts_in=parts, total=pieces, **more
    )


def _run(job, agency=POLICE):
    from samverkan.secrecy.background import running

    return running.run(agency, job.pk)


def _row(desk, job, username="pol.samordnare"):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Job

    by = desk.actor(username)
    with bound(by):
        return Job.of(by.agency).get(pk=job.pk)


def _results(desk, job, username="pol.samordnare", way="out"):
    from samverkan.secrecy import background
    from samverkan.secrecy.binding import bound

    with bound(desk.actor(username)):
        return [each["text"] for each in background.parts_of(job, way)]


def test_it_runs_to_its_end_and_what_went_in_is_shredded(desk, count):
    kind, _ = count
    job = _start(desk, kind)
    assert (_row(desk, job).state, _results(desk, job)) == ("waiting", [])
    assert _run(job) == "done"
    row = _row(desk, job)
    assert (row.place, row.done, row.total, row.state) == (3, 3, 3, "done")
    assert row.settled_at is not None
    assert _results(desk, job) == [f"{SECRET} {n}".upper() for n in range(3)]
    assert _results(desk, job, way="in") == []
    assert _run(job) == "done", "run again it does nothing"


def test_a_step_that_fails_leaves_nothing_and_the_next_attempt_goes_on_from_there(desk, count):
    kind, broken = count
    broken.update({"at": 1, "with": ConnectionError("away")})
    job = _start(desk, kind)
    with pytest.raises(ConnectionError):
        _run(job)
    row = _row(desk, job)
    assert (row.place, row.state, row.attempts) == (1, "running", 1)
    assert len(_results(desk, job)) == 1, "the piece of the failed step is not there"
    broken.clear()
    assert _run(job) == "done"
    assert len(_results(desk, job)) == 3


def test_what_nobody_foresaw_is_tried_three_times(desk, count):
    kind, broken = count
    broken.update({"at": 0, "with": ZeroDivisionError(SECRET)})
    job = _start(desk, kind)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            _run(job)
    assert _run(job) == "failed"
    assert (_row(desk, job).code, _results(desk, job, way="in")) == ("fault", [])


def test_what_is_wrong_with_the_input_is_a_code(desk, count):
    from samverkan.secrecy.acting import Invalid

    kind, broken = count
    broken.update({"at": 0, "with": Invalid("date", SECRET)})
    job = _start(desk, kind)
    assert _run(job) == "failed"
    assert _row(desk, job).code == "date"


def test_whoever_may_not_starts_nothing(desk, count):
    from samverkan.secrecy.acting import Refused

    kind, _ = count
    with pytest.raises(Refused):
        _start(desk, kind, "pol.beslut")  # a decider does not write
    with pytest.raises(Refused):
        _start(desk, kind, "skola.rektor")


def test_a_right_that_ended_stops_the_work(desk, count, attacker):
    kind, _ = count
    job = _start(desk, kind)
    with attacker() as db:
        db.execute(
            "UPDATE secrecy_seat SET valid_to = current_date - 1 WHERE assignment_id ="
            " (SELECT a.id FROM secrecy_assignment a JOIN secrecy_officer o ON o.id = a.officer_id"
            "  WHERE o.username = 'pol.samordnare')"
        )
    assert _run(job) == "stopped"
    assert _row(desk, job, "pol.beslut").code == "no_right"
    assert _results(desk, job, "pol.beslut") == []


def test_an_officer_who_left_stops_the_work(desk, count, attacker):
    kind, _ = count
    job = _start(desk, kind)
    with attacker() as db:
        db.execute("UPDATE secrecy_officer SET is_active = false WHERE username = 'pol.samordnare'")
    assert _run(job) == "stopped"


def test_its_maker_stops_it_and_nobody_else(desk, count):
    from samverkan.secrecy import background
    from samverkan.secrecy.acting import Conflict, Refused

    kind, _ = count
    job = _start(desk, kind)
    with pytest.raises(Refused):
        background.stop(by=desk.actor("pol.handlaggare"), job=job)
    background.stop(by=desk.actor("pol.samordnare"), job=job)
    assert _run(job) == "stopped"
    assert _results(desk, job) == []
    with pytest.raises(Conflict):
        background.stop(by=desk.actor("pol.samordnare"), job=job)


def test_after_its_end_nothing_of_it_can_be_read(desk, count):
    from samverkan.secrecy import clock
    from samverkan.secrecy.background import running
    from samverkan.secrecy.officers import system_actor

    kind, _ = count
    finished, waiting = _start(desk, kind), _start(desk, kind)
    _run(finished)
    with clock.frozen(clock.now() + timedelta(days=8)):
        running.expire(by=system_actor(POLICE))
        assert _results(desk, finished) == []
        assert (_row(desk, finished).state, _row(desk, waiting).state) == ("done", "expired")
        assert _run(waiting) == "expired"
    assert _results(desk, waiting, way="in") == []


def test_every_step_is_traced_as_the_officers_with_the_rule_asked(desk, count):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    kind, _ = count
    job = _start(desk, kind)
    _run(job)
    by = desk.actor("pol.samordnare")
    with bound(by):
        lines = Trace.objects.filter(agency_id=by.agency, verb="test.count").order_by("at")
        found = list(lines.values_list("officer_id", "outcome", "detail"))
    assert [(officer, outcome) for officer, outcome, _detail in found] == [(by.officer, "done")] * 3
    assert [detail["done"] for *_, detail in found] == [1, 2, 3]


def test_the_queue_holds_two_random_ids_and_no_word(desk, count, attacker):
    kind, _ = count
    job = _start(desk, kind)
    db = attacker()
    ((args,),) = db.execute("SELECT args FROM queue.procrastinate_jobs").fetchall()
    assert args == {"agency": str(POLICE), "job": str(job.pk)}
    with pytest.raises(psycopg.errors.CheckViolation):
        db.execute(
            "INSERT INTO queue.procrastinate_jobs (queue_name, task_name, args) VALUES ('work', 'work', %s)",
            [f'{{"agency": "{POLICE}", "job": "{job.pk}", "who": "Kim"}}'],
        )


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM queue.procrastinate_jobs",
        "INSERT INTO queue.procrastinate_jobs (queue_name, task_name) VALUES ('work', 'work')",
        "SELECT queue.procrastinate_fetch_job_v2(NULL, 1)",
        "SELECT nextval('queue.procrastinate_jobs_id_seq')",
    ],
)
def test_the_product_neither_reads_nor_fills_the_queue_by_hand(desk, attacker, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        attacker("samverkan_web").execute(statement)


def test_a_job_put_in_the_queue_is_heard_of_by_nobody(desk, count, attacker):
    listening = attacker("samverkan_web")
    for channel in ("procrastinate_any_queue_v1", "procrastinate_queue_v1#work"):
        listening.execute(f'LISTEN "{channel}"')
    kind, _ = count
    _start(desk, kind)
    assert list(listening.notifies(timeout=0.3)) == []


def test_the_worker_reads_no_table_but_the_queues(desk, attacker):
    db = attacker("samverkan_worker")
    for table in ("secrecy_job", "secrecy_entry", "secrecy_officer", "trail_trace"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute(f"SELECT * FROM public.{table}")


def test_another_agencys_jobs_are_not_there(desk, count):
    from samverkan.secrecy.background import running
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Job, JobPart

    kind, _ = count
    job = _start(desk, kind)
    with bound(desk.actor("soc.beslut")):
        assert not Job.objects.exists()
        assert not JobPart.objects.exists()
    assert running.run(SOCIAL, job.pk) == "", "a queue entry that names another agency finds nothing"
    assert _row(desk, job).state == "waiting"


def test_nothing_of_it_stands_in_clear_in_the_database(desk, count, attacker):
    kind, _ = count
    job = _start(desk, kind)
    _run(job)
    db = attacker()
    for table in ("secrecy_job", "secrecy_jobpart", "queue.procrastinate_jobs", "trail_trace"):
        rows = db.execute(f"SELECT t::text FROM {table} t").fetchall()
        assert SECRET.casefold() not in " ".join(row[0] for row in rows).casefold()


def test_a_night_goes_on_past_what_fails_and_says_which(desk, monkeypatch):
    from samverkan.secrecy.background import running
    from samverkan.secrecy.officers import system_actor

    done = []

    def fails(*, by):
        raise ValueError(SECRET)

    monkeypatch.setattr(
        running, "every_night", lambda: {"first": fails, "second": lambda by: done.append(by.agency)}
    )
    with pytest.raises(RuntimeError, match=r"^nightly work failed: first$"):
        running.tonight(system_actor(POLICE))
    assert done == [POLICE]


def test_two_kinds_cannot_have_one_name(counting):
    from samverkan.secrecy import background

    with pytest.raises(ValueError, match=r"test\.count"):
        background.job("test.count", "räknade i prov", "counted in a test", may=lambda by, **_: None)(
            lambda: None
        )
