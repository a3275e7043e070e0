"""Where the nodes of an OpenStreetMap file lie: those that ways and services refer to, as flat arrays by id.

Coordinates are OpenStreetMap's own whole ten-millionths of a degree; divided by ten million they are the very numbers
osmium gives as degrees.
"""

from array import array
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import osmium
from osmium.osm import NODE, Node, Relation, Way

from data.osm_objects import Objects
from data.osm_passes import SERVICE_TAGS, STEP, Source, Tally, each_of, each_with_keys, pass_through, scratch_file
from geo.roads import FloatArray, IntArray

PER_DEGREE = 10_000_000
_TOLD_KEYS = (*SERVICE_TAGS, "place", "barrier")
_RECORD = np.dtype([("id", "<i8"), ("x", "<i4"), ("y", "<i4")])  # of osmium's index of locations, in its file
_AT_ONCE = 20 * STEP  # records
Records = npt.NDArray[np.void]
Coordinates = npt.NDArray[np.int32]


class Located(NamedTuple):
    """The nodes that were looked for and found, by id, and all nodes of the file in short.

    Attributes
    ----------
    node_id
        Ascending (int64).
    x, y
        Longitude and latitude, ten-millionths of a degree (int32).
    nodes_in_file
        Nodes in the file that are not deleted.
    bbox
        West, south, east, north of every located node of the file, degrees; ``inf`` and ``-inf`` where there is none.
    """

    node_id: IntArray
    x: Coordinates
    y: Coordinates
    nodes_in_file: int
    bbox: tuple[float, float, float, float]


def degrees(coordinates: Coordinates) -> FloatArray:
    """Return ten-millionths of a degree as degrees."""
    return np.asarray(coordinates / PER_DEGREE, dtype=np.float64)


def ascending(ids: IntArray) -> IntArray:
    """Return the different ids, in order."""
    ordered = np.sort(ids)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def locate(source: Source, objects: Objects, refs: IntArray) -> Located:
    """Find the nodes some references name, and take services, places and the barriers among these nodes into `objects`.

    Parameters
    ----------
    source
        The file.
    objects
        What was looked at so far; nodes are added.
    refs
        Ids of nodes, ascending, each once.
    """
    if source.plain and not (len(refs) and refs[0] < 0):  # osmium's index knows no other ids
        for node in each_with_keys(source, Node, _TOLD_KEYS, None):
            _take(objects, node, refs)
        with scratch_file(".locations") as path:
            return _search(source, objects, refs, _indexed(source, str(path)))
    return _search(source, objects, refs, _logged(source, objects, refs))


def _take(objects: Objects, node: Node, refs: IntArray) -> None:
    objects.take_node(node, lambda node_id, tags: "barrier" in tags and _among(refs, node_id))


def _among(refs: IntArray, node_id: int) -> bool:
    at = int(np.searchsorted(refs, node_id))
    return at < len(refs) and int(refs[at]) == node_id


def positions(node_id: IntArray, ids: IntArray) -> IntArray:
    """Return where ids stand among ascending ones; -1 for an id that is not there."""
    if not len(node_id):
        return np.full(len(ids), -1, dtype=np.int64)
    at = np.minimum(np.searchsorted(node_id, ids), len(node_id) - 1)
    return np.where(node_id[at] == ids, at, -1)


def _indexed(source: Source, path: str) -> Records:
    """Return a record of every node, which osmium writes into a file without making an object of any."""
    index = osmium.index.create_map(f"sparse_file_array,{path}")
    handler = osmium.NodeLocationsForWays(index)
    pass_through(osmium.io.Reader(source.file, NODE), handler)
    count = index.used_memory() // _RECORD.itemsize
    del handler, index
    return np.memmap(path, _RECORD, "r", shape=count) if count else np.zeros(0, _RECORD)


