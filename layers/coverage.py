"""The share of each area's people who have a service within the limit."""

from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd

from layers.bilingual import both
from layers.feature import Style, cards_layer
from layers.labels import known, label, name_of
from layers.palette import COVERED
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, is_missing, number, percent


def coverage_sheet(coverage: gpd.GeoDataFrame, names: Mapping[str, Mapping[str, str]]) -> Sheet:
    """Return what is told about each unit; a unit without an outline is told only in the table.

    Parameters
    ----------
    coverage
        The columns of coverage.csv and a geometry.
    names
        For each kind of unit, from unit_id to plain names.
    """
    return Sheet(
        slug="coverage",
        caption=both("Coverage"),
        head=both("Unit"),
        labels=(
            both("Kind"),
            both("People"),
            both("People within the limit"),
            both("Share within the limit"),
            both("Share beyond 60 min"),
            both("Share beyond 120 min"),
        ),
        cards=tuple(_card(row, names) for row in rows_of(coverage)),
        tip=3,
        figures=(1, 2, 3, 4, 5),
    )


def coverage_layer(sheet: Sheet, coverage: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the areas, the darker the more people are covered."""
    shares = [share_covered(row) for row in rows_of(coverage)]
    return cards_layer(sheet, list(coverage.geometry), lambda i: _style(shares[i]), name=both("Coverage"))


def share_covered(row: Mapping[str, Any]) -> float:
    """Return the share of a unit's people within the limit (0 to 1); NaN where nobody lives or nothing is known."""
    people = row["population"]
    return float("nan") if is_missing(people) or people <= 0 else float(row["covered_nearest"] / people)


def _card(row: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> Card:
    kind = row["unit_kind"]
    name = label("unit", "all") if kind == "all" else name_of(names.get(kind, {}), row["unit_id"])
    return Card(
        key=encode(f"coverage:{kind}:{row['unit_id']}"),
        title=name,
        cells=(
            label("unit", kind),
            known(number(row["population"], "", decimals=0)),
            known(number(row["covered_nearest"], "", decimals=0)),
            _percent(share_covered(row)),
            _percent(row["share_beyond_60"]),
            _percent(row["share_beyond_120"]),
        ),
        on_map=row["geometry"] is not None and not row["geometry"].is_empty,
    )


def _percent(share: float) -> str:
    return known(percent(share))


def _style(share: float) -> Style:
    known = not is_missing(share)
    fill = 0.1 + 0.6 * share if known else 0
    return {
        "color": "#33444d",
        "weight": 1,
        "dashArray": "" if known else "2 4",
        "fillColor": COVERED,
        "fillOpacity": round(fill, 3),
    }
