"""A programme's life as spans, marks and names."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

DAY = timedelta(days=1)


def programme(**dates):
    from samverkan.secrecy.models import Programme

    return Programme(name="P", method="m", held_version="1", review_on=date(2030, 1, 1), **dates)


def spans(**dates):
    from samverkan.programmes.reads.timeline import _spans

    return [(str(each.state), each.since, each.until) for each in _spans(programme(**dates))]


A, B, C = date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"started_on": A}, [("pilot", A, None)]),
        ({"started_on": A, "permanent_on": B}, [("pilot", A, B), ("permanent", B, None)]),
        ({"started_on": A, "permanent_on": A}, [("permanent", A, None)]),
        ({"started_on": A, "ended_on": B}, [("pilot", A, B)]),
        ({"started_on": A, "permanent_on": B, "ended_on": C}, [("pilot", A, B), ("permanent", B, C)]),
        ({"started_on": A, "permanent_on": C, "ended_on": B}, [("pilot", A, B)]),
        ({"started_on": A, "ended_on": A}, []),
    ],
)
def test_spans_follow_the_dates(template, dates, expected):
    assert spans(**dates) == expected


@given(
    days=st.lists(st.integers(0, 2000), min_size=3, max_size=3), permanent=st.booleans(), ended=st.booleans()
)
def test_spans_never_overlap_and_say_what_the_state_says(template, days, permanent, ended):
    started, second, third = (A + n * DAY for n in days)
    dates = {"started_on": started}
    if permanent:
        dates["permanent_on"] = second
    if ended:
        dates["ended_on"] = max(started, third)
    row, found = programme(**dates), spans(**dates)
    for (_state, _since, until), (_next, since, _end) in pairwise(found):
        assert until == since
    for day in (started, started + DAY, second, third, started + 2500 * DAY):
        inside = [state for state, since, until in found if since <= day and (until is None or day < until)]
        state = row.state_on(day)
        assert inside == ([state] if state in ("pilot", "permanent") else [])


def test_the_line_has_names_marks_and_where_it_spread(house):
    from samverkan.programmes.reads.timeline import lines

    origin = house.trefas()
    house.does("rename", "pol.beslut", origin, name="Trefas Söder", on=date(2025, 3, 1))
    house.does("review", "pol.beslut", origin, on=date(2025, 6, 1))
    new = house.start(origin=house.fresh(origin))
    first, second = lines([new, house.fresh(origin)])
    assert first.programme == origin
    assert first.names == ((date(2024, 1, 1), "Trefas Prov"), (date(2025, 3, 1), "Trefas Söder"))
    assert [mark.kind for mark in first.marks] == ["renamed", "reviewed", "spread"]
    assert first.marks[-1].spread == new
    assert second.marks[0].milestone.decision == "Dnr 2026/3"


def test_a_review_is_late_the_day_after(house):
    from samverkan.programmes.reads.timeline import review_is_late
    from samverkan.secrecy import clock

    row = house.start(review_on=clock.today() + DAY)
    assert not review_is_late(row)
    with clock.frozen(clock.now() + DAY):
        assert not review_is_late(row)
    with clock.frozen(clock.now() + 2 * DAY):
        assert review_is_late(row)
        house.end("pol.beslut", row)
        assert not review_is_late(house.fresh(row)), "what has ended is not tried again"
