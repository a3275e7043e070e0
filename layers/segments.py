"""The corridor, piece by piece: how far the nearest service is, the next one ahead and the last one behind."""

from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd

from layers.bilingual import both
from layers.feature import Style, cards_layer
from layers.interval import interval
from layers.labels import known, label, name_of, segment_name
from layers.palette import FLAG_STROKES
from layers.sheet import Card, Sheet, rows_of
from layers.text import asked_minutes, encode, is_missing, number, percent

SEGMENT_PANE = "segments"


def segment_sheet(segments: gpd.GeoDataFrame, names: Mapping[str, str], corridor_names: Mapping[str, str]) -> Sheet:
    """Return what is told about each segment, along each corridor.

    Parameters
    ----------
    segments
        The columns of gaps.csv and a geometry, sorted by corridor and km.
    names
        From facility_id to the facility's name, plain text.
    corridor_names
        From corridor_id to the corridor's name, plain text.
    """
    runs = "time_any_p5_min" in segments
    return Sheet(
        slug="segments",
        caption=both("Corridor segments, in the direction of travel"),
        head=both("Segment"),
        labels=(
            both("Access"),
            both("Nearest"),
            both("Ahead"),
            both("Behind"),
            both("Gap here"),
            both("Beyond the limit"),
            both("Severity (0 to 3)"),
            both("Perhaps nearest"),
            both("To a border"),
            both("People a day"),
            *((both("Underserved in so many runs"), both("Nearest, model interval")) if runs else ()),
        ),
        cards=tuple(_card(row, names, corridor_names) for row in rows_of(segments)),
        tip=0,
        figures=(4, 5, 6, 7, 8, 9, *((10, 11) if runs else ())),
    )


def segment_layer(sheet: Sheet, segments: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the segments, drawn by their flag."""
    flags = [str(flag) for flag in segments["flag"]]
    return cards_layer(
        sheet, list(segments.geometry), lambda i: _style(flags[i]), name=both("Corridor segments"), pane=SEGMENT_PANE
    )


def _card(row: Mapping[str, Any], names: Mapping[str, str], corridor_names: Mapping[str, str]) -> Card:
    flag = f'<b class="flag {encode(row["flag"])}">{label("flag", row["flag"])}</b>'
    return Card(
        key=encode(f"segment:{row['segment_id']}"),
        title=segment_name(row, corridor_names),
        cells=(
            flag,
            _service(names, row["facility_any"], row["time_any_min"]) or both("None can be reached"),
            _service(names, row["facility_ahead"], row["time_ahead_min"], row["km_ahead"]) or both("None ahead"),
            _service(names, row["facility_behind"], row["time_behind_min"], row["km_behind"]) or both("None behind"),
            known(number(row["gap_km"], "km")),
            *(known(told) for told in _beyond(row)),
            _possible(row),
            known(number(row["border_km"], "km")),
            known(number(row["people_per_day"], "", decimals=0)),
            *_sureness(row),
        ),
        lead=_lead(row),
    )


def _sureness(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return in how many runs a segment is underserved and between which times its nearest service is."""
    if "time_any_p5_min" not in row:
        return ()
    return percent(row["p_underserved"]), interval(row, "time_any", "min", tail="_min")


def _service(names: Mapping[str, str], facility_id: object, time_min: object, km: object = None) -> str:
    """Return a facility's name, its distance and its time as HTML; empty where there is none."""
    if is_missing(facility_id):
        return ""
    parts = (name_of(names, facility_id), number(km, "km"), number(time_min, "min"))
    return " · ".join(part for part in parts if part)


def _possible(row: Mapping[str, Any]) -> str:
    """Return the time if all that nobody checked turned out well, in words where that changes nothing."""
    time_min = row["possible_time_any_min"]
    if is_missing(time_min):
        return both("None can be reached")
    return both("The same") if time_min == row["time_any_min"] else number(time_min, "min")


def _beyond(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return the share beyond the limit and the severity as HTML; empty where the flag says that nobody knows."""
    return ("", "") if row["flag"] == "no_data" else (_share(row), number(row["severity"], "", decimals=2))


def _share(row: Mapping[str, Any]) -> str:
    return percent(row["share_beyond"])


def _lead(row: Mapping[str, Any]) -> str:
    """Return what the flag rests on, in a sentence."""
    if row["flag"] == "no_data":
        return both("Nobody knows: no service of any kind is mapped near here, or no road.")
    limit = asked_minutes(row["cutoff_min"])
    if row["flag"] == "uncertain":
        often = percent(row["p_underserved"])
        return both(
            "Beyond {limit} from a service in {often} of the runs, half of it or more.", often=often, limit=limit
        )
    if row["share_beyond"] == 0:
        return both("All of this segment is within {limit} of a service.", limit=limit)
    return both("{share} of this segment is more than {limit} from a service.", share=_share(row), limit=limit)


def _style(flag: str) -> Style:
    stroke = FLAG_STROKES[flag]
    return {"color": stroke.colour, "weight": stroke.weight, "dashArray": stroke.dash, "opacity": 1, "lineCap": "butt"}
