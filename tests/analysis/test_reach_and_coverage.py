"""How far the nearest facility is from where people are, and how many people that covers."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from towns import LAT, ask, clinics, corridors, people, town

from analysis.catchments import catchments, people_of_catchments
from analysis.coverage import coverage
from analysis.people import everyone, people_per_day_at
from analysis.reach import reach

# 1 character, 1 km, 1 minute.
WORLD = town("""
P----A--Q-----B-----R   S---T
""")
FAR_LAT = LAT + 1.0


def _clinics(names: str, **columns: object) -> gpd.GeoDataFrame:
    return clinics({name: WORLD.spot[name] for name in names}, **columns)


def _homes(names: str, population: object = 100.0) -> gpd.GeoDataFrame:
    return people({name: WORLD.spot[name] for name in names}, population)


def _reach(facilities: gpd.GeoDataFrame, homes: gpd.GeoDataFrame, **question: object) -> gpd.GeoDataFrame:
    return reach(homes, ask(WORLD, facilities, **question)).demand.set_index("demand_id")


def test_each_home_gets_its_nearest_facility_and_time() -> None:
    found = _reach(_clinics("AB"), _homes("PQR"))
    assert found["nearest_facility_id"].tolist() == ["A", "A", "B"]
    assert (found["time_s"] / 60).tolist() == pytest.approx([5, 3, 6])


def test_the_status_of_a_home_is_reached_beyond_unreachable_or_snap_failed() -> None:
    homes = people({**{name: WORLD.spot[name] for name in "PRS"}, "X": (WORLD.spot["P"][0], FAR_LAT)})
    found = _reach(_clinics("A"), homes, cutoff_min=5)
    assert found["status"].to_dict() == {"P": "reached", "R": "beyond", "S": "unreachable", "X": "snap_failed"}
    # A to R: 3 + 6 + 6 = 15 km; the time is there beyond the cutoff too.
    assert (found["time_s"] / 60).tolist() == pytest.approx([5, 15, np.inf, np.inf])
    assert found["nearest_facility_id"].tolist() == ["A", "A", "", ""]


def test_where_nobody_offers_the_service_the_status_is_none() -> None:
    found = _reach(_clinics("A"), _homes("PS"), service="legal")
    assert found["status"].tolist() == ["none", "none"]
    assert np.isinf(found["time_s"]).all()


def test_two_facilities_equally_far_give_the_smaller_id() -> None:
    # Q is 3 km from A; a second clinic stands at the same place as A.
    rows = clinics({"b": WORLD.spot["A"], "a": WORLD.spot["A"]})
    assert _reach(rows, _homes("Q"))["nearest_facility_id"].tolist() == ["a"]


def test_a_place_that_may_offer_the_service_is_possible_and_named_as_the_barrier() -> None:
    rows = _clinics("AB", services=["", "primary"], services_possible=["primary", ""])
    found = _reach(rows, _homes("PR"))
    # From P: A for all we know 5 min, B for sure 5 + 3 + 6 = 14. From R B is nearer anyway.
    assert found["nearest_facility_id"].tolist() == ["B", "B"]
    assert found["possible_facility_id"].tolist() == ["A", "B"]
    assert (found["time_s"] / 60).tolist() == pytest.approx([14, 6])
    assert (found["possible_time_s"] / 60).tolist() == pytest.approx([5, 6])
    assert found["barrier"].tolist() == ["service_unknown", ""]


@pytest.mark.parametrize(
    ("column", "word", "barrier"), [("status", "closed", "closed"), ("kind", "mobile_clinic", "no_visits")]
)
def test_a_closed_or_unvisited_place_is_not_possible_but_is_named_as_the_barrier(
    column: str, word: str, barrier: str
) -> None:
    rows = _clinics("AB")
    rows.loc[0, column] = word
    found = _reach(rows, _homes("P"))
    assert found["nearest_facility_id"].tolist() == found["possible_facility_id"].tolist() == ["B"]
    assert found["barrier"].tolist() == [barrier]


def test_on_one_way_streets_the_direction_of_travel_decides() -> None:
    ring = town("""
