"""A million made-up points placed in 3,363 areas, as many as there are RegSO, beside geopandas.sjoin in one run.

The areas are made up too (Voronoi cells with wavy borders), so that the benchmark needs no file; each has about as
many corners as a RegSO. Memory is what the work adds at most to a process of its own.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from bench.evidence.rows import beside
from bench.kit.row import Row
from bench.peers.asking import ask

AREAS, POINTS, SIDE = 3_363, 1_000_000, 200_000.0
CORNER = 120.0  # metres between the corners of a border
FASTER, LEANER = 5.0, 4.0
OURS = """
import json, resource, sys, time
import numpy as np, shapely
from samverkan.picture.incidents.placing import prepared
held = np.load(sys.argv[1])
prepared({"warm": shapely.box(0, 0, 1, 1)}).place(np.array([0.5]), np.array([0.5]))
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
x, y, corners, ring, began = held["x"], held["y"], held["coordinates"], held["ring"], time.perf_counter()
shapes = dict(enumerate(shapely.polygons(shapely.linearrings(corners, indices=ring))))
before = peak()  # as the peer, which also makes its borders from the same corners within its time
found = prepared(shapes).place(x, y)
seconds = time.perf_counter() - began
print(json.dumps({"seconds": seconds, "placed": int((found >= 0).sum()), "megabytes": peak() - before}))
"""


def rows() -> list[Row]:
    """Seconds, and megabytes."""
    given = made()
    ours = _ours(given)
    peer = ask("geopandas_sjoin", **given, patience=600.0)
    said = f"{ours['placed']} placed by ours" + (f", {peer.said['placed']} by the peer" if peer.said else "")
    found = [beside("places_1000000_points", ours["seconds"], 1, peer, "geopandas.sjoin", FASTER, said)]
    if peer.said is not None:
        theirs = float(peer.said["megabytes"])
        met = ours["megabytes"] * LEANER <= theirs
        goal = f"at most 1/{LEANER:g} of the peer's"
        found.append(Row("places_memory", ours["megabytes"], theirs, "geopandas.sjoin", "MB", goal, met, 1))
    return found


def made() -> dict[str, Any]:
    """Points, and areas as rings: coordinates (n, 2) and which ring each belongs to."""
    chosen = np.random.default_rng(3363)
    seeds = shapely.multipoints(chosen.uniform(0, SIDE, (AREAS, 2)))
    frame = shapely.box(0, 0, SIDE, SIDE)
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=frame))
    cells = shapely.segmentize(shapely.intersection(cells, frame), CORNER)
    coordinates, ring = shapely.get_coordinates(shapely.get_exterior_ring(cells), return_index=True)
    # The same place moves the same way whichever cell it borders, so that the cells still fit together.
    east, north = coordinates.T.copy()
    coordinates = np.column_stack([east + 40 * np.sin(north / 300), north + 40 * np.sin(east / 300)])
    x, y = chosen.uniform(0, SIDE, (2, POINTS))
    return {"x": x, "y": y, "coordinates": coordinates, "ring": ring, "areas": np.arange(len(cells))}


def _ours(given: dict[str, Any]) -> dict[str, float]:
    """In a process of its own, as the peer."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "given.npz"
        np.savez(file, **given)
        done = subprocess.run(
            [sys.executable, "-c", OURS, str(file)], capture_output=True, text=True, check=True
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
