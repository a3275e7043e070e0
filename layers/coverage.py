"""The share of each area's people who have a service within the limit."""

from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd

from data.vocabulary import YES
from layers.bilingual import both, in_each_language
from layers.feature import Style, cards_layer
from layers.index_words import about_index
from layers.interval import interval
from layers.labels import known, label, name_of
from layers.palette import COVERED
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, is_missing, number, percent

STEPS = ("available", "reachable", "admissible", "acceptable")
_ROOM = ("covered_capacity", "without_capacity", "out_of_reach")


def coverage_sheet(coverage: gpd.GeoDataFrame, names: Mapping[str, Mapping[str, str]], *, service: str = "") -> Sheet:
    """Return what is told about each unit; a unit without an outline is told only in the table.

    Parameters
    ----------
    coverage
        The columns of coverage.csv and a geometry.
    names
        For each kind of unit, from unit_id to plain names.
    service
        The one asked about.
    """
    runs = "covered_p5" in coverage
    return Sheet(
        slug="coverage",
        caption=both("Coverage"),
        head=both("Unit"),
        labels=(
            both("People"),
            both("People within the limit"),
            both("Share within the limit"),
            both("Perhaps within the limit"),
            both("Most are lost at"),
            both("Kind"),
            *(label("step", step) for step in STEPS),
            both("Find room"),
            both("A certain place in reach, no room"),
            both("In reach of none that counts for certain"),
            both("Share beyond 60 min"),
            both("Share beyond 120 min"),
            both("Inequality (Gini, 0 to 1)"),
            both("Index of access (low–high)"),
            both("What limits it most"),
            both("Rank (1: least access)"),
            *((both("People within the limit, model interval"),) if runs else ()),
        ),
        cards=tuple(_card(row, names) for row in rows_of(coverage)),
        tip=2,
        figures=(0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, *((19,) if runs else ())),
        first=5,
        note=in_each_language(lambda lang: about_index(service, lang)),
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
            known(number(row["population"], "", decimals=0)),
            known(number(row["covered_nearest"], "", decimals=0)),
            _percent(share_covered(row)),
            _people(row, "unknown_people"),
            _named("step", row, "bottleneck", nothing=both("Nobody is lost")),
            label("unit", kind),
            *(_people(row, step) for step in STEPS),
            *(_people(row, column) for column in _ROOM),
            _percent(row["share_beyond_60"]),
            _percent(row["share_beyond_120"]),
            known(number(row.get("gini"), "", decimals=4)),
            known(_index(row)),
            _named("barrier", row, "limiting_factor", nothing=both("Nothing")),
            known(_rank(row)),
            *((interval(row, "covered", ""),) if "covered_p5" in row else ()),
        ),
        on_map=row["geometry"] is not None and not row["geometry"].is_empty,
    )


def _people(row: Mapping[str, Any], column: str) -> str:
    return known(number(row.get(column), "", decimals=0))


def _named(vocabulary: str, row: Mapping[str, Any], column: str, *, nothing: str) -> str:
    """Return a code in words; where it is empty, that nothing is the matter, unless nobody lives there."""
    if is_missing(row.get(column)):
        return nothing if column in row and row["population"] > 0 else known("")
    return label(vocabulary, str(row[column]))


def _index(row: Mapping[str, Any]) -> str:
    """Return the index, with all that nobody knows taken as no, and as yes."""
    middle, low, high = (number(row.get(name), "", decimals=4) for name in ("eai", "eai_low", "eai_high"))
    return f"{middle} ({low}–{high})" if middle else ""


def _rank(row: Mapping[str, Any]) -> str:
    rank = number(row.get("eai_rank"), "", decimals=0)
    return f"{rank}, {both('unstable')}" if rank and row["rank_unstable"] == YES else rank


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
