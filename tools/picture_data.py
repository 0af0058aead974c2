"""The open data that the picture ships, cut down from the shared folder: `python -m tools.picture_data ../shared/data`.

Only what a SOURCE.md there lets ship, and of that only Stockholm (Kolada: every municipality, for comparison).
The files keep the columns of their originals, so that the same importers read both. Run again, it changes nothing.
"""

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
import pyproj
import shapely
from shapely.geometry import shape

TARGET = Path(__file__).parents[1] / "src" / "samverkan" / "picture" / "data"
CITY = "0180"
MERGED = "2023-07-01"  # start.stockholm, 2023-04: the council's decision of 24 April 2023
SLIT, POND = 12.0, 150_000.0  # metres, square metres
COARSE, FINE = 35.0, 12.0  # metres: for a map of the city, and of one district
KOLADA = ["N02904", "N07907", "N09890", "N15428", "N17461", "N17625", "U07417", "U07452", "U09808"]
Rows = list[dict[str, Any]]


def main(shared: Path) -> None:
    """Write every file anew."""
    stockholm = shared / "geo_stockholm_stadsdelar"
    regso = [row for row in _csv(shared / "geo_regso_2025" / "regso_2025.csv") if row["kommunkod"] == CITY]
    key = _csv(stockholm / "stadsdel_nyckel.csv")
    outlines = _outlines(shared, key, regso)
    older = _inside(outlines, regso, key)
    _write_csv("places.csv", _places(_csv(shared / "polisen_handelser" / "kommuner_lan.csv"), key, regso))
    _write_csv("links.csv", _links(key, regso, older))
    pl.DataFrame(_shapes(outlines, stockholm, key)).write_parquet(
        TARGET / "shapes.parquet", compression="zstd", compression_level=19, statistics=False
    )
    _statistics(shared)
    _schools(shared)
    _notices(shared)


def _places(country: Rows, key: Rows, regso: Rows) -> Rows:
    now = sorted({row["stadsdelsomrade"] for row in key})
    before = sorted({row["sdo_fore_2023"] for row in key})
    counties = {row["county_code"]: row["county_name"] for row in country}
    rows: Rows = [{"id": "00", "kind": "country", "name": "Sverige", "code": "00"}]
    rows += [
        {"id": code, "kind": "county", "name": name, "code": code, "parent": "00"}
        for code, name in sorted(counties.items())
    ]
    rows += [
        {"id": row["municipality_code"], "kind": "municipality", "name": row["municipality_name"],
         "code": row["municipality_code"], "parent": row["county_code"]}
        for row in country
    ]  # fmt: skip
    for name in sorted({*now, *before}):
        since = MERGED if name not in before else ""
        until = "2023-06-30" if name not in now else ""
        rows.append(
            {"id": _district(name), "kind": "district", "name": name, "parent": CITY, "since": since, "until": until,
             "code": next((row["sdo_kod"] for row in key if row["stadsdelsomrade"] == name), "")}
        )  # fmt: skip
    rows += [
        {"id": _quarter(row["stadsdel"]), "kind": "quarter", "name": row["stadsdel"], "parent": CITY}
        for row in key
    ]
    rows += [
        {"id": row["regsokod"], "kind": "regso", "name": row["regsonamn"], "code": row["regsokod"], "parent": CITY,
         "since": "2025-01-01"}
        for row in sorted(regso, key=lambda row: row["regsokod"])
    ]  # fmt: skip
    head = ("id", "kind", "name", "code", "since", "until", "parent")
    return [{name: row.get(name, "") for name in head} for row in rows]


