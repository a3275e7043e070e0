"""Where the map says nothing."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analysis.evidence import lacks_evidence
from analysis.segments import cut_segments
from geo.geodesy import WGS84
from geo.line import MeasuredLine

# Ten segments of 10 km along the equator.
LINE = MeasuredLine(shapely.LineString([(0.0, 0.0), (float(WGS84.fwd(0, 0, 90, 100_000)[0]), 0.0)]))
SEGMENTS = cut_segments(LINE.length_m, np.empty(0), piece_m=10_000.0)


def _lacking(*places: tuple[float, float], complete: shapely.Geometry | None = None) -> list[int]:
    seen = pd.DataFrame(places, columns=["lon", "lat"], dtype=float)
    return np.flatnonzero(lacks_evidence(LINE, SEGMENTS, gpd.GeoDataFrame(seen), complete=complete)).tolist()


def _lon(km: float) -> float:
    return float(LINE.at(km * 1_000.0)[0])


def test_a_segment_whose_nearest_point_is_25_km_from_a_facility_has_evidence() -> None:
    # From km 35 the segments that begin at 60 and end at 10 are exactly 25 km away.
    assert _lacking((_lon(35.001), 0.0)) == [0, 7, 8, 9]
    assert _lacking((_lon(34.999), 0.0)) == [6, 7, 8, 9]


def test_without_any_facility_nothing_is_known() -> None:
    assert _lacking() == list(range(10))


def test_a_list_declared_complete_is_evidence_of_absence() -> None:
    assert _lacking(complete=shapely.box(-1, -1, 2, 1)) == []


def test_a_segment_only_partly_in_the_complete_area_still_lacks_evidence() -> None:
    assert _lacking(complete=shapely.box(-1, -1, _lon(25), 1)) == list(range(2, 10))


def test_a_facility_to_the_side_counts_by_its_distance_from_the_line() -> None:
    north = float(WGS84.fwd(_lon(54.9), 0, 0, 20_000)[1])
    # sqrt(25² - 20²) = 15 km along the line either way: km 39.9 to 69.9.
    assert _lacking((_lon(54.9), north)) == [0, 1, 2, 7, 8, 9]
