"""Every column an evaluator gets is explained, in the file that goes along and on the reference page."""

import pytest

from samverkan.groups.evaluation import LINES, PANEL
from samverkan.groups.export_columns import COLUMNS, as_text, render

DECISION = dict.fromkeys(
    ("analyst", "organisation", "purpose", "basis", "first", "last", "use_until"), "Prov"
)


def test_every_column_is_explained_and_nothing_that_is_no_column():
    assert set(COLUMNS) == {*LINES, *PANEL}


def test_the_page_tells_of_both_files_in_their_own_order():
    page = render()
    rows = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    assert rows == [*LINES, *PANEL]


@pytest.mark.usefixtures("template")  # Django set up
def test_the_explanations_go_along_with_the_files():
    from samverkan.groups.export_notes import notes_for

    assert as_text() in notes_for(DECISION)
    assert "no person" in render()
