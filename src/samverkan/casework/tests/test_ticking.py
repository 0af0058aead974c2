"""Which events start and stop which clocks."""

from datetime import date

from samverkan.casework import ticking
from samverkan.casework.ticking import Happened
from samverkan.methods.loading import load

TODAY = date(2026, 11, 23)


def test_an_entry_is_an_event_and_so_is_each_day_in_it() -> None:
    kind = load("trefas").kind("concern_draft")
    assert ticking.of_entry(kind, {"text": "Oro."}, TODAY) == [Happened("kind:concern_draft", TODAY)]
    sent = ticking.of_entry(kind, {"text": "Oro.", "sent_on": "2026-11-20"}, TODAY)
    assert sent[1:] == [Happened("field:concern_draft.sent_on", date(2026, 11, 20))]


def test_a_correction_brings_only_what_is_new() -> None:
    kind = load("trefas").kind("concern_draft")
    assert ticking.of_correction(kind, {"text": "B"}, {"text": "A"}) == []
    new = ticking.of_correction(kind, {"sent_on": "2026-11-20"}, {"text": "A"})
    assert new == [Happened("field:concern_draft.sent_on", date(2026, 11, 20))]
    assert ticking.of_correction(kind, {"sent_on": "2026-11-20"}, {"sent_on": "2026-11-20"}) == []


def test_a_new_colour_stops_the_old_ones_clock_and_starts_its_own() -> None:
    method = load("trefas")
    fields = {"judged_on": "2026-11-23", "valid_until": "2026-12-14"}
    happened = ticking.of_entry(method.kind("colour"), fields, TODAY)
    assert [each.id for each in ticking.stopped(method, happened)] == ["colour_review"]
    assert [(each.id, day) for each, day in ticking.started(method, happened)] == [("colour_review", TODAY)]


def test_a_phase_stops_what_waits_for_it() -> None:
    method = load("trefas")
    happened = ticking.of_step("confirmed", TODAY)
    assert [each.id for each in ticking.stopped(method, happened)] == ["confirm_nomination"]
    assert ticking.started(method, happened) == []


def test_each_clock_knows_the_kind_that_starts_it() -> None:
    kinds = {each.id: ticking.kind_of(each) for each in load("trefas").clocks}
    assert kinds == {
        "confirm_nomination": "nomination", "colour_review": "colour", "concern_decision": "concern_draft",
    }  # fmt: skip
