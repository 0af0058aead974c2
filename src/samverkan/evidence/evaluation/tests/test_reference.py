"""Every key of the question file is described, and the page is in step."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from samverkan.evidence.evaluation.reference import SAYS, render

PAGE = Path(__file__).parents[5] / "docs" / "reference" / "question-file.md"


@pytest.mark.parametrize("record", SAYS)
def test_every_key_is_described(record):
    assert list(SAYS[record]) == [item.name for item in fields(record)]


def test_the_page_is_in_step():
    assert PAGE.read_text(encoding="utf-8").endswith(render()), "run: python -m tools.reference"
