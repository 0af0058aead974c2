"""The lanes of a year: everything on its day and in its lane, nothing outside the drawing, nothing covered."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from samverkan.groups.facts import UNCERTAIN, Focus
from samverkan.groups.tests.made_up import act, link
from samverkan.groups.timeline import DAYS, EDGE, LANES, LEFT, NARROW, WIDTH, draw

TODAY = date(2026, 11, 22)
FIRST = TODAY - timedelta(DAYS - 1)


def test_each_thing_stands_in_its_lane_and_what_is_neither_stands_nowhere():
    links = [
        link(1, "a", "i1", day=TODAY),
        link(2, "a", "i2", day=TODAY, part="exposed"),
        link(3, "a", "i3", day=TODAY, part="other"),
    ]
    acts = [
        act(4, "a", "call_in", day=TODAY), act(5, "a", "help_offer", day=TODAY), act(6, "a", "help_given", day=TODAY),
        act(7, "a", "call_in", day=TODAY, sanction=True), act(8, "a", "other", day=TODAY),
    ]  # fmt: skip
    found = draw(links, acts, [], TODAY)
    assert [sign.lane for sign in found.signs] == [
        "suspected",
        "exposed",
        "message",
        "help",
        "help",
        "sanction",
    ]


def test_uncertain_links_are_marked():
    links = [link(1, "a", "i1", day=TODAY, certainty=UNCERTAIN), link(2, "a", "i2", day=TODAY)]
    assert sorted(sign.uncertain for sign in draw(links, [], [], TODAY).signs) == [False, True]


def test_the_year_ends_today_and_days_beside_it_are_left_out():
    days = [FIRST - timedelta(1), FIRST, TODAY, TODAY + timedelta(1)]
    found = draw([link(n, "a", f"i{n}", day=day) for n, day in enumerate(days)], [], [], TODAY)
    assert [sign.x for sign in found.signs] == [LEFT, WIDTH - 20]


def test_focus_is_drawn_as_far_as_it_lies_in_the_year():
    spans = [
        Focus("a", FIRST - timedelta(99), FIRST),
        Focus("a", FIRST - timedelta(9), FIRST + timedelta(9)),
        Focus("a", TODAY, None),
        Focus("a", TODAY + timedelta(1), None),
    ]
    bands = draw([], [], spans, TODAY).bands
    assert len(bands) == 2
    assert bands[0].x == LEFT
    assert all(band.width >= 2 and band.x + band.width <= WIDTH for band in bands)


def test_months_stand_in_their_order_within_the_drawing():
    found = draw([], [], [], TODAY).months
    assert len(found) == 12
    assert [month.month for _x, month in found] == [12, *range(1, 12)]
    assert sorted(found) == found


@given(st.lists(st.integers(0, DAYS - 1), max_size=30))
def test_three_things_of_a_lane_in_a_row_never_cover_one_another(days):
    links = [link(n + 1, "a", f"i{n}", day=FIRST + timedelta(day)) for n, day in enumerate(days)]
    signs = draw(links, [], [], TODAY).signs
    assert len(signs) == len(days)
    for one, other in pairwise(signs):
        assert abs(one.x - other.x) >= 14 or one.y != other.y
    assert all(found.y > 0 for found in signs)


def test_every_lane_has_a_height_of_its_own():
    heights = draw([], [], [], TODAY).lanes
    assert list(heights) == list(LANES)
    assert len(set(heights.values())) == len(LANES)


def test_on_a_telephone_the_same_stands_within_its_width():
    links = [link(n, "a", f"i{n}", day=FIRST + timedelta(n * 52)) for n in range(8)]
    wide, narrow = (draw(links, [], [Focus("a", FIRST, None)], TODAY, narrow=each) for each in (False, True))
    assert [sign.entry for sign in narrow.signs] == [sign.entry for sign in wide.signs]
    assert all(EDGE <= sign.x <= NARROW for sign in narrow.signs)
    assert narrow.bands[0].x + narrow.bands[0].width <= narrow.width == NARROW
    assert len(narrow.months) < len(wide.months)
