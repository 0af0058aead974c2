"""Methods are adopted as the owner: the catalogue's by every migration, one's own by a command."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from samverkan.methods.commands import method
from samverkan.methods.loading import CATALOGUE, all_versions
from samverkan.methods.tests.helpers import SMALL
from samverkan.setup import adopting, install


def keys() -> Path:
    from django.conf import settings

    return settings.SAMVERKAN["KEYS"]


def adopt(world, *files: Path):
    install.adopt(world.admin, world.name, keys(), files)


def command(world, *files: Path):
    words = ["adopt", *map(str, files), "--admin", world.admin, "--database", world.name]
    return CliRunner().invoke(method, [*words, "--keys", str(keys())])


def rights(method_id: str, version: str) -> dict[str, list[str]]:
    from samverkan.secrecy.models import RoleRight

    return dict(RoleRight.objects.filter(method=method_id, version=version).values_list("role", "reads"))


@pytest.fixture
def small(tmp_path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


def test_the_catalogue_is_adopted_by_installing(shared_world) -> None:
    from samverkan.casework.models import PinnedMethod

    held = set(PinnedMethod.objects.values_list("method", "version"))
    assert held == {(each.id, str(each.version)) for each in all_versions()}


def test_files_of_ones_own_lie_in_a_folder_of_their_own(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("SAMVERKAN_METHODS", raising=False)
    assert {file.parent for file in adopting.files()} == {CATALOGUE}
    (tmp_path / "mine.yaml").touch()
    monkeypatch.setenv("SAMVERKAN_METHODS", str(tmp_path))
    assert tmp_path / "mine.yaml" in adopting.files()


def test_a_method_is_adopted_with_its_rights_and_twice_changes_nothing(world, small) -> None:
    adopt(world, small)
    first = rights("small", "1")
    assert first["officer"]
    assert first["steering"] == []
    adopt(world, small)
    assert rights("small", "1") == first


def test_several_versions_at_once_and_what_the_newer_lacks_stays_readable(world, small, tmp_path) -> None:
    newer = tmp_path / "a_newer.yaml"
    newer.write_text(
        SMALL.replace("version: 1", "version: 2").replace("id: fact\n", "id: fact_two\n").replace(
            "fact, note", "fact_two, note"), encoding="utf-8"
    )  # fmt: skip
    adopt(world, newer, small)
    assert "fact" in rights("small", "2")["officer"]
    assert "fact_two" not in rights("small", "1")["officer"]


def test_a_file_changed_without_a_new_version_is_refused(world, small) -> None:
    adopt(world, small)
    small.write_text(SMALL.replace("every_days: 21", "every_days: 14"), encoding="utf-8")
    with pytest.raises(RuntimeError, match="raise its version"):
        adopt(world, small)


def test_a_faulty_file_is_explained_and_nothing_is_adopted(world, small, tmp_path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(SMALL.replace("case: person", "case: persn"), encoding="utf-8")
    with pytest.raises(RuntimeError, match=r'wrong\.yaml:7: .*Menade du "person"'):
        adopt(world, small, wrong)
    assert rights("small", "1") == {}


def test_the_command_checks_adopts_and_explains(world, small, tmp_path) -> None:
    assert command(world, small).output.endswith("Klart (done).\n")
    assert rights("small", "1")["officer"]
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("id: [", encoding="utf-8")
    found = command(world, wrong)
    assert found.exit_code == 1
    assert "wrong.yaml:1" in found.output
    small.write_text(SMALL.replace("every_days: 21", "every_days: 14"), encoding="utf-8")
    again = command(world, small)
    assert again.exit_code == 1
    assert "raise its version" in again.output
