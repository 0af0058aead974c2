"""Small made-up data files and question files that the tests of evaluations share."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.question_file import read_question

UNITS = ["Norra", "Södra", "Östra", "Västra", "Centrum", "Berget", "Sjön", "Ängen"]
PERIODS = 48
START = 36


def months(count: int = PERIODS) -> list[str]:
    """2019-01 and on."""
    return [f"{2019 + k // 12}-{k % 12 + 1:02d}" for k in range(count)]


def write_counts(path: Path, *, effect: float = 0.5, seed: int = 1, units: int = len(UNITS)) -> Path:
    """Monthly counts of made-up districts; the first one's rate is multiplied by `effect` from the start on."""
    rng = np.random.default_rng(seed)
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(PERIODS) / 12)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["distrikt", "manad", "antal", "befolkning"])
        for place, unit in enumerate(UNITS[:units]):
            rate = (14 + place) * season
            if place == 0:
                rate = np.where(np.arange(PERIODS) >= START, rate * effect, rate)
            for time, count in zip(months(), rng.poisson(rate), strict=True):
                writer.writerow([unit, time, int(count), 20_000 + 500 * place])
    return path


def question(**changes: Any) -> dict[str, Any]:
    """A whole question of an interrupted series; keys with dots reach below."""
    made: dict[str, Any] = {
        "id": "norra",
        "title": "Insatsen i Norra",
        "question": "Minskade rånen i Norra efter insatsen?",
        "author": "Analysenheten",
        "written": "2026-11-01",
        "outcome": {"name": "Rån", "definition": "Anmälda rån"},
        "data": {
            "file": "data.csv",
            "source": "Påhittade uppgifter",
            "vintage": "2026-11-20",
            "columns": {"unit": "distrikt", "time": "manad", "outcome": "antal"},
        },
        "design": {"kind": "interrupted_series", "compare_with": ["Södra", "Östra"]},
        "treated": {"Norra": "2022-01"},
        "smallest_effect": 25,
    }
    for key, value in changes.items():
        holder, *rest = key.split("__")
        if not rest:
            made[holder] = value
        elif value is None:
            made[holder].pop(rest[0])
        else:
            made[holder][rest[0]] = value
    return {key: value for key, value in made.items() if value is not None}


def write_question(folder: Path, **changes: Any) -> Path:
    """The question as a file beside its data."""
    path = folder / "QUESTION.yaml"
    path.write_text(
        yaml.safe_dump(question(**changes), allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return path


def plan_in(folder: Path, **changes: Any) -> Plan:
    """The plan of that file."""
    return read_question(write_question(folder, **changes))
