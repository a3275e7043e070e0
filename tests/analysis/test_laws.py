"""What must hold in every town: a corridor along a parallel with side roads, some of them one-way, and a by-pass."""

import geopandas as gpd
import numpy as np
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_towns import World, worlds
from towns import LAT, LON, Town, ask, clinics, corridors, roads_of

from analysis.ahead import values_at
from analysis.catchments import catchments, people_of_catchments
from analysis.corridors import summarise_corridors
from analysis.coverage import coverage
from analysis.gaps import FLAGS, Terrain, corridor_of, gaps
from analysis.reach import reach
from geo.geodesy import metres_per_degree
from layers.tables import catchments_table, corridors_table, coverage_table, gaps_table, reach_table

EAST_M, NORTH_M = (float(metres) for metres in metres_per_degree(LAT))
LAWS = settings(max_examples=20, deadline=None, derandomize=True)


directions = st.sampled_from(["to", "from"])


def _reach_s(world: World, rows: gpd.GeoDataFrame, **question: object) -> np.ndarray:
    return reach(world.homes, ask(world.town, rows, **question)).demand["time_s"].to_numpy()


@given(worlds(), st.integers(1, 40), st.integers(0, 40), directions)
@LAWS
def test_a_larger_cutoff_never_shrinks_a_catchment_or_the_coverage(
    world: World, cutoff_min: int, more_min: int, direction: str
) -> None:
    small, large = (
        ask(world.town, world.clinics, cutoff_min=minutes, direction=direction)
        for minutes in (cutoff_min, cutoff_min + more_min)
    )
    a, b = (
        catchments(s, people_of_catchments(world.homes, s), progress=lambda *_: None).catchments for s in (small, large)
    )
    assert (b["network_m"] >= a["network_m"] - 1e-6).all()
    assert (b["population"] >= a["population"]).all()
    covered = [
        coverage(world.homes, s, areas=None, corridors=None).units["covered_nearest"].iloc[0] for s in (small, large)
    ]
    assert covered[1] >= covered[0]


@given(worlds(), directions)
@LAWS
def test_a_new_clinic_never_makes_anyone_travel_longer(world: World, direction: str) -> None:
    before = _reach_s(world, world.clinics.iloc[:-1], direction=direction)
    after = _reach_s(world, world.clinics, direction=direction)
    assert np.all(after <= before)


@given(worlds(), directions)
@LAWS
def test_the_nearest_of_two_lists_is_the_nearer_of_their_nearest(world: World, direction: str) -> None:
    one, two = world.clinics.iloc[::2], world.clinics.iloc[1::2]
    apart = np.minimum(_reach_s(world, one, direction=direction), _reach_s(world, two, direction=direction))
    assert np.array_equal(_reach_s(world, world.clinics, direction=direction), apart)


@given(worlds(), st.integers(1, 40))
@LAWS
def test_inside_plus_gap_equals_everyone(world: World, cutoff_min: int) -> None:
    supply = ask(world.town, world.clinics, cutoff_min=cutoff_min)
    unit = coverage(world.homes, supply, areas=None, corridors=None).units.iloc[0]
    found = reach(world.homes, supply).demand
    outside = found["population"][found["status"] != "reached"].sum()
    assert unit["covered_nearest"] + outside == unit["population"] == world.homes["population"].sum()


@given(worlds(), st.floats(0.02, 0.98), directions)
@LAWS
def test_reversing_the_corridor_swaps_ahead_and_behind(world: World, share: float, direction: str) -> None:
    supply = ask(world.town, world.clinics, direction=direction)
    there, back = (corridor_of("c", world.terrain(reverse=turned), supply) for turned in (False, True))
    at_m = np.array([share * there.line.length_m])
    # A clinic is measured to the metre: beside one, ahead and behind are decided by rounding.
    assume(np.abs(there.along.measure_m - at_m).min() > 3)
    a, b = values_at(there, at_m, supply), values_at(back, there.line.length_m - at_m, supply)
    for one, other in (("ahead", "behind"), ("behind", "ahead")):
        assert a[f"facility_{one}"].iloc[0] == b[f"facility_{other}"].iloc[0]
        assert np.isclose(a[f"time_{one}_s"].iloc[0], b[f"time_{other}_s"].iloc[0], atol=0.2)
        assert np.isclose(a[f"{one}_m"].iloc[0], b[f"{other}_m"].iloc[0], atol=4, equal_nan=True)
    assert a["facility_any"].iloc[0] == b["facility_any"].iloc[0]
    assert np.isclose(a["gap_m"].iloc[0], b["gap_m"].iloc[0], atol=3)


