"""Land borders as a study or the program knows them, and the country of each place and piece of road near one."""

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analysis.border_roads import Texts
from analysis.borders import no_border
from data.basemap import load_land_borders
from data.countries import countries_of
from data.study import Study
from geo.network import Network
from geo.roads import FloatArray

# Natural Earth's borders kept with the program end here; beyond, a distance to them would mean nothing.
BORDERS_KNOWN = shapely.box(-120.0, 5.0, -75.0, 35.0)
_NEAR_DEG = 0.6  # what lies farther from a border than the widest buffer tells nothing about it
_HALF = 0.5
_BEGINS = re.compile(r"([A-Z]{2})(?:[0-9].*)?")


def borders_of(study: Study, bounds: tuple[float, float, float, float]) -> gpd.GeoDataFrame | None:
    """Return the land borders of a study, EPSG:4326; without any, Natural Earth's where it knows all of the place.

    Parameters
    ----------
    study
        As loaded.
    bounds
        West, south, east and north of the place, degrees.
    """
    if study.borders is None and BORDERS_KNOWN.contains(shapely.box(*bounds)):
        return load_land_borders()
    return study.borders


def borders_near(study: Study, network: Network) -> gpd.GeoDataFrame:
    """Return the land borders around the roads of a study, EPSG:4326.

    Raises
    ------
    QuestionError
        None is known.
    """
    lon, lat = network.roads.lon, network.roads.lat
    found = borders_of(study, (lon.min(), lat.min(), lon.max(), lat.max()))
    if found is None:
        raise no_border()
    return found


def told_country(demand: gpd.GeoDataFrame, borders: gpd.GeoDataFrame) -> Texts:
    """Return the country that begins the p-code of each place with people; empty where there is none.

    Only a country of one of the borders, before a digit or alone, is one: a state's letters (``CHIS-019``) are not.
    """
    countries = {*borders["country_a"], *borders["country_b"]}
    begun = [_BEGINS.fullmatch(str(code).strip().upper()) for code in demand.get("pcode", pd.Series("", demand.index))]
    return np.array([found[1] if found and found[1] in countries else "" for found in begun], dtype=object)


def country_by_outline(borders: gpd.GeoDataFrame, lon: FloatArray, lat: FloatArray) -> Texts:
    """Return the country of each place near a border, as the basemap knows it; empty for the others."""
    tree = shapely.STRtree(np.asarray(shapely.points(lon, lat)))
    near = np.unique(tree.query(np.asarray(borders.geometry), predicate="dwithin", distance=_NEAR_DEG)[1])
    country = np.full(len(lon), "", dtype=object)
    country[near] = countries_of(lon[near], lat[near])
    return country


def country_of_road_ends(
    network: Network, borders: gpd.GeoDataFrame, demand: gpd.GeoDataFrame | None, seen: gpd.GeoDataFrame
) -> Texts:
    """Return the country of each node by its outline; where that says nothing, as told of a place on its road.

    Parameters
    ----------
    network, borders
        The roads and the borders around them.
    demand, seen
        Places with people, and the facilities anything may be told about.
    """
    country = country_by_outline(borders, network.roads.lon, network.roads.lat)
    at_places = seen["lon"], seen["lat"], seen.get("country", pd.Series("", index=seen.index))
    people = ((), (), ()) if demand is None else (demand["lon"], demand["lat"], told_country(demand, borders))
    lon, lat, said = (np.concatenate([np.asarray(a), np.asarray(b)]) for a, b in zip(people, at_places, strict=True))
    snaps = network.snap(lon[said != ""], lat[said != ""])
    row = snaps.indptr[:-1][~snaps.failed]
    edge = snaps.edge[row]
    node = np.where(snaps.fraction[row] < _HALF, network.roads.tail[edge], network.roads.head[edge])
    by_place = np.full(len(country), "", dtype=object)
    by_place[node[::-1]] = said[said != ""][~snaps.failed][::-1]  # the first place told stands
    return np.where(country != "", country, by_place)
