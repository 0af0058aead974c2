"""The case page with 50 entries, as the caseworker who reads only assigned cases."""

from bench.kit.pages import page_rows
from bench.kit.row import Row

GOAL = 1.5  # ms that the wall may add


def rows() -> list[Row]:
    """With the wall beside without: one client, then eight."""
    return page_rows("case_page", lambda visitor: visitor.case_page, GOAL)
