"""Where a site could stand when nobody lists the places: places with people, road junctions, and shelters."""

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from geo.geodesy import distance_m
from geo.network import Network

# In this order: of several candidates that are as good, one where people live is taken first.
PLACE, ROAD, SHELTER = "place", "road", "shelter"
CELL_DEG = 0.1  # one junction is taken in each cell of this size: about 11 km
AT_M = 1_000.0  # a candidate this near to a place is called after it alone
COLUMNS = ("site_id", "name", "lon", "lat")


def places_of(
    seen: gpd.GeoDataFrame, demand: gpd.GeoDataFrame | None, network: Network, called: pd.DataFrame
) -> pd.DataFrame:
    """Return places to choose from, ordered by id, each once.

    Parameters
    ----------
    seen
        The facilities anything may be told about: no hidden shelter becomes a candidate unless the answer is internal.
    demand
        The study's demand points, or None.
    network
        The roads; of their junctions one in each tenth of a degree is taken, the one nearest to the middle of it.
    called
        Places with a name: ``name, lon, lat``. Candidates without one of their own are called after the nearest.
    """
    shelters = seen[seen["kind"] == SHELTER]
    frames = [
        _candidates(PLACE, pd.Series(dtype=object) if demand is None else demand["demand_id"], demand),
        _junctions(network),
        _candidates(SHELTER, shelters["facility_id"], shelters).assign(own=shelters["name"].to_numpy()),
    ]
    every = pd.concat(frames, ignore_index=True).sort_values("site_id").drop_duplicates(["lon", "lat"])
    own = every["own"].fillna("").to_numpy()
    named = every.assign(name=np.where(own != "", own, _after(every, called)))
    return named.reset_index(drop=True)[list(COLUMNS)]


def _candidates(kind: str, ids: pd.Series, places: pd.DataFrame | None) -> pd.DataFrame:
    if places is None:
        return pd.DataFrame({"site_id": [], "lon": [], "lat": []})
    lon, lat = (places[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    return pd.DataFrame({"site_id": [f"{kind}:{each}" for each in ids], "lon": lon, "lat": lat})


def _junctions(network: Network) -> pd.DataFrame:
    lon, lat = network.junctions()
    column, row = np.floor(lon / CELL_DEG).astype(np.int64), np.floor(lat / CELL_DEG).astype(np.int64)
    away = np.hypot(lon - (column + 0.5) * CELL_DEG, lat - (row + 0.5) * CELL_DEG)
    frame = pd.DataFrame({"lon": lon, "lat": lat, "column": column, "row": row, "away": away})
    near = frame.sort_values(["away", "lon", "lat"]).drop_duplicates(["column", "row"])
    places = zip(near["lon"], near["lat"], strict=True)
    ids = pd.Series([f"{east:.4f}_{north:.4f}" for east, north in places], dtype=object)
    return _candidates(ROAD, ids, near)


def _after(candidates: pd.DataFrame, called: pd.DataFrame) -> np.ndarray:
    """Return the name of the nearest place, with the kilometres to it where it is not there; else the id."""
    if called.empty:
        return candidates["site_id"].to_numpy(dtype=object)
    squash = np.cos(np.radians(candidates["lat"].mean()))
    places = np.column_stack([called["lon"] * squash, called["lat"]])
    _, nearest = cKDTree(places).query(np.column_stack([candidates["lon"] * squash, candidates["lat"]]))
    there = called.iloc[nearest]
    away_m = distance_m(candidates["lon"], candidates["lat"], there["lon"], there["lat"])
    told = zip(there["name"], away_m, strict=True)
    return np.array([name if away <= AT_M else f"{name} ({away / 1000:.0f} km)" for name, away in told], dtype=object)
