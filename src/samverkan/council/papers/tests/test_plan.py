"""Plan and follow-up as papers: the whole chain in print, a verdict in words and shape, readable by everyone."""

from datetime import date
from uuid import UUID

import pytest
from support.council import MEASURE, OUTCOME

from samverkan.council.papers.tests import tags

BUILT = "Vuxna på torget fredag och lördag"


@pytest.fixture
def made(situation):
    """A decided plan with two measures, and a follow-up with a verdict on the first."""
    from samverkan.council.models import ActionPlan, FollowUp, Measure, Outcome

    picture, problems = situation
    decided = {"decided_on": date(2026, 11, 22), "decision": "Dnr KS 2026/500", "body": "Kommunstyrelsen"}
    same = {"agency": picture.agency, "place": picture.place, "version": 1, **decided}
    plan = ActionPlan(picture=picture, title="Plan", summary="Kort.", follow_up_by=date(2028, 11, 1), **same)
    first, second = (
        Measure(id=UUID(int=n), plan=plan, problem=problems[0], due=date(2027, n, 1), **MEASURE)
        for n in (6, 9)
    )
    second.title, second.budget = "Belysning", None
    followup = FollowUp(plan=plan, title="Uppföljning", summary="Det gick.", **same)
    return plan, problems, [first, second], followup, {first.pk: Outcome(measure=first, **OUTCOME)}


@pytest.fixture
def plan(made):
    from samverkan.council.papers.plan import plan_paper

    return plan_paper(*made[:3])


@pytest.fixture
def followup(made):
    from samverkan.council.papers.followup import followup_paper

    return followup_paper(made[3], made[2], made[4])


def rows(paper, title):
    found = [p for s in paper.content["sections"] for p in s["panels"] if p["title"] == title]
    return {row[0]["text"]: row[1]["text"] for row in found[0]["table"]["rows"]}


def test_a_measure_is_told_from_cause_to_date(plan):
    told = rows(plan, BUILT)
    assert list(told) == ["Orsak", "Mål", "Åtgärd", "Mäts med", "I dag → mål", "Ansvarig", "Budget", "Klar"]
    assert told["Orsak"] == "Den eller det som utsätts: Pojkar på 12–15 år som inte går i skolan."
    assert told["Budget"] == "1\u00a0500\u00a0000 kr (Nämndens budget 2027)"


def test_the_ground_is_named(plan):
    ground = plan.content["sections"][-1]["panels"][0]["text"][0]
    assert "Version 2, beslutad 2026-11-20 av Kommunstyrelsen, Dnr KS 2026/431" in ground


def test_money_that_was_not_set_aside_is_not_counted_as_none(plan):
    money = plan.content["highlights"][2]
    assert money["value"] == "1\u00a0500\u00a0000 kr"
    assert money["words"] == "och 1 inom ordinarie budget"


def test_a_problem_without_a_measure_says_so(made):
    from samverkan.council.papers.plan import plan_paper

    told = str(plan_paper(made[0], made[1], []).content)
    assert "Ingen åtgärd än" in told


def test_a_verdict_is_told_in_words_and_one_that_is_missing_too(followup):
    told = rows(followup, BUILT)
    assert (told["Ställningstagande"], told["Effekt?"]) == ("◆ Ändras", "Går inte att säga")
    overview = followup.content["sections"][0]["panels"][0]["table"]["rows"]
    assert [row[3]["text"] for row in overview] == ["◆ Ändras", "Saknas"]


def test_the_drawing_says_the_same_without_colour(followup):
    drawn = followup.files["plan.svg"].decode()
    assert "<polygon" in drawn
    assert "Ändras" in drawn
    assert "ändras" in followup.content["sections"][0]["panels"][0]["alt"]


@pytest.mark.parametrize("which", ["plan", "followup"])
def test_the_pdf_is_one_that_everyone_can_read_and_always_the_same(which, request):
    from samverkan.council.papers.pdf import paper_pdf

    paper = request.getfixturevalue(which)
    raw = paper_pdf(paper)
    assert tags.faults(tags.opened(raw), paper.content["title"]) == []
    assert paper_pdf(paper) == raw


def test_what_a_writer_puts_in_stays_words(made):
    from samverkan.council.papers.pdf import paper_pdf
    from samverkan.council.papers.plan import plan_paper

    made[2][0].title = '<script>"#let x = 1" & *tal* $a$'
    paper = plan_paper(*made[:3])
    assert "<script>" not in paper.files["plan.svg"].decode()
    assert paper_pdf(paper).startswith(b"%PDF")
