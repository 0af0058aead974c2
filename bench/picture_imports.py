"""Reading files in: an archive of the police's notices, and the made-up incident file with its points placed."""

import csv
import datetime as dt
import gzip
import io
import tempfile
from itertools import cycle, islice
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
ARCHIVE = 85_011  # notices
REAL = 5.0  # seconds for what pages show of a year's incidents


def rows() -> list[Row]:
    """Rows a second, and seconds for what is reckoned of them."""
    return [_notices(), *_incidents()]


def _notices() -> Row:
    """From the file to a new version in force, in a store that has none: read, counted, written."""
    with tempfile.TemporaryDirectory() as folder:
        file = _archive(Path(folder))
        stores = iter(range(100))
        seconds, done, n = timed(lambda: run(KINDS["notices"], file, Store(Path(folder) / str(next(stores)))))
    rate = done.imported.report.rows / seconds
    said = f"{done.imported.report.rows:,} rows"
    return Row("import_notices", rate, None, "", "rows/s", f"at least {ROWS:g} rows/s", rate >= ROWS, n, said)


def _archive(folder: Path) -> Path:
    """The notices that ship, over and over under new numbers, until there are as many as in the whole archive."""
    head, *lines = gzip.decompress((DATA / "handelser.csv.gz").read_bytes()).decode().splitlines()
    at = head.split(",").index("id")
    file, more = folder / "notices.csv", csv.writer((written := io.StringIO()), lineterminator="\n")
    for number, cells in enumerate(islice(cycle(csv.reader(lines)), ARCHIVE), start=1):
        more.writerow([*cells[:at], number, *cells[at + 1 :]])
    file.write_text(f"{head}\n{written.getvalue()}")
    return file


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
