"""A file as columns of raw values, every row whole: what a panel starts from. Ragged files are refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from samverkan.tables import sheet as sheets
from samverkan.tables.encoding import NAMES
from samverkan.tables.refusal import Refusal
from samverkan.tables.sheet import Sheet


@dataclass(frozen=True)
class RawTable:
    """columns: name to raw values; rows: their row numbers in the file; decimal: "," where the format
    implies it.
    """

    source: str
    columns: dict[str, list[object]]
    rows: list[int]
    decimal: str | None = None
    recoded: str = ""  # what the file was read as, where it was not UTF-8

    def column(self, name: str) -> list[object]:
        """A column's values; refuses a name that does not exist, listing those that do."""
        if name not in self.columns:
            names = ", ".join(self.columns)
            raise Refusal(
                f"{self.source}: kolumnen {name} finns inte. Kolumnerna är: {names}.",
                f"{self.source}: there is no column {name}. The columns are: {names}.",
            )
        return self.columns[name]

    def only(self, wanted: Mapping[str, str]) -> RawTable:
        """The rows whose columns hold exactly these values; refuses a value that no row holds."""
        keep = list(range(len(self.rows)))
        for name, value in wanted.items():
            cells = self.column(name)
            keep = [place for place in keep if str(cells[place]).strip() == value]
            if not keep:
                raise Refusal(
                    f"{self.source}: ingen rad har {value} i kolumnen {name}.",
                    f"{self.source}: no row has {value} in column {name}.",
                )
        return self.take(keep)

    def take(self, keep: list[int]) -> RawTable:
        """Some of the rows, by place."""
        columns = {name: [values[place] for place in keep] for name, values in self.columns.items()}
        return replace(self, columns=columns, rows=[self.rows[place] for place in keep])


def read_table(path: str | Path, sheet: str | int | None = None) -> RawTable:
    """CSV (separator found by itself), Parquet, or Excel; `sheet` by name or number, default the first filled."""
    return table_of(sheets.read(path, sheet))


def from_columns(columns: dict[str, list[object]], source: str) -> RawTable:
    """Columns already in memory; row numbers count from one."""
    length = max((len(values) for values in columns.values()), default=0)
    return RawTable(source, columns, list(range(1, length + 1)))


def table_of(read: Sheet) -> RawTable:
    """The rows beneath the first as columns; refuses names that are missing or come twice, and ragged rows."""
    source, ((first, head), *body) = read.source, read.rows
    names = [str(cell).strip() for cell in head]
    while names and not names[-1]:
        names.pop()
    twice = {name for name in names if names.count(name) > 1}
    if twice or not all(names):
        what = ", ".join(sorted(twice)) or "(tom)"
        raise Refusal(
            f"{source}, rad {first}: kolumnnamn saknas eller finns två gånger: {what}.",
            f"{source}, row {first}: column names are missing or come twice: {what}.",
        )
    for number, row in body:
        if len(row) < len(names) or any(sheets.held(cell) for cell in row[len(names) :]):
            raise Refusal(
                f"{source}, rad {number}: {len(row)} celler, men {len(names)} kolumner.",
                f"{source}, row {number}: {len(row)} cells, but {len(names)} columns.",
            )
    columns: dict[str, list[object]] = {
        name: [row[place] for _, row in body] for place, name in enumerate(names)
    }
    recoded = "" if read.encoding == "utf-8" else NAMES[read.encoding]
    return RawTable(source, columns, [number for number, _ in body], read.decimal, recoded)
