"""What the road builder met: counts to check a file against, and what was left out and why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

import numpy as np

from data.osm_access import is_reversible
from data.osm_file import OsmExtract, OsmWay
from data.osm_pieces import cut_pieces
from data.speeds import parse_limit_kmh, road_class, tagged_limit
from geo.roads import MODES, IntArray, Roads


@dataclass(frozen=True, slots=True)
class RoadReport:
    """Counts of one road build.

    Attributes
    ----------
    nodes_in_file, ways_in_file, relations_in_file
        Objects in the OpenStreetMap file.
    highways
        Ways by their ``highway`` value; a ferry counts as ``ferry``.
    pieces_outside, drivable_pieces_outside
        Pieces of road with an end outside the file: of all highways; of the classes vehicles use.
    drivable_nodes, drivable_components, drivable_largest
        Nodes on the classes vehicles use, whatever their access tags; how many connected parts they form; nodes in
        the largest.
    nodes, edges
        Nodes and directed rows of the graph, by mode.
    edges_with_limit
        Directed rows a vehicle may take whose way has a speed limit that was understood.
    limits_not_understood
        Limits as written that were not, with the number of ways.
    excluded
        Ways left out, by reason.
    barriers_split
        Barriers that cut a node apart.
    reversible_ways
        Ways closed to vehicles because their direction changes with the hour.
    """

    nodes_in_file: int
    ways_in_file: int
    relations_in_file: int
    highways: dict[str, int]
    pieces_outside: int
    drivable_pieces_outside: int
    drivable_nodes: int
    drivable_components: int
    drivable_largest: int
    nodes: dict[str, int]
    edges: dict[str, int]
    edges_with_limit: int
    limits_not_understood: dict[str, int]
    excluded: dict[str, int]
    barriers_split: int
    reversible_ways: int

    def to_json(self) -> dict[str, object]:
        """Return the counts as plain values, ready for JSON."""
        return asdict(self)


def report_roads(extract: OsmExtract, roads: Roads, *, barriers_split: int, ways_closed: Iterable[int]) -> RoadReport:
    """Count what an extract held and what became of it.

    Parameters
    ----------
    extract, roads
        What was read, and the graph built from it.
    barriers_split
        Barriers that cut a node apart.
    ways_closed
        Positions in the extract of its ways that no mode may use.
    """
    drivable = [at for at, way in enumerate(extract.ways) if _is_drivable(way)]
    highways = [at for at, way in enumerate(extract.ways) if "highway" in way.tags]
    nodes, components, largest = _connectivity(extract, drivable)
    return RoadReport(
        nodes_in_file=extract.nodes_in_file,
        ways_in_file=extract.ways_in_file,
        relations_in_file=extract.relations_in_file,
        highways=_counted(way.tags.get("highway", "ferry") for way in extract.ways),
        pieces_outside=_pieces_outside(extract, highways),
        drivable_pieces_outside=_pieces_outside(extract, drivable),
        drivable_nodes=nodes,
        drivable_components=components,
        drivable_largest=largest,
        nodes={mode: _nodes_of(roads, mode) for mode in MODES},
        edges={mode: int(np.isfinite(roads.time_s[mode]).sum()) for mode in MODES},
        edges_with_limit=_edges_with_limit(extract, roads),
        limits_not_understood=_counted(text for way in extract.ways for text in _bad_limits(way)),
        excluded=_counted(_reason(extract.ways[at]) for at in ways_closed),
        barriers_split=barriers_split,
        reversible_ways=sum(is_reversible(way.tags) for way in extract.ways),
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    """Return how often each value occurs, in the order of the values."""
    return dict(sorted(Counter(values).items()))


def _is_drivable(way: OsmWay) -> bool:
    """Say whether vehicles use ways of this class at all; a class nobody knows does not count as one."""
    return road_class(way.tags) not in (None, "path", "ferry") and way.tags["highway"] != "road"


def _reason(way: OsmWay) -> str:
    """Return why no mode may use a way."""
    if road_class(way.tags) is None:
        return f"highway={way.tags['highway']} is no road in use"
    return "closed to every mode by its access tags"


def _connectivity(extract: OsmExtract, ways: list[int]) -> tuple[int, int, int]:
    """Return the nodes of some ways, the connected parts they form, and the nodes of the largest."""
    pieces = cut_pieces(extract, ways)
    nodes, ends = np.unique(np.stack([pieces.tail, pieces.head]), return_inverse=True)
    if not len(nodes):
        return 0, 0, 0
    tail, head = ends.reshape(2, -1)
    sizes = np.bincount(_least_connected(tail, head, len(nodes)))
    return len(nodes), int(np.count_nonzero(sizes)), int(sizes.max())


def _least_connected(tail: IntArray, head: IntArray, count: int) -> IntArray:
    """Return for each of `count` nodes the least node it is connected with.

    In each round every part found so far that touches a lesser one is hung below it, so that there are half as many.
    Written out here, as loading the library that has it takes longer than all else a child does for a small extract.
    """
    least = np.arange(count)
    while True:
        ends = np.stack([least[tail], least[head]])
        if (ends[0] == ends[1]).all():
            return least
        np.minimum.at(least, ends.max(axis=0), ends.min(axis=0))
        while (least[least] != least).any():
            least = least[least]


def _pieces_outside(extract: OsmExtract, ways: list[int]) -> int:
    """Return how many pieces of some ways have an end that is not in the file."""
    total = sum(max(len(extract.ways[at].refs) - 1, 0) for at in ways)
    return total - len(cut_pieces(extract, ways).way)


def _nodes_of(roads: Roads, mode: str) -> int:
    """Return how many nodes a mode can stand on."""
    open_rows = np.isfinite(roads.time_s[mode])
    return len(np.union1d(roads.tail[open_rows], roads.head[open_rows]))


def _edges_with_limit(extract: OsmExtract, roads: Roads) -> int:
    """Return how many rows open to vehicles lie on a way with a limit that was understood."""
    limited = [way.way_id for way in extract.ways if not all(map(_bad, _limits(way)))]
    return int((np.isfinite(roads.time_s["drive"]) & np.isin(roads.way_id, limited)).sum())


def _limits(way: OsmWay) -> list[str]:
    """Return the different limits written on a way."""
    written = {tagged_limit(way.tags, forward=forward) for forward in (True, False)}
    return sorted(text for text in written if text is not None)


def _bad(text: str) -> bool:
    return parse_limit_kmh(text) is None


def _bad_limits(way: OsmWay) -> Iterator[str]:
    """Yield the limits of a way that were not understood."""
    yield from filter(_bad, _limits(way))
