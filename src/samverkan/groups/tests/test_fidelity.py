"""The checklist: dates and numbers from acts, the answer from a human; nothing concluded from one to the other."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samverkan.groups.fidelity import PARTS, Answer, checklist, months_to

TODAY = date(2026, 11, 22)


def rows(acts=None, answers=()):
    return {row.part.id: row for row in checklist(PARTS, acts or {}, answers, TODAY)}


def test_every_part_stands_there_in_the_strategys_own_order_also_without_anything():
    found = checklist(PARTS, {}, [], TODAY)
    assert [row.part for row in found] == list(PARTS)
    assert all(row.answer is None and row.last is None and row.total == 0 for row in found)


def test_acts_are_counted_by_month_and_the_last_is_told():
    found = rows({"call_in": [date(2026, 9, 3)], "notification": [date(2026, 9, 20), date(2026, 11, 2)]})[
        "message"
    ]
    assert found.last == date(2026, 11, 2)
    assert found.months == (0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1)


def test_what_is_planned_is_no_act_yet():
    assert rows({"meeting": [date(2026, 11, 23)]})["working_group"].last is None


def test_an_act_older_than_a_year_is_told_as_the_last_but_not_drawn():
    found = rows({"audit": [date(2025, 11, 30)]})["group_audit"]
    assert (found.last, found.total) == (date(2025, 11, 30), 0)


def test_the_newest_answer_stands_and_no_act_changes_it():
    answers = [
        Answer("help", "yes", date(2026, 1, 1), date(2026, 2, 1), "Två platser."),
        Answer("help", "no", None, date(2026, 10, 1), "Platserna är slut."),
    ]
    found = rows({"help_offer": [date(2026, 11, 1)] * 9}, reversed(answers))["help"]
    assert found.answer == answers[1]


@given(st.dates(date(2000, 2, 1), date(2100, 1, 1)), st.integers(1, 30))
def test_months_end_with_the_days_own_and_follow_one_another(day, count):
    found = months_to(day, count)
    assert len(found) == count
    assert found[-1] == day.replace(day=1)
    numbers = [each.year * 12 + each.month for each in found]
    assert numbers == list(range(numbers[0], numbers[0] + count))


@given(st.lists(st.dates(date(2025, 12, 1), TODAY)))
def test_every_act_of_the_last_twelve_months_is_in_one_month(days):
    assert rows({"group_sanction": days})["sanctions"].total == len(days)
