"""The evaluation that lies ready: real public figures, real acts, and a verdict with its reasons."""

import csv
from datetime import date
from pathlib import Path

import pytest

from samverkan.demo import evaluating, files
from samverkan.evidence.evaluation.question_file import read_question

EXAMPLE = Path(__file__).parents[4] / "docs" / "examples" / "sluta-skjut"
ANCHOR = date(2026, 11, 27)
TEST_ANALYST = ("beslut", "kom")


def rows(path):
    with path.open(newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


def test_the_figures_are_those_of_the_worked_example_in_the_months_both_regions_have():
    known = rows(EXAMPLE / "skjutningar.csv")
    [row] = files.listed("evaluations")
    given = rows(files.DATA / row["file"])
    months = {(int(year), int(month)) for _region, year, month, _count in given}
    assert (min(months), max(months), len(given)) == ((2017, 7), (2023, 10), 2 * len(months))
    assert set(given) <= set(known)


def test_the_plan_is_that_of_the_worked_example():
    plan = read_question(EXAMPLE / "QUESTION.yaml")
    facts = files.listed("evaluations")[0]["facts"]
    assert (facts["question"], facts["measure"], facts["definition"], facts["method"]) == (
        plan.question, plan.outcome.name, plan.outcome.definition, plan.method,
    )  # fmt: skip
    assert facts["smallest"] == plan.smallest_effect
    assert [line.split(": ", 1)[1] for line in facts["also"].splitlines()] == [
        event.what for event in plan.also_happened
    ]


def test_it_is_locked_computed_and_judged_and_the_same_from_the_same_seed(world, monkeypatch):
    from samverkan.evaluations import reads
    from samverkan.secrecy.binding import bound
    from samverkan.setup import install

    install.open_history(world.admin, world.name, opened=True)
    monkeypatch.setattr(evaluating, "ANALYST", TEST_ANALYST)
    evaluating.tell(7, ANCHOR)
    actor = world.actor("kom.beslut")
    with bound(actor):
        [found] = reads.every(actor)
        whole = reads.shown(found.study)
    assert (whole.stage, whole.verdict.word.value) == ("judged", "cannot_tell")
    assert whole.lock.locked < whole.verdict.on < ANCHOR
    [main] = [each for each in whole.result.estimates if each.main]
    assert main.percent[0] == pytest.approx(-43, abs=0.5)  # as docs/explanation/sluta-skjut.md has it
    assert not [section for section in whole.result.sections if section.refused and section.name == "fit"]
