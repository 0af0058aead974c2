"""Permute units, relabel time, rescale the outcome, add an irrelevant donor: what should change does, nothing else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.evidence.tests.four_properties import PROPERTIES, Holds, Idle, close, line, table

PAGE = Path(__file__).parents[4] / "docs" / "explanation" / "properties.md"
ROWS = dict(table())
TESTED = [
    (name, which)
    for name, cells in ROWS.items()
    for which, cell in enumerate(cells)
    if isinstance(cell, Holds)
]


@pytest.mark.parametrize(
    ("name", "which"), TESTED, ids=[f"{name}: {PROPERTIES[which]}" for name, which in TESTED]
)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=3, deadline=None)
def test_the_property_holds(name: str, which: int, seed: int) -> None:
    cell = ROWS[name][which]
    assert isinstance(cell, Holds)
    wanted, found = cell.pair(seed)
    assert close(wanted, found, 1e-5), (wanted, found)


def test_each_design_has_a_cell_for_each_property_and_the_page_says_the_same() -> None:
    said = PAGE.read_text(encoding="utf-8")
    for name, cells in ROWS.items():
        assert len(cells) == len(PROPERTIES)
        assert all(len(cell.why) > 10 for cell in cells if isinstance(cell, Idle))
        assert line(name, cells) in said.splitlines(), line(name, cells)
    assert said.count("\n| ") == len(ROWS) + 1  # its heading, and no row that nobody tests


def test_a_number_that_moved_is_seen() -> None:
    assert not close({"a": 1.0}, {"a": 1.001}, 1e-5)
    assert not close({"a": 1.0}, {}, 1e-5)
