"""Underserved segments near a land border, ringed on the map: two health systems end there, and neither may reach."""

from collections.abc import Mapping, Sequence
from typing import Any

import folium
import pandas as pd
from shapely.geometry.base import BaseGeometry

from layers.bilingual import both
from layers.feature import cards_layer
from layers.labels import label, segment_name
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, number

BORDER_GAP_PANE = "border-gaps"
_RING = {"color": "#CC79A7", "weight": 18, "opacity": 0.75, "lineCap": "round"}


def border_gap_sheet(border_gaps: pd.DataFrame, corridor_names: Mapping[str, str]) -> Sheet:
    """Return what is told about each underserved segment near a land border; `corridor_names` lead from corridor_id."""
    return Sheet(
        slug="border-gaps",
        caption=both("Underserved near a land border"),
        head=both("Segment"),
        labels=(both("Border"), both("To a border"), both("Gap here"), both("Access")),
        cards=tuple(_card(row, corridor_names) for row in rows_of(border_gaps)),
        tip=1,
        figures=(1, 2),
    )


def border_gap_layer(sheet: Sheet, shapes: Sequence[BaseGeometry]) -> folium.GeoJson:
    """Return rings around segments; `shapes` are the segments' lines in the sheet's order."""
    return cards_layer(
        sheet, shapes, lambda _: _RING, name=both("Underserved near a land border"), pane=BORDER_GAP_PANE
    )


def _card(row: Mapping[str, Any], corridor_names: Mapping[str, str]) -> Card:
    distances = number(row["border_km"], "km"), number(row["gap_km"], "km")
    return Card(
        key=encode(f"border:{row['segment_id']}:{row['border_id']}"),
        title=segment_name(row, corridor_names),
        cells=(encode(row["border_id"]), *distances, label("flag", row["flag"])),
    )
