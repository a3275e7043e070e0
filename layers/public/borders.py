"""The land borders as a phone needs them, to know which country it is in, or that this is not sure."""

from collections import Counter
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

_THINNED_DEG = 0.003  # about 300 m


def border_lines(borders: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return ``lines``, within 300 m of the basemap's own, and ``ends``, where a border meets the sea.

    Parameters
    ----------
    borders
        Land borders, EPSG:4326.

    Returns
    -------
    dict
        Degrees with three decimals. An end is one that no other line shares.
    """
    if borders.empty:
        return {"lines": [], "ends": []}
    merged = shapely.line_merge(shapely.union_all(np.array(borders.geometry)))
    lines = [shapely.get_coordinates(part) for part in shapely.get_parts(merged)]
    met = Counter(tuple(end) for line in lines for end in (line[0].tolist(), line[-1].tolist()))
    thin = [shapely.get_coordinates(shapely.LineString(line).simplify(_THINNED_DEG)) for line in lines]
    return {
        "lines": [[[round(x, 3), round(y, 3)] for x, y in line.tolist()] for line in thin],
        "ends": sorted([round(x, 3), round(y, 3)] for (x, y), count in met.items() if count == 1),
    }
