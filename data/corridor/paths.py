"""Corridors and the people on them: shortest ways along the built roads, so that every vertex is a road's node."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from data.corridor.gazetteer import Gazetteer, read_rows
from data.corridor.web import Web
from geo.errors import InputError
from geo.geodesy import distance_m, measures_m

PEOPLE_A_YEAR = 450_000  # the corridor's planning figure; how they spread is flows.csv, a guess
DAYS = 365
Positions = Mapping[int, tuple[float, float]]


class Corridor(NamedTuple):
    """One corridor: its id, its name, the nodes it passes from origin to destination."""

    corridor_id: str
    name: str
    nodes: list[int]


class Ways:
    """The roads as a graph, weighed by their length.

    Parameters
    ----------
    web
        The roads.
    positions
        Longitude and latitude of every node, degrees, EPSG:4326.
    on_foot
        Whether motorways, which nobody may walk on, are left out.
    """

    def __init__(self, web: Web, positions: Positions, *, on_foot: bool) -> None:
        self.ids = np.array(sorted(positions))
        pairs = np.array(
            [
                pair
                for stretch in web.stretches
                if not (on_foot and stretch.road_class == "motorway")
                for pair in pairwise(stretch.nodes)
            ]
        )
        place = np.array([positions[node] for node in self.ids.tolist()])
        tail, head = np.searchsorted(self.ids, pairs[:, 0]), np.searchsorted(self.ids, pairs[:, 1])
        length = distance_m(place[tail, 0], place[tail, 1], place[head, 0], place[head, 1])
        self._arcs = coo_array((length, (tail, head)), shape=(len(self.ids), len(self.ids))).tocsr()

    def shortest(self, start: int, end: int) -> tuple[float, list[int]]:
        """Return the length of the shortest way in metres (infinite where there is none) and its nodes."""
        first, last = np.searchsorted(self.ids, [start, end]).tolist()
        length, before = dijkstra(self._arcs, directed=False, indices=first, return_predecessors=True)
        path = [last]
        while path[-1] != first and before[path[-1]] >= 0:
            path.append(int(before[path[-1]]))
        return float(length[last]), self.ids[path[::-1]].tolist()


def stop_node(web: Web, gazetteer: Gazetteer, stop: str) -> int:
    """Return the node of ``MX:Tapachula`` or ``#el-ceibo``: of several namesakes on the roads the largest.

    Raises
    ------
    InputError
        No such place lies on the roads.
    """
    country, _, name = stop.rpartition(":")
    found = [town for town in gazetteer.candidates(country, name) if town.node_id in web.places]
    if not found:
        raise InputError("corridors.csv or flows.csv", f"{stop} is on no road", "Mend its name, or add its road")
    return max(found, key=lambda town: (town.population, town.node_id)).node_id


def corridors(web: Web, gazetteer: Gazetteer, positions: Positions) -> list[Corridor]:
    """Return the corridors of corridors.csv, sorted by id: from stop to stop the shortest way one may also walk.

    Raises
    ------
    InputError
        A stop is on no road, or cannot be reached from the one before it.
    """
    ways = Ways(web, positions, on_foot=True)
    found = []
    for row in read_rows("corridors.csv"):
        stops = [stop_node(web, gazetteer, stop.strip()) for stop in row["stops"].split(">")]
        nodes = stops[:1]
        for start, end in pairwise(stops):
            length, path = ways.shortest(start, end)
            if np.isinf(length):
                hop = f"no road from {web.places[start].name} to {web.places[end].name}"
                raise InputError(f"corridors.csv, {row['corridor_id']}", hop, "Add the road between")
            nodes += path[1:]
        found.append(Corridor(row["corridor_id"], row["name"], nodes))
    return sorted(found)


def flow_rows(web: Web, gazetteer: Gazetteer, positions: Positions, found: list[Corridor]) -> list[dict[str, object]]:
    """Return the rows of flows.csv: people a day on each part of each corridor, kilometres along it.

    Raises
    ------
    InputError
        An end of a part is not on its corridor.
    """
    rows: list[dict[str, object]] = []
    by_id = {corridor.corridor_id: corridor for corridor in found}
    for row in read_rows("flows.csv"):
        nodes = by_id[row["corridor_id"]].nodes
        place = np.array([positions[node] for node in nodes])
        along = dict(zip(nodes, measures_m(place[:, 0], place[:, 1]).tolist(), strict=True))
        ends = [along.get(stop_node(web, gazetteer, row[end])) for end in ("from", "to")]
        if None in ends:
            raise InputError(f"flows.csv, {row['corridor_id']}", "an end is not on it", "Name a town it passes")
        rows.append(
            {
                "corridor_id": row["corridor_id"],
                "start_km": f"{(ends[0] or 0.0) / 1000:.3f}",
                "end_km": f"{(ends[1] or 0.0) / 1000:.3f}",
                "people_per_day": f"{PEOPLE_A_YEAR / DAYS * float(row['share']):.1f}",
                "source": "Example: 450,000 people a year spread by a guess",
            }
        )
    return rows
