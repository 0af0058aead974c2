"""Versions: written whole, named by their content, found again; a killed writer's leavings are nobody's."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.picture.store import files
from samverkan.picture.store.store import Store, parquet_bytes

ONE, TWO = pl.DataFrame({"a": [1, 2]}), pl.DataFrame({"a": [1, 3]})
DAY = "2026-11-28"


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "public")


def test_nothing_is_there_before_the_first_import(store):
    assert store.current("notices") is None
    assert store.datasets() == []
    assert store.versions("notices") == []


def test_what_was_written_is_in_force_and_the_older_is_kept(store):
    first = store.write("notices", {"events": ONE}, {"file": "a.csv"}, day=DAY)
    second = store.write("notices", {"events": TWO}, {"file": "b.csv"}, day=DAY)
    assert store.current("notices") == second
    assert store.current("notices").table("events").equals(TWO)
    assert store.version("notices", first.name).table("events").equals(ONE)
    assert second.manifest == {"file": "b.csv"}
    assert {each.name for each in store.versions("notices")} == {first.name, second.name}
    assert store.datasets() == ["notices"]


def test_the_same_content_on_another_day_is_the_same_version(store):
    first = store.write("notices", {"events": ONE}, {"file": "a.csv"}, day=DAY)
    store.write("notices", {"events": TWO}, {}, day=DAY)
    again = store.write("notices", {"events": ONE}, {"file": "other.csv"}, day="2027-01-01")
    assert again == first == store.current("notices")
    assert again.manifest == {"file": "a.csv"}


@pytest.mark.parametrize("name", ["", "..", "2026-11-28-0000000000000000", "../kolada/x"])
def test_an_unknown_version_is_told(store, name):
    store.write("notices", {"events": ONE}, {}, day=DAY)
    with pytest.raises(LookupError):
        store.version("notices", name)


def test_what_a_killed_writer_left_is_cleared_and_never_read(store):
    store.write("notices", {"events": ONE}, {}, day=DAY)
    left = store.root / "notices" / f"{files.UNFINISHED}dead"
    left.mkdir()
    (left / "manifest.json").write_text("{}")
    (store.root / "notices" / f"{files.UNFINISHED}file").write_text("x")
    assert store.current("notices").table("events").equals(ONE)
    store.write("notices", {"events": TWO}, {}, day=DAY)
    assert not list(store.root.glob(f"*/{files.UNFINISHED}*"))


def test_a_writer_that_fails_leaves_nothing(store, monkeypatch):
    store.write("notices", {"events": ONE}, {}, day=DAY)
    monkeypatch.setattr(files, "sync_folder", _fail)
    with pytest.raises(OSError, match="disk"):
        store.write("notices", {"events": TWO}, {}, day=DAY)
    monkeypatch.undo()
    assert store.current("notices").table("events").equals(ONE)
    assert not list(store.root.glob(f"*/{files.UNFINISHED}*/*"))


def _fail(_folder):
    raise OSError("the disk is full")


def test_scanning_finds_what_the_whole_table_has(store):
    frame = pl.DataFrame({"place": sorted(f"p{n % 7}" for n in range(50_000)), "n": range(50_000)})
    version = store.write("big", {"monthly": frame}, {}, day=DAY)
    assert (
        version.scan("monthly")
        .filter(pl.col("place") == "p3")
        .collect()
        .equals(frame.filter(pl.col("place") == "p3"))
    )


@given(st.lists(st.tuples(st.text(max_size=5), st.integers(-5, 5)), max_size=20))
def test_the_same_frame_gives_the_same_bytes(rows):
    frame = pl.DataFrame(rows, schema={"a": pl.String, "b": pl.Int64}, orient="row")
    assert parquet_bytes(frame) == parquet_bytes(frame.clone())
