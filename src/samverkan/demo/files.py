"""The data that come with the made-up city; data/SOURCE.md says from where."""

import csv
import gzip
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@cache
def listed(name: str) -> Any:
    """A reviewed YAML file, read once."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text())


@cache
def column(name: str, heading: str) -> tuple[str, ...]:
    """One column of a CSV file."""
    with (DATA / f"{name}.csv").open(newline="") as file:
        return tuple(row[heading] for row in csv.DictReader(file))


@cache
def test_numbers() -> tuple[str, ...]:
    """Skatteverket's personal numbers for tests: 12 digits each, oldest first."""
    with gzip.open(DATA / "testpersonnummer.csv.gz", "rt") as file:
        return tuple(line.strip() for line in file if line[:1].isdigit())


def quarters(district: str) -> list[str]:
    """The quarters (stadsdelar) of a Stockholm district; empty for a name that is none."""
    pairs = zip(column("stadsdelar", "stadsdel"), column("stadsdelar", "stadsdelsomrade"), strict=True)
    return [quarter for quarter, lies_in in pairs if lies_in == district]
