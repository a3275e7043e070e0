"""Land borders piece by piece: how many people near each are beyond the limit, by the rule at the border."""

from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd

from layers.bilingual import both
from layers.border_steps import RULES, bound_told, side_name, sides_of, step_of
from layers.feature import Style, cards_layer
from layers.labels import label
from layers.palette import MISSING_STROKES, NO_DATA_STROKE
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, number

PIECE_PANE = "border-pieces"
_NOBODY: Style = {"color": "#767676", "weight": 2, "opacity": 1, "lineCap": "butt"}


def side_sheet(borders: gpd.GeoDataFrame) -> Sheet:
    """Return what is told about each side of each border, all its pieces together."""
    return Sheet(
        slug="border-sides",
        caption=both("Within 25 km of a land border, side by side"),
        head=both("Border and side"),
        labels=(
            both("People"),
            both("Beyond the limit, border closed"),
            both("Beyond the limit, by formal crossings"),
            both("Beyond the limit, border open (a bound)"),
            both("Gain a way by formal crossings"),
        ),
        cards=tuple(_side_card(row) for row in rows_of(sides_of(borders))),
        figures=(0, 1, 2, 3, 4),
        note=bound_told(),
    )


def piece_sheet(pieces: gpd.GeoDataFrame) -> Sheet:
    """Return what is told about each piece of border."""
    return Sheet(
        slug="borders",
        caption=both("Within 25 km of a land border"),
        head=both("Piece of border"),
        labels=(
            both("People"),
            both("Beyond the limit, border closed"),
            both("Beyond the limit, by formal crossings"),
            both("Beyond the limit, border open (a bound)"),
            both("Gain a way by formal crossings"),
            both("Beyond by formal crossings, by side"),
            both("Warning"),
        ),
        cards=tuple(_card(row) for row in rows_of(pieces)),
        tip=2,
        figures=(0, 1, 2, 3, 4),
    )


def piece_layer(sheet: Sheet, pieces: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the pieces of border, darker and wider the more people are beyond the limit by formal crossings."""
    rows = list(rows_of(pieces))
    return cards_layer(
        sheet, list(pieces.geometry), lambda i: _style(rows[i]), name=both("Land borders"), pane=PIECE_PANE
    )


def _card(row: Mapping[str, Any]) -> Card:
    state = label("flag", "no_data") if row["no_data"] else ""
    return Card(
        key=encode(f"piece:{row['piece_id']}"),
        title=_name(row),
        cells=(*_figures(row), row["sides"], state),
    )


def _side_card(row: Mapping[str, Any]) -> Card:
    title = f"{encode(row['border_id'])} \u00b7 {side_name(row['side'])}"
    return Card(encode(f"side:{row['border_id']}:{row['side']}"), title, _figures(row), on_map=False)


def _figures(row: Mapping[str, Any]) -> tuple[str, ...]:
    people = (row["people"], *(row[f"beyond_{rule}"] for rule in RULES), row["gain_a_way"])
    return tuple(number(each, "", decimals=0) for each in people)


def _name(row: Mapping[str, Any]) -> str:
    start_km = float(str(row["piece_id"]).rsplit(":", 1)[1]) / 1e3
    return f"{encode(row['border_id'])} \u00b7 km\u00a0{start_km:.1f}"


def _style(row: Mapping[str, Any]) -> Style:
    if row["no_data"]:
        stroke = NO_DATA_STROKE
    elif row["people"] == 0:
        return _NOBODY
    else:
        stroke = MISSING_STROKES[step_of(row)]
    return {"color": stroke.colour, "weight": stroke.weight, "dashArray": stroke.dash, "opacity": 1, "lineCap": "butt"}
