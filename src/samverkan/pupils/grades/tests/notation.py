"""The short way of writing grades in the worked cases."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from samverkan.pupils.grades.grade import Grade

SHORT = {
    "sv": "swedish", "sva": "swedish_second", "en": "english", "ma": "maths", "bi": "biology", "fy": "physics",
    "ke": "chemistry", "ge": "geography", "hi": "history", "re": "religion", "sh": "civics", "bl": "art",
    "hk": "home_economics", "id": "sports", "mu": "music", "sl": "crafts", "tk": "technology", "sp": "language_choice",
    "sk": "language_school", "mm": "mother_tongue", "tn": "sign_language", "da": "dance",
}  # fmt: skip
EVERYBODYS = ["sv", "en", "ma", "bi", "fy", "ke", "ge", "hi", "re", "sh", "bl", "hk", "id", "mu", "sl", "tk"]
TODAY = date(2026, 11, 28)


def grades(written: str) -> dict[str, Grade]:
    """`alla E ma F`: everybody's subjects at E, maths at F."""
    words = written.split()
    found: dict[str, Grade] = {}
    for name, grade in zip(words[::2], words[1::2], strict=True):
        for short in EVERYBODYS if name == "alla" else [name]:
            found[SHORT[short]] = Grade(grade)
    return found


def worked_cases() -> list[dict[str, Any]]:
    """The table."""
    return yaml.safe_load((Path(__file__).parent / "worked_cases.yaml").read_text())
