"""geopandas.sjoin: which polygon each point lies within, and how much memory the join took."""

import resource

import geopandas
import shapely
from _call import answer


def peak():
    """Megabytes this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(x, y, coordinates, ring, areas):
    rings = shapely.linearrings(coordinates, indices=ring)
    polygons = geopandas.GeoDataFrame({"area": areas}, geometry=shapely.polygons(rings))
    before = peak()
    points = geopandas.GeoDataFrame(geometry=shapely.points(x, y))
    joined = geopandas.sjoin(points, polygons, predicate="within")
    return {"placed": len(joined), "megabytes": peak() - before}


answer(run)
