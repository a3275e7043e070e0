"""A journey on a map and in tables: each day by whether its dose was there, borders crossed, and sites to add."""

from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd
import pandas as pd

from layers.bilingual import both
from layers.continuity.days import MISSED, STATES, day_key, state_of
from layers.feature import Style, cards_layer
from layers.labels import name_of
from layers.palette import DAY_STROKES
from layers.sheet import Card, Sheet, rows_of
from layers.site_signs import site_signs
from layers.text import encode, is_missing, number

DAY_PANE = "segments"
_REST_RADIUS = 7
_ONE = "one"


def day_sheet(days: gpd.GeoDataFrame, names: Mapping[str, str]) -> Sheet:
    """Return what is told about each day.

    Parameters
    ----------
    days
        The columns of continuity.csv and a geometry.
    names
        From facility_id to name, plain text.
    """
    dated = any(row["date"] for row in rows_of(days))
    return Sheet(
        slug="continuity",
        caption=both("The journey, day by day"),
        head=both("Day"),
        labels=(
            *((both("Date"),) if dated else ()),
            both("Treatment"),
            both("Sleeps at"),
            both("Site"),
            both("Days since the last site"),
            both("Country"),
            both("Perhaps"),
        ),
        cards=tuple(_day(row, names, dated=dated) for row in rows_of(days)),
        tip=int(dated),
        figures=(2, 4) if dated else (1, 3),
        first=5 if dated else 4,
    )


def day_layers(sheet: Sheet, days: gpd.GeoDataFrame) -> tuple[folium.GeoJson, ...]:
    """Return the ways of the days, drawn by whether the dose was there, and days of rest as dots."""
    rows = list(rows_of(days))
    states = [state_of(row) for row in rows]
    strokes = [DAY_STROKES[state] for state in states]
    walks = [row["stage"] == "walk" for row in rows]
    ways = [shape if walk else None for shape, walk in zip(days.geometry, walks, strict=True)]
    rests = [None if walk else shape for shape, walk in zip(days.geometry, walks, strict=True)]

    def way(at: int) -> Style:
        stroke = strokes[at]
        return {
            "color": stroke.colour,
            "weight": stroke.weight,
            "dashArray": stroke.dash,
            "opacity": 1,
            "lineCap": "butt",
        }

    def rest(at: int) -> Style:
        colour, hollow = strokes[at].colour, states[at] == MISSED
        edge = {"color": colour, "weight": 4} if hollow else {"color": "#ffffff", "weight": 2}
        return {**edge, "fillColor": "#ffffff" if hollow else colour, "fillOpacity": 1, "opacity": 1}

    layers = [cards_layer(sheet, ways, way, name=both("Days on the way"), pane=DAY_PANE)]
    if not all(walks):
        dot = folium.CircleMarker([0, 0], radius=_REST_RADIUS, fill=True)
        layers.append(cards_layer(sheet, rests, rest, name=both("Days of rest"), marker=dot, pane=DAY_PANE))
    return tuple(layers)


def handover_sheet(handover: pd.DataFrame) -> Sheet:
    """Return what is told about each border crossed."""
    return Sheet(
        slug="handover",
        caption=both("Hand-over at borders"),
        head=both("Border"),
        labels=(both("At"), both("Last site before"), both("First site after"), both("Days missed between")),
        cards=tuple(_border(at, row) for at, row in enumerate(rows_of(handover))),
        figures=(0, 3),
    )


def added_sheet(added: gpd.GeoDataFrame) -> Sheet:
    """Return what is told about each site to add; the one that helps most may be among the fewest."""
    return Sheet(
        slug="added",
        caption=both("Sites to add"),
        head=both("Site"),
        labels=(both("Why"), both("At"), both("On day"), both("Missed days it saves"), both("Missed days left")),
        cards=tuple(_site(at, row) for at, row in enumerate(rows_of(added))),
        tip=0,
        figures=(1, 2, 3, 4),
    )


def added_layer(sheet: Sheet, added: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the sites to add as signs, on top of everything: numbered in the order she comes to them, ★ the one."""
    told = [
        "\u2605" if choice == _ONE else str(rank) for choice, rank in zip(added["choice"], added["rank"], strict=True)
    ]
    return site_signs(sheet, list(added.geometry), told, name=both("Sites to add"))


def _day(row: Mapping[str, Any], names: Mapping[str, str], *, dated: bool) -> Card:
    state = state_of(row)
    rest = f" \u00b7 {both('rest')}" if row["stage"] == "rest" else ""
    return Card(
        key=day_key(row),
        title=f"{both('Day {day}', day=row['day'])}{rest}",
        cells=(
            *((f"<time>{encode(row['date'])}</time>",) if dated else ()),
            f'<b class="flag {state}">{both(STATES[state])}</b>',
            number(row["km"], "km"),
            _site_told(names, row["site_id"], row["time_min"]),
            str(row["days_since_dose"]),
            encode(row["country"]),
            _perhaps(row, names),
        ),
    )


def _perhaps(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return the site there would be if all that nobody checked turned out well; nothing where that adds none."""
    if not is_missing(row["site_id"]):
        return ""
    return _site_told(names, row["possible_site_id"], row["possible_time_min"])


def _site_told(names: Mapping[str, str], site_id: object, time_min: object) -> str:
    if is_missing(site_id):
        return ""
    return f"{name_of(names, site_id)} \u00b7 {number(time_min, 'min')}"


def _border(at: int, row: Mapping[str, Any]) -> Card:
    countries = [encode(row[name]) for name in ("country_from", "country_to") if not is_missing(row[name])]
    return Card(
        key=f"border:{at}",
        title=" \u2192 ".join(countries) or encode(row["border_id"]),
        cells=(
            number(row["km"], "km"),
            *(_side(row, side) for side in ("before", "after")),
            number(row["missed_days"], "", decimals=0),
        ),
        on_map=False,
    )


def _side(row: Mapping[str, Any], side: str) -> str:
    if is_missing(row[f"{side}_site_id"]):
        return both("None")
    name = encode(row[f"{side}_name"]) or encode(row[f"{side}_site_id"])
    return f"{name} \u00b7 {both('Day {day}', day=row[f'{side}_day'])}"


def _site(at: int, row: Mapping[str, Any]) -> Card:
    why = both("Helps most of all single sites") if row["choice"] == _ONE else both("One of the fewest that would do")
    return Card(
        key=f"added:{at}",
        title=encode(row["name"]) or encode(row["site_id"]),
        cells=(
            why,
            number(row["km"], "km"),
            str(row["day"]),
            str(row["missed_days"]),
            str(row["missed_days_left"]),
        ),
    )
