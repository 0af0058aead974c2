"""The order of a list: by name, or by what a human set or a date says. Never by anything computed of a person."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from samverkan.casework.reads.lists import CaseRow, sort_key

UNJUDGED = 99  # after every level of every scale


class Order(StrEnum):
    """What a list may be sorted by."""

    NAME = "namn"
    COLOUR = "farg"
    JUDGED = "bedomd"
    DATE = "datum"


def in_order(rows: Iterable[CaseRow], order: Order) -> list[CaseRow]:
    """The rows by the chosen order, and by name within it. Cases without what is sorted by come last."""
    by_name = sorted(rows, key=_name)
    return by_name if order == Order.NAME else sorted(by_name, key=_KEYS[order])


def _name(row: CaseRow) -> tuple[bool, str, str]:
    return (row.name == "", sort_key(row.name), row.case.number)


def _colour(row: CaseRow) -> int:
    return row.shown.rank if row.shown else UNJUDGED


def _judged(row: CaseRow) -> tuple[bool, int]:
    """Latest first."""
    return (row.last_judged is None, -row.last_judged.toordinal() if row.last_judged else 0)


def _date(row: CaseRow) -> date:
    return row.next_date or date.max


_KEYS: dict[Order, Callable[[CaseRow], Any]] = {
    Order.COLOUR: _colour,
    Order.JUDGED: _judged,
    Order.DATE: _date,
}
