"""Increased focus: criteria in words by one, decision with reasons by another, a day of beginning and of end."""

from datetime import date

import pytest

FROM, REVIEW = date(2026, 11, 12), date(2026, 12, 10)


def start(acts, group, by="gvi.beslut", **more):
    return acts.groups.start_focus(
        by=acts.actor(by), group=group, text="Våldet fortsätter.", from_day=FROM, review_on=REVIEW, **more
    )


def test_it_begins_with_who_when_why_and_until_when(acts):
    group = acts.group()
    acts.propose_focus(group)
    assert start(acts, group).phase == "focus"
    notice = acts.in_file("gvi.analytiker", group, "focus_notice")[0]
    assert (notice["state"], notice["from_day"], notice["review_on"]) == (
        "started",
        "2026-11-12",
        "2026-12-10",
    )
    assert notice["text"] == "Våldet fortsätter."
    assert notice.row.made_by == acts.actor("gvi.beslut").officer


def test_without_answered_criteria_nothing_begins_and_nothing_is_written(acts):
    group = acts.group()
    with pytest.raises(acts.Refused):
        start(acts, group)
    assert acts.in_file("gvi.analytiker", group, "focus_notice") == []


def test_every_criterion_is_answered_in_words(acts):
    from support.groups import PROPOSAL

    for missing in ("violence", "sure", "told", "means", "harm", "stop_when"):
        with pytest.raises(acts.Invalid) as refused:
            acts.write("gvi.analytiker", acts.group(missing), "focus_proposal", **{**PROPOSAL, missing: " "})
        assert refused.value.field == missing


def test_whoever_answered_the_criteria_does_not_decide(acts):
    group = acts.group()
    acts.propose_focus(group, "gvi.beslut")
    with pytest.raises(acts.Refused):
        start(acts, group)
    assert start(acts, group, "gvi.beslut2").phase == "focus"


def test_without_the_right_nobody_decides(acts):
    group = acts.group()
    acts.propose_focus(group)
    with pytest.raises(acts.Refused):
        start(acts, group, "gvi.kommunpolis")


def test_it_needs_reasons_to_begin_and_to_stop(acts):
    group = acts.group()
    acts.propose_focus(group)
    with pytest.raises(acts.Invalid):
        acts.groups.start_focus(
            by=acts.actor("gvi.beslut"), group=group, text=" ", from_day=FROM, review_on=REVIEW
        )
    group = start(acts, group)
    with pytest.raises(acts.Invalid):
        acts.groups.stop_focus(by=acts.actor("gvi.beslut"), group=group, text="", from_day=REVIEW)


def test_it_stops_with_reasons_and_the_group_is_then_kept_up(acts):
    group = acts.group()
    acts.propose_focus(group)
    group = start(acts, group)
    group = acts.groups.stop_focus(
        by=acts.actor("gvi.beslut"), group=group, text="Fyra lugna veckor.", from_day=REVIEW
    )
    assert group.phase == "maintenance"
    assert [each["state"] for each in acts.in_file("gvi.analytiker", group, "focus_notice")] == [
        "started",
        "stopped",
    ]


def test_who_saw_the_group_in_another_stage_is_told_so(acts):
    group = acts.group()
    acts.propose_focus(group)
    start(acts, group)
    with pytest.raises(acts.Conflict):
        acts.groups.stop_focus(
            by=acts.actor("gvi.beslut"), group=group, text="Lugnt.", from_day=REVIEW, seen_phase="mapped"
        )
