"""The kernel density on the undirected network: sums on paper, every path followed alone, and what always holds."""

from typing import Any, NamedTuple

import kernels_at_hand
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels_at_hand import COMPILED, Kernels
from towns import roads_of, town

from geo.chains import contract_roads
from geo.density import edge_of_piece, piece_of_edge
from geo.kernels.density import STEPS, Stands
from geo.roads import FloatArray, Roads

REACH_M = 1000.0
STEP_M = REACH_M / STEPS
PLAIN = kernels_at_hand.plain()
LAWS = settings(max_examples=60, deadline=None, derandomize=True)


class Spot(NamedTuple):
    """A point on an edge: metres from its tail, and its weight."""

    edge: int
    from_m: float
    weight: float


def stands(chains: Any, roads: Roads, spots: list[Spot]) -> Stands:
    """Return points on edges as points on the pieces of chains."""
    piece = piece_of_edge(roads, chains)[[spot.edge for spot in spots]]
    edge = edge_of_piece(chains)[piece]
    tail = np.where(chains.along[piece] >= 0, roads.tail[edge], roads.head[edge])
    turned = roads.tail[[spot.edge for spot in spots]] != tail
    against = chains.against[piece] == [spot.edge for spot in spots]  # of a loop both ends are one node
    loop = roads.tail[edge] == roads.head[edge]
    from_m = np.array([spot.from_m for spot in spots])
    from_m = np.where(np.where(loop, against, turned), roads.length_m[edge] - from_m, from_m)
    return Stands(piece, from_m, np.array([spot.weight for spot in spots]))


def laid(roads: Roads, spots: list[Spot], kernels: Kernels = COMPILED) -> FloatArray:
    """Return the weight on every edge, that of its piece."""
    chains = contract_roads(roads, "drive")
    points = stands(chains, roads, spots)
    on_piece = kernels.weight_on_pieces(kernels.streets_of(roads, chains), points, bandwidth_m=REACH_M)
    assert on_piece.sum() == pytest.approx(sum(spot.weight for spot in spots), rel=1e-9)
    return np.asarray(on_piece[piece_of_edge(roads, chains)])


def kernel_between(low_m: float, high_m: float) -> float:
    """Return the integral of the quartic kernel by its antiderivative, on one side of a point."""

    def below(metres: float) -> float:
        u = min(metres / REACH_M, 1.0)
        return 15 / 16 * (u - 2 * u**3 / 3 + u**5 / 5)

    return below(high_m) - below(low_m)


def every_path(roads: Roads, spots: list[Spot]) -> FloatArray:
    """Return the weight on every edge, each path followed alone until it is as long as the kernel reaches."""
    chains = contract_roads(roads, "drive")
    edge = edge_of_piece(chains)
    ends = np.column_stack([roads.tail[edge], roads.head[edge]])
    length_m, on_piece = roads.length_m[edge], np.zeros(len(edge))

    def follow(piece: int, toward: int, gone_m: float, ahead_m: float, weight: float) -> None:
        """Pass a piece toward one of its two ends (0 or 1), and from there on by each other road."""
        on_piece[piece] += weight * kernel_between(gone_m, gone_m + ahead_m)
        gone_m += ahead_m
        if gone_m >= REACH_M:
            return
        node = ends[piece, toward]
        leave = [(int(p), int(side)) for p, side in np.argwhere(ends == node)]
        others = [way for way in leave if way != (piece, toward)] or leave
        for p, side in others:
            follow(p, 1 - side, gone_m, length_m[p], weight / len(others))

    at = piece_of_edge(roads, chains)
    for spot in spots:
        piece = int(at[spot.edge])
        same = edge[piece] == spot.edge or (
            roads.tail[spot.edge] == ends[piece, 0] and ends[piece, 0] != ends[piece, 1]
        )
        from_m = spot.from_m if same else length_m[piece] - spot.from_m
        follow(piece, 0, 0.0, from_m, spot.weight)
        follow(piece, 1, 0.0, length_m[piece] - from_m, spot.weight)
    return np.asarray(on_piece[at])


