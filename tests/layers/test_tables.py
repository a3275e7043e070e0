"""The tables people read: the columns of the contract in their order, minutes and kilometres, empty where unknown."""

import geopandas as gpd
import numpy as np
import pytest
from towns import ask, clinics, corridors, people, town

from analysis.ahead import values_at
from analysis.catchments import catchments, people_of_catchments
from analysis.coverage import coverage
from analysis.gaps import Terrain, corridor_of, gaps
from analysis.reach import reach
from layers.tables import (
    DECIMALS,
    catchments_table,
    corridors_table,
    coverage_table,
    gaps_table,
    point_table,
    reach_table,
)

# Services at 0, 30 and 100 km; a kilometre is a minute. S is on an island.
WORLD = town("A--B------C  S-T", km=10)
QUESTION = "service, mode, profile, direction, cutoff_min, scenario"
SUPPLY = ask(WORLD, clinics({name: WORLD.spot[name] for name in "ABC"}), cutoff_min=20)
TERRAIN = Terrain(corridors=corridors(c=WORLD.line("ABC")))
HOMES = people({"home": WORLD.spot["B"], "island": WORLD.spot["S"]}, [10.0, 5.0])


def _columns(text: str) -> list[str]:
    return text.replace("Q", QUESTION, 1).split(", ")


def test_gaps_have_the_columns_of_the_contract_and_what_was_added_follows() -> None:
    table = gaps_table(gaps(TERRAIN, SUPPLY))
    contract = _columns(
        "corridor_id, segment_id, Q, start_km, end_km, time_any_min, time_ahead_min, time_behind_min, km_ahead, "
        "km_behind, facility_any, facility_ahead, facility_behind, possible_time_any_min, gap_id, gap_km, "
        "share_beyond, km_beyond, severity, p_underserved, flag, border_km, people_per_day, person_km_beyond, status"
    )
    assert list(table.columns) == [*contract, "share_unreachable", "geometry"]


def test_a_row_of_gaps_is_in_minutes_and_kilometres() -> None:
    row = gaps_table(gaps(TERRAIN, SUPPLY)).iloc[3]
    # The segment from 30 to 40: its midpoint is 5 km beyond B and 65 short of C.
    assert (row["corridor_id"], row["segment_id"]) == ("c", "c:30000")
    assert row[["start_km", "end_km", "km_ahead", "km_behind", "gap_km"]].tolist() == pytest.approx(
        [30, 40, 65, 5, 70], abs=0.001
    )
    assert row[["time_any_min", "time_ahead_min", "time_behind_min"]].tolist() == pytest.approx([5, 65, 5], abs=0.01)
    assert row[["service", "mode", "profile", "direction", "cutoff_min", "scenario"]].tolist() == [
        *("primary", "drive", "anyone", "to", 20.0, "base")
    ]
    assert row[["p_underserved", "border_km", "people_per_day", "person_km_beyond"]].isna().all()


def test_a_service_nobody_offers_leaves_times_and_distances_empty_never_infinite() -> None:
    supply = ask(WORLD, clinics({"A": WORLD.spot["A"]}), service="legal")
    table = gaps_table(gaps(TERRAIN, supply))
    assert set(table["status"]) == {"none"}
    assert (
        table[["time_any_min", "time_ahead_min", "possible_time_any_min", "km_ahead", "km_behind"]]
        .isna()
        .all(axis=None)
    )
    numbers = table.drop(columns="geometry").select_dtypes("number")
    assert not np.isinf(numbers.to_numpy(dtype=float)).any()


def test_corridors_have_the_columns_of_the_contract_and_flags_that_sum_to_the_length() -> None:
    table = corridors_table(gaps(TERRAIN, SUPPLY))
    assert list(table.columns) == _columns(
        "corridor_id, Q, length_km, longest_gap_km, gap_index, km_served, km_uncertain, km_underserved, km_no_data, "
        "km_beyond, max_people_per_day_beyond"
    )
    row = table.iloc[0]
    # Beyond 20 km: km 50 to 80; beyond 25 km of any place: 60 to 70.
    flags = row[["km_served", "km_uncertain", "km_underserved", "km_no_data"]].tolist()
    assert flags == pytest.approx([70, 0, 20, 10], abs=0.002)
    assert sum(flags) == pytest.approx(row["length_km"], abs=1e-9)
    assert (row["longest_gap_km"], row["km_beyond"]) == (pytest.approx(70, abs=0.001), pytest.approx(30, abs=0.001))
    assert np.isnan(row["max_people_per_day_beyond"])


