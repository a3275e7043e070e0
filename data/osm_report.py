"""What the road builder met: counts to check a file against, and what was left out and why."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

from data.osm_access import is_reversible
from data.osm_file import OsmExtract
from data.osm_objects import Tags
from data.osm_pieces import Chosen, count_outside, cut_pieces
from data.osm_ways import RoadWays
from data.packed_roads import PackedRoads, parts
from data.speeds import parse_limit_kmh, road_class, tagged_limit
from geo.roads import MODES, IntArray


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


def report_roads(
    extract: OsmExtract, packed: PackedRoads, *, way_at: IntArray, barriers_split: int, closed: Iterable[int]
) -> RoadReport:
    """Count what an extract held and what became of it.

    Parameters
    ----------
    extract, packed
        What was read, and the graph built from it.
    way_at
        For each way of the graph its position in the extract.
    barriers_split
        Barriers that cut a node apart.
    closed
        Combinations of tags that let no mode pass, by their position.
    """
    ways, combos = extract.ways, extract.ways.combos
    count = np.bincount(ways.combo, minlength=len(combos)).tolist()
    drivable = _of_combos(ways, _is_drivable)
    nodes, components, largest = _connectivity(extract, drivable)
    limited = _of_combos(ways, lambda tags: not all(map(_bad, _limits(tags))))
    open_nodes, open_rows, rows_with_limit = _open(packed, limited[way_at])
    return RoadReport(
        nodes_in_file=extract.nodes_in_file,
        ways_in_file=extract.ways_in_file,
        relations_in_file=extract.relations_in_file,
        highways=_counted((tags.get("highway", "ferry"), count[at]) for at, tags in enumerate(combos)),
        pieces_outside=count_outside(extract, _of_combos(ways, lambda tags: "highway" in tags)),
        drivable_pieces_outside=count_outside(extract, drivable),
        drivable_nodes=nodes,
        drivable_components=components,
        drivable_largest=largest,
        nodes=open_nodes,
        edges=open_rows,
        edges_with_limit=rows_with_limit,
        limits_not_understood=_counted(
            (text, count[at]) for at, tags in enumerate(combos) for text in filter(_bad, _limits(tags))
        ),
        excluded=_counted((_reason(combos[at]), count[at]) for at in closed),
        barriers_split=barriers_split,
        reversible_ways=sum(count[at] for at, tags in enumerate(combos) if is_reversible(tags)),
    )


def _of_combos(ways: RoadWays, is_one: Callable[[Tags], bool]) -> Chosen:
    """Return for each way whether its tags are such."""
    return np.array([is_one(tags) for tags in ways.combos], np.bool_)[ways.combo]


def _counted(values: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return how often each value occurs, in the order of the values."""
    counts = Counter[str]()
    for value, count in values:
        counts[value] += count
    return dict(sorted(counts.items()))


def _is_drivable(tags: Tags) -> bool:
    """Say whether vehicles use ways of this class at all; a class nobody knows does not count as one."""
    return road_class(tags) not in (None, "path", "ferry") and tags["highway"] != "road"


def _reason(tags: Tags) -> str:
    """Return why no mode may use a way."""
    if road_class(tags) is None:
        return f"highway={tags['highway']} is no road in use"
    return "closed to every mode by its access tags"


def _connectivity(extract: OsmExtract, ways: Chosen) -> tuple[int, int, int]:
    """Return the nodes of some ways, the connected parts they form, and the nodes of the largest."""
    _, tail, head = cut_pieces(extract, ways)
    count = len(extract.node_id)
    used = np.zeros(count, np.bool_)
    used[tail] = used[head] = True
    sizes = np.bincount(_least_connected(tail, head, count)[used])
    return int(used.sum()), int(np.count_nonzero(sizes)), int(sizes.max(initial=0))


def _least_connected(tail: npt.NDArray[np.int32], head: npt.NDArray[np.int32], count: int) -> npt.NDArray[np.int32]:
    """Return for each of `count` nodes the least node it is connected with.

    In each round every part found so far that touches a lesser one is hung below it, so that there are half as many,
    and what joins no two parts any more is looked at no longer.
    Written out here, as loading the library that has it takes longer than all else a child does for a small extract.
    """
    least = np.arange(count, dtype=np.int32)
    while True:
        tail, head = least[tail], least[head]
        apart = tail != head
        if not apart.any():
            return least
        tail, head = tail[apart], head[apart]
        np.minimum.at(least, np.maximum(tail, head), np.minimum(tail, head))
        while (least[least] != least).any():
            least = least[least]


def _open(packed: PackedRoads, limited: Chosen) -> tuple[dict[str, int], dict[str, int], int]:
    """Return the nodes and the rows open to each mode, and the rows open to cars on a way with an understood limit."""
    passable = packed.kmh() > 0
    nodes = np.zeros((len(MODES), len(packed.node_id)), np.bool_)
    rows, with_limit = np.zeros(len(MODES), np.int64), 0
    for part in parts(len(packed.row)):
        piece, is_open = packed.row[part] >> 1, passable[packed.row_kinds(part)]
        rows += is_open.sum(axis=0)
        with_limit += int((is_open[:, MODES.index("drive")] & limited[packed.piece_way[piece]]).sum())
        for mode in range(len(MODES)):
            reached = piece[is_open[:, mode]]
            nodes[mode, packed.piece_tail[reached]] = nodes[mode, packed.piece_head[reached]] = True
    by_mode = [dict(zip(MODES, map(int, counts), strict=True)) for counts in (nodes.sum(axis=1), rows)]
    return by_mode[0], by_mode[1], with_limit


def _limits(tags: Tags) -> list[str]:
    """Return the different limits written on a way."""
    written = {tagged_limit(tags, forward=forward) for forward in (True, False)}
    return sorted(text for text in written if text is not None)


def _bad(text: str) -> bool:
    return parse_limit_kmh(text) is None
