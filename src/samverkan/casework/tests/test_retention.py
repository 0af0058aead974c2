"""How long things are kept: the rule for each box, and the day it falls due."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.casework.retention import Facts, box_label, class_of, due, rule_for
from samverkan.methods.loading import load
from samverkan.methods.schema import Method
from samverkan.methods.schema_accounts import Keep
from samverkan.methods.words import KeptFrom

LEFT = date(2026, 11, 28)
FACTS = Facts(
    last_entry=date(2026, 11, 20), written=date(2026, 2, 3), left=LEFT, last_sanction=date(2025, 6, 30),
    born=date(2010, 2, 28),
)  # fmt: skip


def keep(counted_from: str, **time: int) -> Keep:
    return Keep(party="police", counted_from=KeptFrom(counted_from), source="Prov", **time)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (keep("last_entry", years=5), date(2031, 11, 20)),
        (keep("written", years=1), date(2027, 2, 3)),
        (keep("left", days=30), date(2026, 12, 28)),
        (keep("left", months=3), date(2027, 2, 28)),
        (keep("last_sanction", years=10), date(2035, 6, 30)),
        (keep("birthday", years=30), date(2040, 2, 28)),
    ],
)
def test_the_day_it_falls_due(rule, day) -> None:
    assert due(rule, FACTS) == day


@pytest.mark.parametrize("start", list(KeptFrom))
def test_what_is_not_known_cannot_be_counted_from(start) -> None:
    assert due(keep(str(start), years=1), Facts()) is None


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(1, 600))
def test_longer_is_later_and_a_leap_day_is_no_trap(start, months) -> None:
    facts = Facts(left=start)
    earlier, later = due(keep("left", months=months), facts), due(keep("left", months=months + 1), facts)
    assert earlier is not None
    assert later is not None
    assert start < earlier < later


@pytest.fixture(scope="module")
def trefas() -> Method:
    return load("trefas")


def test_each_authority_has_its_own_time(trefas) -> None:
    times = {party: rule_for(trefas, "case", party).keep for party in ("social", "police", "probation")}
    assert (times["social"].years, times["police"].years, times["probation"].years) == (5, 1, 10)
    assert rule_for(trefas, "case", "school") is None


def test_a_leaving_reason_may_govern_the_whole_case(trefas) -> None:
    plain = rule_for(trefas, "case", "police", "calm")
    wrong = rule_for(trefas, "case", "police", "wrong")
    assert (plain.entry_class.id, wrong.entry_class.id) == ("case", "wrongly_listed")
    assert rule_for(trefas, "protected", "police", "wrong").entry_class.id == "wrongly_listed"


def test_a_showing_has_an_end_of_its_own(trefas) -> None:
    assert rule_for(trefas, "visning", "police") is None


def test_what_counts_from_each_entry_has_a_box_a_month(trefas) -> None:
    assert box_label(trefas, "note", "police", LEFT) == "case"
    classes = tuple(
        replace(each, rules=tuple(replace(rule, counted_from=KeptFrom.WRITTEN) for rule in each.rules))
        for each in trefas.retention
    )
    other = replace(trefas, retention=classes)
    assert box_label(other, "note", "police", LEFT) == "case@2026-11"
    assert class_of(other, "case@2026-11") == "case"
    assert rule_for(other, "case@2026-11", "police").entry_class.id == "case"


def test_protected_identity_has_its_own_box_and_goes_with_its_class(trefas) -> None:
    assert box_label(trefas, "identity_protected", "police", LEFT) == "protected"
    assert class_of(trefas, "protected") == "case"


def test_a_box_of_no_class_goes_with_who_the_case_is_about(trefas) -> None:
    assert class_of(trefas, "nothing_known") == "case"


def test_the_walls_own_labels_are_the_walls(template) -> None:
    from samverkan.casework import retention
    from samverkan.secrecy import entries, rules

    assert (retention.STANDARD, retention.SHOWN) == (entries.STANDARD, entries.SHOWN)
    assert retention.PROTECTED_BOX == rules.PROTECTED
