"""New sites on a map and in tables: what each adds, whom it brings within the limit, what else would do."""

from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd

from layers.bilingual import both
from layers.feature import cards_layer
from layers.labels import label
from layers.palette import STATUS_COLOURS
from layers.sheet import Card, Sheet, rows_of
from layers.site_signs import site_signs
from layers.text import encode, is_missing, number

_GAINED = {
    "color": "#ffffff",
    "weight": 1.5,
    "fillColor": STATUS_COLOURS["reached"],
    "fillOpacity": 1,
    "opacity": 1,
}


def site_sheet(sites: gpd.GeoDataFrame) -> Sheet:
    """Return what is told about each new site, in the order of their ranks."""
    return Sheet(
        slug="sites",
        caption=both("New sites"),
        head=both("Site"),
        labels=(
            both("People it adds"),
            both("Lost without it"),
            both("What kept most of them out"),
            both("Segment that gains most"),
            both("Residents it adds"),
            both("On their way it adds"),
            both("People within its limit"),
            both("With a second site"),
            both("Locked"),
        ),
        cards=tuple(_site(row) for row in rows_of(sites)),
        tip=0,
        figures=(0, 1, 4, 5, 6, 7),
        first=4,
    )


def site_layer(sheet: Sheet, sites: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the new sites as numbered signs, on top of everything."""
    return site_signs(sheet, list(sites.geometry), [str(int(rank)) for rank in sites["rank"]], name=both("New sites"))


def gain_sheet(gains: gpd.GeoDataFrame, sites: gpd.GeoDataFrame) -> Sheet:
    """Return what is told about everybody brought within the limit."""
    names = dict(zip(sites["site_id"], sites["name"], strict=True))
    return Sheet(
        slug="gains",
        caption=both("Whom the new sites bring within the limit"),
        head=both("Place"),
        labels=(both("People"), both("New site"), both("Time"), both("Time before"), both("What kept them out")),
        cards=tuple(_gain(row, names) for row in rows_of(gains)),
        tip=0,
        figures=(0, 2, 3),
    )


def gain_layer(sheet: Sheet, gains: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the places of those who gain, as dots."""
    dot = folium.CircleMarker([0, 0], radius=6, fill=True)
    shapes = list(gains.geometry)
    return cards_layer(sheet, shapes, lambda _: _GAINED, name=both("Who gains"), marker=dot)


def other_sheet(others: gpd.GeoDataFrame) -> Sheet:
    """Return the next best choices, a row a site; what differs from the best is said."""
    return Sheet(
        slug="alternatives",
        caption=both("Nearly as good"),
        head=both("Site"),
        labels=(both("Choice"), both("Not in the best choice"), both("Its value")),
        cards=tuple(_other(row) for row in rows_of(others)),
        figures=(0, 2),
    )


def _site(row: Mapping[str, Any]) -> Card:
    barrier = "" if is_missing(row["barrier"]) else label("barrier", row["barrier"])
    return Card(
        key=encode(f"site:{row['site_id']}"),
        title=f"{int(row['rank'])}. {encode(row['name'])}",
        cells=(
            _people(row["marginal_population"]),
            _people(row["removal_loss"]),
            barrier,
            encode(row["segment_id"]),
            *(_people(row[name]) for name in ("gained_residents", "gained_transit")),
            *(_people(row[name]) for name in ("total_population", "backup_population")),
            both("Yes") if row["locked"] == "yes" else "",
        ),
    )


def _gain(row: Mapping[str, Any], names: Mapping[str, str]) -> Card:
    return Card(
        key=encode(f"gain:{row['point_id']}"),
        title=encode(row["point_id"]),
        cells=(
            _people(row["people"]),
            encode(names[row["site_id"]]),
            number(row["time_min"], "min"),
            number(row["before_min"], "min") or both("None can be reached"),
            "" if is_missing(row["barrier"]) else label("barrier", row["barrier"]),
        ),
    )


def _other(row: Mapping[str, Any]) -> Card:
    return Card(
        key=encode(f"other:{row['choice']}:{row['site_id']}"),
        title=encode(row["name"]),
        cells=(
            str(int(row["choice"])),
            both("Yes") if row["is_new"] == "yes" else "",
            number(row["objective"], ""),
        ),
        on_map=False,
    )


def _people(value: object) -> str:
    return number(value, "", decimals=0)
