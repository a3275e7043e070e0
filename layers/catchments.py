"""The ground from which each facility is within the limit."""

from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd

from layers.bilingual import both
from layers.feature import cards_layer
from layers.interval import interval
from layers.labels import known, label, name_of
from layers.palette import AREA
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, is_missing, number

_STYLE = {"color": AREA, "weight": 1.5, "opacity": 0.9, "fillColor": AREA, "fillOpacity": 0.15}


def catchment_sheet(catchments: gpd.GeoDataFrame, names: Mapping[str, str]) -> Sheet:
    """Return what is told about each catchment; `names` leads from facility_id to plain names."""
    runs = "population_p5" in catchments
    return Sheet(
        slug="catchments",
        caption=both("Catchments"),
        head=both("Service"),
        labels=(
            both("Area"),
            both("Roads reached"),
            both("People"),
            both("Status"),
            *((both("People, model interval"),) if runs else ()),
        ),
        cards=tuple(_card(row, names) for row in rows_of(catchments)),
        figures=(0, 1, 2, *((4,) if runs else ())),
    )


def catchment_layer(sheet: Sheet, catchments: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the catchments; where they overlap the colour deepens."""
    return cards_layer(sheet, list(catchments.geometry), lambda _: _STYLE, name=both("Catchments"))


def _card(row: Mapping[str, Any], names: Mapping[str, str]) -> Card:
    people = known(number(row["population"], "", decimals=0))
    cells = (
        known(number(row["area_km2"], "km²")),
        known(number(row["network_km"], "km")),
        people,
        label("status", row["status"]),
        *((_between(row),) if "population_p5" in row else ()),
    )
    return Card(
        key=encode(f"catchment:{row['facility_id']}"),
        title=name_of(names, row["facility_id"]),
        cells=cells,
        on_map=row["geometry"] is not None and not row["geometry"].is_empty,
    )


def _between(row: Mapping[str, Any]) -> str:
    """Return the model interval of the people; nothing where nobody knows how many they are."""
    return known("" if is_missing(row["population_p5"]) else interval(row, "population", ""))
