"""What the table of the network engine may say: equal answers first, and no line lost."""

import numpy as np
import pytest
from scipy.sparse.csgraph import dijkstra

from benchmarks.engine import peers, turns
from benchmarks.engine.doors import MODE, Sweep, arriving, leaving, nearest_of_nodes, some_nodes, sweep
from benchmarks.engine.line import ahead, at_most, not_measured
from benchmarks.engine.peers import cheapest_edges, check_times
from benchmarks.engine.turns import DifferError, Timed, in_turn, share_that_fits
from benchmarks.road_world import road_world
from benchmarks.world_roads import world_roads
from geo.network import Network
from geo.roads import Roads


@pytest.fixture(scope="module")
def roads() -> Roads:
    return world_roads(road_world(3_000, 4))


def test_places_on_nodes_ask_what_a_search_between_nodes_answers(roads: Roads) -> None:
    nodes, edges = some_nodes(roads, 20, 1), cheapest_edges(roads)
    time_s, owner = nearest_of_nodes(Network(roads, MODE), arriving(roads, nodes))
    theirs, _, source = dijkstra(edges.turned().matrix(), indices=nodes, min_only=True, return_predecessors=True)
    np.testing.assert_allclose(time_s, theirs, atol=1e-6)
    found = np.isfinite(theirs)
    assert found.sum() > 1_000
    np.testing.assert_array_equal(nodes[owner[found]], source[found])


def test_a_sweep_reaches_what_scipy_reaches(roads: Roads) -> None:
    nodes, edges = some_nodes(roads, 7, 2), cheapest_edges(roads)
    ours = sweep(Network(roads, MODE), leaving(roads, nodes), 900.0)
    theirs = dijkstra(edges.matrix(), indices=nodes, limit=900.0)
    assert ours.nodes.tolist() == np.isfinite(theirs).sum(axis=1).tolist()
    np.testing.assert_allclose(ours.time_s, np.where(np.isfinite(theirs), theirs, 0.0).sum(axis=1), atol=1e-3)
    assert isinstance(ours, Sweep)


def test_of_parallel_edges_the_cheapest_is_kept_and_none_is_lost_for_costing_nothing(roads: Roads) -> None:
    edges = cheapest_edges(roads)
    assert (edges.cost_s >= peers.TINY_S).all()
    pair = edges.tail * edges.nodes + edges.head
    assert (np.diff(pair) > 0).all()
    row = np.isfinite(roads.time_s[MODE])
    least = np.full(len(pair), np.inf)
    where = np.searchsorted(pair, roads.tail[row].astype(np.int64) * edges.nodes + roads.head[row])
    np.minimum.at(least, where, np.maximum(roads.time_s[MODE][row], peers.TINY_S))
    np.testing.assert_array_equal(edges.cost_s, least)


def test_answers_that_differ_are_not_timed() -> None:
    asked: list[str] = []
    with pytest.raises(DifferError, match="differ at 1 of 2 places: nothing was timed"):
        in_turn(
            lambda: asked.append("ours") or np.array([1.0, np.inf]),
            lambda: asked.append("theirs") or np.array([1.0, 2.0]),
            check_times,
        )
    assert asked == ["ours", "theirs"]


def test_both_take_turns_five_times_after_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    timed = in_turn(lambda: asked.append("o"), lambda: asked.append("t"), lambda _a, _b: None)
    assert "".join(asked) == "ot" * 6
    assert (timed.our_runs, timed.their_runs, timed.told()) == (5, 5, "")
    monkeypatch.setattr(turns, "SLOW_S", 0.0)
    slow = in_turn(lambda: None, lambda: None, lambda _a, _b: None)
    assert slow.told() == "ours: 3 runs, peer: 3 runs"


def test_who_needs_a_minute_runs_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SLOW_S", 0.0)
    monkeypatch.setattr(turns, "VERY_SLOW_S", 0.0)
    asked: list[str] = []
    timed = in_turn(lambda: asked.append("o"), lambda: asked.append("t"), lambda _a, _b: None)
    assert (asked, timed.told()) == (["o", "t"], "ours: 1 run, peer: 1 run")
    assert share_that_fits(lambda _units: None, 100) == 2


def test_a_line_says_met_or_missed_and_keeps_the_reason_of_what_was_not_measured() -> None:
    timed = Timed(1.0, 4.9, 5, 1)
    assert ahead("w", "p", timed, 5).cells == ("w", "p", "1 s", "4.9 s", "4.9 ×", "≥ 5 ×", "missed", "peer: 1 run")
    assert ahead("w", "p", timed.scaled(1, 2), 5).kept == "met"
    assert at_most("w", 4.0, "GiB", 4.0).kept == "met"
    assert at_most("w", 4.1, "GiB", 4.0).kept == "missed"
    assert not_measured("w", "p", "≥ 5 ×", "no wheel").cells[-2:] == ("not measured", "no wheel")


def test_a_peer_that_cannot_be_had_says_why() -> None:
    with pytest.raises(peers.NoPeerError, match="no_such_peer cannot be used here: No module named 'no_such_peer'"):
        peers.peer("no_such_peer")