def random_roads(seed: int, *, least: int, most: int, whole: bool) -> tuple[Roads, list[Spot]]:
    """Return roads with loops, parallel and one-way ones and islands; lengths in steps, whole or any."""
    rng = np.random.default_rng(seed)
    nodes = int(rng.integers(1, 7))
    count = int(rng.integers(1, nodes + 3))
    tail, head = rng.integers(0, nodes, (2, count))
    if rng.random() < 0.3 and count > 2:
        tail[1:], head[1:] = head[:-1], tail[1:]  # one long way
    steps = rng.integers(least, most + 1, count) + (0.0 if whole else rng.random(count))
    edges = [(int(a), int(b), float(s * STEP_M)) for a, b, s in zip(tail, head, steps, strict=True)]
    two_way = rng.random(count) < 0.6
    edges += [(b, a, metres) for (a, b, metres), back in zip(edges, two_way, strict=True) if back]
    roads = roads_of(rng.random(nodes), rng.random(nodes), edges)
    # Two roads one way each between the same places are the two directions of one, and as long as the first.
    edge = edge_of_piece(contract_roads(roads, "drive"))
    at = piece_of_edge(roads, contract_roads(roads, "drive"))
    metres = roads.length_m[edge][at]
    roads.length_m[:] = metres
    spots = []
    for _ in range(int(rng.integers(1, 4))):
        on = int(rng.integers(0, len(edges)))
        share = rng.integers(0, round(metres[on] / STEP_M) + 1) * STEP_M if whole else rng.random() * metres[on]
        spots.append(Spot(on, float(share), float(rng.random() + 0.1)))
    return roads, spots


def test_on_one_long_road_the_weight_is_the_integral_of_the_kernel() -> None:
    # A--------B--------C, 8 km each: from B half of the weight to each side, all of it within 1 km.
    world = town("A--------B--------C")
    assert laid(world.roads, [Spot(0, 9000.0, 2.0)]).tolist() == pytest.approx([1.0, 1.0, 1.0, 1.0], abs=1e-12)
    # 500 m before B: 1/2 + the integral to u = 1/2, 15/16 (1/2 - 1/12 + 1/160) = .396484375, lies before B.
    before = 0.5 + 15 / 16 * (1 / 2 - 1 / 12 + 1 / 160)
    assert laid(world.roads, [Spot(0, 8500.0, 1.0)])[[0, 2]].tolist() == pytest.approx([before, 1 - before], abs=1e-12)


def test_at_a_junction_each_other_road_gets_an_equal_share_and_a_dead_end_sends_back() -> None:
    #    C
    # A--B--D  the point 500 m before B, of 1 km roads: beyond B lies T(.5) = .5 - .396484375 of it, half on each road.
    # A is a dead end 500 m away: what would go on returns to A-B, and does not come as far as B again.
    beyond = 0.5 - 15 / 16 * (1 / 2 - 1 / 12 + 1 / 160)
    roads = roads_of([0, 1, 1, 2], [0, 0, 1, 0], [(0, 1, 1000.0), (1, 2, 1000.0), (1, 3, 1000.0)])
    assert laid(roads, [Spot(0, 500.0, 1.0)]).tolist() == pytest.approx([1 - beyond, beyond / 2, beyond / 2], abs=1e-12)


def test_around_a_ring_without_a_junction_and_on_an_island_all_is_kept() -> None:
    ring = roads_of([0, 1, 1], [0, 0, 1], [(0, 1, 100.0), (1, 2, 200.0), (2, 0, 300.0)])
    island = roads_of([0, 1], [0, 0], [(0, 1, 50.0)])
    for roads in (ring, island):
        spots = [Spot(0, 20.0, 3.0)]
        assert laid(roads, spots) == pytest.approx(every_path(roads, spots), rel=1e-9)


def test_roads_of_no_length_count_as_one_step_and_hold_nothing() -> None:
    # A--B=C--D with nothing between B and C, and a dead end E at C that is no way off.
    edges = [(0, 1, 500.0), (1, 2, 0.0), (2, 3, 800.0), (2, 4, 0.0)]
    roads = roads_of(np.arange(5), np.zeros(5), edges)
    spots = [Spot(0, 300.0, 1.0)]
    assert laid(roads, spots) == pytest.approx(every_path(roads, spots), abs=1 / STEPS)
    assert laid(roads, spots)[1] == 0.0


def test_all_is_kept_where_no_road_has_a_length() -> None:
    roads = roads_of([0, 1], [0, 0], [(0, 1, 0.0), (0, 1, 0.0), (0, 0, 0.0)])
    assert laid(roads, [Spot(0, 0.0, 1.0)]).sum() == pytest.approx(1.0, rel=1e-9)


