"""Links from smaller towns to the nearest main road: modelled, one straight idea for all of them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt
from shapely import STRtree, linestrings, points

from data.corridor.gazetteer import Town
from data.corridor.web import Point, Stretch, Web

LINKED_PEOPLE = 1_000  # a smaller town gets no link
LINKED_WITHIN_M = 20_000.0  # nor one farther from every main road
TERTIARY_PEOPLE = 5_000  # the link of a town this large is a better road
TERRAIN = "rolling"
AT_NODE_M = 400.0  # a link that would meet the road this near to one of its nodes meets it there


class _Foot(NamedTuple):
    """Where the link of a town meets a road: stretch, piece of it, share of the way along the piece, point."""

    stretch: int
    piece: int
    share: float
    spot: Point
    town: Town


def add_links(web: Web, towns: Iterable[Town]) -> None:
    """Link towns to the nearest main road that is no motorway, and split the road there.

    Parameters
    ----------
    web
        The main roads; it gets the towns, the junctions and the links.
    towns
        All there are. Those on a road, too small or too far are passed over.
    """
    wanted = [town for town in towns if town.population >= LINKED_PEOPLE and town.node_id not in web.places]
    by_piece: dict[tuple[int, int], list[_Foot]] = defaultdict(list)
    for foot in _feet(web, wanted):
        by_piece[foot.stretch, foot.piece].append(foot)
    # From the last piece of a stretch to the first: a split moves only the pieces after it.
    for _, feet in sorted(by_piece.items(), reverse=True):
        for foot in sorted(feet, key=lambda each: (-each.share, each.town.node_id)):
            _link(web, foot)


def _feet(web: Web, towns: list[Town]) -> list[_Foot]:
    pieces = [
        (at, piece)
        for at, stretch in enumerate(web.stretches)
        for piece in range(len(stretch.nodes) - 1)
        if stretch.road_class != "motorway"
    ]
    ends = np.array([[web.points[node] for node in web.stretches[at].nodes[piece : piece + 2]] for at, piece in pieces])
    spots = np.array([(town.x, town.y) for town in towns])
    lines = cast("npt.NDArray[np.object_]", linestrings(ends))
    found = STRtree(lines).query_nearest(points(spots), max_distance=LINKED_WITHIN_M)
    # Two pieces are equally near where their common node is the nearest: the first of them stands for both.
    nearest = dict(sorted(zip(*found.tolist(), strict=True), reverse=True))
    feet = []
    for town, piece in sorted(nearest.items()):
        start, along = ends[piece, 0], ends[piece, 1] - ends[piece, 0]
        share = float(np.clip(np.dot(spots[town] - start, along) / np.dot(along, along), 0.0, 1.0))
        x, y = (start + share * along).tolist()
        feet.append(_Foot(*pieces[piece], share, (x, y), towns[town]))
    return feet


def _link(web: Web, foot: _Foot) -> None:
    road_class = "tertiary" if foot.town.population >= TERTIARY_PEOPLE else "unclassified"
    junction, town = _junction(web, foot), web.put(foot.town)
    web.stretches.append(Stretch(road_class, "", web.road(town, junction, TERRAIN)))


def _junction(web: Web, foot: _Foot) -> int:
    """Return the node where a link meets its road: one that is there, or a new one."""
    nodes = web.stretches[foot.stretch].nodes
    for node in nodes[foot.piece : foot.piece + 2]:
        if np.hypot(*np.subtract(foot.spot, web.points[node])) <= AT_NODE_M:
            return node
    junction = web.bend(foot.spot)
    nodes.insert(foot.piece + 1, junction)
    return junction
