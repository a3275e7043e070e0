"""The stops of somebody's own area: on a piece of a corridor, in an area, or around a place."""

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from analysis.visits.asked import way_of
from geo.geodesy import distance_m


def on_piece(
    sites: gpd.GeoDataFrame, corridors: gpd.GeoDataFrame, corridor_id: str, *, from_m: float, to_m: float
) -> gpd.GeoDataFrame:
    """Return the sites on a piece of a corridor, its ends too; a site is on the nearest corridor, up to 5 km away.

    Parameters
    ----------
    sites
        ``lon, lat``, degrees.
    corridors
        Lines ``corridor_id``, EPSG:4326.
    corridor_id
        Which of them.
    from_m, to_m
        Where the piece begins and ends, metres along the corridor.
    """
    way = way_of(sites, corridors, day_m=0.0)
    inside = (way.measure_m >= from_m) & (way.measure_m <= to_m) & (np.array(way.corridor_id) == corridor_id)
    return _where(sites, inside)


def in_area(sites: gpd.GeoDataFrame, area: shapely.Geometry) -> gpd.GeoDataFrame:
    """Return the sites in an area, EPSG:4326, those on its edge too."""
    places = shapely.points(sites["lon"].to_numpy(dtype=np.float64), sites["lat"].to_numpy(dtype=np.float64))
    return _where(sites, shapely.intersects(area, places))


def around(sites: gpd.GeoDataFrame, places: list[tuple[float, float]], *, within_m: float) -> gpd.GeoDataFrame:
    """Return the sites no farther from one of some places, lon and lat, than so many metres as the crow flies."""
    lon, lat = (sites[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    near = [distance_m(lon, lat, *place) <= within_m for place in places]
    return _where(sites, np.array(near).any(axis=0))


def _where(sites: gpd.GeoDataFrame, inside: Any) -> gpd.GeoDataFrame:
    return sites.iloc[np.flatnonzero(inside)].reset_index(drop=True)
