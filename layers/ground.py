"""The ground under the answer: land, coast, land borders, and the study's roads."""

import folium
import geopandas as gpd
from shapely import MultiLineString, get_parts, line_merge
from shapely.geometry.base import BaseGeometry

from data.basemap import Basemap
from layers.bilingual import both
from layers.feature import Style, silent_layer
from layers.palette import BORDER, COAST, LAND, OTHER_ROAD_WEIGHT, ROAD, ROAD_WEIGHTS

LAND_PANE, ROAD_PANE, BORDER_PANE = "land", "roads", "borders"
_LAND = {"color": COAST, "weight": 1, "fillColor": LAND, "fillOpacity": 1}
_BORDER = {"color": BORDER, "weight": 1.6, "dashArray": "8 3 2 3", "opacity": 0.9}


def land_layer(basemap: Basemap, *, tolerance_deg: float) -> folium.GeoJson:
    """Return the land; always drawn. Its coast strays from the real one by at most `tolerance_deg`, degrees."""
    return silent_layer(basemap.land.geometry.simplify(tolerance_deg), lambda _: _LAND, name=None, pane=LAND_PANE)


def border_layer(basemap: Basemap) -> folium.GeoJson:
    """Return the land borders; always drawn."""
    return silent_layer(basemap.borders.geometry, lambda _: _BORDER, name=None, pane=BORDER_PANE)


def road_layer(roads: gpd.GeoDataFrame, *, tolerance_deg: float) -> folium.GeoJson:
    """Return the roads, wide ones for main roads.

    Parameters
    ----------
    roads
        road_class, geometry (lines), EPSG:4326.
    tolerance_deg
        How far a drawn road may stray from the real one, degrees. All roads of a class become one shape, which a
        browser draws in one go, however many they are.
    """
    classes, shapes = [], []
    for road_class, rows in roads.groupby("road_class", sort=True):
        classes.append(str(road_class))
        shapes.append(_one_shape(list(rows.geometry), tolerance_deg))
    return silent_layer(shapes, lambda i: _road_style(classes[i]), name=both("Roads"), pane=ROAD_PANE)


def _one_shape(lines: list[BaseGeometry], tolerance_deg: float) -> MultiLineString:
    """Return lines as one shape, joined where they go on in each other: what is joined can be thinned further."""
    joined = line_merge(MultiLineString(list(get_parts(lines))))
    return MultiLineString(list(get_parts(joined.simplify(tolerance_deg))))


def _road_style(road_class: str) -> Style:
    weight = ROAD_WEIGHTS.get(road_class.removesuffix("_link"), OTHER_ROAD_WEIGHT)
    return {"color": ROAD, "weight": weight, "opacity": 0.9}
