"""A cohort on its way, on a map and in tables: the places it overflows, by how much at worst, and its nights."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import folium
import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from analysis.surge.flow import MOVE_ON, WAIT
from layers.bilingual import both
from layers.feature import Style, cards_layer
from layers.labels import known, label, name_of
from layers.palette import SURGE_COLOURS
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, is_missing, number

Row = Mapping[str, Any]
_LEAST, _MOST = 6.0, 18.0  # radius of a circle, pixels
HOLDS, OVER, ROOM_UNKNOWN = "holds", "over", "room_unknown"


def surge_sheet(places: gpd.GeoDataFrame) -> Sheet:
    """Return what is told about each place, over all days; `places` are the rows of surge_places.csv."""
    return Sheet(
        slug="surge",
        caption=both("Places on the way"),
        head=both("Place"),
        labels=(
            both("It can serve a day"),
            both("Most not served, if they wait"),
            both("Most not served, if they move on"),
            both("First day over"),
            both("Last day over, if they wait"),
            both("Served, if they wait"),
            both("Served, if they move on"),
            both("Kind"),
        ),
        cards=tuple(_card(rows) for rows in by_place(places)),
        tip=1,
        figures=(0, 5, 6),
        first=5,
    )


def surge_layer(sheet: Sheet, places: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the places as circles, the larger the more are not served on their worst day."""
    rows = by_place(places)
    waiting = [worst_of(each) for each in rows]
    return load_layer(sheet, [each[WAIT]["geometry"] for each in rows], waiting, [state_of(each) for each in rows])


def load_layer(
    sheet: Sheet, shapes: Sequence[BaseGeometry | None], waiting: Sequence[float], states: Sequence[str]
) -> folium.GeoJson:
    """Return places as circles whose area grows with how many are not served there: at worst, or on one day.

    Parameters
    ----------
    sheet
        Its cards stand in the order of `shapes`.
    shapes
        EPSG:4326.
    waiting
        Who is not served at each.
    states
        ``holds``, ``over`` or ``room_unknown`` of each.
    """
    most = max(waiting, default=0.0) or 1.0
    circle = folium.CircleMarker([0, 0], radius=_LEAST, fill=True)
    return cards_layer(
        sheet, shapes, lambda i: _style(waiting[i] / most, states[i]), name=both("Places on the way"), marker=circle
    )


def night_sheet(nights: gpd.GeoDataFrame, names: Mapping[str, str]) -> Sheet:
    """Return what is told about each night of the way; `names` leads from facility_id to plain names."""
    return Sheet(
        slug="nights",
        caption=both("Nights on the way"),
        head=both("Night"),
        labels=(both("Place turned to"), both("Time")),
        cards=tuple(_night(row, names) for row in rows_of(nights)),
        tip=0,
        figures=(1,),
    )


def night_layer(sheet: Sheet, nights: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the nights as small dots, full where a place is within the limit, hollow where none is."""
    near = [not is_missing(facility) for facility in nights["facility_id"]]
    dot = folium.CircleMarker([0, 0], radius=4, fill=True)
    return cards_layer(
        sheet, list(nights.geometry), lambda i: _dot(near=near[i]), name=both("Nights on the way"), marker=dot
    )


def by_place(places: gpd.GeoDataFrame) -> list[dict[str, Row]]:
    """Return the rows of each place by bound, the place first where most are not served on a day."""
    grouped = groupby(rows_of(places), key=lambda row: row["facility_id"])
    # Drawn in this order too, so that no circle hides a smaller one.
    return sorted(({str(row["bound"]): row for row in rows} for _, rows in grouped), key=lambda rows: -worst_of(rows))


def worst_of(rows: Mapping[str, Row]) -> float:
    """Return how many at most are not served at a place on a day, in either bound."""
    return max(float(row["worst_waiting"]) for row in rows.values())


def state_of(rows: Mapping[str, Row]) -> str:
    """Return whether a place holds in both bounds, is over in one, or is one whose room nobody knows."""
    if rows[WAIT]["room_known"] == "no":
        return ROOM_UNKNOWN
    return OVER if worst_of(rows) > 0 else HOLDS


def _card(rows: Mapping[str, Row]) -> Card:
    wait, move = rows[WAIT], rows[MOVE_ON]
    facility = wait["facility_id"]
    first = min((row["first_over_day"] for row in rows.values() if not is_missing(row["first_over_day"])), default=None)
    return Card(
        key=encode(f"surge:{facility}"),
        title=both("No place within reach") if is_missing(facility) else encode(wait["name"]) or encode(facility),
        cells=(
            "" if is_missing(facility) else known(number(wait["capacity"], "", decimals=0)),
            _worst(wait),
            _worst(move),
            number(first, "", decimals=0),
            number(wait["last_over_day"], "", decimals=0),
            *(number(row["served"], "", decimals=0) for row in (wait, move)),
            "" if is_missing(wait["kind"]) else label("kind", wait["kind"]),
        ),
        on_map=wait["geometry"] is not None and not wait["geometry"].is_empty,
    )


def _worst(row: Row) -> str:
    if is_missing(row["worst_day"]):
        return both("All are served")
    people = number(row["worst_waiting"], "", decimals=0)
    return both("{people} on day {day}", people=people, day=int(row["worst_day"]))


def _night(row: Row, names: Mapping[str, str]) -> Card:
    km = f"km\u00a0{row['km']:.1f}"
    title = both("Night {night}", night=int(row["night"])) if row["night"] else both("Those who stay")
    near = not is_missing(row["facility_id"])
    return Card(
        key=encode(f"night:{row['night']}"),
        title=f"{title} \u00b7 {km}",
        cells=(
            name_of(names, row["facility_id"]) if near else both("No place within reach"),
            number(row["time_min"], "min") if near else "",
        ),
    )


def _style(share: float, state: str) -> Style:
    return {
        "radius": round(_LEAST + (_MOST - _LEAST) * share**0.5, 1),
        "color": "#000000",
        "weight": 2,
        "opacity": 1,
        "dashArray": "3 4" if state == ROOM_UNKNOWN else "",
        "fillColor": SURGE_COLOURS[state],
        "fillOpacity": 0.75 if state == OVER else 0.6,
    }


def _dot(*, near: bool) -> Style:
    return {
        "color": "#000000",
        "weight": 1.5,
        "opacity": 1,
        "fillColor": "#000000" if near else "#ffffff",
        "fillOpacity": 1,
    }
