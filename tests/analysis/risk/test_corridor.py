"""Which segments are exposed: on roads of 1 km, one minute, a character, cut into segments of 10 km."""

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import Town, ask, clinics, corridors, town

from analysis.gaps import Terrain, gaps
from analysis.risk.corridor import ExposureResult, OnRoads, corridor_exposure, fifths, ranks
from geo.roads import FloatArray

# The service at A alone; help at A and C. Edges A-B 20 km, B-C 10 km, C-D 10 km, both ways.
ROAD = town("A-------------------B---------C---------D")
LINE = corridors(east=ROAD.line("ABCD"))
FLOWS = pd.DataFrame({"corridor_id": "east", "start_km": [0, 20], "end_km": [20, 30], "people_per_day": [100.0, 400.0]})


def between(world: Town, a: str, b: str) -> FloatArray:
    """Return 1.0 for both directions of the road between two places, else 0."""
    roads, spots = world.roads, {world.spot[a], world.spot[b]}
    ends = zip(roads.tail, roads.head, strict=True)
    return np.array([{(roads.lon[n], roads.lat[n]) for n in end} == spots for end in ends], dtype=np.float64)


def exposed(
    points: FloatArray,
    *,
    incidents: FloatArray | None = None,
    terrain: Terrain | None = None,
    help_at: str = "AC",
    piece_km: float = 10.0,
) -> ExposureResult:
    places = clinics({name: ROAD.spot[name] for name in "A"})
    asked = ask(ROAD, places, cutoff_min=15, piece_km=piece_km)
    helpers = ask(
        ROAD, clinics({n: ROAD.spot[n] for n in help_at}, services="emergency"), service="emergency", piece_km=piece_km
    )
    told = points if incidents is None else incidents
    terrain = terrain or Terrain(LINE, flows=FLOWS)
    return corridor_exposure(gaps(terrain, asked), terrain, OnRoads(points, told, told == 0), helpers)


def column(result: ExposureResult, name: str) -> list[object]:
    return list(result.segments[name])


def test_exposure_is_hazard_times_people_times_hours_without_help() -> None:
    # A-B has .4 points on 20 km: 2 to 100 km; B-C .3 on 10 km: 3; C-D none.
    # Help from A for the first 15 km, then from C: means of |km - 0|, |km - 30| by cells: 5, 12.5, 5 and 5 minutes.
    points = 0.4 * between(ROAD, "A", "B") + 0.3 * between(ROAD, "B", "C")
    found = exposed(points, incidents=0.4 * between(ROAD, "A", "B"))
    assert column(found, "hazard") == pytest.approx([2, 2, 3, 0], abs=0.05)
    assert column(found, "incidents_per_100km_year") == pytest.approx([2, 2, 0, 0], abs=0.05)
    assert column(found, "reports") == ["yes", "yes", "no_reports", "no_reports"]
    assert [s / 60 for s in found.segments["help_s"]] == pytest.approx([5, 12.5, 5, 5], abs=0.01)
    assert column(found, "people_per_day") == pytest.approx([100, 100, 400, np.nan], nan_ok=True)
    assert column(found, "exposure_without_people") == pytest.approx([10 / 60, 25 / 60, 15 / 60, 0], abs=0.01)
    assert column(found, "exposure") == pytest.approx([1000 / 60, 2500 / 60, 6000 / 60, np.nan], abs=1, nan_ok=True)
    assert column(found, "rank") == [3, 2, 1, 4]


def test_a_segment_is_underserved_and_exposed_only_where_both_are_known() -> None:
    # Beyond 15 minutes of A: half of the second segment and all after it; no place is mapped within 25 km of the last.
    found = exposed(0.3 * between(ROAD, "B", "C") + 0.4 * between(ROAD, "A", "B"))
    assert column(found, "flag") == ["served", "underserved", "underserved", "no_data"]
    assert column(found, "exposure_fifth") == pytest.approx([4, 2, 1, np.nan], nan_ok=True)
    assert column(found, "underserved_and_exposed") == ["no", "no", "yes", "unknown"]


def test_where_nobody_is_exposed_no_segment_is_among_the_most_exposed() -> None:
    assert column(exposed(np.zeros(len(ROAD.roads.tail))), "underserved_and_exposed") == ["no", "no", "no", "unknown"]


