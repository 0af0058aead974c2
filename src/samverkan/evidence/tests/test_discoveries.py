"""Benjamini-Hochberg: as the reference has it, and without the kernels that a page would wait for."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from samverkan.evidence.discoveries import false_discovery
from samverkan.evidence.refusal import Refusal


@given(p=st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_it_equals_statsmodels(p: list[float]) -> None:
    assert false_discovery(p) == pytest.approx(multipletests(p, method="fdr_bh")[1], abs=1e-12)


@pytest.mark.parametrize("p", [[0.5, 1.5], [-0.1], [[0.1]], [float("nan")]])
def test_what_is_no_p_value_is_refused(p: list[float]) -> None:
    with pytest.raises(Refusal):
        false_discovery(p)


def test_the_picture_s_arithmetic_loads_neither_numba_nor_scipy_s_statistics() -> None:
    """Both take a second of the first page that a process makes."""
    code = """
import sys
from samverkan.picture.measures import change, season
change.judged([change.change(20, 10)])
counts = list(range(40, 76))
season.expected(counts, 0, season.season(counts, 0))
assert not {"numba", "scipy.stats"} & set(sys.modules), "loaded"
"""
    subprocess.run([sys.executable, "-c", code], check=True)
