"""Whoever gets SQL past the product: an authority governs its own programmes only, and rewrites none of the past."""

from datetime import timedelta

import pytest
from support.world import POLICE, SOCIAL, TREFAS

from samverkan.secrecy import clock

START = (
    "INSERT INTO secrecy_programme (id, name, area, purpose, owner_id, method, held_version, started_on, review_on)"
    " VALUES (%s, 'Ny', 'Prov', 'Prov', %s, 'trefas', '1', '2026-01-01', '2027-01-01')"
)
END = "UPDATE secrecy_programme SET ended_on = %s WHERE id = %s RETURNING id"
TODAY = clock.today()
DAY = timedelta(days=1)


@pytest.fixture
def fresh():
    from samverkan.secrecy import ids

    return ids.new()


def test_a_governing_officer_starts_one_for_the_own_authority(desk, fresh) -> None:
    desk.sql("pol.beslut", START, fresh, POLICE)


@pytest.mark.parametrize(
    ("username", "owner"), [("pol.beslut", SOCIAL), ("pol.samordnare", POLICE), ("pol.beslut2", POLICE)]
)
def test_nobody_else_starts_one(shared_desk, fresh, username, owner) -> None:
    assert shared_desk.refused(username, START, fresh, owner) == "42501"


def test_the_owners_governing_officer_ends_it(desk) -> None:
    assert desk.sql("pol.beslut", END, TODAY + 30 * DAY, TREFAS) == [(TREFAS,)]


@pytest.mark.parametrize("username", ["soc.beslut", "pol.samordnare", "pol.beslut2"])
def test_nobody_else_changes_it(shared_desk, username) -> None:
    assert shared_desk.sql(username, END, TODAY, TREFAS) == []


@pytest.mark.parametrize(
    "change",
    ["owner_id = owner_id", "method = method", "area = area", "started_on = started_on", "origin_id = id"],
)
def test_what_makes_it_this_programme_is_never_changed(shared_desk, change) -> None:
    assert shared_desk.refused("pol.beslut", f"UPDATE secrecy_programme SET {change}") == "42501"


def test_nobody_deletes_one(shared_desk) -> None:
    assert shared_desk.refused("pol.beslut", "DELETE FROM secrecy_programme") == "42501"


def test_an_end_to_come_can_be_taken_back_and_one_that_came_cannot(desk) -> None:
    desk.sql("pol.beslut", END, TODAY + DAY, TREFAS)
    desk.sql("pol.beslut", END, None, TREFAS)
    desk.sql("pol.beslut", END, TODAY, TREFAS)
    assert desk.refused("pol.beslut", END, None, TREFAS) == "42501"
    assert desk.refused("pol.beslut", END, TODAY + DAY, TREFAS) == "42501"


def test_what_was_made_permanent_stays_so(desk) -> None:
    statement = "UPDATE secrecy_programme SET permanent_on = NULL WHERE id = %s"
    assert desk.refused("pol.beslut", statement, TREFAS) == "42501"


def test_a_next_version_has_its_day(shared_desk) -> None:
    for change in ("next_version = '2'", "next_from = '2027-01-01'"):
        assert shared_desk.refused("pol.beslut", f"UPDATE secrecy_programme SET {change}") == "23514"
