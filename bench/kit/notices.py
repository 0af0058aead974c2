"""Ten years of a nation's police notices, 30,000,000 rows made up from the shipped ones; built once and kept.

Type, time of day and quarter are drawn from the real notices; days spread over ten years, places over all
municipalities. What pages read (the counted tables) is of all the rows; the rows themselves are let go year by year.
"""

import shutil
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl

from samverkan.picture.importing.event_tables import tables_of
from samverkan.picture.importing.kinds_of_import import KINDS
from samverkan.picture.importing.known_files import SHIPPED
from samverkan.picture.importing.running import run
from samverkan.picture.places.register import DATA, shipped
from samverkan.picture.store.store import Store, Tables
from samverkan.setup.embedded import default_folder

YEARS, A_YEAR = range(2017, 2027), 3_000_000
MADE_BY = ("importing/*.py", "store/*.py", "places/register.py", "data/*")


def store() -> Store:
    """The store, made anew where the files that make it have changed."""
    folder, wanted = default_folder("bench-picture"), _fingerprint()
    mark = folder / "notices.mark"
    if not mark.exists() or mark.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
        _fill(Store(folder))
        mark.write_text(wanted)
    return Store(folder)


def _fingerprint() -> str:
    files = [Path(__file__), *sorted(each for pattern in MADE_BY for each in DATA.parent.glob(pattern))]
    return sha256(
        b"".join(sha256(each.read_bytes()).digest() for each in files if each.is_file())
    ).hexdigest()


def _fill(store: Store) -> None:
    for name, kind in SHIPPED:
        run(KINDS[kind], DATA / name, store)
    before = store.current("notices")
    assert before is not None
    tables = _summed(_years(before.table("events")))
    manifest = {**before.manifest, "first": f"{YEARS[0]}-01-01", "last": f"{YEARS[-1]}-12-31"}
    store.write("notices", {**tables, "events": before.table("events")}, manifest, day="2027-01-01")


def _years(real: pl.DataFrame) -> Iterator[Tables]:
    chosen = np.random.default_rng(2026)
    codes = [each.id for each in shipped().of_kind("municipality")]
    for year in YEARS:
        sys.stderr.write(f"making up the nation's notices: {year}\n")
        yield tables_of(_year(real, year, codes, chosen), shipped())


def _year(real: pl.DataFrame, year: int, codes: list[str], chosen: np.random.Generator) -> pl.DataFrame:
    """A tenth of the rows: as the real ones but for the day, and nine in ten in another municipality."""
    drawn = real[chosen.integers(real.height, size=A_YEAR)]
    start = np.datetime64(f"{year}-01-01", "us")
    day = start + chosen.integers(0, 365 * 24 * 60, size=A_YEAR).astype("timedelta64[m]")
    own = chosen.random(A_YEAR) < 0.1
    there = pl.Series(codes)[np.where(own, codes.index("0180"), chosen.integers(len(codes), size=A_YEAR))]
    here = there == "0180"
    return drawn.with_columns(
        happened=pl.Series(day), published=pl.Series(day), municipality=there, county=there.str.slice(0, 2),
        quarter=pl.when(here).then(pl.col("quarter")), district=pl.when(here).then(pl.col("district")),
    )  # fmt: skip


def _summed(years: Iterator[Tables]) -> dict[str, pl.DataFrame]:
    """The years' tables as one."""
    parts: dict[str, list[pl.DataFrame]] = {}
    for tables in years:
        for name, table in tables.items():
            parts.setdefault(name, []).append(table)
    return {name: _added(pl.concat(held)) for name, held in parts.items()}


def _added(both: pl.DataFrame) -> pl.DataFrame:
    key = [name for name in both.columns if name != "n"]
    return both.group_by(key).agg(pl.col("n").sum()).sort(key)
