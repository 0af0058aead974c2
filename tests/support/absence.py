"""Absence files of made-up pupils, as a school's system writes them; Skatteverket's numbers for tests."""

from collections.abc import Mapping
from datetime import date

ANNA, BO, CARL = "201001012382", "201001022381", "201001032380"
NAMES = {ANNA: "Anna Prov", BO: "Bo Prov", CARL: "Carl Prov"}
HEAD = "Personnummer;Datum;Lektion;Schemalagd tid;Frånvaro (min);Typ\n"
Absent = Mapping[int, tuple[int, str]]


def lessons(
    number: str, day: str | date, absent: Mapping[int, tuple[int, str]] | None = None, count: int = 5
) -> list[str]:
    """A day's rows: `absent` names a lesson's minutes away and their kind."""
    rows = []
    for n in range(1, count + 1):
        minutes, kind = (absent or {}).get(n, ("", ""))
        rows.append(f"{number};{day};{n};60;{minutes};{kind}")
    return rows
