"""Tables out, as CSV and Excel that a spreadsheet opens as it stands and never takes for a formula.

CSV is what a Swedish Excel opens at a double click: semicolons, decimal commas, UTF-8 with its mark.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from samverkan.tables.report import Report
from samverkan.tables.sheet import FORMULA
from samverkan.tables.text import Text

ADDED = Text("Rad i filen", "Row in the file"), Text("Varför raden avvisades", "Why the row was refused")
MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the same table gives the same bytes


def safe(cell: object) -> object:
    """A text that would be a formula gets an apostrophe in front; numbers and dates are let be."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] and cell[0] in FORMULA and len(cell) > 1 else cell


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[object]], *, decimal: str = ",") -> bytes:
    """A table as CSV. Commas instead of semicolons where the decimal mark is a point."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if decimal == "," else ",", lineterminator="\r\n")
    writer.writerow([safe(name) for name in head])
    writer.writerows([safe(_written(cell, decimal)) for cell in row] for row in rows)
    return "\ufeff".encode() + out.getvalue().encode("utf-8", errors="replace")


def excel_bytes(head: Sequence[str], rows: Iterable[Sequence[object]], *, sheet: str = "Blad1") -> bytes:
    """A table as one Excel sheet; every text is written as text."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": MADE})
    page, bold = book.add_worksheet(sheet), book.add_format({"bold": True})
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for at, name in enumerate(head):
        page.write_string(0, at, name, bold)
    for row, cells in enumerate(rows, start=1):
        for at, cell in enumerate(cells):
            _write(page, row, at, cell, days)
    page.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def refused_bytes(report: Report, *, excel: bool = False, language: str = "sv") -> bytes:
    """The refused rows as they stood, with row number and reasons in two further columns: mend and send again."""
    head = [*report.columns, *(str(getattr(each, language)) for each in ADDED)]
    width = len(report.columns)
    rows = [
        [
            *(*row.cells, *[""] * width)[:width],
            row.number,
            " ".join(str(getattr(each.said, language)) for each in row.problems),
        ]
        for row in report.refused
    ]
    return excel_bytes(head, rows) if excel else csv_bytes(head, rows)


def write_refused(report: Report, beside: Path, language: str = "sv") -> Path | None:
    """Write `refused_bytes` beside a file, as `NAME-avvisade.csv`; None when nothing was refused."""
    if not report.refused:
        return None
    excel = beside.suffix.casefold() == ".xlsx"
    target = beside.with_name(f"{beside.stem}-avvisade.{'xlsx' if excel else 'csv'}")
    target.write_bytes(refused_bytes(report, excel=excel, language=language))
    return target


def _written(cell: object, decimal: str) -> object:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float | Decimal):
        plain = str(int(cell)) if cell == cell.__trunc__() else str(cell)
        return _Plain(plain.replace(".", decimal))
    if isinstance(cell, int):
        return _Plain(str(cell))
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, dt.date) else cell


class _Plain:
    """A number already written: no text, so never taken for a formula."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


def _write(page: object, row: int, at: int, cell: object, days: object) -> None:
    sheet: object = page
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return
    if isinstance(cell, bool):
        sheet.write_string(row, at, "ja" if cell else "nej")  # type: ignore[attr-defined]
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(row, at, float(cell))  # type: ignore[attr-defined]
    elif isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        sheet.write_datetime(row, at, dt.datetime.combine(cell, dt.time()), days)  # type: ignore[attr-defined]
    else:
        sheet.write_string(row, at, str(cell))  # type: ignore[attr-defined]
