"""The order of a list: what a human set, a date or the name. A case without what is sorted by comes last."""

from datetime import date
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.usefixtures("template")


def row(name, rank=None, judged=None, coming=None, number="A-1"):
    """A list line with just what the order asks about."""
    return SimpleNamespace(
        name=name, case=SimpleNamespace(number=number), next_date=coming, last_judged=judged,
        shown=None if rank is None else SimpleNamespace(rank=rank),
    )  # fmt: skip


def names(rows, order):
    from samverkan.casework.reads.ordering import Order, in_order

    return [each.name or each.case.number for each in in_order(rows, Order(order))]


def test_names_are_in_swedish_order_and_nameless_cases_last_by_number():
    rows = [row("", number="A-2"), row("Örjan"), row("åsa"), row("Ärla"), row("Adam"), row("", number="A-1")]
    assert names(rows, "namn") == ["Adam", "åsa", "Ärla", "Örjan", "A-1", "A-2"]


def test_colours_are_in_the_scales_own_order_and_equal_ones_by_name():
    rows = [row("D"), row("C", rank=2), row("B", rank=0), row("A", rank=0)]
    assert names(rows, "farg") == ["A", "B", "C", "D"]


def test_the_latest_judged_come_first():
    rows = [row("A"), row("B", judged=date(2026, 1, 1)), row("C", judged=date(2026, 3, 1))]
    assert names(rows, "bedomd") == ["C", "B", "A"]


def test_the_nearest_date_comes_first():
    rows = [row("A"), row("B", coming=date(2026, 3, 1)), row("C", coming=date(2026, 1, 1))]
    assert names(rows, "datum") == ["C", "B", "A"]


def test_there_is_no_order_by_anything_computed():
    from samverkan.casework.reads.ordering import Order

    assert {order.value for order in Order} == {"namn", "farg", "bedomd", "datum"}


def test_the_order_does_not_hang_on_how_the_rows_came():
    rows = [row("A", rank=1), row("B", rank=1), row("C", rank=0), row("D")]
    assert names(rows, "farg") == names(rows[::-1], "farg")