def _differs(kernels: Kernels, seed: int) -> bool:
    roads, spots = random_roads(seed, least=40, most=150, whole=True)
    try:
        return not np.allclose(laid(roads, spots, kernels), every_path(roads, spots), rtol=1e-9, atol=1e-12)
    except AssertionError:
        return True


def test_where_distances_are_whole_steps_it_equals_every_path_followed_alone() -> None:
    assert [seed for seed in range(200) if _differs(COMPILED, seed)] == []
    assert [seed for seed in range(40) if _differs(PLAIN, seed)] == []


def test_elsewhere_it_differs_by_less_than_a_ten_thousandth_of_the_weight() -> None:
    most = 0.0
    for seed in range(150):
        roads, spots = random_roads(seed, least=36, most=130, whole=False)
        off = np.abs(laid(roads, spots) - every_path(roads, spots)).max()
        most = max(most, float(off) / sum(spot.weight for spot in spots))
    assert 0.0 < most < 1e-4


@LAWS
@given(st.integers(0, 2**32 - 1), st.sampled_from([0, 1, 30]), st.sampled_from([2, 40, 500]))
def test_weights_add_up_and_none_is_lost_whatever_the_roads(seed: int, least: int, wide: int) -> None:
    # Also with roads far shorter than a step, or longer than the reach: `laid` itself checks the sum.
    roads, spots = random_roads(seed, least=least, most=least + wide, whole=False)
    together = laid(roads, spots)
    assert together == pytest.approx(sum(laid(roads, [spot]) for spot in spots), rel=1e-9, abs=1e-15)
    assert (together >= 0.0).all()
    fewer = laid(roads, spots[:-1]) if spots[1:] else np.zeros(1)
    assert (together >= fewer * (1 - 1e-12)).all()


DENSITY, CHAINS = "geo.kernels.density", "geo.density"
PLANTED = {
    "the way back is a way on": (DENSITY, "if dead_end or arcs[at] != arc ^ 1:", "if True:"),
    "split among all": (DENSITY, "weight / (end - begin - 1)", "weight / (end - begin)"),
    "no split": (DENSITY, "weight if dead_end else weight / (end - begin - 1)", "weight"),
    "a dead end keeps it": (DENSITY, "if dead_end or arcs[at]", "if arcs[at]"),
    "one side alone": (DENSITY, "for back in range(2):", "for back in range(1):"),
    "the wrong side of a point": (DENSITY, "stands.from_m[k] if back else", "stands.from_m[k] if not back else"),
    "the wrong end of an arc": (DENSITY, "_last_piece(streets.first, arc ^ 1)", "_last_piece(streets.first, arc)"),
    "another kernel": (DENSITY, "(9.0 + 3.0 * distance)", "(9.0 + 2.0 * distance)"),
    "a share that is lost": (DENSITY, "1.0 if step == STEPS - 1 else 1.0 - beyond", "1.0 - beyond"),
    "a share that comes twice": (DENSITY, "else 1.0 - beyond", "else 1.0"),
    "what is over is lost": (DENSITY, "laid[_last_piece(streets.first, arc)] += left", "pass"),
    "an arc not cleared": (DENSITY, "            leaving[arc] = 0.0\n", ""),
    "an arrival not cleared": (DENSITY, "        front.arriving[arc] = 0.0\n", ""),
    "one arc of two": (DENSITY, "(arc % 2) * ((begins", "0 * ((begins"),
    "too little room": (CHAINS, "steps.astype(np.int64) + 1", "steps.astype(np.int64)"),
    "a step too early": (CHAINS, "(STEPS / bandwidth_m), 1.0", "(STEPS / bandwidth_m) - 1.0, 1.0"),
    "heads as tails": (CHAINS, "[chains.head, chains.tail]", "[chains.tail, chains.head]"),
}


def _short_roads_differ(kernels: Kernels) -> bool:
    """Return whether weight is lost, or sums are none, where roads are shorter than a step."""
    for seed in range(20):
        roads, spots = random_roads(seed, least=0, most=20, whole=False)
        try:
            together, alone = laid(roads, spots, kernels), [laid(roads, [spot], kernels) for spot in spots]
        except AssertionError:
            return True
        if not np.allclose(together, sum(alone), rtol=1e-9, atol=1e-12):
            return True
    return False


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_is_noticed(what: str) -> None:
    kernels = kernels_at_hand.plain(*PLANTED[what])
    assert any(_differs(kernels, seed) for seed in range(60)) or _short_roads_differ(kernels)
