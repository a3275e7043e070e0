"""The places that serve: one sign a kind, full where it counts in this answer, hollow where it only may, faint else."""

from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd

from layers.bilingual import both
from layers.feature import Style, cards_layer
from layers.labels import label, service_labels
from layers.palette import facility_sign
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode


def facility_sheet(facilities: gpd.GeoDataFrame) -> Sheet:
    """Return what is told about each facility; one without a place is told, and stands nowhere on the map."""
    return Sheet(
        slug="facilities",
        caption=both("Services"),
        head=both("Name"),
        labels=(
            both("Kind"),
            both("Services"),
            both("In this answer"),
            both("Opening hours"),
            both("Status"),
            both("Last checked"),
            both("Source"),
        ),
        cards=tuple(_card(row) for row in rows_of(facilities)),
    )


def facility_layer(sheet: Sheet, facilities: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the facilities as signs."""
    signs = [facility_sign(str(kind), _part(counts, possible)) for kind, counts, possible in _drawn(facilities)]
    icon = folium.DivIcon(html="", icon_size=(26, 26), icon_anchor=(13, 13), class_name="sign-holder")
    return cards_layer(
        sheet,
        list(facilities.geometry),
        lambda i: _style(signs[i]),
        name=both("Services"),
        marker=folium.Marker([0, 0], icon=icon),
    )


def _drawn(facilities: gpd.GeoDataFrame) -> list[tuple[object, bool, bool]]:
    return list(zip(facilities["kind"], facilities["counts"], facilities["possible"], strict=True))


def _part(counts: object, possible: object) -> str:
    return "certain" if counts else "possible" if possible else "none"


def _card(row: Mapping[str, Any]) -> Card:
    name = encode(row["name"]) or encode(row["facility_id"])
    kind = label("kind", row["kind"])
    part = {"certain": both("Counts"), "possible": both("May count"), "none": both("Does not count")}
    return Card(
        key=encode(f"facility:{row['facility_id']}"),
        title=name,
        tip=f"{name} · {kind}",
        cells=(
            kind,
            service_labels(str(row["services"])),
            part[_part(row["counts"], row["possible"])],
            encode(row.get("opening_hours")) or both("Hours not known"),
            label("status", str(row.get("status") or "unknown")),
            encode(row.get("checked_on")) or both("Never checked"),
            encode(row.get("source")),
        ),
        on_map=row["geometry"] is not None and not row["geometry"].is_empty,
    )


def _style(sign: str) -> Style:
    return {"html": sign}