class _Log(Tally):
    """Keeps a record of each node, one by one: where some may be deleted or have ids below 0."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, Node)
        self.ids, self.places = array("q"), array("i")

    def see(self, thing: Node | Way | Relation) -> None:
        """Keep one node."""
        if isinstance(thing, Node) and not thing.deleted:
            self.ids.append(thing.id)
            self.places.extend((thing.location.x, thing.location.y))


def _logged(source: Source, objects: Objects, refs: IntArray) -> Records:
    log = _Log(source)
    for node in each_with_keys(source, Node, _TOLD_KEYS, log):
        log.see(node)
        _take(objects, node, refs)
    records = np.zeros(len(log.ids), _RECORD)
    records["id"] = np.frombuffer(log.ids, np.int64) if log.ids else 0
    places = np.frombuffer(log.places, np.int32) if log.places else np.zeros(0, np.int32)
    records["x"], records["y"] = places[0::2], places[1::2]
    return records


def _search(source: Source, objects: Objects, refs: IntArray, records: Records) -> Located:
    """Take from all records those that were looked for; of several versions of a node the largest."""
    ids = ascending(np.concatenate([refs, np.fromiter(objects.nodes, np.int64)]))
    x, y, found = np.zeros(len(ids), np.int32), np.zeros(len(ids), np.int32), np.zeros(len(ids), np.bool_)
    taken, bbox = 0, np.array([np.inf, np.inf, -np.inf, -np.inf])
    for part in _parts(source, records):
        bbox = _wider(bbox, part)
        at, kept = _places_in(ids, part["id"])
        x[at], y[at], found[at] = part["x"][kept], part["y"][kept], True
        taken += len(at)
    if taken > np.count_nonzero(found):
        _take_largest(source, objects, refs, _repeated(source, ids, records))
    for node_id, node in objects.nodes.items():
        here = int(np.searchsorted(ids, node_id))
        x[here], y[here] = node.x, node.y
    west, south, east, north = (bbox / PER_DEGREE).tolist()
    return Located(ids[found], x[found], y[found], len(records), (west, south, east, north))


def _parts(source: Source, records: Records) -> Iterator[Records]:
    """Yield the located records, many at a time, and tell how many nodes were seen."""
    for start in range(0, len(records), _AT_ONCE):
        part = np.asarray(records[start : start + _AT_ONCE])
        if start + len(part) < len(records):
            source.progress("nodes", start + len(part))
        yield part[(abs(part["x"].astype(np.int64)) <= 180 * PER_DEGREE) & (abs(part["y"]) <= 90 * PER_DEGREE)]
    source.progress("nodes", len(records))


def _places_in(ids: IntArray, asked: IntArray) -> tuple[IntArray, npt.NDArray[np.bool_]]:
    """Return where in `ids`, ascending, those of `asked` stand that are there, and which of `asked` these are."""
    at = positions(ids, asked)
    kept = at >= 0
    return at[kept], kept


def _wider(bbox: FloatArray, part: Records) -> FloatArray:
    """Return a box, in ten-millionths of a degree, that holds some located nodes too."""
    if not len(part):
        return bbox
    x, y = part["x"], part["y"]
    return np.array([min(bbox[0], x.min()), min(bbox[1], y.min()), max(bbox[2], x.max()), max(bbox[3], y.max())])


def _repeated(source: Source, ids: IntArray, records: Records) -> set[int]:
    """Return which of some ids several located records have."""
    seen = np.zeros(len(ids), np.int64)
    for part in _parts(source, records):
        at, _ = _places_in(ids, part["id"])
        seen += np.bincount(at, minlength=len(ids))
    return set(ids[seen > 1].tolist())


def _take_largest(source: Source, objects: Objects, refs: IntArray, repeated: set[int]) -> None:
    """Look at all versions of some nodes one by one, in place of what was kept of them."""
    for node_id in repeated:
        objects.nodes.pop(node_id, None)
    for node in each_of(source, Node, repeated):
        objects.take_node(node, lambda node_id, _tags: _among(refs, node_id))
