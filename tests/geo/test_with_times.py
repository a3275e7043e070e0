"""The same roads with other times."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from towns import roads_of

from geo.network import Network

# Four places in a row, 0 - 1 - 2 - 3, 100 s each, and a long way round over a fifth: 0 - 4 - 3, 450 s each.
LON = np.array([0.0, 0.01, 0.02, 0.03, 0.015])
LAT = np.array([0.0, 0.0, 0.0, 0.0, 0.01])
ENDS = [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2), (0, 4), (4, 0), (4, 3), (3, 4)]
SECONDS = np.array([100.0] * 6 + [450.0] * 4)


def _network() -> Network:
    return Network(roads_of(LON, LAT, [(a, b, 1000.0) for a, b in ENDS], time_s=SECONDS), "drive")


def _time(network: Network, start: float, goal: float) -> float:
    return float(network.nearest(network.snap(start, 0.0), network.snap(goal, 0.0)).time_s[0])


def test_a_closed_piece_sends_people_the_long_way_round_and_what_was_snapped_to_it_stays_there() -> None:
    network = _network()
    closed = network.with_times(np.where(np.arange(10) // 2 == 1, np.inf, SECONDS))
    assert _time(network, 0.0, 0.03) == pytest.approx(300.0)
    assert _time(closed, 0.0, 0.03) == pytest.approx(900.0)
    # 0.015 lies in the middle of the closed piece; its ends are not reached from there.
    assert _time(network, 0.015, 0.02) == pytest.approx(50.0, abs=1e-3)
    assert _time(closed, 0.015, 0.02) == np.inf
    assert _time(closed, 0.015, 0.015) == np.inf
    assert _time(network, 0.0, 0.03) == pytest.approx(300.0)  # the network it was made from is as it was


def test_an_edge_the_mode_cannot_travel_is_not_opened_by_a_time() -> None:
    one_way = np.where(np.arange(10) == 3, np.inf, SECONDS)
    roads = roads_of(LON, LAT, [(a, b, 1000.0) for a, b in ENDS], time_s=one_way)
    opened = Network(roads, "drive").with_times(SECONDS)
    assert _time(opened, 0.02, 0.01) == pytest.approx(1100.0)


@given(st.lists(st.sampled_from([1.0, 1.5, 2.0, np.inf]), min_size=10, max_size=10))
def test_slower_or_closed_edges_never_shorten_a_way(factors: list[float]) -> None:
    network = _network()
    other = network.with_times(SECONDS * np.array(factors))
    places = network.snap(np.linspace(0.0, 0.03, 13), np.zeros(13))
    for direction in ("to", "from"):
        before, after = (each.matrix(places, places, direction=direction) for each in (network, other))
        assert (after >= before).all()
