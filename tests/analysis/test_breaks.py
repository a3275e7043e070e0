"""Where a corridor must be broken."""

import geopandas as gpd
import pytest
import shapely
from towns import corridors

from analysis.breaks import forced_breaks
from geo.line import MeasuredLine

WEST, EAST = -92.0, -91.0
COURSE = shapely.LineString([(WEST, 15.0), (EAST, 15.0)])


def _at(lon: float) -> float:
    return float(MeasuredLine(COURSE).locate(lon, 15.0)[0])


def _breaks(*others: shapely.LineString, **tables: gpd.GeoDataFrame) -> list[float]:
    table = corridors(a=COURSE, **{f"b{k}": line for k, line in enumerate(others)})
    return forced_breaks("a", table, **{"borders": None, "areas": None, **tables}).tolist()


def _borders(*shapes: shapely.Geometry) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"border_id": [str(k) for k in range(len(shapes))]}, geometry=list(shapes), crs="EPSG:4326")


def _areas(level: str) -> gpd.GeoDataFrame:
    areas = [shapely.box(WEST - 1, 14, -91.6, 16), shapely.box(-91.6, 14, EAST + 1, 16)]
    return gpd.GeoDataFrame({"area_id": ["w", "e"], "level": [level] * 2}, geometry=areas, crs="EPSG:4326")


def test_a_corridor_alone_is_not_broken() -> None:
    assert _breaks() == []


def test_a_border_crossed_twice_breaks_twice() -> None:
    bend = shapely.LineString([(-91.7, 14.5), (-91.7, 15.5), (-91.2, 15.5), (-91.2, 14.5)])
    assert _breaks(borders=_borders(bend)) == pytest.approx([_at(-91.7), _at(-91.2)], abs=1)


def test_a_border_in_several_parts_breaks_at_each() -> None:
    parts = shapely.MultiLineString([[(-91.7, 14.5), (-91.7, 15.5)], [(-91.4, 14.5), (-91.4, 15.5)]])
    assert _breaks(borders=_borders(parts)) == pytest.approx([_at(-91.7), _at(-91.4)], abs=1)


def test_where_a_corridor_follows_a_border_it_is_broken_at_both_ends_of_the_stretch_alone() -> None:
    follows = shapely.LineString([(-91.8, 15.2), (-91.7, 15.0), (-91.6, 15.0), (-91.5, 15.0), (-91.4, 15.2)])
    assert _breaks(borders=_borders(follows)) == pytest.approx([_at(-91.7), _at(-91.5)], abs=1)


def test_a_stretch_followed_and_a_crossing_elsewhere_of_one_border_are_both_found_once() -> None:
    both = shapely.LineString([(-91.7, 15.0), (-91.6, 15.0), (-91.5, 15.0), (-91.3, 15.2), (-91.3, 14.8)])
    assert _breaks(borders=_borders(both)) == pytest.approx([_at(-91.7), _at(-91.5), _at(-91.3)], abs=1)


@pytest.mark.parametrize("level", ["adm1", "ADM1", "1"])
def test_the_edge_of_a_first_level_area_breaks(level: str) -> None:
    assert _breaks(areas=_areas(level)) == pytest.approx([_at(-91.6)], abs=1)


def test_the_edge_of_a_second_level_area_does_not_break() -> None:
    assert _breaks(areas=_areas("adm2")) == []
    assert _breaks(areas=_areas("adm1").drop(columns="level")) == []


def test_a_corridor_that_ends_within_100_m_of_another_breaks_it() -> None:
    near, far = ([(-91.5, 15.0 + away / 110_650), (-91.5, 15.4)] for away in (90, 110))
    assert _breaks(shapely.LineString(near)) == pytest.approx([_at(-91.5)], abs=1)
    assert _breaks(shapely.LineString(far)) == []


def test_a_corridor_that_crosses_another_breaks_it() -> None:
    assert _breaks(shapely.LineString([(-91.5, 14.6), (-91.5, 15.4)])) == pytest.approx([_at(-91.5)], abs=1)


def test_what_meets_a_corridor_at_its_own_end_breaks_nothing() -> None:
    assert _breaks(shapely.LineString([(WEST, 15.0), (WEST, 15.4)])) == []


def test_borders_that_meet_at_one_place_break_once() -> None:
    cross = [shapely.LineString([(-91.5, 14.5), (-91.5, 15.5)]), shapely.LineString([(-91.6, 14.9), (-91.4, 15.1)])]
    assert _breaks(borders=_borders(*cross)) == pytest.approx([_at(-91.5)], abs=1)
