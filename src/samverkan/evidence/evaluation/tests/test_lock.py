"""A lock holds the plan and its day; whatever is changed afterwards shows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from samverkan.evidence.evaluation import encoding
from samverkan.evidence.evaluation.deviations import UNLOCKED, deviations
from samverkan.evidence.evaluation.lock import Lock, lock, lock_path, parse_lock, read_lock, seal
from samverkan.evidence.evaluation.snapshot import Snapshot
from samverkan.evidence.evaluation.tests.worlds import plan_in
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

DAY = date(2026, 11, 10)


@pytest.fixture
def plan(tmp_path):
    return plan_in(tmp_path)


def snapshot(plan, forced=()):
    return Snapshot("data.csv", "x", plan.data.vintage, 1, "f", 1, Text("a", "b"), (), tuple(forced))


def test_a_lock_is_read_as_it_was_written(plan, tmp_path):
    made = lock(plan, DAY)
    path = lock_path(tmp_path / "QUESTION.yaml")
    path.write_bytes(encoding.to_bytes(made))
    assert read_lock(path) == made
    assert path.name == "QUESTION.lock.json"


def test_no_lock_is_none(tmp_path):
    assert read_lock(tmp_path / "Q.lock.json") is None


def test_the_fingerprint_follows_plan_and_day(plan):
    assert seal(plan, DAY) == seal(plan, DAY)
    assert len({seal(plan, DAY), seal(plan, date(2026, 11, 11)), seal(replace(plan, seed=2), DAY)}) == 3


@pytest.mark.parametrize("part", ["smallest_effect", "question"])
def test_a_lock_that_was_edited_is_refused(plan, part):
    told = json.loads(encoding.to_bytes(lock(plan, DAY)))
    told["plan"][part] = 5.0 if part == "smallest_effect" else "En annan fråga?"
    with pytest.raises(Refusal, match="was changed"):
        parse_lock(json.dumps(told).encode(), "Q.lock.json")


@pytest.mark.parametrize("raw", [b"", b"{}", b"[1]", b'{"plan": 1, "locked": 2, "fingerprint": 3}', b"\xff"])
def test_what_is_no_lock_is_refused(raw):
    with pytest.raises(Refusal, match="no lock"):
        parse_lock(raw, "Q.lock.json")


def test_nothing_is_locked_before_it_was_written(plan):
    with pytest.raises(Refusal, match="cannot be locked"):
        lock(plan, date(2026, 10, 1))


def test_as_planned_is_no_deviation(plan):
    assert deviations(plan, lock(plan, DAY), snapshot(plan)) == ()


def test_an_unlocked_plan_is_the_first_deviation(plan):
    forced = Text("En enhet lämnades utanför.", "A unit was left out.")
    assert deviations(plan, None, snapshot(plan, [forced])) == (UNLOCKED, forced)


def test_every_change_after_the_lock_is_listed(plan):
    changed = replace(
        plan,
        smallest_effect=10.0,
        seed=7,
        treated={"Södra": "2022-01"},
        design=replace(plan.design, season=1),
    )
    said = [text.en for text in deviations(changed, lock(plan, DAY), snapshot(changed))]
    assert set(said) == {
        "treated.Norra: the plan said 2022-01, but – was used.",
        "treated.Södra: the plan said –, but 2022-01 was used.",
        "design.season: the plan said 12, but 1 was used.",
        "smallest_effect: the plan said 25.0, but 10.0 was used.",
        "seed: the plan said 20230401, but 7 was used.",
    }
    assert len(said) == 5


def test_which_file_and_which_day_is_not_the_plans_to_know(plan):
    later = replace(plan, data=replace(plan.data, file="ny.csv", vintage=date(2027, 1, 5)))
    assert deviations(later, lock(plan, DAY), snapshot(later)) == ()


def test_data_older_than_the_lock_may_have_been_known(plan):
    early = replace(plan, data=replace(plan.data, vintage=date(2026, 11, 2)))
    [said] = deviations(early, lock(early, DAY), snapshot(early))
    assert "before the lock" in said.en


def test_a_lock_knows_whether_it_is_whole(plan):
    made = lock(plan, DAY)
    assert made.whole()
    assert not Lock(replace(plan, title="Annan"), made.locked, made.fingerprint).whole()
