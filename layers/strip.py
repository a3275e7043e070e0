"""The corridor as a bar, from origin to destination: where the gaps lie, at a glance and on the narrowest screen."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from layers.bilingual import both
from layers.labels import name_of
from layers.sheet import rows_of
from layers.text import encode, is_missing, number


def strips(segments: gpd.GeoDataFrame, corridors: pd.DataFrame | None, names: Mapping[str, str]) -> str:
    """Return a bar for each corridor as HTML; a click on a piece leads to its segment on the map.

    Readers of the table have the same content there, row by row, so the bars are left out of the keyboard's way.
    """
    told = {} if corridors is None else {row["corridor_id"]: row for row in rows_of(corridors)}
    bars = []
    for corridor_id, pieces in segments.groupby("corridor_id", sort=True):
        head = f"<h3>{name_of(names, corridor_id)}</h3>"
        if corridor_id in told:
            head += f"<p>{_headline(told[corridor_id], alone=_is_alone(pieces))}{_rest(told[corridor_id])}</p>"
        bars.append(f'{head}<div class="strip" aria-hidden="true">{_bar(pieces)}</div>{_ends(pieces)}')
    return "".join(bars)


def _is_alone(pieces: pd.DataFrame) -> bool:
    """Return whether a corridor has no service of its own: none lies ahead or behind, wherever one stands on it."""
    return all(is_missing(name) for side in ("facility_ahead", "facility_behind") for name in pieces[side])


def _headline(corridor: Mapping[str, Any], *, alone: bool) -> str:
    beyond, length = number(corridor["km_underserved"], "km"), number(corridor["length_km"], "km")
    if alone:
        return both("{beyond} of {length} are underserved; there is no service along it.", beyond=beyond, length=length)
    return both(
        "{beyond} of {length} are underserved; the longest gap between services is {gap}.",
        beyond=beyond,
        length=length,
        gap=number(corridor["longest_gap_km"], "km"),
    )


def _rest(corridor: Mapping[str, Any]) -> str:
    """Return what the other km are, the unknown ones first: left unsaid, they would be taken for served."""
    no_data, uncertain, served = (number(corridor[f"km_{flag}"], "km") for flag in ("no_data", "uncertain", "served"))
    told = []
    if round(corridor["km_no_data"], 1) > 0:
        told.append(f"<strong>{both('No data for {km}: nobody knows whether they are served.', km=no_data)}</strong>")
    if round(corridor["km_uncertain"], 1) > 0:
        told.append(both("Uncertain: {km}.", km=uncertain))
    if round(corridor["km_served"], 1) > 0:
        told.append(both("Served: {km}.", km=served))
    return "".join(f" {sentence}" for sentence in told)


def _bar(pieces: pd.DataFrame) -> str:
    return "".join(
        f'<span class="flag {encode(row["flag"])}" style="flex-grow:{row["end_km"] - row["start_km"]:.3f}" '
        f'data-key="{encode("segment:" + row["segment_id"])}"></span>'
        for row in rows_of(pieces)
    )


def _ends(pieces: pd.DataFrame) -> str:
    """Return the line under a bar: the km at both ends, and which way is ahead."""
    end = number(pieces["end_km"].max(), "km")
    ahead = f'<span class="ahead">{both("Ahead")} <span aria-hidden="true">\u2192</span></span>'
    return f'<p class="ends"><span>0\u00a0km</span>{ahead}<span>{end}</span></p>'
