"""`samverkan import`: says what it did in words, in both languages, and refuses with a remedy."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from samverkan.picture.commands import import_command
from samverkan.picture.importing.tests.feeding import notices
from samverkan.picture.store.store import Store

GOOD = (1, "2024-01-01T10:00", "Rån", "Rinkeby")
BAD = "ett;2024-01-01T10:00;2024-01-01T11:00;Rån;0180;;"


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMVERKAN_PICTURE", str(tmp_path / "picture"))

    def go(*words):
        return CliRunner().invoke(import_command, words)

    return go


def test_an_import_in_words(call, tmp_path):
    (tmp_path / "f.csv").write_text(notices(GOOD, BAD))
    done = call("notices", "f.csv")
    assert done.exit_code == 0, done.output
    assert "2 rader. 1 togs in, 1 avvisades" in done.output
    assert "f.csv, rad 3, kolumn id: 'ett' är inte ett tal" in done.output
    assert "Gäller nu:" in done.output
    assert Store(tmp_path / "picture" / "public").current("notices").table("events").height == 1
    again = (tmp_path / "f-avvisade.csv").read_text(encoding="utf-8-sig")
    assert again.splitlines()[1].startswith("ett;2024")


def test_the_same_in_english_and_dry(call, tmp_path):
    (tmp_path / "f.csv").write_text(notices(GOOD))
    done = call("notices", "f.csv", "--dry-run", "--language", "en")
    assert "1 rows. 1 taken" in done.output
    assert "nothing was written" in done.output
    assert not (tmp_path / "picture").exists()


def test_again_is_nothing_new(call, tmp_path):
    (tmp_path / "f.csv").write_text(notices(GOOD))
    call("notices", "f.csv")
    assert "Inget nytt" in call("notices", "f.csv").output


def test_a_wrong_file_is_one_sentence(call, tmp_path):
    (tmp_path / "f.csv").write_text("a;b\n1;2\n")
    done = call("kolada", "f.csv")
    assert done.exit_code == 1
    assert "f.csv: kolumner saknas: Nyckeltal" in done.output
    assert "Traceback" not in done.output


def test_a_folder_without_known_files(call, tmp_path):
    (tmp_path / "tom").mkdir()
    assert "inga kända filer" in call("folder", "tom").output


def test_the_open_data_as_files(statistics, tmp_path):
    from samverkan.picture.open_data_command import open_data_command

    folder = tmp_path / "ut"
    words = [str(folder), "--store", str(statistics), "--base", "https://stad.example/"]
    done = CliRunner().invoke(open_data_command, words)
    assert done.exit_code == 0, done.output
    assert {each.name for each in folder.iterdir()} == {"lagesbild.csv", "lagesbild.json", "dcat.rdf"}
    assert b"https://stad.example/lagesbild.csv" in (folder / "dcat.rdf").read_bytes()


def test_no_statistics_no_open_data(tmp_path):
    from samverkan.picture.open_data_command import open_data_command

    done = CliRunner().invoke(open_data_command, [str(tmp_path / "ut"), "--store", str(tmp_path)])
    assert done.exit_code == 1
    assert "Ingen statistik" in done.output
    assert not (tmp_path / "ut").exists()
