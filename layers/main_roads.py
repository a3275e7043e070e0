"""The main roads of a study, as lines to draw under an answer."""

from typing import cast

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geo.roads import ROAD_CLASSES, Roads

LEAST_CLASS = ROAD_CLASSES.index("tertiary")


def main_roads(roads: Roads) -> gpd.GeoDataFrame:
    """Return the roads from motorway to tertiary: ``road_class`` and a line per way, EPSG:4326, ordered by way.

    Of a place that has none of them, all roads.
    """
    is_main = (roads.road_class <= LEAST_CLASS) & (roads.length_m > 0)
    drawn = np.flatnonzero(is_main if is_main.any() else roads.length_m > 0)
    ends = np.sort(np.stack([roads.tail[drawn], roads.head[drawn]]), axis=0)
    _, first = np.unique(np.vstack([ends, roads.way_id[drawn]]), axis=1, return_index=True)
    edge = drawn[np.sort(first)]
    edge = edge[np.argsort(roads.way_id[edge], kind="stable")]
    tail, head = roads.tail[edge], roads.head[edge]
    corners = np.stack([roads.lon[tail], roads.lat[tail], roads.lon[head], roads.lat[head]], axis=1)
    way, number = np.unique(roads.way_id[edge], return_inverse=True)
    pieces = cast("npt.NDArray[np.object_]", shapely.linestrings(corners.reshape(-1, 2, 2)))
    lines = shapely.multilinestrings(pieces, indices=number)
    kinds = np.array(ROAD_CLASSES, dtype=object)[roads.road_class[edge[np.searchsorted(number, np.arange(len(way)))]]]
    return gpd.GeoDataFrame({"road_class": kinds}, geometry=shapely.line_merge(lines), crs="EPSG:4326")
