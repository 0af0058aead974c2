"""Every design says in both languages what it takes for granted."""

from __future__ import annotations

from importlib import import_module

import pytest

DESIGNS = [
    "augmented_control",
    "difference",
    "event_study",
    "group_time",
    "imputation",
    "interrupted_series",
    "predictor_control",
    "staggered",
    "structural_series",
    "sun_abraham",
    "synthetic_control",
    "synthetic_did",
]
SINGLE = [
    ("randomisation", "ASSUMPTION"),
    ("synthetic_intervals", "CONFORMAL_ASSUMPTION"),
    ("synthetic_intervals", "PREDICTION_ASSUMPTION"),
    ("wild_bootstrap", "ASSUMPTION"),
]


@pytest.mark.parametrize("name", DESIGNS)
def test_designs_state_their_assumptions(name):
    module = import_module(f"samverkan.evidence.{name}")
    assert len(module.ASSUMPTIONS) >= 2
    for text in module.ASSUMPTIONS:
        assert text.sv.endswith(".")
        assert text.en.endswith(".")
        assert text.sv != text.en


@pytest.mark.parametrize(("name", "constant"), SINGLE)
def test_so_do_tests_and_intervals(name, constant):
    text = getattr(import_module(f"samverkan.evidence.{name}"), constant)
    assert text.sv.endswith(".")
    assert text.en.endswith(".")


@pytest.mark.parametrize("name", DESIGNS)
def test_designs_cite_a_paper(name):
    document = import_module(f"samverkan.evidence.{name}").__doc__
    assert any(f"({year})" in document for year in range(1980, 2027))
