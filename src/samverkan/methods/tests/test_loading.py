"""Methods by id, path and pin, and what happens when a file is not there any more."""

from pathlib import Path

import pytest

from samverkan.methods.build import build
from samverkan.methods.digest import Pin, digest, pin
from samverkan.methods.loading import UnknownMethodError, all_versions, catalogue, load, loads, pinned, reopen
from samverkan.methods.parsing import parse
from samverkan.methods.problems import MethodError
from samverkan.methods.tests.helpers import HERE, SMALL, changed

SECOND = changed(("version: 1", "version: 2"), ("every_days: 21", "every_days: 14"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.yaml").write_text(SECOND, encoding="utf-8")
    (tmp_path / "small.1.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def test_by_id_and_version() -> None:
    assert load("trefas").id == "trefas"
    assert load("trefas", 1) == load("trefas")


@pytest.mark.parametrize(("method", "version"), [("nowhere", None), ("trefas", 99), ("trefas.yaml", None)])
def test_an_unknown_method_is_named(method: str, version: int | None) -> None:
    with pytest.raises(UnknownMethodError, match=method):
        load(method, version)


def test_by_path() -> None:
    method = load(HERE / "small.yaml")
    assert (method.id, method.name.en) == ("small", "Small")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "gone.yaml")


def test_the_catalogue_holds_the_latest_of_each(folder: Path) -> None:
    assert [(method.id, method.version) for method in catalogue((folder,))] == [("small", 2)]
    assert len(all_versions((folder,))) == 2
    assert [method.id for method in catalogue()] == sorted(method.id for method in catalogue())


def test_a_case_stays_on_its_version(folder: Path) -> None:
    first = loads(SMALL)
    assert pinned(pin(first), (folder,)) == first
    assert pinned(pin(loads(SECOND)), (folder,)).version == 2


def test_a_version_that_was_changed_behind_a_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(changed(("every_days: 21", "every_days: 7")), encoding="utf-8")
    with pytest.raises(UnknownMethodError, match="har ändrats sedan ärendet öppnades"):
        pinned(pin(loads(SMALL)), (tmp_path,))


def test_a_version_that_is_gone_is_named(folder: Path) -> None:
    with pytest.raises(UnknownMethodError, match="small version 7 finns inte kvar"):
        pinned(Pin("small", 7, "0" * 64), (folder,))


def test_a_kept_text_is_reopened_though_the_rules_have_sharpened() -> None:
    strict_today = changed(("osl-10-15a", "osl-99-9"))
    with pytest.raises(MethodError):
        loads(strict_today)
    root, _ = parse(strict_today)
    assert root is not None
    kept = digest(build(root))
    assert reopen(strict_today, kept).disclosure.grounds == ("osl-10-2", "osl-99-9")
    assert reopen(SMALL, digest(loads(SMALL))) == loads(SMALL)


@pytest.mark.parametrize(
    "text", [SMALL.replace("every_days: 21", "every_days: 22"), SMALL[:300], "", "a: [", "[]", "a: 1", "text"]
)
def test_a_kept_text_that_was_tampered_with_is_refused(text: str) -> None:
    with pytest.raises(UnknownMethodError, match="fingeravtryck"):
        reopen(text, digest(loads(SMALL)))


def test_two_files_may_not_claim_one_version(folder: Path) -> None:
    text = changed(("every_days: 21", "every_days: 30"))
    (folder / "smaller.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(MethodError, match="finns redan i katalogen") as caught:
        all_versions((folder, folder))
    assert caught.value.problems[0].remedy.sv == "Höj version: till 2 i den nyare filen."


def test_the_same_file_twice_is_one_method(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(SMALL, encoding="utf-8")
    assert len(all_versions((tmp_path,))) == 1


def test_a_text_with_faults_tells_all_of_them() -> None:
    with pytest.raises(MethodError) as caught:
        loads(changed(("version: 1", "version: x"), ("case: person", "case: x")), "mine.yaml")
    assert caught.value.name == "mine.yaml"
    assert [found.path for found in caught.value.problems] == ["version", "case"]


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(SMALL.encode("latin-1"))
    with pytest.raises(MethodError, match="UTF-8") as caught:
        load(path)
    bad_line = next(number for number, line in enumerate(SMALL.split("\n"), 1) if not line.isascii())
    assert caught.value.problems[0].line == bad_line