def _links(key: Rows, regso: Rows, older: dict[str, str]) -> Rows:
    """Which parts a whole is exactly made of; RegSO by the share of its area (at least 96.6 %) in one district."""
    found = {(_district(row["stadsdelsomrade"]), _quarter(row["stadsdel"])) for row in key}
    found |= {(_district(row["sdo_fore_2023"]), _quarter(row["stadsdel"])) for row in key}
    found |= {
        (_district(row["stadsdelsomrade"]), _district(row["sdo_fore_2023"]))
        for row in key
        if row["stadsdelsomrade"] != row["sdo_fore_2023"]
    }
    found |= {(_district(row["stadsdelsomrade"]), row["regsokod"]) for row in regso}
    found |= {(_district(name), code) for code, name in older.items()}
    return [{"whole": whole, "part": part} for whole, part in sorted(found)]


def _outlines(shared: Path, key: Rows, regso: Rows) -> dict[str, Any]:
    """Every area in metres (SWEREF 99 TM), quarters as surveyed and RegSO as the source simplified them."""
    quarters = _features(shared / "geo_stockholm_stadsdelar" / "stadsdelar_fullsize.geojson")
    known = {row["stadsdel"] for row in key}
    found = {_quarter(each["stadsdel"]): area for each, area in quarters if each["stadsdel"] in known}
    codes = {row["regsokod"] for row in regso}
    small = _features(shared / "geo_regso_2025" / "regso_2025_stockholms_lan.geojson")
    found |= {each["regsokod"]: area for each, area in small if each["regsokod"] in codes}
    return found


def _inside(outlines: dict[str, Any], regso: Rows, key: Rows) -> dict[str, str]:
    """The older district that most of each RegSO lies in."""
    parts: dict[str, list[Any]] = {}
    for row in key:
        parts.setdefault(row["sdo_fore_2023"], []).append(outlines[_quarter(row["stadsdel"])])
    whole = {name: shapely.union_all(areas) for name, areas in parts.items()}
    return {
        row["regsokod"]: max(
            whole, key=lambda name: shapely.intersection(whole[name], outlines[row["regsokod"]]).area
        )
        for row in regso
    }


def _shapes(outlines: dict[str, Any], stockholm: Path, key: Rows) -> Rows:
    """exact: to place points in; fine and coarse: land alone, simplified together so that borders still meet."""
    rows = [{"id": name, "use": "exact", "wkb": _wkb(area)} for name, area in outlines.items()]
    land = {
        _quarter(each["stadsdel"]): area
        for each, area in _features(stockholm / "stadsdelar_utan_vatten.geojson")
    }
    water = _features(stockholm / "vatten.geojson")[0][1]
    small = {name: area for name, area in outlines.items() if name not in land}
    small = {name: shapely.difference(area, water) for name, area in small.items()}
    districts = [_districts(land, key, column) for column in ("stadsdelsomrade", "sdo_fore_2023")]
    districts[1] = {name: area for name, area in districts[1].items() if name not in districts[0]}
    for use, metres in (("coarse", COARSE), ("fine", FINE)):
        for areas in (land, small, *districts) if use == "fine" else (land, *districts):
            names = list(areas)
            simple = shapely.coverage_simplify([shapely.make_valid(areas[name]) for name in names], metres)
            rows += [
                {"id": name, "use": use, "wkb": _wkb(_without_crumbs(area, metres))}
                for name, area in zip(names, simple, strict=True)
            ]
    return sorted(rows, key=lambda row: (row["use"], row["id"]))


def _districts(land: dict[str, Any], key: Rows, column: str) -> dict[str, Any]:
    """Districts as one piece of land: the slits that simplified quarters leave between them are closed."""
    parts: dict[str, list[Any]] = {}
    for row in key:
        parts.setdefault(_district(row[column]), []).append(land[_quarter(row["stadsdel"])])
    found = {}
    for name, areas in parts.items():
        whole = shapely.union_all([shapely.buffer(area, SLIT) for area in areas])
        found[name] = shapely.union_all(
            [_filled(part) for part in shapely.get_parts(shapely.buffer(whole, -SLIT))]
        )
    return found


def _filled(part: Any) -> Any:
    """Without holes smaller than a pond that anybody would look for on a map of a city."""
    holes = [ring for ring in part.interiors if shapely.Polygon(ring).area > POND]
    return shapely.Polygon(part.exterior, holes)


