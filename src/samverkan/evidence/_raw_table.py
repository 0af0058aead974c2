"""A file's cells as they stand: names of columns, raw values, and the row numbers a person sees in the
file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from samverkan.evidence.refusal import Refusal

SEPARATORS = ";\t,|"
EXCEL = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"}


@dataclass(frozen=True)
class RawTable:
    """columns: name to raw values; rows: their row numbers in the file; decimal: "," where the format
    implies it.
    """

    source: str
    columns: dict[str, list[object]]
    rows: list[int]
    decimal: str | None = None
    recoded: bool = False  # not UTF-8: read as Windows-1252

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
    """CSV (separator found by itself), Parquet, or Excel; `sheet` by name or number, default the first."""
    path = Path(path)
    if not path.is_file():
        raise Refusal(f"Filen {path.name} finns inte.", f"There is no file {path.name}.")
    suffix = path.suffix.casefold()
    if suffix == ".parquet":
        return _parquet(path)
    if suffix in EXCEL:
        return _from_rows(path.name, _excel_rows(path, sheet))
    return _csv(path)


def from_columns(columns: dict[str, list[object]], source: str) -> RawTable:
    """Columns already in memory; row numbers count from one."""
    length = max((len(values) for values in columns.values()), default=0)
    return RawTable(source, columns, list(range(1, length + 1)))


def _parquet(path: Path) -> RawTable:
    import polars as pl

    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _unreadable(path) from error
    return from_columns({name: frame[name].to_list() for name in frame.columns}, path.name)


def _excel_rows(path: Path, sheet: str | int | None) -> list[tuple[int, list[object]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(path)
        names = book.sheet_names
        name = names[sheet or 0] if not isinstance(sheet, str) else sheet
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError, ValueError) as error:
        raise _unreadable(path) from error
    return [(number, list(row)) for number, row in enumerate(rows, start=1)]


def _csv(path: Path) -> RawTable:
    raw = path.read_bytes()
    try:
        text, recoded = raw.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        text, recoded = raw.decode("cp1252", errors="replace"), True
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows: list[tuple[int, list[object]]] = []
        before = 0
        for row in reader:
            rows.append((before + 1, list(row)))
            before = reader.line_num
    except csv.Error as error:
        raise _unreadable(path) from error
    table = _from_rows(path.name, rows)
    return RawTable(table.source, table.columns, table.rows, "," if separator == ";" else None, recoded)


def _separator(text: str) -> str:
    """The mark that the first lines hold most often and most evenly."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    if not lines:
        return ","
    head = {mark: lines[0].count(mark) for mark in SEPARATORS}
    even = {mark: sum(line.count(mark) == head[mark] for line in lines) for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: (head[mark] > 0, even[mark], head[mark]))


def _from_rows(source: str, rows: list[tuple[int, list[object]]]) -> RawTable:
    filled = [
        (number, row) for number, row in rows if any(str(cell).strip() for cell in row if cell is not None)
    ]
    if not filled:
        raise Refusal(f"{source} är tom.", f"{source} is empty.")
    names = [str(cell).strip() for cell in filled[0][1]]
    while names and not names[-1]:
        names.pop()
    twice = {name for name in names if names.count(name) > 1}
    if twice or not all(names):
        what = ", ".join(sorted(twice)) or "(tom)"
        raise Refusal(
            f"{source}, rad {filled[0][0]}: kolumnnamn saknas eller finns två gånger: {what}.",
            f"{source}, row {filled[0][0]}: column names are missing or come twice: {what}.",
        )
    body = filled[1:]
    for number, row in body:
        if len(row) < len(names) or any(str(cell).strip() for cell in row[len(names) :] if cell is not None):
            raise Refusal(
                f"{source}, rad {number}: {len(row)} celler, men {len(names)} kolumner.",
                f"{source}, row {number}: {len(row)} cells, but {len(names)} columns.",
            )
    columns: dict[str, list[object]] = {
        name: [row[place] for _, row in body] for place, name in enumerate(names)
    }
    return RawTable(source, columns, [number for number, _ in body])


def _unreadable(path: Path) -> Refusal:
    return Refusal(f"Filen {path.name} går inte att läsa.", f"The file {path.name} cannot be read.")