A>>B
^  v
+<<+
""")
    homes = people({"home": ring.spot["B"]})
    rows = clinics({"A": ring.spot["A"]})
    minutes = [
        float(reach(homes, ask(ring, rows, direction=direction)).demand["time_s"].iloc[0]) / 60
        for direction in ("to", "from")
    ]
    assert minutes == pytest.approx([7, 3])


def _coverage(facilities: gpd.GeoDataFrame, homes: gpd.GeoDataFrame, **question: object) -> gpd.GeoDataFrame:
    tables = {name: question.pop(name, None) for name in ("areas", "corridors")}
    units = coverage(homes, ask(WORLD, facilities, **question), **tables).units
    return units.set_index(["unit_kind", "unit_id"])


def test_coverage_counts_people_within_the_cutoff_and_shares_beyond_an_hour_and_two() -> None:
    slow = {"mode": "walk", "cutoff_min": 36}
    # On foot a km is 12 min: P 60, Q 36, R 12 * 15 = 180; S has no way.
    row = _coverage(_clinics("A"), _homes("PQRS", [10.0, 20.0, 30.0, 40.0]), **slow).loc[("all", "all")]
    assert row["population"] == 100.0
    assert row["covered_nearest"] == 20.0
    assert row["share_beyond_60"] == pytest.approx(0.7, abs=1e-9)
    assert row["share_beyond_120"] == pytest.approx(0.7)
    assert row["unknown_people"] == 0.0


def test_people_who_depend_on_a_place_nobody_confirmed_are_unknown_people() -> None:
    rows = _clinics("AB", services=["", "primary"], services_possible=["primary", ""])
    row = _coverage(rows, _homes("PQR", [1.0, 2.0, 4.0]), cutoff_min=6).loc[("all", "all")]
    # B covers Q and R for sure; A would add P.
    assert (row["covered_nearest"], row["unknown_people"]) == (6.0, 1.0)


def test_areas_and_corridors_count_the_people_in_and_along_them() -> None:
    west, east = (WORLD.spot[name][0] for name in "PR")
    middle = (WORLD.spot["Q"][0] + WORLD.spot["B"][0]) / 2
    areas = gpd.GeoDataFrame(
        {"area_id": ["w", "e", "x"]},
        geometry=[
            shapely.box(west - 0.1, 14, middle, 16),
            shapely.box(middle, 14, east + 0.1, 16),
            shapely.box(0, 0, 1, 1),
        ],
        crs="EPSG:4326",
    )
    homes = people({**{name: WORLD.spot[name] for name in "PQR"}, "X": (west, FAR_LAT)}, [1.0, 2.0, 4.0, 8.0])
    units = _coverage(_clinics("A"), homes, cutoff_min=5, areas=areas, corridors=corridors(c=WORLD.line("PR")))
    assert units["population"].to_dict() == {
        ("all", "all"): 15.0,
        ("area", "e"): 4.0,
        ("area", "w"): 11.0,
        ("area", "x"): 0.0,
        ("corridor", "c"): 7.0,
    }
    assert units["covered_nearest"].to_list() == [3.0, 0.0, 3.0, 0.0, 3.0]
    assert np.isnan(units.loc[("area", "x"), "share_beyond_60"])
    assert units.loc[("all", "all"), "geometry"] is None


@pytest.mark.parametrize(("km", "counted"), [(24.9, 1.0), (25.1, 0.0)])
def test_people_up_to_25_km_beside_a_corridor_live_along_it(km: float, counted: float) -> None:
    lon, lat = WORLD.spot["Q"]
    home = people({"X": (lon, lat + km / 110.65)}, [1.0])  # a degree of latitude at 15 N is 110.65 km
    units = _coverage(_clinics("A"), home, corridors=corridors(c=WORLD.line("PR")))
    assert units.loc[("corridor", "c"), "population"] == counted


def _catchments(facilities: gpd.GeoDataFrame, homes: gpd.GeoDataFrame | None, **question: object) -> gpd.GeoDataFrame:
    supply = ask(WORLD, facilities, **question)
    asked = None if homes is None else people_of_catchments(homes, supply)
    return catchments(supply, asked, progress=lambda _d, _o: None).catchments.set_index("facility_id")


def test_a_catchment_holds_the_roads_and_people_within_the_cutoff() -> None:
    found = _catchments(_clinics("AB"), _homes("PQRS", [1.0, 2.0, 4.0, 8.0]), cutoff_min=6)
    # A: 5 km west to P, 6 east. B: 6 each way. Q is within 6 km of both: catchments overlap.
    assert (found["network_m"] / 1_000).tolist() == pytest.approx([11, 12])
    assert found["population"].tolist() == [3.0, 6.0]
    assert found["status"].tolist() == ["reached", "reached"]
    assert found["area_m2"].tolist() == pytest.approx(
        [11_000 * 500 + np.pi * 250**2, 12_000 * 500 + np.pi * 250**2], rel=0.04
    )


def test_without_demand_nobody_knows_how_many_people_a_catchment_holds() -> None:
    assert _catchments(_clinics("A"), None)["population"].isna().all()


def test_a_facility_far_from_every_road_has_no_catchment_and_says_so() -> None:
    rows = clinics({"A": WORLD.spot["A"], "far": (WORLD.spot["A"][0], FAR_LAT)})
    far = _catchments(rows, _homes("P")).loc["far"]
    assert far["status"] == "snap_failed"
    assert far[["area_m2", "network_m", "population", "buffer_m"]].isna().all()
    assert far["geometry"] is None


def test_a_service_nobody_offers_has_an_empty_table_of_catchments() -> None:
    assert len(_catchments(_clinics("A"), None, service="legal")) == 0


def _grouped(*groups: str) -> gpd.GeoDataFrame:
    """Return three groups of people who live at one place, P."""
    homes = _homes("PQR", [100.0, 25.0, 15.0]).assign(group=list(groups))
    spot = homes.iloc[0]
    return homes.assign(lon=spot["lon"], lat=spot["lat"], geometry=spot["geometry"])


def test_rows_of_women_and_children_beside_rows_of_all_are_not_counted_twice() -> None:
    homes = _grouped("all", "women", "children")
    assert everyone(homes)["demand_id"].tolist() == ["P"]
    assert _coverage(_clinics("A"), homes).loc[("all", "all"), "population"] == 100.0
    assert _catchments(_clinics("A"), homes)["population"].tolist() == [100.0]


def test_a_place_with_parts_alone_is_kept_beside_one_that_has_a_row_of_all() -> None:
    homes = _homes("PQR", [100.0, 25.0, 15.0]).assign(group=["all", "women", "children"])
    assert everyone(homes)["population"].sum() == 140.0


def test_reach_still_answers_for_every_row_of_every_group() -> None:
    assert len(_reach(_clinics("A"), _grouped("all", "women", "children"))) == 3


def test_a_table_of_parts_alone_or_without_groups_is_counted_whole() -> None:
    assert everyone(_grouped("women", "children", "men"))["population"].sum() == 140.0
    assert everyone(_homes("PQR"))["population"].sum() == 300.0


def test_flows_hold_from_their_start_up_to_their_end() -> None:
    flows = pd.DataFrame(
        {
            "corridor_id": ["c", "c", "d"],
            "start_km": [0.0, 10.0, 0.0],
            "end_km": [10.0, 20.0, 99.0],
            "people_per_day": [5.0, 7.0, 9.0],
        }
    )
    at_m = np.array([0.0, 9_999.0, 10_000.0, 19_999.0, 20_000.0])
    assert people_per_day_at(flows, "c", at_m).tolist() == pytest.approx([5, 5, 7, 7, np.nan], nan_ok=True)
    assert np.isnan(people_per_day_at(None, "c", at_m)).all()
