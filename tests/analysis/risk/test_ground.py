"""Unpaved road counts in the wet season, and unknown road off the main ones with it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import roads_of

from analysis.risk.ground import unpaved
from geo.roads import PAVED, ROAD_CLASSES, UNKNOWN_GROUND, UNPAVED, Roads


def road(*pieces: tuple[str, int, float]) -> Roads:
    """Return a road of pieces one behind the other: class, ground, km."""
    edges = [(at, at + 1, 1000 * km) for at, (_, _, km) in enumerate(pieces)]
    classes = np.array([ROAD_CLASSES.index(each) for each, _, _ in pieces], dtype=np.int8)
    ground = np.array([each for _, each, _ in pieces], dtype=np.int8)
    nodes = len(pieces) + 1
    return replace(
        roads_of(-92 + np.arange(nodes) / 10, np.full(nodes, 15.0), edges), road_class=classes, ground=ground
    )


WORLD = road(
    ("primary", PAVED, 100),
    ("primary", UNPAVED, 50),  # .5
    ("secondary", UNKNOWN_GROUND, 100),  # a main road nobody tagged is taken as paved
    ("tertiary", UNKNOWN_GROUND, 20),  # .2, unknown
    ("track", UNPAVED, 10),  # .1
    ("path", UNKNOWN_GROUND, 1),  # .01, unknown
    ("ferry", UNPAVED, 100),
    ("ferry", UNKNOWN_GROUND, 100),
)


def test_each_hundred_km_unpaved_is_a_point_and_unknown_ones_are_told_apart() -> None:
    found = unpaved(WORLD, wet=True)
    assert found.points == pytest.approx([0, 0.5, 0, 0.2, 0.1, 0.01, 0, 0])
    assert found.unknown == pytest.approx([0, 0, 0, 0.2, 0, 0.01, 0, 0])


def test_in_the_dry_season_nothing_counts() -> None:
    found = unpaved(WORLD, wet=False)
    assert not found.points.any()
    assert not found.unknown.any()


PIECES = st.tuples(
    st.sampled_from(ROAD_CLASSES), st.sampled_from([PAVED, UNPAVED, UNKNOWN_GROUND]), st.floats(0.01, 50)
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, min_size=1, max_size=8), st.data())
def test_learning_that_a_road_is_paved_never_adds_points_and_that_it_is_not_never_takes_any(
    pieces: list[tuple[str, int, float]], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(pieces) - 1))
    road_class, _, km = pieces[at]

    def points(ground: int) -> float:
        known = [*pieces[:at], (road_class, ground, km), *pieces[at + 1 :]]
        found = unpaved(road(*known), wet=True)
        assert (found.unknown <= found.points).all()
        return float(found.points.sum())

    assert points(PAVED) <= points(UNKNOWN_GROUND) <= points(UNPAVED)
