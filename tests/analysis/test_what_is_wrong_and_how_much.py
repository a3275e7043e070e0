"""What the doctor finds, how much hangs on it, and how much nobody knows, on worlds small enough to draw."""

import math

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from pyproj import Geod
from towns import town

from analysis.completeness import ATTRIBUTES, completeness
from analysis.doctor import examine_areas, examine_completeness
from analysis.weight import weigh_demand, weigh_facilities
from data.vocabulary import TRISTATE_COLUMNS

KM = 1 / 110.574  # degrees of latitude at the equator


def _facilities(**columns: list[object]) -> gpd.GeoDataFrame:
    rows = len(columns["facility_id"])
    usual = {"visibility": ["public"] * rows, "status": ["open"] * rows, "kind": ["clinic"] * rows}
    frame = pd.DataFrame({**usual, "checked_on": [""] * rows, **columns})
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs="EPSG:4326")


def test_each_facility_weighs_the_people_and_kilometres_it_is_nearest_to() -> None:
    facilities = _facilities(facility_id=["a", "b", "x"], lon=[0.0, 0.0, math.nan], lat=[0.0, 10 * KM, math.nan])
    people = pd.DataFrame(
        {"demand_id": ["p", "q", "r"], "lon": [0.0, 0.1, 0.0], "lat": [1 * KM, 4 * KM, 9 * KM], "population": [3, 5, 7]}
    )
    demand = gpd.GeoDataFrame(people, geometry=gpd.points_from_xy(people["lon"], people["lat"]), crs="EPSG:4326")
    line = shapely.LineString([(0, 0), (0, 20 * KM)])
    corridors = gpd.GeoDataFrame({"corridor_id": ["c"]}, geometry=[line], crs="EPSG:4326")
    length_km = Geod(ellps="WGS84").geometry_length(line) / 1000
    weights = weigh_facilities(facilities, demand, corridors)
    assert sorted(weights) == ["a", "b"]
    assert (weights["a"].people, weights["b"].people) == (8, 7)
    assert weights["a"].km == pytest.approx(5.0, abs=0.5)
    assert weights["a"].km + weights["b"].km == pytest.approx(length_km, abs=1e-6)
    assert weigh_demand(demand)["q"].people == 5


def test_without_people_and_corridors_nothing_hangs_on_a_facility() -> None:
    weights = weigh_facilities(_facilities(facility_id=["a"], lon=[0.0], lat=[0.0]), None, None)
    assert weights == {"a": (0.0, 0.0)}
    assert weigh_facilities(_facilities(facility_id=["a"], lon=[math.nan], lat=[math.nan]), None, None) == {}


def test_the_unknown_is_counted_by_area_and_in_all() -> None:
    known = {name: ["yes", "no", "no"] for name in TRISTATE_COLUMNS}
    facilities = _facilities(
        facility_id=["a", "b", "c"],
        lon=[0.5, 0.6, 5.0],
        lat=[0.5, 0.5, 0.5],
        services=["primary"] * 3,
        opening_hours=["24/7", "", ""],
        languages=["es"] * 3,
        status=["open", "unknown", "closed"],
        **{**known, "fee": ["unknown", "no", "unknown"]},
    )
    areas = gpd.GeoDataFrame(
        {"area_id": ["west", "nobody"]}, geometry=[shapely.box(0, 0, 1, 1), shapely.box(8, 0, 9, 1)], crs="EPSG:4326"
    )
    table = completeness(facilities, areas).set_index("area_id")
    assert list(table.index) == ["west", "all"]
    assert list(table["facilities"]) == [2, 3]
    assert list(table["opening_hours"]) == [0.5, pytest.approx(2 / 3)]
    assert list(table["fee"]) == [0.5, pytest.approx(2 / 3)]
    assert list(table["status"]) == [0.5, pytest.approx(1 / 3)]
    assert list(table["trusted"]) == [0, 0]
    assert list(table["checked_on"]) == [1, 1]


def test_a_column_that_is_not_there_is_unknown_throughout() -> None:
    table = completeness(_facilities(facility_id=["a"], lon=[0.0], lat=[0.0]), None)
    assert table.loc[0, "trusted"] == 1
    assert set(ATTRIBUTES) < set(table.columns)


def test_a_study_without_a_facility_has_no_shares() -> None:
    nobody = _facilities(facility_id=["a"], lon=[0.0], lat=[0.0]).iloc[:0]
    assert completeness(nobody, None).empty


def test_an_area_without_a_road_is_found_and_one_with_a_road_is_not() -> None:
    network = town("A--B").network("drive")
    lon, lat = network.roads.lon, network.roads.lat
    near = shapely.box(lon.min() - 0.1, lat.min() - 0.1, lon.max() + 0.1, lat.max() + 0.1)
    areas = gpd.GeoDataFrame(
        {"area_id": ["near", "far"]}, geometry=[near, shapely.transform(near, lambda xy: xy + 3)], crs="EPSG:4326"
    )
    assert [(each.level, each.row_id) for each in examine_areas(areas, network)] == [("look", "far")]


@pytest.mark.parametrize(
    ("days", "old"),
    [(["2024-01-02", "2022-01-02"], 0), (["2024-01-02", "2022-01-01"], 1), (["", ""], 0), (["2024-01-02", ""], 0)],
)
def test_places_checked_two_years_before_the_newest_are_counted(days: list[str], old: int) -> None:
    facilities = _facilities(facility_id=["a", "b"], lon=[0.0, 0.0], lat=[0.0, 0.0], checked_on=days)
    told = [each.what for each in examine_completeness(facilities)]
    assert told == ([f"{old} were last checked over 2 years before the newest"] if old else [])
