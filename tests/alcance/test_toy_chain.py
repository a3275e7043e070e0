"""Worlds small enough to add up on paper, from files to files: 90 km/h is 1.5 km a minute."""

from pathlib import Path

import pytest
from doors import column, done, header, layers, rows_of, written
from osm_world import at_km, node, osm_file, way
from toy_study import demand_csv, facilities_csv, geojson, road_study

Q = "service,mode,profile,direction,cutoff_min,scenario"
CONTRACT = {
    "gaps": f"corridor_id,segment_id,{Q},start_km,end_km,time_any_min,time_ahead_min,time_behind_min,km_ahead,"
    "km_behind,facility_any,facility_ahead,facility_behind,possible_time_any_min,gap_id,gap_km,share_beyond,"
    "km_beyond,severity,p_underserved,flag,border_km,people_per_day,person_km_beyond,status",
    "corridors": f"corridor_id,{Q},length_km,longest_gap_km,gap_index,km_served,km_uncertain,km_underserved,"
    "km_no_data,km_beyond,max_people_per_day_beyond",
    "reach": f"demand_id,{Q},nearest_facility_id,time_min,possible_facility_id,possible_time_min,barrier,status",
    "coverage": f"unit_kind,unit_id,{Q},population,covered_nearest,covered_capacity,share_beyond_60,"
    "share_beyond_120,available,reachable,admissible,acceptable,bottleneck,unknown_people,gini",
    "catchments": f"facility_id,{Q},area_km2,network_km,population,status",
}
ISLAND = [node(900, at_km(19), 0.2), node(901, at_km(21), 0.2), way(9, "900 901", {"highway": "primary"})]
PEOPLE = [("d10", 10, 0.0, 100), ("d65", 65, 0.0, 200), ("island", 20, 0.2, 7), ("off", 50, 0.1, 50)]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Services at 0, 30 and 100 km; 14 minutes are 21 km; people, an area, a border at 75 km, 300 a day up to 65 km."""
    folder = tmp_path_factory.mktemp("road")
    square = [[at_km(-5), -0.05], [at_km(25), -0.05], [at_km(25), 0.05], [at_km(-5), 0.05], [at_km(-5), -0.05]]
    line = [[at_km(75), -1.0], [at_km(75), 1.0]]
    areas = geojson(folder / "areas.geojson", [({"area_id": "west", "name": "West"}, "Polygon", [square])])
    told = {"border_id": "b1", "country_a": "GT", "country_b": "MX"}
    borders = geojson(folder / "borders.geojson", [(told, "LineString", line)])
    flows = written(
        folder / "flows.csv", ["corridor_id,start_km,end_km,people_per_day,source", "east,0,65,300,invented"]
    )
    options = ["--demand", demand_csv(folder, PEOPLE), "--areas", areas, "--borders", borders, "--flows", flows]
    study = road_study(folder, {"a": 0, "b": 30, "c": 100}, *options, things=ISLAND)
    for command in ("gaps", "reach", "coverage", "catchments"):
        done(command, study, "--service", "primary", "--cutoff-min", 14, "--out", folder / command)
    return folder


@pytest.mark.parametrize(
    ("command", "table"),
    [
        ("gaps", "gaps"),
        ("gaps", "corridors"),
        ("reach", "reach"),
        ("coverage", "coverage"),
        ("catchments", "catchments"),
    ],
)
def test_a_result_begins_with_the_columns_others_rely_on(results: Path, command: str, table: str) -> None:
    agreed = CONTRACT[table].split(",")
    assert header(results / command / f"{table}.csv")[: len(agreed)] == agreed


def test_services_at_0_30_and_100_leave_gaps_of_30_and_70(results: Path) -> None:
    # (30² + 70²) / 100² = .58
    [corridor] = rows_of(results / "gaps" / "corridors.csv")
    assert [corridor["longest_gap_km"], corridor["gap_index"]] == ["70.000", "0.5800"]
    rows = rows_of(results / "gaps" / "gaps.csv")
    by_gap = {row["gap_id"]: row["gap_km"] for row in rows}
    assert by_gap == {"east:gap:0": "30.000", "east:gap:30000": "70.000"}


def test_each_segment_tells_the_service_ahead_and_the_one_behind(results: Path) -> None:
    # Midpoint at 55 km: 25 km behind is 16.7 min, 45 km ahead is 30 min.
    [row] = [row for row in rows_of(results / "gaps" / "gaps.csv") if row["segment_id"] == "east:50000"]
    told = ["time_any_min", "time_ahead_min", "time_behind_min", "km_ahead", "km_behind", "facility_ahead"]
    assert [row[name] for name in told] == ["16.7", "30.0", "16.7", "45.000", "25.000", "c"]
    # Of its twenty samples, at 50.25 … 59.75, the first two are within 21 km of 30; the others are 21.25 … 29.75 away,
    # .25 … 8.75 km too far: 81 km together, over 20 samples and 21 km = .1929.
    assert [row["share_beyond"], row["km_beyond"], row["severity"]] == ["0.9000", "9.000", "0.1929"]
    assert [row["flag"], row["status"], row["person_km_beyond"]] == ["underserved", "beyond", "2700.000"]


def test_a_segment_farther_than_25_km_from_all_that_is_known_has_no_data(results: Path) -> None:
    # 60–70 is 30 km from the places at 30 and 100; 70–75, cut at the border, ends 25.000 km from 100.
    flags = {row["segment_id"]: row["flag"] for row in rows_of(results / "gaps" / "gaps.csv")}
    assert flags["east:60000"] == "no_data"
    assert flags["east:50000"] == "underserved"
    assert flags["east:75000"] == "served"


def test_segments_break_at_a_border_and_tell_how_far_it_is(results: Path) -> None:
    rows = rows_of(results / "gaps" / "gaps.csv")
    assert [row["start_km"] for row in rows][7:9] == ["70.000", "75.000"]
    assert [row["border_km"] for row in rows][4:9] == ["25.000", "15.000", "5.000", "0.000", "0.000"]
    [near] = rows_of(results / "gaps" / "border_gaps.csv")
    assert [near["segment_id"], near["border_id"], near["border_km"]] == ["east:50000", "b1", "15.000"]


def test_the_kilometres_of_the_flags_sum_to_the_length(results: Path) -> None:
    [corridor] = rows_of(results / "gaps" / "corridors.csv")
    parts = sum(float(corridor[f"km_{flag}"]) for flag in ("served", "uncertain", "underserved", "no_data"))
    assert parts == pytest.approx(float(corridor["length_km"]), abs=0.002)
    # Beyond 21 km of every service lie 51–79: 28 km.
    assert [corridor["length_km"], corridor["km_beyond"]] == ["100.000", "28.000"]


def test_places_with_people_learn_their_nearest_service(results: Path) -> None:
    rows = rows_of(results / "reach" / "reach.csv")
    told = [(row["demand_id"], row["nearest_facility_id"], row["time_min"], row["status"]) for row in rows]
    assert told == [
        ("d10", "a", "6.7", "reached"),
        ("d65", "b", "23.3", "beyond"),  # as far from c: the smaller id
        ("island", "", "", "unreachable"),
        ("off", "", "", "snap_failed"),  # 11 km from the road
    ]


def test_people_are_counted_by_area_corridor_and_in_all(results: Path) -> None:
    rows = rows_of(results / "coverage" / "coverage.csv")
    told = [(row["unit_kind"], row["population"], row["covered_nearest"], row["share_beyond_60"]) for row in rows]
    # Whoever cannot reach anything is beyond: (7 + 50) / 357 = .1597. All live within 25 km of the corridor.
    assert told == [
        ("all", "357", "100", "0.1597"),
        ("area", "100", "100", "0.0000"),
        ("corridor", "357", "100", "0.1597"),
    ]


def test_a_catchment_runs_21_km_each_way(results: Path) -> None:
    rows = rows_of(results / "catchments" / "catchments.csv")
    told = [(row["facility_id"], row["network_km"], row["population"], row["status"]) for row in rows]
    assert told == [
        ("a", "21.000", "100", "reached"),
        ("b", "42.000", "100", "reached"),
        ("c", "21.000", "0", "reached"),
    ]
    # A band of 21 km by two buffers of 250 m and the half circles at its ends, less what the drawing's grid takes off.
    assert float(rows[0]["area_km2"]) == pytest.approx(21 * 0.5 + 3.1416 * 0.25**2, rel=0.03)


def test_the_geopackage_holds_the_same_tables(results: Path) -> None:
    assert layers(results / "gaps" / "result.gpkg") == ["access", "border_gaps", "corridors", "gaps"]
    assert layers(results / "reach" / "result.gpkg") == ["access", "reach"]


def test_at_km_31_the_next_service_is_69_km_ahead_and_the_last_one_1_km_behind(results: Path) -> None:
    ran = done("gaps", results / "study", "--service", "primary", "--cutoff-min", 14, "--at-km", 31)
    told = dict(line.split(": ", 1) for line in ran.out.splitlines())
    assert [told["km_ahead"], told["km_behind"], told["gap_km"]] == ["69", "1", "70"]
    assert [told["time_ahead_min"], told["time_behind_min"], told["time_any_min"]] == ["46", "0.7", "0.7"]


def test_services_at_0_20_and_80_leave_a_longest_gap_of_60(tmp_path: Path) -> None:
    # (20² + 60² + 20²) / 100² = .44
    study = road_study(tmp_path, {"a": 0, "b": 20, "c": 80})
    done("gaps", study, "--service", "primary", "--out", tmp_path / "out")
    [corridor] = rows_of(tmp_path / "out" / "corridors.csv")
    assert [corridor["longest_gap_km"], corridor["gap_index"]] == ["60.000", "0.4400"]


def test_a_list_declared_complete_turns_no_data_into_underserved(tmp_path: Path) -> None:
    study = road_study(tmp_path, {"a": 0, "b": 30, "c": 100}, "--complete-in", "all")
    done("gaps", study, "--service", "primary", "--cutoff-min", 14, "--out", tmp_path / "out")
    flags = column(tmp_path / "out" / "gaps.csv", "flag")
    assert flags == ["served"] * 5 + ["underserved"] * 3 + ["served"] * 2


def test_what_is_missing_is_empty(results: Path) -> None:
    row = rows_of(results / "gaps" / "gaps.csv")[-1]
    assert [row[name] for name in ("p_underserved", "people_per_day", "person_km_beyond")] == ["", "", ""]
    [whole, *_] = rows_of(results / "coverage" / "coverage.csv")
    # Nobody told of any capacity.
    assert [whole[name] for name in ("covered_capacity", "without_capacity", "out_of_reach")] == ["", "", ""]


@pytest.mark.parametrize(("command", "table", "key"), [("gaps", "gaps", "start_km"), ("reach", "reach", "demand_id")])
def test_rows_stand_in_the_order_of_their_key(results: Path, command: str, table: str, key: str) -> None:
    keys = column(results / command / f"{table}.csv", key)
    assert keys == sorted(keys, key=float if key.endswith("km") else str)


@pytest.mark.parametrize(("direction", "minutes"), [("to", "6.0"), ("from", "2.0")])
def test_on_a_one_way_ring_there_and_back_take_different_times(tmp_path: Path, direction: str, minutes: str) -> None:
    # A square of 3 km sides, driven one way round: the clinic at corner 1, people at corner 2, at 1.5 km a minute.
    north = round(3000 / 110_574.3, 7)
    corners = [node(1, at_km(0), 0.0), node(2, at_km(3), 0.0), node(3, at_km(3), north), node(4, at_km(0), north)]
    ring = way(1, "1 2 3 4 1", {"highway": "trunk", "maxspeed": "100", "oneway": "yes"})
    osm = osm_file(tmp_path, *corners, ring)
    people = demand_csv(tmp_path, [("corner", 3, 0.0, 10)])
    clinics = facilities_csv(tmp_path, {"a": 0})
    done("new", tmp_path / "study", "--osm", osm, "--facilities", clinics, "--demand", people)
    question = ("--service", "primary", "--direction", direction, "--out", tmp_path / "out")
    done("reach", tmp_path / "study", *question)
    assert column(tmp_path / "out" / "reach.csv", "time_min") == [minutes]
