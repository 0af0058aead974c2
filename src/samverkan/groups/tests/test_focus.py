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


def review(acts, group, **more):
    day = more.pop("review_on", date(2026, 12, 24))
    return acts.groups.continue_focus(
        by=acts.actor("gvi.beslut"), group=group, text="Två skott till.", from_day=date(2026, 12, 3), review_on=day,
        **more,
    )  # fmt: skip


def in_focus(acts, group):
    acts.propose_focus(group)
    return start(acts, group)


def open_clocks(acts, group, name="review_focus"):
    from samverkan.casework.models import Deadline

    by = acts.actor("gvi.beslut")
    with acts.bound(by):
        rows = Deadline.of(by.agency).filter(case=group, clock=name, ended_at__isnull=True)
        return [row.due for row in rows]


def test_it_is_to_be_reviewed_by_the_day_the_decider_set(acts):
    assert open_clocks(acts, in_focus(acts, acts.group())) == [REVIEW]


def test_reviewed_it_goes_on_with_new_reasons_until_a_new_day(acts):
    group = review(acts, in_focus(acts, acts.group()))
    assert group.phase == "focus"
    notices = acts.in_file("gvi.analytiker", group, "focus_notice")
    assert [each["state"] for each in notices] == ["started", "continued"]
    assert open_clocks(acts, group) == [date(2026, 12, 24)]


def test_what_is_reviewed_has_been_going_on_since_it_began(acts):
    from samverkan.groups.reads.overview import group_lines

    review(acts, in_focus(acts, acts.group()))
    by = acts.actor("gvi.analytiker")
    with acts.bound(by):
        assert [line.focus_since for line in group_lines(by, acts.programme().pk)] == [FROM]


def test_once_stopped_nothing_is_left_to_review(acts):
    group = in_focus(acts, acts.group())
    group = acts.groups.stop_focus(
        by=acts.actor("gvi.beslut"), group=group, text="Lugnt.", from_day=date(2026, 11, 18)
    )
    assert open_clocks(acts, group) == []
    with pytest.raises(acts.Conflict):
        review(acts, group)


def test_the_day_of_review_comes_after_the_day_of_decision(acts):
    group = in_focus(acts, acts.group())
    with pytest.raises(acts.Invalid) as refused:
        review(acts, group, review_on=date(2026, 12, 3))
    assert refused.value.field == "review_on"
    assert len(acts.in_file("gvi.analytiker", group, "focus_notice")) == 1
