"""What the doctor finds, how much hangs on it, and how much nobody knows, on worlds small enough to draw."""

import math

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from pyproj import Geod
from towns import town

from analysis.completeness import ATTRIBUTES, completeness
from analysis.doctor import examine_areas, examine_completeness, examine_rows
from analysis.weight import Weight, weigh_demand, weigh_facilities
from data.intake import list_repaired, list_set_aside
from data.reasons import say_reason
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


@pytest.mark.parametrize(
    "column", [{"status": ["open", "closed", "closed"]}, {"kind": ["clinic", "mobile_clinic", "mobile_clinic"]}]
)
def test_a_place_that_counts_nowhere_is_no_alternative_and_weighs_what_it_would_be_nearest_to(
    column: dict[str, list[object]],
) -> None:
    facilities = _facilities(facility_id=["a", "b", "c"], lon=[0.0] * 3, lat=[0.0, 10 * KM, 11 * KM], **column)
    people = pd.DataFrame({"demand_id": ["p", "q"], "lon": [0.0, 0.0], "lat": [1 * KM, 9 * KM], "population": [3, 5]})
    demand = gpd.GeoDataFrame(people, geometry=gpd.points_from_xy(people["lon"], people["lat"]), crs="EPSG:4326")
    line = shapely.LineString([(0, 0), (0, 20 * KM)])
    corridors = gpd.GeoDataFrame({"corridor_id": ["c"]}, geometry=[line], crs="EPSG:4326")
    weights = weigh_facilities(facilities, demand, corridors)
    alone = weigh_facilities(facilities.iloc[:1], demand, corridors)
    assert weights["a"] == alone["a"] == (8, pytest.approx(Geod(ellps="WGS84").geometry_length(line) / 1000))
    assert (weights["b"].people, weights["c"].people) == (5, 0)
    assert weights["b"].km == pytest.approx(5.5, abs=0.5)
    assert weights["c"].km == pytest.approx(9.5, abs=0.5)
    closed = weigh_facilities(facilities.iloc[1:], demand, corridors)
    assert (closed["b"].people, closed["c"].people) == (8, 0)


@pytest.mark.parametrize(
    ("hours", "unknown"),
    [
        ("Mo-Fr 08:00-15:00", 0),
        ("24/7", 0),
        ("off", 0),
        ("nonsense", 1),
        ('unknown "Mar 10:00-12:00"', 1),
        ("unknown", 1),
        ('"by appointment"', 1),
        ("Mo-Fr 25:00-26:00", 1),
        ("", 1),
    ],
)
def test_hours_that_cannot_be_read_are_unknown(hours: str, unknown: int) -> None:
    table = completeness(_facilities(facility_id=["a"], lon=[0.0], lat=[0.0], opening_hours=[hours]), None)
    assert list(table["opening_hours"]) == [unknown]


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


OLD = "{} of {} dated checks are over 2 years old (before 2022-01-02)"
COMING = "1 say they were checked on a day still to come, the last 2099-01-01: that counts as unknown"


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["2024-01-02", "2022-01-02"], []),
        (["2024-01-02", "2022-01-01"], [OLD.format(1, 2)]),
        (["2005-01-01", "2006-01-01"], [OLD.format(2, 2)]),
        (["2099-01-01", "2023-11-01"], [COMING]),
        (["2099-01-01", "2021-11-01"], [OLD.format(1, 1), COMING]),
        (["", ""], []),
        (["2024-01-02", ""], []),
    ],
)
def test_checks_over_two_years_old_and_still_to_come_are_counted(days: list[str], found: list[str]) -> None:
    facilities = _facilities(facility_id=["a", "b"], lon=[0.0, 0.0], lat=[0.0, 0.0], checked_on=days, opening_hours="")
    told = [each.what for each in examine_completeness(facilities, "2024-01-02")]
    assert told == found


def test_hours_that_name_no_day_are_counted() -> None:
    hours = ["08:00-15:00", "Mo-Fr 08:00-15:00", "24/7", "por las tardes"]
    spots = {"lon": [0.0] * 4, "lat": [0.0] * 4}
    facilities = _facilities(facility_id=list("abcd"), **spots, checked_on="", opening_hours=hours)
    assert [each.what for each in examine_completeness(facilities, "2024-01-02")] == [
        "1 have hours that name no day, as 08:00-15:00: on Saturdays and Sundays that counts as unknown"
    ]


