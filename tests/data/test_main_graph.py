"""The roads of the public map: from motorway to tertiary, and never a boat."""

import numpy as np
import pytest
from toy_public_view import road_net

from data.public.main_graph import main_graph
from geo.roads import ROAD_CLASSES, Roads


def shore_to_shore(between: str) -> Roads:
    """Return a trunk road to a shore, something of a class over the water, and a trunk road on the other side."""
    ends = [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]
    roads = road_net(-86.85 + np.arange(4.0) * 0.03, np.full(4, 21.2), ends, seconds=[100.0] * 6)
    roads.road_class[2:4] = ROAD_CLASSES.index(between)
    return roads


def test_a_ferry_is_no_road_of_the_public_map() -> None:
    main = main_graph(shore_to_shore("ferry"))
    assert list(zip(main.tail.tolist(), main.head.tolist(), strict=True)) == [(0, 1), (1, 0), (2, 3), (3, 2)]
    assert set(main.road_class.tolist()) == {ROAD_CLASSES.index("trunk")}
    assert {mode: len(seconds) for mode, seconds in main.time_s.items()} == {"walk": 4, "drive": 4, "4x4": 4}


@pytest.mark.parametrize("road_class", ROAD_CLASSES)
def test_only_roads_from_motorway_to_tertiary_are(road_class: str) -> None:
    kept = {"motorway", "trunk", "primary", "secondary", "tertiary"}
    assert len(main_graph(shore_to_shore(road_class)).tail) == (6 if road_class in kept else 4)
