"""How far the land borders are."""

import geopandas as gpd
import numpy as np
import shapely

from analysis.segments import Segments
from geo.line import MeasuredLine
from geo.nearest_line import NearestLine
from geo.roads import FloatArray

BORDER_AREA_M = 25_000.0


class BorderDistance:
    """The land borders, indexed.

    Parameters
    ----------
    borders
        Lines ``border_id, country_a, country_b``, EPSG:4326, or None: then every distance is NaN.
    """

    def __init__(self, borders: gpd.GeoDataFrame | None) -> None:
        parts = [] if borders is None else list(borders.explode(ignore_index=True)[["border_id", "geometry"]].values)
        self._ids = np.array([border_id for border_id, _ in parts] + [""], dtype=object)
        self._lines = NearestLine([tuple(shapely.get_coordinates(line).T) for _, line in parts])

    def of_segments(self, line: MeasuredLine, segments: Segments) -> tuple[FloatArray, np.ndarray]:
        """Return, for each segment, metres from its nearest point to the nearest border, and that border's id.

        Points tried are the vertices of the segment, its ends and its samples; NaN and empty text without borders.
        """
        at_m = np.concatenate([segments.start_m, segments.end_m, segments.sample_m, line.measure_m])
        inner = np.searchsorted(segments.start_m, line.measure_m, side="right") - 1
        every = np.arange(len(segments.start_m))
        owner = np.concatenate([every, every, segments.cell_segment, inner])
        away = self._lines.away(*line.at(at_m))
        order = np.lexsort((away.line, away.distance_m, owner))
        first = order[np.searchsorted(owner[order], every)]
        nearest_m = np.where(np.isfinite(away.distance_m[first]), away.distance_m[first], np.nan)
        return nearest_m, self._ids[away.line[first]]
