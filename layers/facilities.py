"""The places that serve: one sign a kind, full where it counts in this answer, hollow where it only may, small else."""

from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd

from layers.bilingual import both, in_each_language
from layers.feature import cards_layer
from layers.labels import known, label, service_labels, why_not
from layers.palette import facility_sign
from layers.part import part_of, parts_of
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, is_missing, number

OTHER_PANE = "other-services"


def facility_sheet(facilities: gpd.GeoDataFrame) -> Sheet:
    """Return what is told about each facility; one without a place is told, and stands nowhere on the map."""
    is_judged = "verdict" in facilities
    return Sheet(
        slug="facilities",
        caption=both("Services"),
        head=both("Name"),
        labels=(
            both("Kind"),
            *(() if is_judged else (both("Services"), both("In this answer"))),
            *((both("For this profile"), both("Why not")) if is_judged else ()),
            both("Opening hours"),
            *((both("Services"),) if is_judged else ()),
            both("Status"),
            both("Last checked"),
            both("Source"),
        ),
        cards=tuple(_card(row) for row in rows_of(facilities)),
        tip=0,
        first=4 if is_judged else 0,
    )


def facility_layer(sheet: Sheet, facilities: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the facilities that count or may count as signs, on top of everything."""
    return _signs(sheet, facilities, {"certain", "possible"}, size=26, name=both("Services"))


def other_layer(sheet: Sheet, facilities: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the facilities that do not count as small signs under the answer."""
    name = both("Services that do not count")
    return _signs(sheet, facilities, {"none"}, size=16, name=name, pane=OTHER_PANE)


def _signs(
    sheet: Sheet, facilities: gpd.GeoDataFrame, parts: set[str], *, size: int, name: str, pane: str = "markerPane"
) -> folium.GeoJson:
    drawn = list(zip(facilities["kind"], parts_of(facilities), facilities.geometry, strict=True))
    half = size // 2
    icon = folium.DivIcon(html="", icon_size=(size, size), icon_anchor=(half, half), class_name="sign-holder")
    return cards_layer(
        sheet,
        [shape if part in parts else None for _, part, shape in drawn],
        lambda i: {"html": facility_sign(*drawn[i][:2])},
        marker=folium.Marker([0, 0], icon=icon, pane=pane),
        name=name,
        pane=pane,
    )


def _card(row: Mapping[str, Any]) -> Card:
    name = encode(row["name"]) or encode(row["facility_id"])
    kind, services = label("kind", row["kind"]), known(service_labels(row["services"]))
    return Card(
        key=encode(f"facility:{row['facility_id']}"),
        title=name,
        cells=(
            kind,
            *(_verdict(row) if "verdict" in row else (services, _part(row))),
            encode(row.get("opening_hours")) or both("Hours not known"),
            *((services,) if "verdict" in row else ()),
            label("status", str(row.get("status") or "unknown")),
            encode(row.get("checked_on")) or both("Never checked"),
            known(encode(row.get("source"))),
        ),
        on_map=row["geometry"] is not None and not row["geometry"].is_empty,
    )


def _part(row: Mapping[str, Any]) -> str:
    words = {"certain": both("Counts"), "possible": both("May count"), "none": both("Does not count")}
    return words[part_of(row["counts"], row["possible"])]


def _verdict(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return whether a place counts for the profile, and all that keeps it from counting; empty where nothing does."""
    told = known("" if is_missing(row["verdict"]) else label("verdict", row["verdict"]))
    if not is_missing(row["wait_min"]) and row["wait_min"] > 0:
        told += f" ({both('opens after {wait}', wait=number(row['wait_min'], 'min'))})"
    return told, in_each_language(lambda lang: why_not(row["unmet"], row["unknown"], lang)) if _is_kept(row) else ""


def _is_kept(row: Mapping[str, Any]) -> bool:
    """Return whether anything, known or not, keeps a place from counting."""
    return not (is_missing(row["unmet"]) and is_missing(row["unknown"]))
