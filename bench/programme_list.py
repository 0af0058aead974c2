"""A programme's list of 40 cases, as the caseworker who reads only assigned cases."""

from bench.kit.pages import page_rows
from bench.kit.row import Row

GOAL = 3.0  # ms that the wall may add


def rows() -> list[Row]:
    """With the wall beside without: one client, then eight."""
    return page_rows("programme_list", lambda visitor: visitor.programme_list, GOAL)
