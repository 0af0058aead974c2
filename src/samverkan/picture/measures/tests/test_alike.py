"""Which areas are alike is a matter of their conditions, each on its own scale."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.picture.measures.alike import alike

AREAS = {
    "A": {"rental": 80.0, "work": 60.0, "income": 1e6}, "B": {"rental": 78.0, "work": 61.0, "income": 1.01e6},
    "C": {"rental": 20.0, "work": 85.0, "income": 3e6}, "D": {"rental": 50.0, "work": 70.0, "income": 2e6},
}  # fmt: skip


def test_the_nearest_come_first():
    found = alike("A", AREAS)
    assert found.areas == ("B", "D", "C")
    assert found.conditions == ("income", "rental", "work")
    assert list(found.distances) == sorted(found.distances)


def test_a_condition_that_one_lacks_is_not_used():
    areas = {**AREAS, "E": {"rental": 80.0}}
    assert alike("A", areas).conditions == ("rental",)


def test_an_area_by_itself_has_nobody():
    assert alike("A", {"A": {"x": 1.0}}).areas == ()
    with pytest.raises(KeyError):
        alike("Z", AREAS)


@given(st.floats(0.1, 1000))
def test_the_scale_a_condition_is_written_in_does_not_matter(factor):
    scaled = {name: {**held, "income": held["income"] * factor} for name, held in AREAS.items()}
    assert alike("A", scaled).areas == alike("A", AREAS).areas
