"""The corridor as a bar, from origin to destination: where the gaps lie, at a glance and on the narrowest screen."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from layers.bilingual import both
from layers.sheet import rows_of
from layers.text import encode, number


def strips(segments: gpd.GeoDataFrame, corridors: pd.DataFrame | None) -> str:
    """Return a bar for each corridor as HTML; a click on a piece leads to its segment on the map.

    Readers of the table have the same content there, row by row, so the bars are left out of the keyboard's way.
    """
    told = {} if corridors is None else {row["corridor_id"]: row for row in rows_of(corridors)}
    bars = []
    for corridor_id, pieces in segments.groupby("corridor_id", sort=True):
        head = f"<h3>{encode(corridor_id)}</h3>"
        if corridor_id in told:
            head += f"<p>{_headline(told[corridor_id])}</p>"
        end = number(pieces["end_km"].max(), "km")
        bars.append(
            f'{head}<div class="strip" aria-hidden="true">{_bar(pieces)}</div><p class="ends">0<span>{end}</span></p>'
        )
    return "".join(bars)


def _headline(corridor: Mapping[str, Any]) -> str:
    return both(
        "{beyond} of {length} are underserved; the longest gap between services is {gap}.",
        beyond=number(corridor["km_underserved"], "km"),
        length=number(corridor["length_km"], "km"),
        gap=number(corridor["longest_gap_km"], "km"),
    )


def _bar(pieces: pd.DataFrame) -> str:
    return "".join(
        f'<span class="flag {encode(row["flag"])}" style="flex-grow:{row["end_km"] - row["start_km"]:.3f}" '
        f'data-key="{encode("segment:" + row["segment_id"])}"></span>'
        for row in rows_of(pieces)
    )
