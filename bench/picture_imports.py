"""Reading files in: the police's notices that ship, and the made-up incident file with its points placed."""

import datetime as dt
import tempfile
import time
from pathlib import Path

from bench.evidence.rows import timed
from bench.kit.row import Row
from samverkan.picture.importing.kinds_of_import import KINDS
from samverkan.picture.importing.running import run
from samverkan.picture.incidents.areas import shipped_municipality
from samverkan.picture.incidents.measured import measured
from samverkan.picture.incidents.reading import read
from samverkan.picture.places.register import DATA, shipped
from samverkan.picture.sources.notice_types import notice_types
from samverkan.picture.store.store import Store
from samverkan.tables import sheet

ROWS = 5_000.0  # a second
REAL = 5.0  # seconds for what pages show of a year's incidents


def rows() -> list[Row]:
    """Rows a second, and seconds for what is reckoned of them."""
    return [_notices(), *_incidents()]


def _notices() -> Row:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        done = run(KINDS["notices"], DATA / "handelser.csv.gz", Store(Path(folder)))
        rate = done.imported.report.rows / (time.perf_counter() - began)
    return Row("import_notices", rate, None, "", "rows/s", f"at least {ROWS:g} rows/s", rate >= ROWS, 1)


def _incidents() -> list[Row]:
    where = shipped_municipality(shipped(), "0180", notice_types().aliases)
    held = sheet.read(DATA / "pahittade_handelser.csv.gz")
    seconds, found, n = timed(lambda: read(held, where, dt.date(2026, 11, 2)))
    rate = found.report.rows / seconds
    told, _tables, times = timed(lambda: measured(found.events, where))
    return [
        Row("import_own_incidents", rate, None, "", "rows/s", f"at least {ROWS:g} rows/s", rate >= ROWS, n),
        Row("own_incidents_measured", told, None, "", "s", f"at most {REAL:g} s", told <= REAL, times),
    ]
