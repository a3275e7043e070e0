"""What many facilities reach node by node, and large matrices: by searches and by sweeps the same."""

import logging

import numpy as np
import pytest
from towns import LAT, LON, roads_of, town

from geo import node_sweeps
from geo.network import Network
from geo.snap import Snaps


def _grid(side: int, seed: int) -> Network:
    """Return streets of 1 km between crossings, a third of them one-way and some of them missing."""
    rng = np.random.default_rng(seed)
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(side), np.arange(side)))
    across = [(k, k + 1, float(rng.integers(600, 1_400))) for k in range(side * side) if (k + 1) % side]
    up = [(k, k + side, float(rng.integers(600, 1_400))) for k in range(side * (side - 1))]
    kept = [edge for edge in across + up if rng.random() < 0.9]
    return Network(roads_of((LON + x * 0.01).tolist(), (LAT + y * 0.01).tolist(), kept), "drive")


def _places(network: Network, count: int, seed: int) -> Snaps:
    rng = np.random.default_rng(seed)
    roads = network.roads
    return network.snap(
        rng.uniform(roads.lon.min(), roads.lon.max(), count), rng.uniform(roads.lat.min(), roads.lat.max(), count)
    )


@pytest.fixture
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a hierarchy cost nothing, so that sweeps are always the sooner."""
    monkeypatch.setattr(node_sweeps, "BUILT_S", 0.0)
    monkeypatch.setattr(node_sweeps, "SWEPT_S", 0.0)


def test_a_facility_reaches_the_nodes_within_the_cutoff_and_no_others() -> None:
    # A character is 1 km, 1 km a minute. From c within 2 minutes: b and D at 2 km; A is 4 km away, e 4, G more.
    world = town("A-b-c-D-e")
    network = world.network()
    found = next(network.sweeps(network.snap(*world.spot["c"]), cutoff_s=130.0))
    at = {name: int(np.argmin(np.abs(world.roads.lon - lon))) for name, (lon, _) in world.spot.items()}
    assert sorted(found.node.tolist()) == sorted([at["b"], at["c"], at["D"]])
    assert dict(zip(found.node.tolist(), (found.time_s / 60).round(1).tolist(), strict=True))[at["D"]] == 2.0


@pytest.mark.parametrize("direction", ["to", "from"])
@pytest.mark.parametrize("cutoff_s", [240.0, np.inf])
@pytest.mark.usefixtures("no_wait")
def test_sweeps_and_searches_reach_the_same_nodes(direction: str, cutoff_s: float) -> None:
    network = _grid(12, 3)
    facilities = _places(network, 60, 4)
    one_by_one = [
        next(network.sweeps(facilities.taken(np.array([k])), direction=direction, cutoff_s=cutoff_s))  # type: ignore[arg-type]
        for k in range(60)
    ]
    together = list(network.sweeps(facilities, direction=direction, cutoff_s=cutoff_s))  # type: ignore[arg-type]
    assert len(together) == 60
    for alone, among in zip(one_by_one, together, strict=True):
        order, other = np.argsort(alone.node), np.argsort(among.node)
        assert alone.node[order].tolist() == among.node[other].tolist()
        assert alone.time_s[order].tobytes() == among.time_s[other].tobytes()


def test_the_nearest_facility_of_a_node_is_the_least_of_what_all_reach() -> None:
    network = _grid(10, 5)
    facilities = _places(network, 9, 6)
    time_s = np.full((9, len(network.roads.lon)), np.inf)
    for row, found in zip(time_s, network.sweeps(facilities, cutoff_s=np.inf), strict=True):
        row[found.node] = found.time_s
    nearest = network.nearest_of_nodes(facilities)
    assert nearest.time_s.tobytes() == time_s.min(axis=0).tobytes()
    reached = np.isfinite(nearest.time_s)
    assert reached.sum() > 50
    assert nearest.facility[reached].tolist() == time_s.argmin(axis=0)[reached].tolist()
    assert (nearest.facility[~reached] == -1).all()


@pytest.mark.parametrize("direction", ["to", "from"])
@pytest.mark.parametrize("cutoff_s", [900.0, np.inf])
def test_a_large_matrix_is_the_same_by_a_hierarchy(
    direction: str, cutoff_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = _grid(12, 7)
    places = _places(network, 130, 8)
    points, facilities = places.taken(np.arange(80)), places.taken(np.arange(80, 130))
    searched = network.matrix(points, facilities, direction=direction, cutoff_s=cutoff_s)  # type: ignore[arg-type]
    monkeypatch.setattr(node_sweeps, "BUILT_S", 0.0)
    monkeypatch.setattr(node_sweeps, "SWEPT_S", 0.0)
    swept = network.matrix(points, facilities, direction=direction, cutoff_s=cutoff_s)  # type: ignore[arg-type]
    assert np.isfinite(searched).sum() > 200
    assert searched.tobytes() == swept.tobytes()


def test_which_way_was_taken_is_said(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    network = _grid(8, 9)
    facilities = _places(network, 40, 10)
    with caplog.at_level(logging.INFO, logger="geo.node_sweeps"):
        list(network.sweeps(facilities, cutoff_s=60.0))
        monkeypatch.setattr(node_sweeps, "BUILT_S", 0.0)
        monkeypatch.setattr(node_sweeps, "SWEPT_S", 0.0)
        list(network.sweeps(facilities, cutoff_s=np.inf))
    assert [record.getMessage().rsplit(": ", 1)[1] for record in caplog.records] == ["searches", "sweeps"]


def test_few_facilities_never_wait_for_a_hierarchy(no_wait: None) -> None:  # noqa: ARG001
    network = _grid(6, 11)
    side = network.sweeps(_places(network, 5, 12), cutoff_s=np.inf)
    assert len(list(side)) == 5
    assert not network._engine.has_hierarchy("to")  # noqa: SLF001


def test_no_facility_reaches_nothing() -> None:
    network = _grid(4, 13)
    nobody = _places(network, 1, 14).taken(np.empty(0, np.int64))
    assert list(network.sweeps(nobody, cutoff_s=60.0)) == []
    assert np.isinf(network.nearest_of_nodes(nobody).time_s).all()


@pytest.mark.usefixtures("no_wait")
def test_a_closure_has_a_hierarchy_of_its_own_whoever_asks_first() -> None:
    for first in (0, 1):
        open_ = _grid(8, 15)
        places = _places(open_, 80, 16)
        points, facilities = places.taken(np.arange(40)), places.taken(np.arange(40, 80))
        rng = np.random.default_rng(17)
        time_s = open_.roads.time_s["drive"]
        closed = open_.with_times(np.where(rng.random(len(time_s)) < 0.2, np.inf, time_s))
        asked = (open_, closed) if first == 0 else (closed, open_)
        for network in asked:
            alone = [network.nearest(points, facilities.taken(np.array([k]))).time_s for k in range(40)]
            assert network.matrix(points, facilities).tobytes() == np.column_stack(alone).tobytes()
        assert not np.array_equal(open_.matrix(points, facilities), closed.matrix(points, facilities))
