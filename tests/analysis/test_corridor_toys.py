"""Corridors of 100 km with the sums on paper; a kilometre is a minute."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from towns import Town, ask, clinics, corridors, town

from analysis.ahead import values_at
from analysis.corridors import summarise_corridors
from analysis.gaps import GapsResult, Terrain, corridor_of, gaps
from analysis.plan import build_plan
from analysis.supply import build_supply
from geo.errors import QuestionError

AT_0_30_100 = town("A--B------C", km=10)
AT_0_20_80 = town("A-B-----C-+", km=10)
UP_A_SIDE_ROAD = town(
    """
A---------X---------Z
          |
          |
          |
          D
""",
    km=5,
)


def _clinics(world: Town, names: str, **columns: object) -> gpd.GeoDataFrame:
    return clinics({name: world.spot[name] for name in names}, **columns)


def _gaps(world: Town, course: str, names: str, **question: object) -> GapsResult:
    terrain = Terrain(corridors=corridors(c=world.line(course)))
    return gaps(terrain, ask(world, _clinics(world, names), **question))


def _at(world: Town, course: str, names: str, km: float, **question: object) -> pd.Series:
    supply = ask(world, _clinics(world, names), **question)
    corridor = corridor_of("c", Terrain(corridors=corridors(c=world.line(course))), supply)
    return values_at(corridor, np.array([km * 1_000.0]), supply).iloc[0]


def test_with_services_at_0_30_and_100_the_gaps_are_30_and_70_and_the_index_is_58_hundredths() -> None:
    result = _gaps(AT_0_30_100, "ABC", "ABC")
    row = summarise_corridors(result).iloc[0]
    assert np.diff(result.bounds_m["c"]) == pytest.approx([30_000, 70_000], abs=1.0)
    assert row["longest_gap_m"] == pytest.approx(70_000, abs=1.0)
    assert row["gap_index"] == pytest.approx(0.3**2 + 0.7**2, abs=1e-4)


def test_with_services_at_0_20_and_80_the_longest_gap_is_60_and_the_index_44_hundredths() -> None:
    world = AT_0_20_80
    course = shapely.LineString(
        [world.spot["A"], (world.spot["A"][0] + 10 * (world.spot["B"][0] - world.spot["A"][0]) / 2, 15.0)]
    )
    result = gaps(Terrain(corridors=corridors(c=course)), ask(world, _clinics(world, "ABC")))
    row = summarise_corridors(result).iloc[0]
    # Gaps 20, 60 and, to the end, 20 km: .04 + .36 + .04.
    assert row["longest_gap_m"] == pytest.approx(60_000, abs=1.0)
    assert row["gap_index"] == pytest.approx(0.44, abs=1e-4)


def test_at_km_31_the_next_is_69_km_ahead_and_the_last_1_km_behind() -> None:
    row = _at(AT_0_30_100, "ABC", "ABC", 31)
    assert row["ahead_m"] == pytest.approx(69_000, abs=1.0)
    assert row["behind_m"] == pytest.approx(1_000, abs=1.0)
    assert (row["facility_ahead"], row["facility_behind"], row["facility_any"]) == ("C", "B", "B")
    assert row["time_ahead_s"] / 60 == pytest.approx(69, abs=0.02)
    assert row["time_behind_s"] / 60 == row["time_any_s"] / 60 == pytest.approx(1, abs=0.02)


def test_at_a_service_it_is_both_ahead_and_behind_and_the_gap_is_the_one_ahead() -> None:
    row = _at(AT_0_30_100, "ABC", "ABC", 30)
    assert (row["facility_ahead"], row["facility_behind"]) == ("B", "B")
    assert row["ahead_m"] == row["behind_m"] == pytest.approx(0.0, abs=1.0)
    assert row["gap_id"] == "c:gap:30000"
    assert row["gap_m"] == pytest.approx(70_000, abs=1.0)


def test_the_flags_of_the_segments_follow_from_the_distances() -> None:
    segments = _gaps(AT_0_30_100, "ABC", "ABC", cutoff_min=20).segments
    # Farther than 20 km from 30 and from 100: km 50 to 80. Farther than 25 km from both, whole: 60 to 70.
    expected = ["served"] * 5 + ["underserved", "no_data", "underserved"] + ["served"] * 2
    assert segments["flag"].tolist() == expected
    assert segments["beyond_m"].tolist() == pytest.approx([0] * 5 + [10_000] * 3 + [0] * 2, abs=1.0)
    assert segments["status"].tolist() == ["reached"] * 5 + ["beyond"] * 3 + ["reached"] * 2


def test_a_segment_half_of_which_is_beyond_is_underserved() -> None:
    segments = _gaps(AT_0_30_100, "ABC", "ABC", cutoff_min=25).segments
    # Farther than 25 km from 30 and from 100: km 55 to 75.
    assert segments["share_beyond"].tolist()[5:8] == [0.5, 1.0, 0.5]
    assert segments["flag"].tolist()[5:8] == ["underserved", "no_data", "underserved"]


def test_a_sample_exactly_at_the_cutoff_is_not_beyond() -> None:
    # The first sample of the second segment is 10.25 km from A: with its time as the cutoff 500 of 10,000 m are inside.
    rows = _clinics(AT_0_30_100, "A")
    time_s = float(_at(AT_0_30_100, "ABC", "A", 10.25)["time_any_s"])
    plan = replace(build_plan(service="primary", cutoff_min=60), cutoff_s=time_s)
    supply = build_supply(rows, AT_0_30_100.network(), plan)
    segments = gaps(Terrain(corridors=corridors(c=AT_0_30_100.line("ABC"))), supply).segments
    assert segments["beyond_m"].tolist()[:3] == [0.0, 9_500.0, 10_000.0]


def test_severity_is_how_many_cutoffs_too_far_on_average() -> None:
    segments = _gaps(AT_0_30_100, "ABC", "ABC", cutoff_min=20).segments
    # From km 60 to 65 the service at 30 is 30 to 35 km away, from 65 to 70 the one at 100: 32.5 min, 12.5 too many.
    assert segments["severity"][6] == pytest.approx(12.5 / 20, abs=0.01)
    assert segments["severity"][0] == 0.0


def test_a_corridor_without_a_service_is_one_gap_with_index_1() -> None:
    result = _gaps(AT_0_30_100, "ABC", "ABC", service="legal")
    row = summarise_corridors(result).iloc[0]
    assert row["gap_index"] == pytest.approx(1.0)
    assert set(result.segments["gap_id"]) == {"c:gap:0:start:end"}
    assert set(result.segments["status"]) == {"none"}
    assert result.segments["share_beyond"].tolist() == [1.0] * 10
    assert result.segments["share_unreachable"].tolist() == [1.0] * 10
    assert result.segments["ahead_m"].isna().all()
    assert set(result.segments["facility_any"]) == {""}


def test_the_first_and_last_gap_are_marked_where_no_service_stands_at_the_end() -> None:
    # Services at 30 and 100: the corridor begins without one and ends at one.
    segments = _gaps(AT_0_30_100, "ABC", "BC").segments
    assert segments["gap_id"].tolist() == ["c:gap:0:start"] * 3 + ["c:gap:30000"] * 7


def test_a_service_up_a_side_road_is_measured_at_the_junction_and_the_detour_is_added() -> None:
    result = _gaps(UP_A_SIDE_ROAD, "AXZ", "D")
    # D is 20 km up the road that leaves at km 50.
    assert result.bounds_m["c"] == pytest.approx([0, 50_000, 100_000], abs=1.0)
    row = _at(UP_A_SIDE_ROAD, "AXZ", "D", 20)
    assert row["ahead_m"] == pytest.approx(30_000 + 20_000, abs=2.0)
    assert row["time_ahead_s"] / 60 == pytest.approx(50, abs=0.02)
    assert (row["facility_ahead"], row["facility_behind"]) == ("D", "")
    assert np.isinf(row["time_behind_s"])
    assert np.isnan(row["behind_m"])


def test_a_side_road_service_beyond_the_cutoff_counts_for_any_alone() -> None:
    row = _at(UP_A_SIDE_ROAD, "AXZ", "D", 45, cutoff_min=19)
    assert row["facility_any"] == "D"
    assert row["time_any_s"] / 60 == pytest.approx(25, abs=0.02)
    assert (row["facility_ahead"], row["facility_behind"]) == ("", "")
    assert row["gap_id"] == "c:gap:0:start:end"


def test_a_detour_equal_to_the_cutoff_still_belongs_to_the_corridor() -> None:
    # 20 km of side road; the corridor's measure is within a metre of the junction.
    row = _at(UP_A_SIDE_ROAD, "AXZ", "D", 45, cutoff_min=20.001)
    assert row["facility_ahead"] == "D"


def test_on_a_one_way_loop_the_way_in_leaves_at_one_junction_and_the_way_out_joins_at_the_other() -> None:
    loop = town("""
