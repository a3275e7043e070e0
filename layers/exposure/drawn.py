"""How exposed each segment is, on a map and in a table: the most exposed first."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import folium
import geopandas as gpd

from analysis.gaps import NO_DATA
from analysis.risk.corridor import NO_REPORTS, YES
from layers.bilingual import both
from layers.drawn_map import Pane
from layers.exposure.states import state_of
from layers.feature import Style, cards_layer, silent_layer
from layers.labels import known, label, segment_name
from layers.palette import EXPOSURE_STROKES, UNREPORTED
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, number

Row = Mapping[str, Any]
_RINGS, _SEGMENTS, _UNREPORTED = "exposed-gaps", "exposure", "unreported"
PANES = (Pane(_RINGS, 410, answers=False), Pane(_SEGMENTS, 420), Pane(_UNREPORTED, 422, answers=False))
_RING = {"color": "#CC79A7", "weight": 20, "opacity": 0.75, "lineCap": "round"}


def exposure_sheet(exposure: gpd.GeoDataFrame, corridor_names: Mapping[str, str]) -> Sheet:
    """Return what is told about each segment, by rank.

    Parameters
    ----------
    exposure
        The columns of exposure.csv and a geometry.
    corridor_names
        From corridor_id to the corridor's name, plain text.
    """
    cards = tuple(_card(row, corridor_names) for row in rows_of(ranked(exposure)))
    printed = sum(card.on_paper for card in cards)
    return Sheet(
        slug="exposure",
        caption=both("Segments by exposure: the most exposed first"),
        head=both("Segment"),
        labels=(
            both("Rank"),
            both("Exposure"),
            both("Underserved and exposed"),
            both("Access"),
            both("Hazard, points to 100 km"),
            both("Incidents a year to 100 km"),
            both("To emergency care"),
            both("People a day"),
            both("Exposure without people"),
            both("Beyond the limit"),
        ),
        cards=cards,
        tip=1,
        figures=(0, 1, 4, 6, 7, 8, 9),
        first=5,
        note=both(
            "Exposure is hazard × people a day × hours to emergency care, which count as 3 at most: an index that "
            "ranks, no number of events. The fifth with the most of it is told apart."
        ),
        left_out=both(
            "Printed: {printed} of {all} segments, those that are underserved and exposed. The others ({left}) are in "
            "exposure.csv and in the table on the screen.",
            printed=printed,
            all=len(cards),
            left=len(cards) - printed,
        ),
    )


def off_paper(places: Sheet) -> Sheet:
    """Return the sheet of places without its rows on paper, where a handout of exposure has no room for them."""
    told = both(
        "Not printed: {count} places, which are in access.csv and in the table on the screen.",
        count=len(places.cards),
    )
    cards = tuple(replace(card, on_paper=False) for card in places.cards)
    return replace(places, cards=cards, left_out=told if cards else "")


def exposure_layers(sheet: Sheet, exposure: gpd.GeoDataFrame) -> tuple[folium.GeoJson, ...]:
    """Return the segments drawn by how exposed they are; rings around those also underserved; those without reports."""
    rows = list(rows_of(ranked(exposure)))
    lines, states = [row["geometry"] for row in rows], [state_of(row) for row in rows]
    both_ways = [row["geometry"] for row in rows if row["underserved_and_exposed"] == YES]
    unreported = [row["geometry"] for row in rows if row["reports"] == NO_REPORTS and state_of(row) != NO_DATA]
    return (
        silent_layer(both_ways, lambda _: _RING, name=both("Underserved and exposed"), pane=_RINGS),
        cards_layer(sheet, lines, lambda i: _style(states[i]), name=both("Exposure"), pane=_SEGMENTS),
        silent_layer(unreported, lambda _: _UNREPORTED_STYLE, name=both("No reports"), pane=_UNREPORTED),
    )


def ranked(exposure: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows of exposure.csv by rank."""
    return exposure.sort_values("rank", ignore_index=True)


def _card(row: Row, corridor_names: Mapping[str, str]) -> Card:
    return Card(
        key=encode(f"exposure:{row['segment_id']}"),
        title=segment_name(row, corridor_names),
        cells=(
            number(row["rank"], "", decimals=0),
            known(number(row["exposure"], "", decimals=1)),
            label("answer", row["underserved_and_exposed"]),
            label("flag", row["flag"]),
            known(number(row["hazard"], "", decimals=2)),
            _incidents(row),
            known(number(row["help_min"], "min")),
            known(number(row["people_per_day"], "", decimals=0)),
            known(number(row["exposure_without_people"], "", decimals=2)),
            number(row["km_beyond"], "km"),
        ),
        on_paper=row["underserved_and_exposed"] == YES,
    )


def _incidents(row: Row) -> str:
    rate = number(row["incidents_per_100km_year"], "", decimals=2)
    return both("No reports; counts as {rate}", rate=rate) if row["reports"] == NO_REPORTS else known(rate)


def _style(state: str) -> Style:
    stroke = EXPOSURE_STROKES[state]
    return {"color": stroke.colour, "weight": stroke.weight, "dashArray": stroke.dash, "opacity": 1, "lineCap": "butt"}


_UNREPORTED_STYLE = {"color": UNREPORTED.colour, "weight": UNREPORTED.weight, "opacity": 1, "lineCap": "butt"}
