"""The worlds that speed is measured on: the same with and without a file between, and like roads."""

from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
import pytest
import shapely

import benchmarks.road_plan
from benchmarks.road_file import write_file
from benchmarks.road_plan import Plan, plan_roads
from benchmarks.road_world import RoadWorld, road_world, tags_of, without_cut_ways
from benchmarks.world_roads import world_roads
from data.osm_file import read_osm
from data.osm_roads import build_roads
from geo.roads import MODES, Roads

NODES = 15_000


@pytest.fixture(scope="module")
def world() -> RoadWorld:
    return road_world(NODES, 1)


def _assert_same(one: Roads, other: Roads) -> None:
    for field in fields(Roads):
        if field.name != "time_s":
            np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name), strict=True)
    for mode in MODES:
        np.testing.assert_array_equal(one.time_s[mode], other.time_s[mode])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_roads_are_those_of_the_file(tmp_path: Path, seed: int) -> None:
    world = road_world(NODES, seed)
    from_file, report = build_roads(read_osm(write_file(world, tmp_path / "world.osm.pbf")))
    _assert_same(world_roads(world), from_file)
    assert report.barriers_split > 0
    assert report.pieces_outside > 0
    assert report.excluded


def test_the_same_seed_gives_the_same_world_and_another_one_another(world: RoadWorld) -> None:
    again, other = road_world(NODES, 1), road_world(NODES, 2)
    assert all(np.array_equal(one, two) for one, two in zip(astuple(world), astuple(again), strict=True))
    assert not np.array_equal(world.refs[:100], other.refs[:100])


def _roads_at_each_node(world: RoadWorld) -> np.ndarray:
    roads = world_roads(world)
    low, high = np.minimum(roads.tail, roads.head), np.maximum(roads.tail, roads.head)
    return np.bincount(np.unique(np.stack([low, high]), axis=1).ravel(), minlength=len(roads.node_id))


def test_a_third_of_the_nodes_are_junctions_and_some_are_ends(world: RoadWorld) -> None:
    meet = _roads_at_each_node(world)
    assert abs(len(world.node_id) / NODES - 1) < 0.2
    assert 0.3 < np.mean(meet != 2) < 0.45
    assert 2.5 < meet[meet != 2].mean() < 3.2
    assert np.mean(meet == 1) > 0.05


def test_a_tenth_of_the_ways_are_one_way_and_there_are_roads_of_every_class(world: RoadWorld) -> None:
    tags = [tags_of(number) for number in world.tags.tolist()]
    assert 0.08 < np.mean(["oneway" in each for each in tags]) < 0.25
    assert {each["highway"] for each in tags} == set(benchmarks.road_plan.HIGHWAYS)
    assert {"maxspeed", "surface", "access", "junction"} <= set().union(*tags)


def test_ids_say_nothing_of_the_place_and_grow() -> None:
    world = road_world(60_000, 1)
    assert (np.diff(world.node_id) > 0).all()
    assert (np.diff(world.way_id) > 0).all()
    assert abs(np.corrcoef(np.arange(len(world.lon)), world.lon)[0, 1]) < 0.3


def test_a_whole_file_lacks_no_node_and_loses_no_piece(world: RoadWorld) -> None:
    whole = without_cut_ways(world)
    assert not np.isin(world.refs, world.node_id).all()
    assert np.isin(whole.refs, whole.node_id).all()
    _assert_same(world_roads(world), world_roads(whole))


def _lines(plan: Plan) -> np.ndarray:
    places = np.stack([plan.x, plan.y], axis=1)
    return np.asarray(shapely.linestrings(np.stack([places[plan.tail], places[plan.head]], axis=1)))


def test_no_two_roads_of_a_plan_cross() -> None:
    lines = _lines(plan_roads(2_000, np.random.default_rng(1)))
    one, other = shapely.STRtree(lines).query(lines, predicate="crosses")
    assert len(one) == len(other) == 0


def test_strips_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = plan_roads(2_000, np.random.default_rng(1))
    monkeypatch.setattr(benchmarks.road_plan, "STRIP", 500)
    strips = plan_roads(2_000, np.random.default_rng(1))
    # The tree is the same whatever the order of the edges; the roads beside it are drawn by lot, edge by edge.
    assert abs(len(whole.tail) - len(strips.tail)) < 100
    crossing = shapely.STRtree(_lines(strips)).query(_lines(strips), predicate="crosses")
    assert crossing.size == 0