A----X---Y----Z
     v   ^
     v   ^
     +>D>+
""")
    # X to D: 3 south, 2 east. D to Y: 2 east, 3 north. X at km 5, Y at 9 of 14.
    bounds = [_gaps(loop, "AXYZ", "D", direction=direction).bounds_m["c"] for direction in ("to", "from")]
    assert bounds == [pytest.approx([0, 5_000, 14_000], abs=1.0), pytest.approx([0, 9_000, 14_000], abs=1.0)]
    assert _at(loop, "AXYZ", "D", 2)["ahead_m"] == pytest.approx(3_000 + 5_000, abs=2.0)


def test_from_a_service_on_a_one_way_ring_the_direction_decides() -> None:
    ring = town(
        """
A>>>>>>>>>B
^         v
+<<<<<<<<<+
""",
        km=1,
    )
    there, back = (_at(ring, "AB", "B", 4, direction=direction) for direction in ("to", "from"))
    # To B: 6 km on. From B: 2 down, 10 back, 2 up, 4 on.
    assert there["time_any_s"] / 60 == pytest.approx(6, abs=0.02)
    assert back["time_any_s"] / 60 == pytest.approx(18, abs=0.02)


def test_a_corridor_over_a_border_is_broken_there() -> None:
    world = AT_0_30_100
    line = world.line("ABC")
    west, east = world.spot["A"][0], world.spot["C"][0]
    border_lon = west + 0.333 * (east - west)
    border = gpd.GeoDataFrame(
        {"border_id": ["GT-MX"], "country_a": ["GT"], "country_b": ["MX"]},
        geometry=[shapely.LineString([(border_lon, 14), (border_lon, 16)])],
        crs="EPSG:4326",
    )
    result = gaps(Terrain(corridors=corridors(c=line), borders=border), ask(world, _clinics(world, "ABC")))
    ends = result.segments["end_m"].to_numpy()
    # 33.3 km: three pieces of 10 and a last of 3.3, less than half, merged: 0, 10, 20 | 33.3, 43.3 ... 93.3 merged.
    assert ends == pytest.approx(
        [10_000, 20_000, 33_300, 43_300, 53_300, 63_300, 73_300, 83_300, 93_300, 100_000], abs=2
    )
    away_km = result.segments["border_m"].to_numpy() / 1_000
    assert away_km == pytest.approx([23.3, 13.3, 0, 0, 10, 20, 30, 40, 50, 60], abs=0.3)
    assert set(result.segments["border_id"]) == {"GT-MX"}


def test_without_borders_no_distance_to_one_is_known() -> None:
    segments = _gaps(AT_0_30_100, "ABC", "ABC").segments
    assert segments["border_m"].isna().all()
    assert set(segments["border_id"]) == {""}


def test_a_corridor_off_the_roads_is_refused_by_name() -> None:
    away = shapely.LineString([(-80.0, 15.0), (-79.0, 15.0)])
    supply = ask(AT_0_30_100, _clinics(AT_0_30_100, "ABC"))
    with pytest.raises(QuestionError, match="corridor 'lost': no road open to mode 'drive' within 5 km"):
        gaps(Terrain(corridors=corridors(lost=away)), supply)


def test_samples_off_the_roads_count_as_beyond_and_half_of_them_make_a_segment_no_data() -> None:
    world = town("A---------B", km=5)
    west, east = world.spot["A"][0], world.spot["B"][0]
    # 50 km with a road, 30 km without; a road is within 5 km up to km 55.
    course = shapely.LineString([(west, 15.0), (west + 1.6 * (east - west), 15.0)])
    supply = ask(world, _clinics(world, "AB"))
    complete = shapely.box(-100, 10, -80, 20)
    segments = gaps(Terrain(corridors=corridors(c=course), complete=complete), supply).segments
    assert segments["flag"].tolist() == ["served"] * 5 + ["no_data"] * 3
    assert segments["share_beyond"].tolist() == pytest.approx([0] * 5 + [0.5, 1, 1])
    assert segments["status"].tolist()[-2:] == ["snap_failed"] * 2


def test_people_in_transit_times_the_kilometres_beyond() -> None:
    flows = pd.DataFrame(
        {"corridor_id": ["c", "c"], "start_km": [0.0, 55.0], "end_km": [55.0, 70.0], "people_per_day": [40.0, 100.0]}
    )
    terrain = Terrain(corridors=corridors(c=AT_0_30_100.line("ABC")), flows=flows)
    result = gaps(terrain, ask(AT_0_30_100, _clinics(AT_0_30_100, "ABC"), cutoff_min=20))
    # Beyond is km 50 to 80: 40 people over 5 km and 100 over 5 km; 100 over 10; nobody is known to pass from 70 on.
    segments = result.segments
    assert segments["person_m_beyond"][5:8].tolist() == pytest.approx(
        [700_000, 1_000_000, np.nan], abs=1.0, nan_ok=True
    )
    assert segments["people_per_day"].tolist() == pytest.approx([40.0] * 5 + [70.0, 100.0] + [np.nan] * 3, nan_ok=True)
    assert segments["person_m_beyond"][0] == 0.0
    assert summarise_corridors(result)["max_people_per_day_beyond"].tolist() == pytest.approx([100.0])


def test_two_corridors_are_answered_each_on_its_own_in_the_order_of_their_ids() -> None:
    world = AT_0_30_100
    terrain = Terrain(corridors=corridors(b=world.line("ABC"), a=world.line("CBA")))
    result = gaps(terrain, ask(world, _clinics(world, "ABC")))
    assert list(dict.fromkeys(result.segments["corridor_id"])) == ["a", "b"]
    assert result.bounds_m["a"] == pytest.approx([0, 70_000, 100_000], abs=1.0)
    assert result.bounds_m["b"] == pytest.approx([0, 30_000, 100_000], abs=1.0)
