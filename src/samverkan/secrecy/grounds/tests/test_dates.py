"""Rules switch by themselves on the day: which version applies, and which never overlap."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.secrecy.grounds import UnknownGroundError, all_grounds, find, find_version, in_force
from samverkan.secrecy.kinds import AgencyKind

DAYS = st.dates(date(2009, 6, 30), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("ground_id", "last", "before", "after"),
    [
        ("osl-10-18a", "2025-03-31", "2013-01-01.1", "2025-04-01.1"),
        ("osl-10-18b", "2025-03-31", "2020-08-01.1", "2025-04-01.1"),
        ("osl-10-18c", "2025-03-31", "2021-08-01.1", "2025-04-01.1"),
        ("osl-10-20", "2014-12-31", "2009-06-30.1", "2015-01-01.1"),
        ("osl-10-21", "2025-11-30", "2009-06-30.1", "2025-12-01.1"),
        ("osl-10-23", "2025-03-31", "2009-06-30.1", "2025-04-01.1"),
        ("osl-10-24", "2025-03-31", "2009-06-30.1", "2025-04-01.1"),
        ("osl-10-27", "2021-12-31", "2009-06-30.1", "2022-01-01.1"),
        ("sol-19-1", "2026-01-14", "2025-07-01.1", "2026-01-15.1"),
        ("sol-19-6", "2026-01-14", "2025-07-01.1", "2026-01-15.1"),
    ],
)
def test_the_version_switches_overnight(ground_id: str, last: str, before: str, after: str) -> None:
    day = date.fromisoformat(last)
    assert find(ground_id, day).version == before
    assert find(ground_id, day + timedelta(days=1)).version == after


@pytest.mark.parametrize(
    ("ground_id", "first"),
    [
        ("osl-10-15a", "2025-12-01"),
        ("lag-2025-170-4", "2025-04-01"),
        ("lag-2025-170-7", "2025-04-01"),
        ("sol-20-6", "2025-07-01"),
        ("osl-26-9b", "2021-01-01"),
    ],
)
def test_a_new_provision_begins_on_its_day(ground_id: str, first: str) -> None:
    day = date.fromisoformat(first)
    assert find(ground_id, day).wording_known
    with pytest.raises(UnknownGroundError, match=f"gäller först från {first}"):
        find(ground_id, day - timedelta(days=1))


def test_customs_and_the_security_service_came_with_2025_179() -> None:
    older, newer = find("osl-10-18a", date(2025, 3, 31)), find("osl-10-18a", date(2025, 4, 1))
    assert older.to_kinds == {AgencyKind.POLICE}
    assert newer.to_kinds == {AgencyKind.POLICE, AgencyKind.SAPO, AgencyKind.CUSTOMS}
    assert newer.quotes[0].amended_by == "2025:179"


def test_the_one_week_rule_is_in_the_later_wording_only() -> None:
    assert "en vecka" not in find("sol-19-6", date(2026, 1, 14)).quotes[0].text
    assert "senast en vecka" in " ".join(find("sol-19-6", date(2026, 1, 15)).quotes[0].text.split())


def test_an_unknown_ground_is_named() -> None:
    with pytest.raises(UnknownGroundError, match=r"osl-99-1 finns inte.*no ground osl-99-1"):
        find("osl-99-1", date(2026, 1, 1))


def test_a_recorded_version_is_found_whatever_the_day() -> None:
    for ground in all_grounds():
        assert find_version(ground.id, ground.version) is ground
    with pytest.raises(UnknownGroundError, match="ingen version 1999"):
        find_version("osl-10-2", "1999-01-01.1")


@given(DAYS)
def test_at_most_one_version_of_a_ground_applies(day: date) -> None:
    ids = [each.id for each in in_force(day)]
    assert len(ids) == len(set(ids))
    for ground in in_force(day):
        assert find(ground.id, day) is ground


def test_versions_follow_each_other_without_a_gap() -> None:
    by_id: dict[str, list[date | None]] = {}
    for ground in all_grounds():
        ends = by_id.setdefault(ground.id, [])
        if ends:
            previous = ends[-1]
            assert previous is not None
            assert ground.valid_from == previous + timedelta(days=1), ground.id
        ends.append(ground.valid_to)
