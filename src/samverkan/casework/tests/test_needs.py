"""Steps that need something written first: by whom, and since when."""

import pytest

PROPOSAL = {
    "proposed_on": "2026-11-10", "violence": "Två skott.", "sure": "Säkert.", "told": "Ja.", "means": "Kontroller.",
    "harm": "Syskon.", "stop_when": "Inga skott på fyra veckor.",
}  # fmt: skip
NOTICE = {"state": "started", "from_day": "2026-11-12", "text": "Våldet fortsätter."}


@pytest.fixture
def acts(world):
    from support.groups import GroupActs

    return GroupActs(world)


def start(acts, case, by="gvi.beslut"):
    return acts.actions.move(by=acts.actor(by), case=case, move="start_focus")


def test_without_what_it_needs_a_step_is_not_taken_and_says_what_is_missing(acts):
    from samverkan.casework import rules

    case = acts.group()
    with pytest.raises(acts.Refused):
        start(acts, case)
    by = acts.actor("gvi.beslut")
    with acts.bound(by):
        assert "Förslag om ökat fokus" in str(rules.move(by, case=case, move="start_focus").reason)


def test_every_kind_it_needs_must_be_there(acts):
    case = acts.group()
    acts.write("gvi.analytiker", case, "focus_proposal", **PROPOSAL)
    with pytest.raises(acts.Refused):
        start(acts, case)
    acts.write("gvi.beslut", case, "focus_notice", **NOTICE)
    assert start(acts, case).phase == "focus"


def test_whoever_wrote_the_first_of_them_does_not_take_the_step(acts):
    case = acts.group()
    acts.write("gvi.beslut", case, "focus_proposal", **PROPOSAL)
    acts.write("gvi.beslut", case, "focus_notice", **NOTICE)
    with pytest.raises(acts.Refused):
        start(acts, case)
    assert start(acts, case, "gvi.beslut2").phase == "focus"


def test_what_was_written_before_the_step_before_does_not_count(acts):
    case = acts.group()
    acts.write("gvi.analytiker", case, "focus_proposal", **PROPOSAL)
    acts.write("gvi.beslut", case, "focus_notice", **NOTICE)
    case = start(acts, case)
    with pytest.raises(acts.Refused):
        acts.actions.move(by=acts.actor("gvi.beslut"), case=case, move="stop_focus")
    acts.write("gvi.beslut", case, "focus_notice", **{**NOTICE, "state": "stopped"})
    case = acts.actions.move(by=acts.actor("gvi.beslut"), case=case, move="stop_focus")
    assert case.phase == "maintenance"
    with pytest.raises(acts.Refused):
        start(acts, case)
