"""From ways to the graph, on roads small enough to draw, and on real extracts."""

import random
from pathlib import Path

import numpy as np
import pytest
from osm_world import build, line_of_nodes, node, osm_file, rows, way

from data.osm_file import read_osm
from data.osm_nodes import positions
from data.osm_pieces import cut_pieces
from data.osm_roads import build_roads
from geo.errors import InputError
from geo.geodesy import distance_m
from geo.roads import MODES, ROAD_CLASSES, TICKS_PER_S, Roads

STEP_M = 111.319490793  # a thousandth of a degree along the equator: 6378137 × π / 180 000
BOTH = [(1, 2), (2, 1)]


def same(first: Roads, second: Roads) -> bool:
    names = ("node_id", "lon", "lat", "tail", "head", "length_m", "road_class", "way_id")
    return all(np.array_equal(getattr(first, name), getattr(second, name)) for name in names) and all(
        np.array_equal(first.time_s[mode], second.time_s[mode]) for mode in MODES
    )


def test_a_two_way_street_is_two_rows_with_length_and_time(tmp_path: Path) -> None:
    roads, _ = build(tmp_path, *line_of_nodes(1, 2), way(7, "1 2"))
    assert rows(roads, "drive") == rows(roads, "walk") == BOTH
    assert roads.length_m == pytest.approx([STEP_M, STEP_M], abs=1e-6)
    assert roads.time_s["walk"] == pytest.approx([STEP_M / 5 * 3.6] * 2, abs=1e-6)
    assert roads.time_s["drive"] == pytest.approx([STEP_M / 25 * 3.6] * 2, abs=1e-6)
    assert roads.way_id.tolist() == [7, 7]
    assert [ROAD_CLASSES[kind] for kind in roads.road_class] == ["residential"] * 2


