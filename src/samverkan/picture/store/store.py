"""Datasets by name, each a row of versions; `current` names the one in force. Public statistics only.

    ROOT/<dataset>/<version>/<table>.parquet   the tables of a version
    ROOT/<dataset>/<version>/manifest.json     where it came from, when, and what became of every row
    ROOT/<dataset>/current                     the name of the version in force, replaced in one step
    ROOT/<dataset>/lock                        held by whoever writes

A version's name is its date and a digest of its tables, so the same content is never kept twice.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from samverkan.picture.store import files

CURRENT, MANIFEST, LOCK = "current", "manifest.json", "lock"
SMALL = 1_000_000  # bytes of a packed table that is kept in memory
ROWS_TOGETHER = 20_000  # a row group: about what one place has, so that a page reads one or two of them
Manifest = dict[str, Any]
Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Version:
    """One version of a dataset, on disk."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def manifest(self) -> Manifest:
        """What is known of it: see `importing.running`."""
        return _manifest(self.folder)

    def has(self, table: str) -> bool:
        return (self.folder / f"{table}.parquet").exists()

    def table(self, table: str) -> pl.DataFrame:
        """A whole table, kept in memory: for the small ones."""
        return _whole(self.folder, table)

    def scan(self, table: str) -> pl.LazyFrame:
        """A table to filter: a small one is kept in memory; of a large one only the row groups that can hold what is
        asked for are read.
        """
        file = self.folder / f"{table}.parquet"
        return self.table(table).lazy() if file.stat().st_size < SMALL else pl.scan_parquet(file)


@dataclass(frozen=True)
class Store:
    """The store in a folder. Reading needs no lock: a version never changes once it has its name."""

    root: Path

    def datasets(self) -> list[str]:
        """The names of all datasets that have a version in force."""
        return sorted(each.parent.name for each in self.root.glob(f"*/{CURRENT}"))

    def current(self, dataset: str) -> Version | None:
        """The version in force; None where nothing was ever imported."""
        try:
            name = (self.root / dataset / CURRENT).read_text().strip()
        except FileNotFoundError:
            return None
        return Version(self.root / dataset / name)

    def version(self, dataset: str, name: str) -> Version:
        """A version by name, for a picture that was made on it. Raises LookupError where it is gone."""
        folder = self.root / dataset / name
        if not (folder / MANIFEST).exists() or folder.parent != self.root / dataset:
            raise LookupError(f"{dataset}/{name}")
        return Version(folder)

    def versions(self, dataset: str) -> list[Version]:
        """Every version that is kept, oldest first."""
        return [Version(each.parent) for each in sorted((self.root / dataset).glob(f"*/{MANIFEST}"))]

    def write(self, dataset: str, tables: Tables, manifest: Manifest, *, day: str) -> Version:
        """Write a version and put it in force. The same tables again change nothing and give the old version."""
        held = {name: parquet_bytes(frame) for name, frame in tables.items()}
        name = f"{day}-{_digest(held)}"
        with self._locked(dataset) as folder:
            same = next((each for each in self.versions(dataset) if each.name[-16:] == name[-16:]), None)
            version = same or Version(folder / name)
            if same is None:
                with files.new_folder(folder / name) as made:
                    for table, raw in held.items():
                        (made / f"{table}.parquet").write_bytes(raw)
                    (made / MANIFEST).write_text(
                        json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
                    )
            files.write_file(folder / CURRENT, version.name.encode())
            return version

    @contextmanager
    def _locked(self, dataset: str) -> Iterator[Path]:
        folder = self.root / dataset
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            files.clear_unfinished(folder)
            yield folder


def parquet_bytes(frame: pl.DataFrame) -> bytes:
    """A frame as a Parquet file; the same frame gives the same bytes."""
    out = io.BytesIO()
    frame.write_parquet(out, compression="zstd", compression_level=3, row_group_size=ROWS_TOGETHER)
    return out.getvalue()


def _digest(held: Mapping[str, bytes]) -> str:
    found = hashlib.sha256()
    for name in sorted(held):
        found.update(f"{name}:{len(held[name])}:".encode())
        found.update(held[name])
    return found.hexdigest()[:16]


@lru_cache(maxsize=64)
def _whole(folder: Path, table: str) -> pl.DataFrame:
    return pl.read_parquet(folder / f"{table}.parquet")


@lru_cache(maxsize=256)
def _manifest(folder: Path) -> Manifest:
    found: Manifest = json.loads((folder / MANIFEST).read_text())
    return found
