"""Installing: again and again the same, as the owner in a process of its own, with the door's clock kept."""

from pathlib import Path

import psycopg
import pytest
import yaml

from samverkan.setup import install, roles

SPEC = Path(__file__).parents[4] / "tests" / "support" / "world.yaml"
TABLES = ("secrecy_agency", "secrecy_officer", "secrecy_assignment", "secrecy_programme", "secrecy_party",
          "secrecy_roleright", "secrecy_seat", "secrecy_groundversion", "casework_pinnedmethod")  # fmt: skip


@pytest.fixture
def keys():
    from django.conf import settings

    return settings.SAMVERKAN["KEYS"]


def contents(world) -> dict[str, list]:
    with psycopg.connect(world.dsn()) as db:
        return {table: sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for table in TABLES}


@pytest.mark.slow
def test_installing_and_founding_again_changes_nothing(world, keys) -> None:
    before = contents(world)
    install.install(world.admin, world.name, keys, world.passwords)
    install.found(world.admin, world.name, keys, SPEC)
    assert contents(world) == before
    assert all(before.values())


def test_the_door_knows_every_version_of_every_ground(shared_world) -> None:
    from samverkan.secrecy import grounds
    from samverkan.secrecy.models import GroundVersion

    held = {row[:2]: row[2:] for row in GroundVersion.objects.values_list(
        "ground", "version", "valid_from", "valid_to", "kind", "four_eyes")}  # fmt: skip
    assert held == {
        (each.id, each.version): (each.valid_from, each.valid_to, str(each.kind), each.four_eyes)
        for each in grounds.all_grounds()
    }
    assert {kind for _from, _to, kind, _four in held.values()} == {"possibility", "duty", "consent"}


def test_the_databases_context_key_is_the_key_stores(shared_world) -> None:
    from samverkan.secrecy.binding import bound, current

    with bound(shared_world.actor("pol.samordnare")):
        assert current() is not None


def test_history_is_opened_and_closed_by_the_owner_alone(world, attacker) -> None:
    for opened in (True, False):
        install.open_history(world.admin, world.name, opened=opened)
        assert attacker().execute("SELECT open FROM sec.history").fetchone() == (opened,)
    for role in roles.LOGINS:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            attacker(role).execute("UPDATE sec.history SET open = true")


def test_a_fresh_installation_has_history_closed(server, template) -> None:
    with psycopg.connect(roles.dsn_of_owner(server.admin, template)) as db:
        assert db.execute("SELECT open FROM sec.history").fetchone() == (False,)


@pytest.mark.slow
def test_a_step_that_fails_says_why_and_leaves_nothing_half_done(world, keys, tmp_path) -> None:
    spec = yaml.safe_load(SPEC.read_text())
    fresh = {"kind": "school", "name": "Ny skola", "short": "Ny"}
    spec["agencies"].append(fresh)
    spec["programmes"][0]["parties"].append("En myndighet som inte finns")
    (tmp_path / "broken.yaml").write_text(yaml.safe_dump(spec, allow_unicode=True))
    before = contents(world)
    with pytest.raises(RuntimeError, match="founding failed"):
        install.found(world.admin, world.name, keys, tmp_path / "broken.yaml")
    assert contents(world) == before


def test_the_owners_step_never_runs_in_this_process(world, keys, monkeypatch) -> None:
    """The process that serves never holds the owner's connection, not even while it installs."""
    started = []
    monkeypatch.setattr(
        install.subprocess, "run", lambda words, **facts: started.append((words, facts)) or Done()
    )
    install.as_owner("migrate", "dbname=prov", keys)
    ((words, facts),) = started
    assert words[1:] == ["-m", "samverkan.setup.migrate"]
    assert facts["env"]["DATABASE_URL"] == "dbname=prov"


class Done:
    returncode = 0
