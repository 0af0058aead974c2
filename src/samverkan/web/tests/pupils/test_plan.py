"""The plan on one page: goals, who does what, when it is looked at again, and what the review found."""

import pytest


def _page(browse, case, username="skola.kurator"):
    answer = browse(username).get(f"/arenden/{case.pk}/plan/")
    return answer, answer.content.decode()


@pytest.fixture
def case(team):
    return team.assign(team.take_up(), "skola.kurator")


def _goal(team, case):
    return team.add(
        case, "goal", set_on="2026-10-01", text="Komma till första lektionen varje dag.", seen_by="Frånvarofilen."
    )  # fmt: skip


def _measure(team, case, review_on, **more):
    fields = {
        "starts_on": "2026-10-05",
        "what": "morning",
        "text": "Någon ringer klockan sju.",
        "who": "Karin",
    }
    return team.add(case, "measure", review_on=review_on, **{**fields, **more})


def _review(team, case, held_on, **more):
    return team.add(case, "review", held_on=held_on, reached="partly", text="Bättre, säger båda.", **more)


def test_before_anything_is_written_it_says_where_to_begin(browse, case):
    answer, page = _page(browse, case)
    assert answer.status_code == 200
    assert "Ingen plan är skriven" in page
    assert f"/arenden/{case.pk}/uppgift/goal/" in page


def test_a_goal_its_measures_and_what_the_review_found(team, browse, case):
    _goal(team, case), _measure(team, case, "2026-11-10"), _review(team, case, "2026-11-12")
    _answer, page = _page(browse, case)
    for said in ("Komma till första lektionen", "Frånvarofilen.", "Hjälp upp på morgonen", "Karin", "Delvis",
                 "Bättre, säger båda.", "uppföljd"):  # fmt: skip
        assert said in page, said
    assert "inte uppföljd" not in page
    assert "Nästa uppföljning" not in page


def test_a_measure_past_its_day_is_late_in_words(team, browse, case):
    _measure(team, case, "2026-11-10")
    _answer, page = _page(browse, case)
    assert "inte uppföljd" in page
    assert "uppföljning är försenad" in page


def test_on_its_day_it_is_not_late_yet(team, browse, case):
    _measure(team, case, "2026-11-28")
    _answer, page = _page(browse, case)
    assert "inte uppföljd" not in page
    assert "2026-11-28" in page


def test_a_review_held_before_the_day_moves_it_to_the_day_it_names(team, browse, case):
    _measure(team, case, "2026-11-10"), _review(team, case, "2026-11-02", next_on="2026-12-14")
    _answer, page = _page(browse, case)
    assert "inte uppföljd" not in page
    assert "2026-12-14" in page.split("Nästa uppföljning")[1][:120]


def test_a_review_before_the_measure_began_says_nothing_about_it(team, browse, case):
    _review(team, case, "2026-09-02", next_on="2026-12-14"), _measure(team, case, "2026-11-10")
    assert "inte uppföljd" in _page(browse, case)[1]


def test_what_the_other_side_disclosed_says_whose_it_is(team, browse, case):
    theirs = team.known_to_social(case)
    team.assign(theirs, "soc.skolsocionom", by="soc.enhetschef")
    own = team.add(theirs, "measure", by="soc.skolsocionom", starts_on="2026-10-05", what="parenting", text="Samtal.",
                   who="Sara", review_on="2026-12-01")  # fmt: skip
    assert "Stöd till vårdnadshavare" not in _page(browse, case)[1], "not disclosed, not there"
    from support.world import SCHOOL

    from samverkan.casework import actions

    team.disclose("soc.enhetschef", theirs, SCHOOL, own)
    came = list(team.deliveries("skola.chef"))
    actions.receive(by=team.actor("skola.chef"), delivery=came[-1], case=case)
    page = _page(browse, case)[1]
    assert "Stöd till vårdnadshavare" in page
    assert "från Stadsdelsnämnden Prov" in page


def test_a_colleague_without_the_case_and_the_clerk_have_no_such_page(team, browse, case):
    for username in ("skola.kurator2", "skola.franvaro", "soc.skolsocionom"):
        assert _page(browse, case, username)[0].status_code == 404, username
