"""A made-up incident file and made-up weekly place reports for Stockholm: `python -m tools.made_up_incidents`.

Nothing in them has happened. They have what a real file has: times by kind, squares and streets with more than their
share, burglaries that are followed by others close by, late registration, rows without a coordinate. Run again, the
same bytes.
"""

import datetime as dt
import gzip
from pathlib import Path

import numpy as np
import shapely

from samverkan.picture.places.register import shipped
from samverkan.picture.places.shapes import shipped_shapes

TARGET = Path(__file__).parents[1] / "src" / "samverkan" / "picture" / "data"
FIRST, LAST = dt.date(2023, 11, 1), dt.date(2026, 10, 31)
ROWS = 9_000
# Kind: share, hour, trend over the last year, summer's share over winter's.
KINDS = {
    "Cykelstöld": (0.13, 15, 1.0, 2.2), "Inbrott i källare eller förråd": (0.09, 3, 1.0, 0.9),
    "Klotter": (0.20, 23, 0.75, 1.2), "Narkotika på allmän plats": (0.10, 20, 1.35, 1.1),
    "Nedskräpning": (0.18, 11, 1.0, 1.3), "Ordningsstörning": (0.14, 22, 1.0, 1.5),
    "Skadegörelse": (0.16, 22, 1.0, 1.0),
}  # fmt: skip
REPEATED = "Inbrott i källare eller förråd"
HEAD = "Händelsetid;Kategori;Registrerad;Nord;Öst;Stadsdel"


def main() -> None:
    """Write both files anew."""
    chosen = np.random.default_rng(20261031)
    quarters = {
        key: shape for key, shape in shipped_shapes("fine").items() if "-std-" in key and shape.area > 1e5
    }
    names = {each.id: each.name for each in shipped().of_kind("quarter", "0180")}
    squares = _squares(chosen, quarters)
    rows = sorted(_rows(chosen, quarters, names, squares))
    _write("pahittade_handelser.csv.gz", [HEAD, *rows])
    _write("pahittade_platsrapporter.csv.gz", ["Vecka;Plats;Sorts problem;Antal", *_reports(chosen, names)])


def _squares(chosen: np.random.Generator, quarters: dict) -> list[tuple[float, float, str]]:
    """Places that more happens at: about one in three quarters has one."""
    return [(*_inside(chosen, quarters[key]), key) for key in sorted(quarters) if chosen.random() < 0.35]


def _rows(chosen: np.random.Generator, quarters: dict, names: dict, squares: list) -> list[str]:
    keys = sorted(quarters)
    weights = np.array([chosen.gamma(2.0) for _key in keys])
    found = []
    kinds, shares = list(KINDS), np.array([each[0] for each in KINDS.values()])
    while len(found) < ROWS:
        kind = kinds[chosen.choice(len(kinds), p=shares / shares.sum())]
        at = _moment(chosen, kind)
        if chosen.random() < 0.3:
            x, y, key = squares[chosen.integers(len(squares))]
            x, y = x + chosen.normal(0, 60), y + chosen.normal(0, 60)
        else:
            key = keys[chosen.choice(len(keys), p=weights / weights.sum())]
            x, y = _inside(chosen, quarters[key])
        found.append(_row(chosen, at, kind, x, y, names[key]))
        while kind == REPEATED and chosen.random() < 0.45:  # another, close by and soon after
            at += dt.timedelta(days=float(chosen.exponential(4)))
            x, y = x + chosen.normal(0, 70), y + chosen.normal(0, 70)
            if at.date() <= LAST:
                found.append(_row(chosen, at, kind, x, y, names[key]))
    return [row for row in found if row]


def _moment(chosen: np.random.Generator, kind: str) -> dt.datetime:
    _share, hour, trend, summer = KINDS[kind]
    days = (LAST - FIRST).days + 1
    while True:
        day = FIRST + dt.timedelta(days=int(chosen.integers(days)))
        weight = (trend if (LAST - day).days < 365 else 1.0) * (
            summer if day.month in (5, 6, 7, 8, 9) else 1.0
        )
        if chosen.random() < weight / 3.2:
            clock = (hour + chosen.normal(0, 3.5)) % 24
            return dt.datetime.combine(day, dt.time()) + dt.timedelta(hours=float(clock))


def _row(chosen: np.random.Generator, at: dt.datetime, kind: str, x: float, y: float, quarter: str) -> str:
    known = at.date() + dt.timedelta(days=int(chosen.exponential(6.0)))
    if known > LAST:
        return ""  # not registered yet
    when = f"{at:%Y-%m-%d %H:%M}" if chosen.random() < 0.8 else f"{at:%Y-%m-%d}"
    where = f"{y:.0f};{x:.0f};" if chosen.random() < 0.9 else ";;" + quarter
    return f"{when};{kind};{known};{where}"


def _reports(chosen: np.random.Generator, names: dict) -> list[str]:
    """The last half-year of a weekly round in the quarters of Järva."""
    there = [part.name for part in shipped().made_of("0180-sdo-jarva", "quarter")]
    problems = {"Nedskräpning": 5.0, "Klotter": 2.0, "Trasig belysning": 1.2, "Öppen narkotikahandel": 1.5,
                "Buskörning": 1.0}  # fmt: skip
    rows = []
    for back in range(26, -1, -1):
        year, week, _day = (LAST - dt.timedelta(weeks=back)).isocalendar()
        rows += [f"{year}-W{week:02d};{name};{kind};{n}" for name in there for kind, mean in problems.items()
                 if (n := int(chosen.poisson(mean)))]  # fmt: skip
    return rows


def _inside(chosen: np.random.Generator, shape: shapely.Geometry) -> tuple[float, float]:
    west, south, east, north = shape.bounds
    while True:
        x, y = chosen.uniform(west, east), chosen.uniform(south, north)
        if shape.covers(shapely.Point(x, y)):
            return float(x), float(y)


def _write(name: str, lines: list[str]) -> None:
    raw = ("\n".join(lines) + "\n").encode()
    (TARGET / name).write_bytes(gzip.compress(raw, 9, mtime=0))


if __name__ == "__main__":
    main()
