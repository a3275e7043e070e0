"""The web of roads while it is built: nodes in a flat frame, and stretches that share them."""

from dataclasses import dataclass, field
from math import ceil, hypot, sqrt

import numpy as np

from data.corridor.gazetteer import Town

BEND_M = 3_000.0  # a straight piece of road is at most this long, measured along the line from town to town
# How much longer a road is than the straight line between two neighbouring towns, by the ground it crosses [G].
LONGER = {"flat": 1.04, "rolling": 1.12, "mountain": 1.25}
RANK = ("motorway", "trunk", "primary", "tertiary", "unclassified")
FIRST_NODE = 200_000_001  # above GeoNames' ids, which are those of the towns

Point = tuple[float, float]


@dataclass(slots=True)
class Stretch:
    """The road between two neighbouring towns, or the modelled link of a small one.

    Attributes
    ----------
    road_class, surface
        As OpenStreetMap's tags highway and surface say them.
    nodes
        Ids, from one end to the other.
    numbers
        The roads that run here; empty on a link.
    """

    road_class: str
    surface: str
    nodes: list[int]
    numbers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Web:
    """All roads.

    Attributes
    ----------
    places
        The towns and crossings on the roads, by node id.
    points
        Where every node is, metres of the flat frame.
    stretches
        Main roads first, links after them.
    """

    places: dict[int, Town] = field(default_factory=dict)
    points: dict[int, Point] = field(default_factory=dict)
    stretches: list[Stretch] = field(default_factory=list)

    def put(self, place: Town) -> int:
        """Put a town or crossing on the map and return its node."""
        self.places[place.node_id] = place
        self.points[place.node_id] = (place.x, place.y)
        return place.node_id

    def bend(self, point: Point) -> int:
        """Put a node without a name on the map and return it."""
        node = FIRST_NODE + len(self.points) - len(self.places)
        self.points[node] = point
        return node

    def road(self, start: int, end: int, terrain: str) -> list[int]:
        """Return the nodes of a new road between two nodes, with the bends its ground makes it take."""
        bends = bent(self.points[start], self.points[end], terrain)
        return [start, *(self.bend(point) for point in bends), end]

    def length_m(self, stretch: Stretch) -> float:
        """Return the flat length of a stretch, metres."""
        steps = np.diff(np.array([self.points[node] for node in stretch.nodes]), axis=0)
        return float(np.hypot(steps[:, 0], steps[:, 1]).sum())


def bent(start: Point, end: Point, terrain: str) -> list[Point]:
    """Return the modelled bends between two points: left and right of the line in turn.

    They make the way exactly ``LONGER[terrain]`` times as long as the straight line.
    """
    east, north = end[0] - start[0], end[1] - start[1]
    count = ceil(hypot(east, north) / BEND_M)
    if not count:
        return []
    along = (np.arange(count) + 0.5) / count
    across = sqrt(LONGER[terrain] ** 2 - 1) / (2 * count) * (-1.0) ** np.arange(count)
    xs, ys = start[0] + along * east - across * north, start[1] + along * north + across * east
    return list(zip(xs.tolist(), ys.tolist(), strict=True))
