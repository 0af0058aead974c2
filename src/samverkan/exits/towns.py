"""Sweden's municipalities, by code: where a placement can be. Statistics Sweden's list (data/SOURCE.md)."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "municipalities.csv"


@cache
def towns() -> Mapping[str, str]:
    """Name by four-digit code, in Swedish order of names."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [(row["code"], row["name"]) for row in csv.DictReader(file)]
    return dict(sorted(rows, key=lambda row: row[1].casefold().translate(str.maketrans("åäö", "{|}"))))


def town(code: str) -> str:
    """The municipality's name. Raises KeyError for an unknown code."""
    return towns()[code]
