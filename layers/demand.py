"""Where people are, and whether a service is within their reach."""

from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd

from layers.bilingual import both
from layers.feature import Style, cards_layer
from layers.interval import interval
from layers.labels import label, name_of
from layers.palette import STATUS_COLOURS
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, is_missing, number, percent


def demand_sheet(demand: gpd.GeoDataFrame, names: Mapping[str, str]) -> Sheet:
    """Return what is told about each demand point; `names` leads from facility_id to plain names."""
    runs = "time_p5_min" in demand
    labels = (both("Reach"), both("Nearest"), both("Time"), both("Perhaps nearest"), both("Barrier"))
    sureness = (both("Beyond the limit in so many runs"), both("Time, model interval"))
    return Sheet(
        slug="demand",
        caption=both("Where people are"),
        head=both("Place"),
        labels=(*labels, *(sureness if runs else ())),
        cards=tuple(_card(row, names) for row in rows_of(demand)),
        tip=0,
        figures=(2, *((5, 6) if runs else ())),
    )


def demand_layer(sheet: Sheet, demand: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the demand points as dots: full and blue within the limit, ringed in black beyond it."""
    statuses = [str(status) for status in demand["status"]]
    dot = folium.CircleMarker([0, 0], radius=6, fill=True)
    return cards_layer(
        sheet, list(demand.geometry), lambda i: demand_style(statuses[i]), name=both("Where people are"), marker=dot
    )


def demand_style(status: str) -> Style:
    """Return how a demand point of a status is drawn, as Leaflet's path options."""
    reached = status == "reached"
    rim = "#ffffff" if reached else "#000000"
    return {"color": rim, "weight": 1.5, "fillColor": STATUS_COLOURS[status], "fillOpacity": 1, "opacity": 1}


def _card(row: Mapping[str, Any], names: Mapping[str, str]) -> Card:
    status = label("status", row["status"])
    nobody = both("None can be reached")
    cells = (
        status,
        name_of(names, row["nearest_facility_id"]) or nobody,
        number(row["time_min"], "min") or status,
        _possible(row, names) or nobody,
        _barrier(row, names) or both("None known"),
        *((percent(row["p_beyond"]), interval(row, "time", "min", tail="_min")) if "time_p5_min" in row else ()),
    )
    return Card(key=encode(f"demand:{row['demand_id']}"), title=encode(row["demand_id"]), cells=cells)


def _possible(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return who is nearest if all that nobody checked turned out well, in words where that changes nothing."""
    if is_missing(row["possible_facility_id"]):
        return ""
    if row["possible_facility_id"] == row["nearest_facility_id"]:
        return both("The same")
    return f"{name_of(names, row['possible_facility_id'])} · {number(row['possible_time_min'], 'min')}"


def _barrier(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return what stands in the way at the nearer place that does not count for sure, with its name and time."""
    if is_missing(row["barrier"]):
        return ""
    told = (name_of(names, row.get("blocked_facility_id")), number(row.get("blocked_time_min"), "min"))
    return " · ".join([label("barrier", row["barrier"]), *filter(None, told)])
