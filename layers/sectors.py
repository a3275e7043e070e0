"""Which sectors of help each segment has within reach: minutes to the nearest place, or a gap."""

from collections.abc import Mapping, Sequence
from typing import Any

import folium
import geopandas as gpd

from layers.bilingual import both
from layers.feature import Style, cards_layer
from layers.labels import label, segment_name
from layers.palette import MISSING_STROKES, NO_DATA_STROKE
from layers.sheet import Card, Sheet, rows_of
from layers.text import asked_minutes, encode, is_missing, number

SEGMENT_PANE = "segments"  # the segments' own: a page shows them by one of their answers
Row = Mapping[str, Any]


def sector_sheet(sectors: gpd.GeoDataFrame, corridor_names: Mapping[str, str]) -> Sheet:
    """Return what is told about each segment, along each corridor.

    Parameters
    ----------
    sectors
        The columns of sectors.csv and a geometry, a row a segment and sector.
    corridor_names
        From corridor_id to the corridor's name, plain text.
    """
    names = list(dict.fromkeys(sectors["sector"]))
    return Sheet(
        slug="sectors",
        caption=both("Sectors of help: minutes to the nearest place"),
        head=both("Segment"),
        labels=(*(label("sector", str(name)) for name in names), both("Sectors missing")),
        cards=tuple(_card(rows, corridor_names) for rows in _segments(sectors)),
        tip=len(names),
        figures=tuple(range(len(names) + 1)),
    )


def sector_layer(sheet: Sheet, sectors: gpd.GeoDataFrame) -> folium.GeoJson:
    """Return the segments, drawn by how many sectors are missing."""
    segments = _segments(sectors)
    counts = [missing(rows) for rows in segments]
    shapes = [rows[0]["geometry"] for rows in segments]
    return cards_layer(
        sheet, shapes, lambda i: _style(counts[i]), name=both("Sectors of help missing"), pane=SEGMENT_PANE
    )


def sector_counts(sectors: gpd.GeoDataFrame) -> dict[str, int | None]:
    """Return how many sectors each segment lacks, by its key on the page; None where nobody knows."""
    return {_key(rows): missing(rows) for rows in _segments(sectors)}


def missing(rows: Sequence[Row]) -> int | None:
    """Return how many of the cells of a segment are gaps; None where nobody knows."""
    flags = [row["flag"] for row in rows]
    return None if "no_data" in flags else flags.count("underserved")


def _segments(sectors: gpd.GeoDataFrame) -> list[list[Row]]:
    """Return the rows of each segment, in the table's order."""
    found: dict[str, list[Row]] = {}
    for row in rows_of(sectors):
        found.setdefault(str(row["segment_id"]), []).append(row)
    return list(found.values())


def _key(rows: Sequence[Row]) -> str:
    return encode(f"segment:{rows[0]['segment_id']}")


def _card(rows: Sequence[Row], corridor_names: Mapping[str, str]) -> Card:
    count = missing(rows)
    total = both("No data") if count is None else both("{count} of {all}", count=count, all=len(rows))
    return Card(
        key=_key(rows),
        title=segment_name(rows[0], corridor_names),
        cells=(*(_cell(row) for row in rows), total),
        lead=_lead(rows[0], count),
    )


def _cell(row: Row) -> str:
    if row["flag"] == "no_data":
        return f'<span class="unknown">{both("No data")}</span>'
    if row["flag"] == "served":
        return number(row["time_min"], "min")
    sign = f'<b class="gap" aria-hidden="true">\u2715</b><span class="unseen">{both("A gap")}</span>'
    return f"{sign}{_perhaps(row)}"


def _perhaps(row: Row) -> str:
    """Return the time to a place that would fill the gap if all went well that nobody knows; nothing for none."""
    time_min = row["possible_time_min"]
    if is_missing(time_min) or time_min > row["cutoff_min"]:
        return ""
    return f" <small>{both('perhaps {time}', time=number(time_min, 'min'))}</small>"


def _lead(row: Row, count: int | None) -> str:
    """Return what is missing, in a sentence."""
    if count is None:
        return both("Nobody knows: no service of any kind is mapped near here, or no road.")
    limit = asked_minutes(row["cutoff_min"])
    if not count:
        return both("Every sector has a place within {limit}.", limit=limit)
    return both("Sectors without a place within {limit}: {count}.", limit=limit, count=count)


def _style(count: int | None) -> Style:
    stroke = NO_DATA_STROKE if count is None else MISSING_STROKES[min(count, len(MISSING_STROKES) - 1)]
    return {"color": stroke.colour, "weight": stroke.weight, "dashArray": stroke.dash, "opacity": 1, "lineCap": "butt"}
