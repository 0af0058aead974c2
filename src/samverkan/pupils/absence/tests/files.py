"""Absence files as school systems write them, with test personal numbers, and the words to read them by."""

from datetime import date

from samverkan.pupils.absence import layout, reading
from samverkan.tables import sheet

ANNA, BO, CARL = "201001012382", "201001022381", "201001032380"
TODAY = date(2026, 11, 28)
LESSONS = "Personnummer;Datum;Lektion;Schemalagd tid;Frånvaro (min);Typ\n"
DAYS = "Personnr;Datum;Frånvaro (timmar);Frånvarotyp\n"


def csv(text: str, encoding: str = "utf-8") -> sheet.Sheet:
    return sheet.read_bytes("frånvaro.csv", text.encode(encoding))


def lessons(*rows: str) -> sheet.Sheet:
    return csv(LESSONS + "\n".join(rows))


def read(found: sheet.Sheet, **more) -> reading.Reading:
    wanted = {"layout": layout.guess(found), "known": {ANNA, BO}, "today": TODAY, "day_minutes": 330, **more}
    return reading.read(found, reading.Wanted(**wanted))


def reasons(found: reading.Reading) -> list[str]:
    return [each.sv for row in found.report.refused for each in row.problems]