@given(worlds(), st.integers(3, 30))
@LAWS
def test_halving_the_segments_leaves_the_totals_unchanged(world: World, cutoff_min: int) -> None:
    whole, half = (world.gaps(cutoff_min=cutoff_min, piece_km=km).segments for km in (10, 5))
    for column in ("beyond_m", "person_m_beyond"):
        assert np.isclose(whole[column].sum(), half[column].sum(), atol=1e-6)
    for segments in (whole, half):
        assert np.allclose(segments["people_per_day"] * segments["beyond_m"], segments["person_m_beyond"])
        assert np.isclose((segments["end_m"] - segments["start_m"]).sum(), segments["end_m"].iloc[-1])


@given(worlds(), st.integers(3, 30), st.sampled_from([1, 5, 10]))
@LAWS
def test_the_kilometres_of_the_flags_sum_to_the_length(world: World, cutoff_min: int, piece_km: float) -> None:
    result = world.gaps(cutoff_min=cutoff_min, piece_km=piece_km)
    row = summarise_corridors(result).iloc[0]
    assert abs(sum(row[f"{flag}_m"] for flag in FLAGS) - row["length_m"]) < 1e-6
    written = corridors_table(result).iloc[0]
    assert abs(sum(written[f"km_{flag}"] for flag in FLAGS) - row["length_m"] / 1_000) <= 0.002
    assert row["beyond_m"] <= row["length_m"] + 1e-6


@given(worlds())
@LAWS
def test_the_gaps_fill_the_corridor_and_the_longest_bounds_the_index(world: World) -> None:
    row = summarise_corridors(world.gaps()).iloc[0]
    share = row["longest_gap_m"] / row["length_m"]
    assert share**2 - 1e-9 <= row["gap_index"] <= share + 1e-9


def _written(world: World, rows: gpd.GeoDataFrame) -> list[bytes]:
    """Return every table of an answer as bytes, shapes included."""
    supply = ask(world.town, rows, cutoff_min=15)
    result = gaps(world.terrain(), supply)
    tables = [
        gaps_table(result),
        corridors_table(result),
        reach_table(reach(world.homes, supply)),
        catchments_table(catchments(supply, people_of_catchments(world.homes, supply), progress=lambda *_: None)),
        coverage_table(coverage(world.homes, supply, areas=None, corridors=world.terrain().corridors)),
    ]
    return [table.to_csv().encode() for table in tables]


@given(worlds(), st.data())
@LAWS
def test_a_hidden_place_deleted_or_moved_changes_no_table(world: World, data: st.DataObject) -> None:
    hidden = data.draw(st.sets(st.sampled_from(list(world.clinics["facility_id"])), min_size=1))
    is_hidden = world.clinics["facility_id"].isin(hidden)
    rows = world.clinics.assign(visibility=np.where(is_hidden, "hidden", "public"))
    moved = rows.assign(lon=np.where(is_hidden, rows["lon"] + 0.013, rows["lon"]))
    moved = moved.set_geometry(gpd.points_from_xy(moved["lon"], moved["lat"]), crs="EPSG:4326")
    written = _written(world, rows)
    assert _written(world, rows[~is_hidden].reset_index(drop=True)) == written
    assert _written(world, moved) == written


@given(worlds())
@LAWS
def test_the_same_inputs_give_the_same_bytes(world: World) -> None:
    assert _written(world, world.clinics) == _written(world, world.clinics.copy())


@given(worlds(), directions)
@LAWS
def test_the_time_anywhere_is_never_longer_than_ahead_or_behind(world: World, direction: str) -> None:
    segments = world.gaps(direction=direction).segments
    nearer = np.minimum(segments["time_ahead_s"], segments["time_behind_s"])
    assert (segments["time_any_s"] <= nearer).all()
    both_missing = (segments["facility_ahead"] == "") & (segments["facility_behind"] == "")
    assert np.isinf(nearer[both_missing]).all()
    assert (segments["possible_time_any_s"] <= segments["time_any_s"]).all()


def test_where_the_samples_stand_does_not_move_a_service() -> None:
    # The clinic is 300 m off the road; leaving is quickest straight beside it, at 1.9 km, where no sample stands.
    lon = [LON + k * 1000 / EAST_M for k in range(11)]
    pairs = [(k, k + 1, 1000.0) for k in range(10)] + [(k + 1, k, 1000.0) for k in range(10)]
    world = Town(roads_of(lon, [LAT] * 11, pairs), {})
    supply = ask(world, clinics({"B": (LON + 1900 / EAST_M, LAT + 300 / NORTH_M)}))
    line = shapely.LineString([(lon[0], LAT), (lon[-1], LAT)])
    for drawn, measure_m in ((line, 1900.0), (line.reverse(), 8100.0)):
        bounds_m = gaps(Terrain(corridors(c=drawn)), supply).bounds_m["c"]
        assert abs(bounds_m[1] - measure_m) <= 5.0
