"""Loads or compiles every kernel before the first real question, so that no question waits in the middle."""

import numpy as np

from geo.network import Network
from geo.roads import MODES, Roads, round_to_ticks


def warm_up_kernels() -> None:
    """Ask every question of a road of one piece; the answers are thrown away.

    All but alternatives: one command asks for them, once, and every other would load their kernel for nothing.
    """
    network = Network(_one_road(), MODES[0])
    points = network.snap([0.0, 0.001], [0.0, 0.0])
    rank = np.array([0, 1])
    network.nearest(points, points)
    network.nearest_onward(points, points, point_rank=rank, facility_rank=rank, direction="to")
    network.within(points, points, cutoff_s=0.0)
    network.reached(points, cutoff_s=0.0)


def _one_road() -> Roads:
    time_s = round_to_ticks(np.array([80.0, 80.0]))
    return Roads(
        node_id=np.array([1, 2]),
        lon=np.array([0.0, 0.001]),
        lat=np.zeros(2),
        tail=np.array([0, 1], dtype=np.int32),
        head=np.array([1, 0], dtype=np.int32),
        length_m=np.array([111.0, 111.0]),
        road_class=np.array([2, 2], dtype=np.int8),
        way_id=np.array([1, 1]),
        ground=np.zeros(2, dtype=np.int8),
        time_s=dict.fromkeys(MODES, time_s),
    )
