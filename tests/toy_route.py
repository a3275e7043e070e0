"""Routes over drawn worlds, driven place by place, and what their roads are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from towns import Town

from data.osm_places import PLACE_TYPES
from data.road_names import RoadNames, collect_names
from geo.geodesy import distance_m
from geo.roads import FloatArray, IntArray, Roads
from geo.way import Way


@dataclass(frozen=True, slots=True, eq=False)
class ToyRoute:
    """A route, with all that is asked of one."""

    time_s: float
    length_m: float
    edge: IntArray
    lon: FloatArray
    lat: FloatArray
    reach_s: FloatArray
    reach_m: FloatArray


def driven(world: Town, names: str, *, walk_s: float = 0.0, walk_m: float = 0.0) -> ToyRoute:
    """Return the route through named places, one piece of road between each two; the walk is one at each end."""
    nodes = [node_at(world, name) for name in names]
    edge = np.array([edge_between(world.roads, *pair) for pair in pairwise(nodes)], np.int64)
    time_s, length_m = world.roads.time_s["drive"][edge], world.roads.length_m[edge]
    return ToyRoute(
        time_s=float(time_s.sum()) + 2 * walk_s,
        length_m=float(length_m.sum()) + 2 * walk_m,
        edge=edge,
        lon=world.roads.lon[nodes],
        lat=world.roads.lat[nodes],
        reach_s=walk_s + np.concatenate([[0.0], np.cumsum(time_s)]),
        reach_m=walk_m + np.concatenate([[0.0], np.cumsum(length_m)]),
    )


def route_of(roads: Roads, way: Way) -> ToyRoute:
    """Return a way as a route: the edges at its ends in part, and the walk shared between both ends."""
    length_m, time_s = roads.length_m[way.edge].copy(), roads.time_s["drive"][way.edge].copy()
    for end in {0, len(way.edge) - 1}:
        piece = distance_m(way.lon[end], way.lat[end], way.lon[end + 1], way.lat[end + 1])
        share = min(1.0, float(piece) / length_m[end])
        length_m[end], time_s[end] = share * length_m[end], share * time_s[end]
    reach_m, reach_s = (np.concatenate([[0.0], np.cumsum(each)]) for each in (length_m, time_s))
    walk_m, walk_s = max(0.0, way.length_m - reach_m[-1]) / 2, max(0.0, way.time_s - reach_s[-1]) / 2
    length = max(way.length_m, float(reach_m[-1]))
    time = max(way.time_s, float(reach_s[-1]))
    return ToyRoute(time, length, way.edge, way.lon, way.lat, walk_s + reach_s, walk_m + reach_m)


def node_at(world: Town, name: str) -> int:
    """Return the node of a named place."""
    lon, lat = world.spot[name]
    return int(np.flatnonzero((world.roads.lon == lon) & (world.roads.lat == lat))[0])


def edge_between(roads: Roads, tail: int, head: int) -> int:
    """Return the edge from one node to another."""
    return int(np.flatnonzero((roads.tail == tail) & (roads.head == head))[0])


def called(world: Town, names: Mapping[str, str]) -> RoadNames:
    """Return the names of roads: ``{"ABC": "MEX-200"}`` names the pieces from A to B and from B to C."""
    name_of: dict[int, str] = {}
    for places, name in names.items():
        for one, other in pairwise(places):
            edge = edge_between(world.roads, node_at(world, one), node_at(world, other))
            name_of[int(world.roads.way_id[edge])] = name
    texts = sorted({"", *name_of.values()})
    ways = np.array(sorted(name_of), np.int64)
    return collect_names(ways, np.array([texts.index(name_of[way]) for way in ways.tolist()], np.int32), texts)


def settlements(*rows: tuple[str, str, tuple[float, float]], people: Sequence[float] = ()) -> pd.DataFrame:
    """Return a network's settlements from name, rank and place."""
    frame = pd.DataFrame(
        {
            "place_id": [f"osm:n{at}" for at in range(len(rows))],
            "name": [name for name, _, _ in rows],
            "rank": [rank for _, rank, _ in rows],
            "lon": [place[0] for _, _, place in rows],
            "lat": [place[1] for _, _, place in rows],
            "population": people or [np.nan] * len(rows),
        },
        columns=list(PLACE_TYPES),
    )
    return frame.astype(PLACE_TYPES)