def _without_crumbs(area: Any, metres: float) -> Any:
    parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    kept = [part for part in parts if part.area > 40 * metres * metres] or parts
    return shapely.union_all(kept)


def _wkb(area: Any) -> bytes:
    whole = shapely.set_precision(shapely.make_valid(area), 1.0)
    return bytes(shapely.to_wkb(shapely.normalize(whole), byte_order=1))


def _features(file: Path) -> list[tuple[dict[str, Any], Any]]:
    metres = pyproj.Transformer.from_crs(4326, 3006, always_xy=True)
    content = json.loads(file.read_text())
    return [
        (each["properties"], shapely.transform(shape(each["geometry"]), metres.transform, interleaved=False))
        for each in content["features"]
    ]


def _statistics(shared: Path) -> None:
    rows = [
        row
        for row in _csv(shared / "scb_deso_2022" / "deso_statistik_2022.csv.gz")
        if row["kommunkod"] == CITY
    ]
    _write_csv("deso_2022.csv.gz", rows)
    _write_csv(
        "anmalda_brott.csv",
        _csv(shared / "bra_anmalda_brott" / "anmalda_brott_stockholm_sodertalje_nacka.csv"),
    )
    found = [
        pl.read_parquet(shared / "kolada_kommun" / name)
        for name in ("kolada_varden.parquet", "kolada_varden_aldre_urval.parquet")
    ]
    kolada = (
        pl.concat(found).filter(pl.col("kpi").is_in(KOLADA), pl.col("gender") == "T").unique().sort(pl.all())
    )
    kolada.write_parquet(
        TARGET / "kolada.parquet", compression="zstd", compression_level=19, statistics=False
    )


def _schools(shared: Path) -> None:
    folder = shared / "skolverket_skolenheter"
    results = pl.read_parquet(folder / "skolstatistik_2019_2023_sthlm_uppsala.parquet")
    kept = results.filter(pl.col("Kommunkod") == CITY).drop("PeOrgNr", "Status", "Kommunnamn").unique()
    kept.sort(pl.all()).write_parquet(
        TARGET / "skolresultat.parquet", compression="zstd", compression_level=19, statistics=False
    )
    wanted = ("skolenhetskod", "namn", "kommunkod", "stadsdel", "stadsdelsomrade")
    units = [
        {name: row[name] for name in wanted}
        for row in _csv(folder / "skolenheter_2026.csv")
        if row["kommunkod"] == CITY
    ]
    _write_csv("skolenheter.csv", sorted(units, key=lambda row: row["skolenhetskod"]))
    for grade in ("ak8", "gyar2"):
        rows = _csv(shared / "skolenkaten_skolinspektionen" / f"skolenkaten_{grade}_2022.csv.gz")
        _write_csv(f"skolenkaten_{grade}_2022.csv.gz", [row for row in rows if row["Kommun"] == "Stockholm"])


def _notices(shared: Path) -> None:
    """Without titles and texts, which the product keeps out altogether."""
    wanted = ("id", "handelsetid", "lokal_tid", "typ", "stadsdel", "stadsdelsomrade", "stadsdelar_i_text")
    rows = _csv(shared / "polisen_handelser" / "stockholm_handelser_stadsdel.csv.gz")
    _write_csv(
        "handelser.csv.gz", [{name: row[name] for name in wanted} | {"kommunkod": CITY} for row in rows]
    )


def _district(name: str) -> str:
    return f"{CITY}-sdo-{_slug(name)}"


def _quarter(name: str) -> str:
    return f"{CITY}-std-{_slug(name)}"


def _slug(name: str) -> str:
    return name.lower().translate(str.maketrans("åäöé ", "aaoe-"))


def _csv(file: Path) -> Rows:
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _write_csv(name: str, rows: Iterable[dict[str, Any]]) -> None:
    held = list(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(held[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(held)
    raw = out.getvalue().encode()
    (TARGET / name).write_bytes(gzip.compress(raw, 9, mtime=0) if name.endswith(".gz") else raw)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
