"""Underserved pieces of corridor near a land border."""

import geopandas as gpd

from analysis.border_distance import BORDER_AREA_M
from analysis.gaps import UNDERSERVED, GapsResult


def border_gaps(result: GapsResult) -> gpd.GeoDataFrame:
    """Return the underserved segments at most 25 km from a land border, with the border each is nearest to."""
    segments = result.segments
    near = (segments["flag"] == UNDERSERVED) & (segments["border_m"] <= BORDER_AREA_M)
    return segments[near].reset_index(drop=True)
