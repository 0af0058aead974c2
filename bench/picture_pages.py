"""The city's and a district's picture over ten years of a nation's notices, 30,000,000 rows, made and told anew.

The rows are drawn from the shipped notices (type, time of day, quarter) with their days spread over ten years and
over all municipalities. What a page keeps between requests is left out: each time is a first reading.
"""

import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from bench.kit.numbers import percentile
from bench.kit.row import Row
from samverkan.picture.importing.event_tables import tables_of
from samverkan.picture.importing.kinds_of_import import KINDS
from samverkan.picture.importing.known_files import SHIPPED
from samverkan.picture.importing.running import run
from samverkan.picture.making.data import Data
from samverkan.picture.making.picture import picture
from samverkan.picture.places.register import DATA, shipped
from samverkan.picture.report.pdf import picture_pdf
from samverkan.picture.store.store import Store
from samverkan.picture.telling.sections import sections
from samverkan.picture.telling.shapes import Teller

YEARS, A_YEAR, TIMES = range(2017, 2027), 3_000_000, 20
PAGE, PDF = 300.0, 10.0  # milliseconds p95; seconds


def rows() -> list[Row]:
    """p95 of each page, and a district's PDF."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        _fill(store)
        found = [
            _page(store, name, place) for name, place in (("city", "0180"), ("district", "0180-sdo-jarva"))
        ]
        return [*found, _pdf(store)]


def _page(store: Store, name: str, place: str) -> Row:
    taken = []
    for _time in range(TIMES):
        began = time.perf_counter()
        made = picture(Data(store, shipped()), shipped()[place])
        told = sections(made, Teller("sv"))
        written = sum(
            len(str(panel.wide)) + len(str(panel.narrow)) for section in told for panel in section.panels
        )
        assert written
        taken.append(1000 * (time.perf_counter() - began))
    p95 = percentile(taken, 0.95)
    return Row(f"picture_{name}_30M_rows", p95, None, "", "ms p95", f"under {PAGE:g} ms", p95 < PAGE, TIMES)


def _pdf(store: Store) -> Row:
    began = time.perf_counter()
    picture_pdf(picture(Data(store, shipped()), shipped()["0180-sdo-jarva"]))
    seconds = time.perf_counter() - began
    return Row("picture_pdf", seconds, None, "", "s", f"under {PDF:g} s", seconds < PDF, 1)


def _fill(store: Store) -> None:
    for name, kind in SHIPPED:
        run(KINDS[kind], DATA / name, store)
    before = store.current("notices")
    assert before is not None
    real = before.table("events")
    chosen = np.random.default_rng(2026)
    codes = [each.id for each in shipped().of_kind("municipality")]
    summed: dict[str, list[pl.DataFrame]] = {}
    for year in YEARS:
        for name, table in tables_of(_year(real, year, codes, chosen), shipped()).items():
            summed.setdefault(name, []).append(table)
    tables = {name: _added(parts) for name, parts in summed.items()}
    manifest = {**before.manifest, "first": f"{YEARS[0]}-01-01", "last": f"{YEARS[-1]}-12-31"}
    store.write("notices", {**tables, "events": real}, manifest, day="2027-01-01")


def _year(real: pl.DataFrame, year: int, codes: list[str], chosen: np.random.Generator) -> pl.DataFrame:
    """A tenth of the rows: as the real ones but for the day, and nine in ten in another municipality."""
    drawn = real[chosen.integers(real.height, size=A_YEAR)]
    start = np.datetime64(f"{year}-01-01", "us")
    day = start + chosen.integers(0, 365 * 24 * 60, size=A_YEAR).astype("timedelta64[m]")
    own = chosen.random(A_YEAR) < 0.1
    code = np.where(own, "0180", np.array(codes)[chosen.integers(len(codes), size=A_YEAR)])
    there = pl.Series(code)
    here = there == "0180"
    return drawn.with_columns(
        happened=pl.Series(day), published=pl.Series(day), municipality=there, county=there.str.slice(0, 2),
        quarter=pl.when(here).then(pl.col("quarter")), district=pl.when(here).then(pl.col("district")),
    )  # fmt: skip


def _added(parts: list[pl.DataFrame]) -> pl.DataFrame:
    both = pl.concat(parts)
    key = [name for name in both.columns if name != "n"]
    return both.group_by(key).agg(pl.col("n").sum()).sort(key)
