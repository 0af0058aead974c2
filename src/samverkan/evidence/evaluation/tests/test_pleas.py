"""What speaks for what: every rule, seen from both sides of its edge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverkan.evidence.evaluation.finding import Estimate, Section
from samverkan.evidence.evaluation.plan import Event
from samverkan.evidence.evaluation.pleas import pleas
from samverkan.evidence.evaluation.tests.worlds import plan_in
from samverkan.evidence.evaluation.verdict import Word
from samverkan.evidence.text import Text


@pytest.fixture
def plan(tmp_path):
    return plan_in(tmp_path)


def main(low, high, effect=None, **more):
    middle = (low + high) / 2 if effect is None else effect
    return Estimate("x", Text("x", "x"), middle, low, high, None, (middle, low, high), main=True, **more)


def other(low, high):
    return replace(main(low, high), main=False)


def said(plan, *estimates, deviations=(), refused=None, **facts):
    section = Section("s", Text("Steg", "Step"), estimates=estimates, facts=facts, refused=refused)
    found = pleas(plan, [section], deviations)
    return {word: [plea.said.en for plea in found if plea.verdict == word] for word in Word}


def holds(found, word, part):
    return any(part in each for each in found[word])


def test_an_interval_on_the_better_side_speaks_for_worked(plan):
    assert holds(said(plan, main(-50, -5)), Word.WORKED, "better side")
    assert not said(plan, main(-50, 5))[Word.WORKED]


def test_what_is_better_hangs_on_the_outcome(tmp_path):
    higher = plan_in(tmp_path, outcome__better="higher")
    assert holds(said(higher, main(5, 50)), Word.WORKED, "better side")
    assert holds(said(higher, main(-50, -5)), Word.HARMFUL, "worse side")


def test_an_interval_on_the_worse_side_speaks_for_harm_and_against_effect(plan):
    found = said(plan, main(5, 50))
    assert holds(found, Word.HARMFUL, "worse side")
    assert holds(found, Word.DID_NOT, "rules out")


def test_an_interval_that_rules_out_what_matters_speaks_for_did_not(plan):
    assert holds(said(plan, main(-20, 10)), Word.DID_NOT, "rules out an improvement of 25 %")
    assert not said(plan, main(-26, 10))[Word.DID_NOT]


def test_an_interval_that_holds_both_speaks_for_cannot_tell(plan):
    assert holds(said(plan, main(-26, 10)), Word.CANNOT_TELL, "both no change")
    assert not holds(said(plan, main(-26, -1)), Word.CANNOT_TELL, "both no change")


def test_no_interval_is_no_conclusion(plan):
    bare = replace(main(-5, -1), percent=None)
    assert said(plan, bare)[Word.CANNOT_TELL] == ["The main estimate has no interval in per cent."]


def test_other_estimates_count_by_side(plan):
    found = said(plan, main(-50, 5), other(-40, -1), other(-40, 3), other(1, 9))
    assert holds(found, Word.WORKED, "1 of 3 other")
    assert holds(found, Word.HARMFUL, "1 of 3 other")
    assert holds(found, Word.CANNOT_TELL, "contradict")


@pytest.mark.parametrize(
    ("p", "effect", "word"), [(0.05, -3, Word.WORKED), (0.05, 3, Word.HARMFUL), (0.06, -3, Word.CANNOT_TELL)]
)
def test_placebos_speak_in_the_effects_direction(plan, p, effect, word):
    found = said(plan, main(-9, 9, effect=effect), placebo_p=p)
    assert holds(found, word, f"p = {p:.3f}")


def test_defensible_comparisons_that_disagree_settle_nothing(plan):
    assert holds(said(plan, main(-9, 9), spread_low=-3.0, spread_high=2.0), Word.CANNOT_TELL, "both ways")
    assert holds(said(plan, main(-9, 9), spread_low=-3.0, spread_high=-1.0), Word.WORKED, "same direction")
    assert holds(said(plan, main(-9, 9), spread_low=1.0, spread_high=2.0), Word.HARMFUL, "same direction")


@pytest.mark.parametrize(
    ("fact", "raised", "calm", "part"),
    [
        ("power", 0.79, 0.81, "79 % chance"),
        ("events", 29, 30, "events are few"),
        ("misfit", 0.51, 0.5, "followed badly"),
        ("unique", 0.0, 1.0, "not unique"),
        ("early", 0.2, 0.1, "Pretended starts"),
        ("pretrend_p", 0.04, 0.05, "differed before"),
        ("breakdown", 0.9, 1.0, "conclusion falls"),
        ("conflict", 0.01, 0.5, "contradict"),
    ],
)
def test_every_doubt_is_raised_at_its_edge(plan, fact, raised, calm, part):
    assert holds(said(plan, main(-50, -5), **{fact: raised}), Word.CANNOT_TELL, part)
    assert not holds(said(plan, main(-50, -5), **{fact: calm}), Word.CANNOT_TELL, part)


def test_weights_that_leave_the_sign_open_settle_nothing(plan):
    assert holds(
        said(plan, main(-5, -1), feasible_low=-1.0, feasible_high=1.0), Word.CANNOT_TELL, "both ways"
    )
    assert not holds(
        said(plan, main(-5, -1), feasible_low=-2.0, feasible_high=-1.0), Word.CANNOT_TELL, "both ways"
    )


def test_a_rise_next_door_speaks_for_harm(plan):
    assert holds(said(plan, main(-50, -5), neighbour=21.0, neighbour_se=10.0), Word.HARMFUL, "moved")
    assert not said(plan, main(-50, -5), neighbour=19.0, neighbour_se=10.0)[Word.HARMFUL]


def test_what_else_happened_refusals_and_deviations_are_told(plan):
    busy = replace(plan, also_happened=(Event("Razzia", "2022-03", "2022-04", "Norra"),))
    found = said(
        busy,
        main(-50, -5),
        refused=Text("går inte", "cannot"),
        deviations=[Text("Annat frö.", "Another seed.")],
    )
    assert holds(found, Word.CANNOT_TELL, "Meanwhile: Razzia (2022-03–2022-04, Norra).")
    assert holds(found, Word.CANNOT_TELL, "Step: cannot")
    assert holds(found, Word.CANNOT_TELL, "Deviation: Another seed.")


def test_nothing_is_said_twice_and_the_verdicts_keep_their_order(plan):
    section = Section("s", Text("Steg", "Step"), refused=Text("går inte", "cannot"))
    found = pleas(plan, [section, section], [])
    assert len(found) == 1
    order = [
        list(Word).index(plea.verdict)
        for plea in pleas(plan, [replace(section, estimates=(main(-50, -5),))], [])
    ]
    assert order == sorted(order)