def test_reach_has_the_columns_of_the_contract_and_is_empty_where_there_is_no_way() -> None:
    table = reach_table(reach(HOMES, SUPPLY))
    assert list(table.columns) == [
        *_columns(
            "demand_id, Q, nearest_facility_id, time_min, possible_facility_id, possible_time_min, barrier, status"
        ),
        *("blocked_facility_id", "blocked_time_min"),
        "geometry",
    ]
    assert table["time_min"].tolist() == pytest.approx([0.0, np.nan], nan_ok=True)
    assert table["status"].tolist() == ["reached", "unreachable"]


def test_catchments_have_the_columns_of_the_contract_and_what_was_added_follows() -> None:
    table = catchments_table(catchments(SUPPLY, people_of_catchments(HOMES, SUPPLY), progress=lambda *_: None))
    contract = _columns("facility_id, Q, area_km2, network_km, population, status")
    assert list(table.columns) == [*contract, "buffer_m", "geometry"]
    # 20 km each way, but nothing lies west of A or east of C; a belt of twice 250 m.
    assert table["network_km"].tolist() == pytest.approx([20, 40, 20], abs=0.001)
    assert table["area_km2"].tolist() == pytest.approx([10.2, 20.2, 10.2], rel=0.04)
    assert table["population"].tolist() == [0.0, 10.0, 0.0]
    assert isinstance(table, gpd.GeoDataFrame)


def test_coverage_has_the_columns_of_the_contract_and_what_was_added_follows() -> None:
    table = coverage_table(coverage(HOMES, SUPPLY, areas=None, corridors=TERRAIN.corridors))
    assert list(table.columns) == [
        *_columns(
            "unit_kind, unit_id, Q, population, covered_nearest, covered_capacity, share_beyond_60, share_beyond_120, "
            "available, reachable, admissible, acceptable, bottleneck, unknown_people, gini"
        ),
        *("without_capacity", "out_of_reach", "covered_in_order"),
        *("eai", "eai_low", "eai_high", "eai_bound_low", "eai_bound_high"),
        *("limiting_factor", "eai_rank", "rank_unstable"),
        "geometry",
    ]
    # The island lies 30 km beyond the end of the corridor: its people do not live along it.
    assert table["unit_kind"].tolist() == ["all", "corridor"]
    assert table["population"].tolist() == [15.0, 10.0]
    assert table["covered_nearest"].tolist() == [10.0, 10.0]
    assert table[["covered_capacity", "without_capacity", "out_of_reach"]].isna().all(axis=None)
    assert table["bottleneck"].tolist() == ["available", ""]


def test_at_km_31_the_printed_point_says_69_ahead_and_1_behind() -> None:
    values = values_at(corridor_of("c", TERRAIN, SUPPLY), np.array([31_000.0]), SUPPLY)
    row = point_table(values, "c", 31_000.0, SUPPLY.plan).iloc[0]
    assert (row["corridor_id"], row["km"]) == ("c", 31.0)
    assert row[["km_ahead", "km_behind", "time_any_min"]].tolist() == pytest.approx([69, 1, 1], abs=0.01)
    assert (row["facility_ahead"], row["facility_behind"], row["status"]) == ("C", "B", "reached")


def test_every_number_has_a_stated_number_of_decimals() -> None:
    result = gaps(TERRAIN, SUPPLY)
    tables = [
        gaps_table(result),
        corridors_table(result),
        reach_table(reach(HOMES, SUPPLY)),
        catchments_table(catchments(SUPPLY, people_of_catchments(HOMES, SUPPLY), progress=lambda *_: None)),
        point_table(values_at(corridor_of("c", TERRAIN, SUPPLY), np.array([1.0]), SUPPLY), "c", 1.0, SUPPLY.plan),
    ]
    numbers = {column for table in tables for column in table.select_dtypes("number")}
    assert numbers - set(DECIMALS) == set()
    assert {DECIMALS[name] for name in numbers if name.endswith("_min")} == {1}
    assert {DECIMALS[name] for name in numbers if name.endswith("_km") or name.startswith("km")} == {3}
