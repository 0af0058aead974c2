"""The table of published figures: read by the parties, counted by the list's owner, changed by nobody."""

from datetime import date

import pytest
from support.world import POLICE, SOCIAL, TREFAS


def _insert(world, username, agency, kind):
    from samverkan.casework.models import Figures
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import bound

    by = world.actor(username)
    with bound(by):
        Figures(
            programme_id=TREFAS, agency_id=agency, kind=kind, month=date(2026, 10, 1), method="trefas",
            method_version="1", published_at=clock.now(), published_by_id=by.assignment, counts={},
        ).save(force_insert=True)  # fmt: skip


def _seen(world, username):
    from samverkan.casework.models import Figures
    from samverkan.secrecy.binding import bound

    with bound(world.actor(username)):
        return Figures.objects.count()


def test_the_database_lets_only_the_lists_owner_count_persons(world):
    from django.db import ProgrammingError

    _insert(world, "pol.samordnare", POLICE, "list")
    _insert(world, "soc.beslut", SOCIAL, "acts")
    with pytest.raises(ProgrammingError, match="row-level security"):
        _insert(world, "soc.beslut", SOCIAL, "list")
    with pytest.raises(ProgrammingError, match="row-level security"):
        _insert(world, "soc.beslut", POLICE, "list")
    with pytest.raises(ProgrammingError, match="row-level security"):
        _insert(world, "soc.beslut", POLICE, "acts")


def test_parties_read_and_others_do_not(world):
    _insert(world, "pol.samordnare", POLICE, "list")
    assert _seen(world, "soc.beslut") == 1
    assert _seen(world, "skola.rektor") == 0


@pytest.mark.parametrize(
    "statement", ["UPDATE casework_figures SET kind = 'acts'", "DELETE FROM casework_figures"]
)
def test_nobody_changes_what_was_published(world, attacker, statement):
    import psycopg

    _insert(world, "pol.samordnare", POLICE, "list")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        attacker("samverkan_web").execute(statement)


def test_without_an_acting_officer_nothing_is_read(world, attacker):
    import psycopg

    _insert(world, "pol.samordnare", POLICE, "list")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="no context"):
        attacker("samverkan_web").execute("SELECT count(*) FROM casework_figures").fetchone()