def test_no_help_at_all_counts_as_three_hours() -> None:
    assert column(exposed(between(ROAD, "A", "B"), help_at=""), "help_s") == [3 * 3600.0] * 4


def test_a_stretch_without_a_road_has_no_hazard_and_not_none() -> None:
    # The line goes on for 30 km where no road is: its last 20 km are farther than 5 km from any.
    lon, lat = ROAD.spot["D"]
    far = (lon + (lon - ROAD.spot["C"][0]) * 3, lat)
    terrain = Terrain(corridors(east=shapely.LineString([*ROAD.line("ABCD").coords, far])), flows=FLOWS)
    found = exposed(between(ROAD, "A", "B"), terrain=terrain)
    assert column(found, "hazard")[5:] == pytest.approx([np.nan, np.nan], nan_ok=True)
    assert column(found, "reports")[5:] == ["", ""]
    assert column(found, "underserved_and_exposed")[5:] == ["unknown", "unknown"]
    assert column(found, "rank")[5:] == [6, 7]


def test_both_carriageways_count_half() -> None:
    # One direction of C-D has .2 points on 10 km, the other none: 1 to 100 km.
    one_way = between(ROAD, "C", "D") * (ROAD.roads.tail < ROAD.roads.head)
    assert column(exposed(0.2 * one_way), "hazard")[3] == pytest.approx(1, abs=0.05)


def test_equal_segments_are_ranked_by_corridor_and_start() -> None:
    rows = pd.DataFrame(
        {
            "corridor_id": ["b", "a", "a", "a"],
            "start_m": [0.0, 20_000.0, 3_000.0, 1_000.0],
            "exposure": [np.nan, 1.0, 1.0, np.nan],
            "exposure_without_people": [7.0, 2.0, 2.0, 8.0],
        }
    )
    assert ranks(rows).tolist() == [4, 2, 1, 3]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.one_of(st.integers(0, 9).map(float), st.just(np.nan)), max_size=40))
def test_no_more_than_a_fifth_exceeds_the_least_of_the_first_fifth(values: list[float]) -> None:
    exposure = np.array(values, dtype=np.float64)
    fifth = fifths(exposure)
    known = np.isfinite(exposure)
    assert (np.isfinite(fifth) == known).all()
    if known.any():
        first = exposure[fifth == 1]
        assert first.max() == exposure[known].max()
        assert (exposure[known] > first.min()).sum() < np.ceil(known.sum() / 5)
        assert (np.diff(fifth[known][np.argsort(-exposure[known], kind="stable")]) >= 0).all()


edge_points = st.lists(st.floats(0, 5), min_size=6, max_size=6).map(np.array)


@settings(deadline=None, max_examples=15)
@given(edge_points, edge_points)
def test_more_incidents_never_lower_a_hazard(points: FloatArray, more: FloatArray) -> None:
    fewer, many = exposed(points), exposed(points + more)
    assert (many.segments["hazard"] >= fewer.segments["hazard"] - 1e-9).all()
    assert (many.segments["exposure"].fillna(0) >= fewer.segments["exposure"].fillna(0) - 1e-9).all()


@settings(deadline=None, max_examples=15)
@given(edge_points, st.lists(st.floats(0, 1000), min_size=2, max_size=2))
def test_more_people_never_lower_an_exposure(points: FloatArray, more: list[float]) -> None:
    crowded = Terrain(LINE, flows=FLOWS.assign(people_per_day=FLOWS["people_per_day"] + more))
    few, many = exposed(points), exposed(points, terrain=crowded)
    assert (many.segments["exposure"].fillna(0) >= few.segments["exposure"].fillna(0) - 1e-9).all()


def total(result: ExposureResult) -> float:
    rows = result.segments
    return float((rows["hazard"] * (rows["end_m"] - rows["start_m"])).sum())


@settings(deadline=None, max_examples=15)
@given(edge_points)
def test_neither_the_length_of_segments_nor_the_direction_changes_the_hazard_of_a_corridor(points: FloatArray) -> None:
    whole = total(exposed(points))
    assert total(exposed(points, piece_km=5.0)) == pytest.approx(whole)
    back = Terrain(LINE.assign(geometry=[ROAD.line("DCBA")]), flows=FLOWS)
    # The line is not of whole cells: its last one stands elsewhere when it is measured from the other end.
    assert total(exposed(points, terrain=back)) == pytest.approx(whole, rel=0.02, abs=1e-6)
