"""How far the land borders are, against geodesics."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from analysis.border_distance import BorderDistance
from analysis.border_gaps import border_gaps
from analysis.gaps import GapsResult
from analysis.plan import build_plan
from analysis.segments import cut_segments
from geo.geodesy import WGS84
from geo.line import MeasuredLine

LINE = MeasuredLine(shapely.LineString([(-92.0, 15.0), (-91.5, 15.0), (-91.0, 15.4)]))
SEGMENTS = cut_segments(LINE.length_m, np.empty(0), piece_m=10_000.0)


def _borders(**shapes: shapely.Geometry) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"border_id": list(shapes)}, geometry=list(shapes.values()), crs="EPSG:4326")


def test_a_meridian_west_of_the_start_is_as_far_as_the_geodesic_to_it() -> None:
    border = _borders(west=shapely.LineString([(-92.5, 10.0), (-92.5, 20.0)]))
    metres, names = BorderDistance(border).of_segments(LINE, SEGMENTS)
    # The nearest point of a meridian half a degree away lies almost due west.
    assert metres[0] == pytest.approx(WGS84.inv(-92.0, 15.0, -92.5, 15.0)[2], abs=25.0)
    start_lon, start_lat = LINE.at(SEGMENTS.start_m)
    tried = [
        WGS84.inv(lon, lat, -92.5, at)[2]
        for lon, lat in zip(start_lon, start_lat, strict=True)
        for at in (lat, lat + 0.002)
    ]
    assert np.all(np.abs(metres - np.minimum(tried[::2], tried[1::2])) < 60.0)
    assert set(names) == {"west"}


def test_a_border_that_crosses_a_segment_is_at_no_distance() -> None:
    border = _borders(across=shapely.LineString([(-91.8, 14.0), (-91.8, 16.0)]))
    crossed_m = float(LINE.locate(-91.8, 15.0)[0])
    cut = cut_segments(LINE.length_m, np.array([round(crossed_m)]), piece_m=10_000.0)
    metres, _ = BorderDistance(border).of_segments(LINE, cut)
    touching = np.isclose(cut.end_m, crossed_m, atol=1) | np.isclose(cut.start_m, crossed_m, atol=1)
    assert np.all(metres[touching] < 1.0)
    assert np.all(metres[~touching] > 1_000.0)


def test_the_nearest_of_several_borders_is_named() -> None:
    borders = _borders(
        far=shapely.LineString([(-92.0, 17.0), (-91.0, 17.0)]),
        near=shapely.MultiLineString([[(-92.0, 14.8), (-91.8, 14.8)], [(-91.2, 15.0), (-91.0, 15.0)]]),
    )
    metres, names = BorderDistance(borders).of_segments(LINE, SEGMENTS)
    assert set(names) == {"near"}
    assert metres[0] == pytest.approx(WGS84.inv(-92.0, 15.0, -92.0, 14.8)[2], abs=5.0)


def test_without_borders_distances_are_missing() -> None:
    metres, names = BorderDistance(None).of_segments(LINE, SEGMENTS)
    assert np.isnan(metres).all()
    assert set(names) == {""}


def test_only_underserved_segments_at_most_25_km_from_a_border_are_border_gaps() -> None:
    rows = gpd.GeoDataFrame(
        {
            "segment_id": list("abcd"),
            "flag": ["underserved", "underserved", "served", "no_data"],
            "border_m": [25_000.0, 25_000.1, 10.0, 10.0],
        },
        geometry=[None] * 4,
        crs="EPSG:4326",
    )
    result = GapsResult(build_plan(service="primary", cutoff_min=60), rows, {})
    assert border_gaps(result)["segment_id"].tolist() == ["a"]
    rows["border_m"] = np.nan
    assert len(border_gaps(result)) == 0
