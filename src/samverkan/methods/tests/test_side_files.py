"""Side files in a method's file: what is asked of them, and what is let pass."""

import pytest

from samverkan.methods.asking import active_phases, first_phases, fits, phases_of, shut_to, side_file
from samverkan.methods.check import check
from samverkan.methods.loading import load, loads
from samverkan.methods.tests.helpers import changed

OFFICER = "    reads: [identity, fact, note, colour]"
LEFT = "  - {id: left, label: {sv: Avslutad, en: Left}, final: true}"
FACT = "  - id: fact\n    label: {sv: Anteckning, en: Note}\n    capability: write"
SIDE = """side_files:
  - {id: incident, label: {sv: Händelse, en: Incident}, kinds: [fact, note], capability: write}
scales:
"""
OPEN = "  - {id: side_open, label: {sv: Öppen, en: Open}, initial: true, side_files: [incident]}"
CLOSED = "  - {id: side_closed, label: {sv: Stängd, en: Closed}, final: true, side_files: [incident]}"
CLOSING = "meeting: {every_days"
CLOSE = (
    "  - {id: close, label: {sv: Stäng, en: Close}, from: [side_open], to: side_closed, capability: leave}\n"
)
WITH = (
    ("scales:\n", SIDE),
    (LEFT, f"{LEFT}\n{OPEN}\n{CLOSED}"),
    (CLOSING, CLOSE + CLOSING),
    (FACT, FACT + "\n    side_only: true"),
)
BESIDE = changed(*WITH)


def broken(*replacements):
    return [(each.path, each.remedy.sv) for each in check(changed(*replacements, text=BESIDE))]


def test_a_method_with_a_side_file_is_right():
    assert check(BESIDE) == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("initial: true, side_files: [incident]", "side_files: [incident]", "side_files[0]"),
        ("final: true, side_files: [incident]", "side_files: [incident]", "side_files[0]"),
        ("kinds: [fact, note]", "kinds: [note]", "kinds[1].side_only"),
        ("id: incident, label", "id: case, label", "side_files[0]"),
        ("from: [side_open], to: side_closed", "from: [side_open], to: left", "moves[2].from[0]"),
        ("from: [active], to: left", "from: [active], to: side_closed", "moves[1].from[0]"),
        (OFFICER, OFFICER + "\n    opens: [case]", "side_files[0]"),
    ],
)
def test_each_fault_is_named_where_it_stands(old, new, path):
    found = broken((old, new))
    assert path in {where for where, _remedy in found}, found


def test_a_side_file_that_is_not_there_is_named():
    assert any(
        "incident" in remedy
        for _where, remedy in broken(
            ("final: true, side_files: [incident]", "final: true, side_files: [incidnt]")
        )
    )


def test_the_case_still_needs_a_beginning_and_an_end_of_its_own():
    assert [where for where, _ in broken(("en: Nominated}, initial: true}", "en: Nominated}}"))] == ["phases"]
    assert "phases" in [where for where, _ in broken((LEFT, LEFT.replace(", final: true", "")))]


def test_what_the_program_asks_of_a_method_with_side_files():
    method = loads(BESIDE)
    assert first_phases(method) == {"": "active", "incident": "side_open"}
    assert active_phases(method) == ("active",)
    assert [phase.id for phase in phases_of(method, "incident")] == ["side_open", "side_closed"]
    assert method.initial_phase().id == "nominated"
    assert side_file(method, "incident") is not None
    assert side_file(method, "") is None
    fits_in = {kind.id: (fits(method, "", kind), fits(method, "incident", kind)) for kind in method.kinds}
    assert fits_in == {
        "identity": (True, False),
        "fact": (False, True),
        "colour": (True, False),
        "note": (True, True),
    }


def test_a_role_that_says_nothing_opens_all_and_one_that_says_opens_only_that():
    method = loads(changed((OFFICER, OFFICER + "\n    opens: [incident]"), text=BESIDE))
    assert shut_to(method, method.role("officer")) == [""]
    assert shut_to(method, method.role("steering")) == []
    trefas = load("trefas")
    assert all(shut_to(trefas, role) == [] for role in trefas.roles)