def _mended(*cells: tuple[str, str, str, str, str]) -> pd.DataFrame:
    lines = [(file, at, row_id, column, value, mend) for at, (file, row_id, column, value, mend) in enumerate(cells, 2)]
    return list_repaired(lines)


NOBODY = list_set_aside([])
NOUNS = {"mine.csv": "facilities", "facilities.csv": "facilities"}


def test_cells_mended_in_one_way_are_one_finding_with_its_first_example_and_all_that_hangs_on_them() -> None:
    repaired = _mended(
        ("mine.csv", "a", "fee", "libre", "neither yes nor no, read as unknown"),
        ("mine.csv", "b", "fee", "gratis", "neither yes nor no, read as unknown"),
        ("mine.csv", "b", "status", "Abierto", "read as open"),
        ("mine.csv", "c", "services", "", "empty, filled with what a clinic gives: primary"),
        ("mine.csv", "x", "checked_on", "2567-01-01", "year 2567: another calendar or a slip, emptied"),
        ("mine.csv", "y", "checked_on", "1899-12-31", "year 1899: another calendar or a slip, emptied"),
    )
    weights = {"facilities": {"a": Weight(10, 1.5), "b": Weight(20, math.nan), "c": Weight(0, 0)}}
    found = examine_rows(NOBODY, repaired, NOUNS, weights)
    assert [(each.level, each.row_id, each.rows, each.todo) for each in found] == [
        ("look", "a", 2, "Is this meant?"),
        ("know", "b", 1, ""),
        ("look", "c", 1, "Is this meant?"),
        ("look", "x", 2, "Is this meant?"),
    ]
    told = "2 cells of the file were read like the first of them: fee 'libre': neither yes nor no, read as unknown"
    assert [found[0].what, found[0].people, found[0].km] == [told, 30, 1.5]
    assert say_reason(told, "es") == (
        "celdas del archivo que se leyeron como la primera de ellas: 2; "
        "fee 'libre': ni sí ni no, se lee como desconocido"
    )
    assert math.isnan(found[3].people)


@pytest.mark.parametrize(
    ("mend", "level"),
    [
        ("read as open", "know"),
        ("WASH read as wash", "know"),
        ("wrong encoding, read as León", "know"),
        ("metres of UTM zone 11 (WGS 84), read as 32.4", "know"),
        ("emergency? read as possible: emergency", "look"),
        ("no emergency read as neither given nor possible: emergency", "look"),
        ("swapped with lat, read as 32.4", "look"),
        ("without its minus sign, read as -116.9", "look"),
        ("unknown service dropped: veterinary", "look"),
    ],
)
def test_only_a_repair_that_changed_a_meaning_asks_whether_it_is_meant(mend: str, level: str) -> None:
    [found] = examine_rows(NOBODY, _mended(("mine.csv", "a", "any", "cell", mend)), NOUNS, {})
    assert (found.level, found.todo) == (level, "Is this meant?" if level == "look" else "")


def test_a_cell_mended_when_the_study_was_made_and_again_on_reading_is_told_once() -> None:
    mend = "neither yes nor no, read as unknown"
    repaired = _mended(
        ("mine.csv", "a", "fee", "libre", mend),
        ("facilities.csv", "a", "fee", "libre", mend),
        ("facilities.csv", "b", "fee", "libre", mend),
    )
    found = examine_rows(NOBODY, repaired, NOUNS, {})
    assert [(each.table, each.row_id, each.rows) for each in found] == [
        ("mine.csv", "a", 1),
        ("facilities.csv", "b", 1),
    ]


def test_rows_set_aside_for_one_reason_are_one_finding() -> None:
    lines = [("mine.csv", at, row_id, "kind", "zoo", "is none of clinic", "{}") for at, row_id in ((2, "a"), (3, "b"))]
    set_aside = list_set_aside([*lines, ("mine.csv", 4, "c", "", "", "is on no corridor", "{}")])
    found = examine_rows(set_aside, list_repaired([]), NOUNS, {})
    first = "2 rows of the file are set aside for the same reason, the first: kind 'zoo': is none of clinic"
    assert [(each.row_id, each.what, each.rows) for each in found] == [
        ("a", first, 2),
        ("c", "set aside: is on no corridor", 1),
    ]
