"""An evaluation's acts: in their order, by whoever has the duty, sealed, and shredded for good."""

import pytest
from support.evaluations import FILES, Analyst, facts, numbers
from support.world import POLICE

SECRET = "Patrullen i Norra"


@pytest.fixture
def analyst(world):
    return Analyst(world)


def _papers(analyst, study, kind):
    from samverkan.evaluations.models import Paper
    from samverkan.secrecy.binding import bound

    with bound(analyst.actor):
        return Paper.of(analyst.actor.agency).filter(study=study, kind=kind).count()


@pytest.mark.parametrize("act", ["plan", "lock", "again", "judge", "end"])
def test_nobody_without_the_duty_does_anything(world, analyst, act):
    from samverkan.evaluations import actions
    from samverkan.secrecy.acting import Refused

    study = analyst.plan()
    more = {"plan": {"facts": facts(), "data": None}, "judge": {"word": "worked", "reason": "x" * 30}}.get(
        act, {}
    )
    with pytest.raises(Refused):
        getattr(actions, act)(by=world.actor("pol.samordnare"), study=study, **more)


def test_before_the_lock_only_the_power_is_computed(analyst):
    study = analyst.plan()
    assert analyst.computed(study) == "done"
    shown = analyst.shown(study)
    assert (shown.stage, shown.result, shown.lock) == ("planned", None, None)
    assert shown.power.name == "power"
    assert not shown.power.estimates, "nothing of what came after the start"


def test_a_locked_plan_is_never_changed_and_is_whole(analyst):
    from samverkan.evaluations import actions
    from samverkan.secrecy.acting import Conflict

    study = analyst.plan()
    analyst.computed(study)
    analyst.locked(study)
    analyst.computed(study)
    for act, more in ((actions.plan, {"facts": facts(), "data": None}), (actions.lock, {})):
        with pytest.raises(Conflict):
            act(by=analyst.actor, study=study, **more)
    shown = analyst.shown(study)
    assert shown.lock.whole()
    assert shown.lock.plan == shown.plan == shown.result.plan
    assert shown.result.lock == shown.lock
    assert not any("låst" in text.sv for text in shown.result.deviations)


def test_the_result_is_the_one_the_command_line_gives(analyst, tmp_path):
    from samverkan.evidence.evaluation.run import evaluate

    shown = analyst.shown(analyst.done())
    (tmp_path / shown.plan.data.file).write_bytes(numbers())
    assert shown.result.to_bytes() == evaluate(shown.plan, tmp_path, lock=shown.lock).to_bytes()


@pytest.mark.parametrize("rows", ["personer", "platser"])
def test_so_it_is_of_persons_and_of_events_and_their_file_lies_in_clear_nowhere(
    analyst, tmp_path, rows, attacker
):
    from support import sealed

    from samverkan.evidence.evaluation.run import evaluate

    study = analyst.plan_rows(rows)
    assert analyst.computed(study) == "done"
    analyst.locked(study)
    assert analyst.computed(study) == "done"
    shown = analyst.shown(study)
    (tmp_path / shown.plan.data.file).write_bytes(FILES[rows]())
    assert shown.result.to_bytes() == evaluate(shown.plan, tmp_path, lock=shown.lock).to_bytes()
    assert not [section.refused for section in shown.result.sections if section.refused]
    db, words = attacker(), {"personer": ("pseudonym", "enhet 7"), "platser": ("anmalan", "K17")}[rows]
    left = " ".join(
        row[0] for table in sealed.tables(db) for row in db.execute(f"SELECT t::text FROM {table} t")
    )
    assert not any(word in left or word.encode().hex() in left for word in words)


def test_a_worker_that_is_killed_goes_on_at_the_step_it_was_at(analyst, monkeypatch):
    from samverkan.evidence.evaluation import run

    study, taken = analyst.plan(), []
    analyst.computed(study)
    analyst.locked(study)
    step = run.one_step

    def counted(case, place):
        taken.append(place)
        if taken == [0, 1]:
            raise ConnectionError("away")
        return step(case, place)

    monkeypatch.setattr(run, "one_step", counted)
    with pytest.raises(ConnectionError):
        analyst.computed(study)
    assert analyst.computed(study) == "done"
    assert taken == [0, 1, 1, 2, 3]
    assert len(analyst.shown(study).result.sections) == 4


def test_a_verdict_is_tied_to_its_result_and_an_earlier_one_is_kept(analyst):
    from samverkan.evaluations import actions

    study = analyst.done()
    for word in ("worked", "cannot_tell"):
        actions.judge(by=analyst.actor, study=study, word=word, reason="Ett skäl som är långt nog.")
    shown = analyst.shown(study)
    assert (shown.verdict.word, shown.verdict.by) == ("cannot_tell", "Stina Prov")
    assert shown.verdict.result == shown.result.fingerprint
    assert _papers(analyst, study, "verdict") == 2


def test_nothing_lies_in_clear_and_after_the_end_no_key_opens_it(analyst, attacker):
    from support import sealed

    from samverkan.evaluations import actions

    study = analyst.done()
    db = attacker()
    left = " ".join(
        row[0] for table in sealed.tables(db) for row in db.execute(f"SELECT t::text FROM {table} t")
    )
    for said in (SECRET, "Anmälda rån", "Södra"):
        assert said not in left
        assert said.encode().hex() not in left
    opened = {row for table, row in sealed.readable(db, POLICE) if table == "evaluations_paper"}
    assert len(opened) == 5
    actions.end(by=analyst.actor, study=study)
    assert not [row for table, row in sealed.readable(db, POLICE) if table == "evaluations_paper"]
    rows = db.execute("SELECT sealed FROM evaluations_paper").fetchall()
    assert {bytes(row[0]) for row in rows} == {b""}


def test_what_is_at_work_is_neither_ended_nor_set_going_twice(analyst):
    from samverkan.evaluations import actions
    from samverkan.secrecy.acting import Conflict

    study = analyst.plan()
    for act in (actions.end, actions.again, actions.lock):
        with pytest.raises(Conflict):
            act(by=analyst.actor, study=study)


def test_a_stopped_one_is_set_going_again(analyst):
    from samverkan.evaluations import actions
    from samverkan.evaluations.reads import job_of
    from samverkan.secrecy import background
    from samverkan.secrecy.binding import bound

    study = analyst.plan()
    row = analyst.again(study)
    with bound(analyst.actor):
        job = job_of(row)
    background.stop(by=analyst.actor, job=job)
    assert analyst.shown(study).stage == "stopped"
    actions.again(by=analyst.actor, study=study)
    assert analyst.computed(study) == "done"


def test_another_authority_opens_nothing_by_id(world, analyst):
    from samverkan.evaluations import reads
    from samverkan.secrecy.binding import bound

    study = analyst.plan()
    other = world.actor("soc.beslut")
    with bound(other):
        assert reads.find(other, study.pk) is None
        assert reads.every(other) == []


def test_the_trail_names_what_was_done_and_holds_no_word_of_it(analyst):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    analyst.done()
    with bound(analyst.actor):
        lines = list(Trace.objects.filter(agency_id=POLICE, verb__startswith="evaluation."))
    assert {line.verb for line in lines} >= {"evaluation.plan", "evaluation.lock", "evaluation.compute"}
    assert not any(SECRET in str(line.detail) for line in lines)
