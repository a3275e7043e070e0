"""How a segment is drawn by its exposure, and what the signs mean."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd

from analysis.gaps import NO_DATA
from analysis.risk.corridor import NO_REPORTS, UNKNOWN, YES
from layers.bilingual import both
from layers.labels import label
from layers.sheet import rows_of
from layers.text import is_missing

Row = Mapping[str, Any]
MOST, MORE, LESS, PEOPLE_UNKNOWN = "most", "more", "less", "people_unknown"
_MORE_FIFTH = 3


def state_of(row: Row) -> str:
    """Return how a segment is drawn: by its fifth, or apart where access, hazard or people are not known."""
    if row["flag"] == NO_DATA or is_missing(row["hazard"]):
        return NO_DATA
    if is_missing(row["exposure_fifth"]):
        return PEOPLE_UNKNOWN
    if row["exposure_fifth"] > _MORE_FIFTH or not row["exposure"] > 0:
        return LESS
    return MOST if row["exposure_fifth"] == 1 else MORE


def exposure_answer(exposure: gpd.GeoDataFrame) -> str:
    """Return how many segments are underserved and exposed, and of how many nobody knows, as HTML."""
    verdict = exposure["underserved_and_exposed"].value_counts()
    yes, unknown = int(verdict.get(YES, 0)), int(verdict.get(UNKNOWN, 0))
    told = both("Underserved and among the fifth most exposed: {yes} of {all} segments.", yes=yes, all=len(exposure))
    return f"{told} {both('Of {count} nobody knows.', count=unknown)}" if unknown else told


def exposure_legend(exposure: gpd.GeoDataFrame) -> str:
    """Return the signs of a page of exposure, as HTML: only those it uses."""
    words = {
        MOST: both("The fifth most exposed"),
        MORE: both("The second and third fifth"),
        LESS: both("The others"),
        PEOPLE_UNKNOWN: both("Nobody knows how many pass"),
        NO_DATA: label("flag", NO_DATA),
    }
    rows = list(rows_of(exposure))
    present = {state_of(row) for row in rows}
    shown = {state: told for state, told in words.items() if state in present}
    lines = "".join(f'<li><span class="swatch exposed {state}"></span>{told}</li>' for state, told in shown.items())
    if any(row["underserved_and_exposed"] == YES for row in rows):
        lines += f'<li><span class="swatch ring"></span>{both("Underserved and among the fifth most exposed")}</li>'
    if any(row["reports"] == NO_REPORTS for row in rows):
        lines += (
            f'<li><span class="swatch unreported"></span>{both("White within: no reports, which is not safe")}</li>'
        )
    return f"<h3>{both('Exposure along the corridor')}</h3><ul>{lines}</ul>"
