"""The tables of a page of scenarios: all units side by side, and the segments each scenario changes."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from data.scenario import Scenario
from layers.bilingual import both
from layers.labels import label, name_of, segment_name
from layers.sheet import Card, Sheet, rows_of
from layers.text import asked_minutes, encode, is_missing, number, percent
from layers.what_if.words import CHANGES

Names = Mapping[str, Mapping[str, str]]
_FIGURES = ("covered_nearest", "km_underserved", "longest_gap_km", "km_no_data", "km_beyond", "unknown_people")
_DROP, _RISE = "\u2212", "+"


def side_by_side(table: pd.DataFrame, names: Names, titles: Mapping[str, str]) -> Sheet:
    """Return every unit in every scenario, the study as it is first.

    Parameters
    ----------
    table
        The rows of scenarios.csv.
    names
        For each kind of unit, from unit_id to plain names.
    titles
        From the name of each scenario to what it is called, HTML.
    """
    return Sheet(
        slug="scenarios",
        caption=both("Scenarios side by side (in brackets: the difference to the study as it is)"),
        head=both("Unit"),
        labels=(
            both("Scenario"),
            both("People within the limit"),
            both("Underserved"),
            both("Longest gap"),
            both("No data"),
            both("Beyond the limit"),
            both("Perhaps within the limit"),
        ),
        cards=tuple(_unit_card(row, names, titles) for row in rows_of(table)),
        figures=(1, 2, 3, 4, 5, 6),
        first=4,
    )


def what_changes(
    changes: gpd.GeoDataFrame, scenario: Scenario, corridor_names: Mapping[str, str], *, title: str
) -> Sheet:
    """Return the segments a scenario changes, along each corridor.

    Parameters
    ----------
    changes
        The rows of changes.csv for this scenario, with their course.
    scenario
        Which.
    corridor_names
        From corridor_id to plain names.
    title
        What the scenario is called, HTML.
    """
    return Sheet(
        slug=f"changes-{encode(scenario.name)}",
        caption=f"{both('What changes')}: {title}",
        head=both("Segment"),
        labels=(
            both("Change"),
            both("Before"),
            both("After"),
            both("Access after"),
            both("Difference"),
            both("Access before"),
        ),
        cards=tuple(_change_card(row, scenario, corridor_names) for row in rows_of(changes)),
        tip=0,
        figures=(1, 2, 4),
        first=4,
    )


def _unit_card(row: Mapping[str, Any], names: Names, titles: Mapping[str, str]) -> Card:
    kind, unit = str(row["unit_kind"]), str(row["unit_id"])
    title = label("unit", kind) if kind == "all" else name_of(names.get(kind, {}), unit)
    is_base = row["scenario"] not in titles
    return Card(
        key=encode(f"scenario:{row['scenario']}:{kind}:{unit}"),
        title=title,
        cells=(
            both("As it is") if is_base else titles[str(row["scenario"])],
            *(_figure(row, name) for name in _FIGURES),
        ),
        on_map=False,
    )


def _figure(row: Mapping[str, Any], name: str) -> str:
    """Return a figure and how much it differs from that of the study as it is, if it does."""
    unit, decimals = ("km", 1) if "km" in name else ("", 0)
    told, differs = number(row[name], unit, decimals=decimals), row[f"diff_{name}"]
    if not told or is_missing(differs) or not round(differs, decimals):
        return told
    return f"{told} ({_signed(differs, '', decimals=decimals)})"


def _signed(value: float, unit: str, *, decimals: int = 1) -> str:
    rounded = round(value, decimals)
    sign = _RISE if rounded > 0 else _DROP if rounded < 0 else ""
    return f"{sign}{number(abs(rounded), unit, decimals=decimals)}"


def _change_card(row: Mapping[str, Any], scenario: Scenario, corridor_names: Mapping[str, str]) -> Card:
    differs, limit = row["difference_min"], asked_minutes(row["cutoff_min"])
    return Card(
        key=encode(f"change:{scenario.name}:{row['segment_id']}"),
        title=segment_name(row, corridor_names),
        cells=(
            f"<b>{both(CHANGES[row['change']])}</b>",
            _when(row, "before"),
            _when(row, "after"),
            label("flag", row["after_flag"]),
            "" if is_missing(differs) else _signed(differs, "min"),
            label("flag", row["before_flag"]),
        ),
        lead=both("Times from the middle of the segment; the limit is {limit}.", limit=limit),
    )


def _when(row: Mapping[str, Any], when: str) -> str:
    """Return the time before or after, and the share beyond the limit where that alone is what changed."""
    told = number(row[f"{when}_min"], "min") or both("None can be reached")
    times = [row["before_min"], row["after_min"]]
    is_same = all(map(is_missing, times)) or times[0] == times[1]
    if not is_same or row["before_share_beyond"] == row["after_share_beyond"]:
        return told
    return f"{told}<br>{both('{share} of it beyond', share=percent(row[f'{when}_share_beyond']))}"
