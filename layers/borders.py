"""Land borders piece by piece: how many people near each are beyond the limit, by the rule at the border."""

from collections.abc import Iterable, Mapping
from typing import Any

import folium
import geopandas as gpd

from layers.bilingual import both
from layers.border_steps import RULES, bound_told, side_name, sides_of, step_of
from layers.feature import Style, cards_layer, silent_layer
from layers.labels import label
from layers.palette import MISSING_STROKES, NO_DATA_STROKE
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, number

PIECE_PANE = "border-pieces"
_NOBODY: Style = {"color": "#767676", "weight": 2, "opacity": 1, "lineCap": "butt"}


def side_sheet(borders: gpd.GeoDataFrame, ways_not_led: Iterable[tuple[str, str]] = ()) -> Sheet:
    """Return what is told about each side of each border, all its pieces together."""
    one_way = (
        both("No crossing of the list leads from {here} to {there}.", here=here, there=there)
        for here, there in ways_not_led
    )
    return Sheet(
        slug="border-sides",
        caption=both("Within 25 km of a land border, side by side"),
        head=both("Border and side"),
        labels=(both("People"), both("Of them where nobody knows"), *_among_the_others()),
        cards=tuple(_side_card(row) for row in rows_of(sides_of(borders))),
        figures=(0, 1, 2, 3, 4, 5),
        note="<br>".join([bound_told(), *one_way]),
    )


def piece_sheet(pieces: gpd.GeoDataFrame) -> Sheet:
    """Return what is told about each piece of border near which people are known; of the others how many there are."""
    lived, bare = pieces[pieces["people"] > 0], pieces[pieces["people"] == 0]
    not_listed = both(
        "Not listed, as no people are known near them: {count} pieces of border, {silent} of them without data.",
        count=len(bare),
        silent=int(bare["no_data"].sum()),
    )
    return Sheet(
        slug="borders",
        caption=both("Within 25 km of a land border"),
        head=both("Piece of border"),
        labels=(both("People"), *_among_the_others(), both("Beyond by formal crossings, by side")),
        cards=tuple(_card(row) for row in rows_of(lived)),
        tip=2,
        figures=(0, 1, 2, 3, 4),
        note=not_listed if len(bare) else "",
    )


def piece_layers(sheet: Sheet, pieces: gpd.GeoDataFrame) -> tuple[folium.GeoJson, ...]:
    """Return the pieces of border, darker and wider the more people are beyond the limit by formal crossings.

    Those near which no people are known are a layer of their own, which answers to nothing.
    """
    lived, bare = pieces[pieces["people"] > 0], pieces[pieces["people"] == 0]
    told, untold = list(rows_of(lived)), list(rows_of(bare))
    layers = (
        silent_layer(
            list(bare.geometry),
            lambda i: _style(untold[i]),
            name=both("Land borders without people known"),
            pane=PIECE_PANE,
        ),
        cards_layer(sheet, list(lived.geometry), lambda i: _style(told[i]), name=both("Land borders"), pane=PIECE_PANE),
    )
    return tuple(layer for layer in layers if layer.data["features"])


def _card(row: Mapping[str, Any]) -> Card:
    return Card(
        key=encode(f"piece:{row['piece_id']}"),
        title=_name(row),
        cells=(*_figures(row), row["sides"]),
    )


def _side_card(row: Mapping[str, Any]) -> Card:
    title = f"{encode(row['border_id'])} \u00b7 {side_name(row['side'])}"
    unknown = _people(row["people_no_data"]) if row["people_no_data"] > 0 else ""
    people, *others = _figures(row)
    key = encode(f"side:{row['border_id']}:{row['side']}")
    return Card(key, title, (people, unknown, *others), on_map=False)


def _among_the_others() -> tuple[str, ...]:
    """Return the labels of figures among the people near whom something is mapped."""
    return (
        both("Beyond the limit, border closed"),
        both("Beyond the limit, by formal crossings"),
        both("Beyond the limit, border open (a bound)"),
        both("Gain a way by formal crossings"),
    )


def _figures(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return people and what each rule does to them: no data where nobody knows, nothing where there are none."""
    people = _people(row["people"]) if row["people"] > 0 else both("no people known")
    untold = label("flag", "no_data") if row["people_no_data"] > 0 else ""
    others = (*(row[f"beyond_{rule}"] for rule in RULES), row["gain_a_way"])
    return (people, *(_people(each) or untold for each in others))


def _people(count: float) -> str:
    return number(count, "", decimals=0)


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
