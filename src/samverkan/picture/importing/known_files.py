"""The files of the shared data folder that can be imported, so that one command loads them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

# Folder and file, and the kind each is; in an order in which later ones know what earlier ones brought.
FILES = (
    ("geo_utsatta_omraden_2023/utsatta_omraden_2023.geojson", "vulnerable_areas"),
    ("scb_deso_2022/deso_statistik_2022.csv.gz", "population"),
    ("bra_anmalda_brott/anmalda_brott_stockholm_sodertalje_nacka.csv", "reported"),
    ("kolada_kommun/kolada_varden_aldre_urval.parquet", "kolada"),
    ("kolada_kommun/kolada_varden.parquet", "kolada"),
    ("skolverket_skolenheter/skolenheter_2026.csv", "school_units"),
    ("skolverket_skolenheter/skolstatistik_2019_2023_sthlm_uppsala.parquet", "schools"),
    ("skolverket_skolenheter/skolstatistik_2020_2026.csv.gz", "schools"),
    ("skolenkaten_skolinspektionen/skolenkaten_ak8_2022.csv.gz", "school_survey"),
    ("skolenkaten_skolinspektionen/skolenkaten_gyar2_2022.csv.gz", "school_survey"),
    ("polisen_skjutningar_sprangningar/ar_riket.csv", "shootings"),
    ("polisen_skjutningar_sprangningar/manad_stockholm_syd.csv", "shootings"),
    ("polisen_handelser/handelser.parquet", "notices"),
    ("polisen_handelser/stockholm_handelser_stadsdel.csv.gz", "notices"),
)
# What comes along with the program, in the same form.
SHIPPED = (
    ("deso_2022.csv.gz", "population"), ("anmalda_brott.csv", "reported"), ("kolada.parquet", "kolada"),
    ("skolenheter.csv", "school_units"), ("skolresultat.parquet", "schools"),
    ("skolenkaten_ak8_2022.csv.gz", "school_survey"), ("skolenkaten_gyar2_2022.csv.gz", "school_survey"),
    ("handelser.csv.gz", "notices"),
)  # fmt: skip


def in_folder(folder: Path) -> Iterator[tuple[Path, str]]:
    """The known files that a folder has, with their kinds."""
    for name, kind in FILES:
        if (folder / name).is_file():
            yield folder / name, kind
