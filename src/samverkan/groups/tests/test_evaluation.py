"""The evaluator's files: their shape, that they agree with one another, and that the evidence room reads them."""

import csv
import io
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.evidence.panel import Columns
from samverkan.evidence.panel_reading import read_panel
from samverkan.groups.evaluation import LINES, PANEL, UNITS, Chosen, as_csv, lines, panel, week_of, weeks_in
from samverkan.groups.facts import CERTAINTIES, UNCERTAIN, Focus
from samverkan.groups.pseudonyms import Pseudonyms
from samverkan.groups.scorecard import Period
from samverkan.groups.tests.made_up import DAY, act, link

SPRING = Period(date(2026, 3, 2), date(2026, 5, 31))
WEEK = timedelta(7)


def names(key=b"a" * 32):
    return Pseudonyms(key)


def read(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_no_line_names_a_group_an_incident_or_a_day_unless_days_were_chosen():
    links, acts = [link(1, "grupp-a", "handelse-1")], [act(2, "grupp-a", "call_in", authority="police")]
    content = as_csv(LINES, lines(links, acts, names(), Chosen(SPRING)))
    assert b"grupp-a" not in content
    assert b"handelse-1" not in content
    assert DAY.isoformat().encode() not in content
    assert [row["week"] for row in read(content)] == ["2026-W10", "2026-W10"]
    told = read(as_csv(LINES, lines(links, acts, names(), Chosen(SPRING, days=True))))
    assert {row["day"] for row in told} == {"2026-03-02"}


def test_what_lies_outside_the_period_is_left_out():
    links = [link(n + 9, "a", f"i{n}", day=SPRING.first + timedelta(n)) for n in (-1, 0, 90, 91)]
    assert len(lines(links, [], names(), Chosen(SPRING))) == 2


def test_the_order_of_lines_tells_nothing_of_the_order_they_were_written_in():
    links = [link(n, group, f"i{n}") for n, group in enumerate("badc")]
    one, other = (lines(each, [], names(), Chosen(SPRING)) for each in (links, links[::-1]))
    assert one == other


def test_a_quiet_week_is_a_row_of_zeros():
    rows = panel(["a"], [], [], [], names(), SPRING)
    assert len(rows) == 13
    assert {row[name] for row in rows for name in PANEL[2:]} == {0}


def test_a_week_that_is_not_whole_is_left_out_at_both_ends():
    assert weeks_in(Period(date(2026, 3, 3), date(2026, 3, 21))) == [date(2026, 3, 9)]
    assert weeks_in(Period(date(2026, 3, 2), date(2026, 3, 8))) == [date(2026, 3, 2)]


def test_weeks_follow_the_iso_year():
    assert week_of(date(2027, 1, 1)) == "2026-W53"
    assert week_of(date(2026, 1, 1)) == "2026-W01"


def test_a_panel_row_worked_by_hand():
    links = [
        link(1, "a", "i1"), link(2, "a", "i1", certainty=UNCERTAIN), link(3, "a", "i2", certainty=UNCERTAIN),
        link(4, "a", "i3", part="exposed"),
    ]  # fmt: skip
    acts = [
        act(5, "a", "call_in"), act(6, "a", "help_offer"),
        act(7, "a", "traffic", sanction=True, dose=12, unit="checks"),
        act(8, "a", "traffic", sanction=True, dose=3, unit="hours"),
        act(9, "a", "seizure", sanction=True),
    ]  # fmt: skip
    focus = [Focus("a", DAY + timedelta(5), None)]
    first = panel(["a"], links, acts, focus, names(), SPRING)[0]
    assert {name: first[name] for name in PANEL[1:]} == {
        "week": "2026-W10", "suspected": 1, "suspected_uncertain": 1, "exposed": 1, "exposed_uncertain": 0,
        "messages": 1, "help_offers": 1, "sanctions": 3, "dose_checks": 12, "dose_hours": 3, "dose_visits": 0,
        "dose_decisions": 0, "days_in_focus": 2,
    }  # fmt: skip


def test_doses_of_different_units_have_columns_of_their_own():
    assert {name for name in PANEL if name.startswith("dose_")} == {f"dose_{unit}" for unit in UNITS}


def test_the_evidence_room_reads_the_panel_as_it_stands(tmp_path):
    links = [link(n, group, f"i{n}", day=DAY + n * WEEK) for n, group in enumerate("aabbb")]
    file = tmp_path / "panel.csv"
    file.write_bytes(as_csv(PANEL, panel(["a", "b"], links, [], [], names(), SPRING)))
    found = read_panel(file, Columns(unit="group", time="week", outcome="suspected"))
    assert found.kind == "week"
    assert found.outcome.shape == (2, 13)
    assert sorted(found.outcome.sum(axis=1)) == [2, 3]
    assert found.repairs == ()


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(0, 90), st.sampled_from(CERTAINTIES)), max_size=15
    )
)  # fmt: skip
@settings(deadline=None)
def test_panel_and_lines_tell_the_same(drawn):
    links = [
        link(n, group, f"i{n}", day=SPRING.first + timedelta(days), certainty=sure)
        for n, (group, days, sure) in enumerate(drawn)
    ]
    key = names()
    told = lines(links, [], key, Chosen(SPRING))
    rows = panel("ab", links, [], [], key, SPRING)
    for group in "ab":
        named = key.name("G", group)
        mine = [row for row in told if row["group"] == named]
        theirs = [row for row in rows if row["group"] == named]
        assert sum(row["suspected"] for row in theirs) == sum(r["certainty"] != UNCERTAIN for r in mine)
        assert sum(row["suspected_uncertain"] for row in theirs) == sum(
            r["certainty"] == UNCERTAIN for r in mine
        )


def test_two_exports_of_the_same_history_share_no_name():
    links = [link(n, group, f"i{n}") for n, group in enumerate("abc")]
    one, other = (
        {row[name] for row in lines(links, [], names(key), Chosen(SPRING)) for name in ("group", "incident")}
        for key in (b"a" * 32, b"b" * 32)
    )
    assert not one & other