def test_times_are_whole_ticks_and_arrays_cannot_be_changed(tmp_path: Path) -> None:
    roads, _ = build(tmp_path, *line_of_nodes(1, 2, 3), way(7, "1 2 3"))
    ticks = roads.time_s["drive"] * TICKS_PER_S
    assert np.array_equal(ticks, np.round(ticks))
    for array in (roads.node_id, roads.lon, roads.tail, roads.length_m, roads.time_s["walk"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_a_one_way_street_binds_vehicles_and_lets_walkers_back(tmp_path: Path) -> None:
    roads, _ = build(tmp_path, *line_of_nodes(1, 2), way(7, "1 2", {"highway": "primary", "oneway": "-1"}))
    assert rows(roads, "drive") == [(2, 1)]
    assert rows(roads, "walk") == BOTH


def test_a_roundabout_goes_round_one_way(tmp_path: Path) -> None:
    ring = way(7, "1 2 3 1", {"highway": "tertiary", "junction": "roundabout"})
    roads, _ = build(tmp_path, node(1, 0, 0), node(2, 0.001, 0), node(3, 0, 0.001), ring)
    assert rows(roads, "drive") == [(1, 2), (2, 3), (3, 1)]
    assert len(rows(roads, "walk")) == 6


def test_nobody_walks_on_a_motorway(tmp_path: Path) -> None:
    roads, _ = build(tmp_path, *line_of_nodes(1, 2), way(7, "1 2", {"highway": "motorway"}))
    assert rows(roads, "walk") == []
    assert rows(roads, "drive") == [(1, 2)]
    assert roads.road_class.tolist() == [ROAD_CLASSES.index("motorway")]


def test_a_clipped_way_never_joins_a_wrong_node(tmp_path: Path) -> None:
    # 1 - 404 - 3 - 4: the piece to 404 and the one from it are gone, and 1 is not joined to 3.
    roads, report = build(tmp_path, *line_of_nodes(1, 3, 4), way(7, "1 404 3 4"), way(8, "0 1"), way(9, "4 999"))
    assert rows(roads, "drive") == [(3, 4), (4, 3)]
    assert report.pieces_outside == report.drivable_pieces_outside == 4


def test_an_id_that_is_not_in_the_file_is_not_found(tmp_path: Path) -> None:
    extract = read_osm(osm_file(tmp_path, *line_of_nodes(1, 5), way(7, "1 5")))
    assert positions(extract.node_id, np.array([0, 1, 3, 5, 9])).tolist() == [-1, 0, -1, 1, -1]
    assert len(cut_pieces(extract, np.array([False])).way) == 0


def test_loops_parallel_ways_and_pieces_of_no_length_are_kept(tmp_path: Path) -> None:
    nodes = [*line_of_nodes(1, 2), node(3, 0.001, 0.0)]
    roads, _ = build(tmp_path, *nodes, way(7, "1 2"), way(8, "1 2"), way(9, "2 3"), way(10, "1 1"))
    assert rows(roads, "drive") == [(1, 1), (1, 1), (1, 2), (1, 2), (2, 1), (2, 1), (2, 3), (3, 2)]
    assert roads.length_m[-2:].tolist() == [0, 0]
    assert roads.time_s["drive"][-2:].tolist() == [0, 0]
    assert roads.way_id.tolist() == [10, 10, 7, 8, 7, 8, 9, 9]


def test_an_outline_of_a_square_is_walked_round(tmp_path: Path) -> None:
    square = way(7, "1 2 3 1", {"highway": "pedestrian", "area": "yes"})
    roads, _ = build(tmp_path, node(1, 0, 0), node(2, 0.001, 0), node(3, 0, 0.001), square)
    assert len(rows(roads, "walk")) == 6
    assert rows(roads, "drive") == []


def test_a_ferry_takes_everyone_at_five_unless_its_tags_say_so(tmp_path: Path) -> None:
    ferry = {"route": "ferry"}
    roads, report = build(
        tmp_path, *line_of_nodes(1, 2, 3), way(7, "1 2", ferry), way(8, "2 3", {**ferry, "motor_vehicle": "no"})
    )
    assert rows(roads, "drive") == BOTH
    assert len(rows(roads, "walk")) == 4
    assert np.array_equal(roads.time_s["drive"][:1], roads.time_s["walk"][:1])
    assert report.highways == {"ferry": 2}


def test_a_bollard_stops_vehicles_and_lets_walkers_through(tmp_path: Path) -> None:
    nodes = line_of_nodes(1, 2, 3, n2={"barrier": "bollard"})
    roads, report = build(tmp_path, *nodes, way(7, "1 2 3"))
    # Nodes 0 1 2 are OpenStreetMap's 1 2 3, node 3 is the second copy of 2.
    assert roads.node_id.tolist() == [1, 2, 3, 2]
    pairs = list(zip(roads.tail.tolist(), roads.head.tolist(), strict=True))
    assert pairs == [(0, 1), (1, 0), (1, 3), (2, 3), (3, 1), (3, 2)]
    join = [pairs.index((1, 3)), pairs.index((3, 1))]
    assert roads.length_m[join].tolist() == roads.time_s["walk"][join].tolist() == [0, 0]
    assert np.isinf(roads.time_s["drive"][join]).all()
    assert len(rows(roads, "drive")) == 4  # both sides can be driven to
    assert report.barriers_split == 1


def test_a_locked_gate_at_a_crossing_parts_every_arm(tmp_path: Path) -> None:
    arms = [node(2, 0, 0, barrier="gate", access="no"), node(1, -0.001, 0), node(3, 0.001, 0), node(4, 0, 0.001)]
    roads, report = build(tmp_path, *arms, way(7, "1 2 3"), way(8, "2 4"))
    assert roads.node_id.tolist() == [1, 2, 3, 4, 2, 2]
    assert len(roads.tail) == 6  # two rows an arm, none between the copies
    assert len({*zip(roads.tail.tolist(), roads.head.tolist(), strict=True)}) == 6
    assert report.barriers_split == 1


def test_a_barrier_at_the_end_of_a_road_changes_nothing(tmp_path: Path) -> None:
    shut, report = build(tmp_path, *line_of_nodes(1, 2, n2={"barrier": "block"}), way(7, "1 2"))
    plain, _ = build(tmp_path, *line_of_nodes(1, 2), way(7, "1 2"))
    assert same(shut, plain)
    assert report.barriers_split == 0


def test_what_was_left_out_is_counted_with_its_reason(tmp_path: Path) -> None:
    ways = [
        way(7, "1 2"),
        way(8, "1 2", {"highway": "construction"}),
        way(9, "1 2", {"highway": "proposed"}),
        way(10, "1 2", {"highway": "service", "access": "private"}),
        way(11, "1 2", {"highway": "primary", "oneway": "reversible"}),
        way(12, "1 2", {"highway": "primary", "maxspeed": "50"}),
        way(13, "1 2", {"highway": "primary", "maxspeed": "MX:urban"}),
    ]
    roads, report = build(tmp_path, *line_of_nodes(1, 2), *ways)
    assert report.excluded == {
        "closed to every mode by its access tags": 1,
        "highway=construction is no road in use": 1,
        "highway=proposed is no road in use": 1,
    }
    assert report.reversible_ways == 1
    assert report.limits_not_understood == {"MX:urban": 1}
    assert report.edges_with_limit == 2
    assert report.edges == {"walk": 8, "drive": 6, "4x4": 6}
    assert report.nodes == {"walk": 2, "drive": 2, "4x4": 2}
    assert set(roads.way_id.tolist()) == {7, 11, 12, 13}


def test_a_file_without_a_road_anyone_may_use_is_an_error(tmp_path: Path) -> None:
    for things in ([], [way(7, "1 2", {"highway": "proposed"})], [way(7, "1 404")], [way(7, "1")]):
        with pytest.raises(InputError, match="holds no road that anyone may use"):
            build(tmp_path, *line_of_nodes(1, 2), *things)


def test_the_order_of_the_file_leaves_no_trace_in_the_graph(tmp_path: Path) -> None:
    things = [
        *line_of_nodes(1, 2, 3, 4, n2={"barrier": "bollard"}),
        *(way(at, refs) for at, refs in ((7, "1 2 3"), (8, "2 4"), (9, "3 4 2"), (10, "1 1 3"))),
    ]
    plain, report = build(tmp_path, *things)
    for seed in range(5):
        shuffled = random.Random(seed).sample(things, len(things))  # noqa: S311 - no secret
        again, told = build(tmp_path, *shuffled)
        assert same(again, plain)
        assert told == report


def test_rows_stand_in_the_order_of_all_that_tells_them_apart(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - no secret
    tags = [
        {"highway": "primary"},
        {"highway": "primary", "maxspeed": "50"},
        {"route": "ferry"},
        {"highway": "track", "oneway": "yes"},
    ]
    for _ in range(5):
        refs = [" ".join(str(chance.randint(1, 5)) for _ in range(4)) for _ in range(12)]
        ways = [way(at, each, chance.choice(tags)) for at, each in enumerate(refs, start=1)]
        nodes = line_of_nodes(1, 2, 3, 4, 5, n3={"barrier": "bollard"}, n4={"barrier": "gate", "access": "no"})
        roads, _ = build(tmp_path, *nodes, *ways)
        times = [roads.time_s[mode] for mode in reversed(MODES)]
        keys = (*times, roads.road_class, roads.length_m, roads.way_id, roads.head, roads.tail)
        assert np.lexsort(keys).tolist() == list(range(len(roads.tail)))


def test_the_real_extract_gives_the_counts_of_its_description(real_data: Path) -> None:
    roads, report = build_roads(read_osm(real_data / "osm" / "honduras-south.osm.pbf"))
    assert (report.drivable_pieces_outside, report.pieces_outside) == (4_576, 4_628)
    assert (report.drivable_nodes, report.drivable_components, report.drivable_largest) == (62_356, 38, 59_202)
    assert (report.nodes_in_file, sum(report.highways.values())) == (105_659, 3_283)
    assert (report.edges_with_limit, report.limits_not_understood) == (0, {})
    assert report.barriers_split == 2
    order = np.lexsort((roads.way_id, roads.head, roads.tail))
    assert np.array_equal(order, np.arange(len(order)))


@pytest.mark.parametrize("name", ["honduras-south.osm.pbf", "aguascalientes.osm.bz2"])
def test_nothing_walks_faster_than_five_on_real_roads(real_data: Path, name: str) -> None:
    roads, _ = build_roads(read_osm(real_data / "osm" / name))
    fastest_m = (roads.time_s["walk"] + 1 / TICKS_PER_S) * 5 / 3.6
    assert (roads.length_m <= fastest_m).all()
    slowest_m = (roads.time_s["drive"] - 1 / TICKS_PER_S) * 5 / 3.6
    assert (roads.length_m >= slowest_m)[np.isfinite(slowest_m)].all()


def test_real_rows_are_as_long_as_the_ground_between_their_nodes(real_data: Path) -> None:
    roads, _ = build_roads(read_osm(real_data / "osm" / "aguascalientes.osm.bz2"))
    ends = [(roads.lon[at], roads.lat[at]) for at in (roads.tail, roads.head)]
    assert np.array_equal(roads.length_m, distance_m(*ends[0], *ends[1]))
    assert roads.length_m.max() < 1_000
