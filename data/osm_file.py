"""Read an OpenStreetMap extract: the ways, nodes, places and service objects the study needs, whatever their order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import osmium
from osmium.osm import NODE, RELATION, WAY, Node, Relation, Way

from data.osm_keep import is_place, is_road, is_service
from geo.errors import InputError
from geo.roads import FloatArray, IntArray

FORMATS = {".osm.pbf": "pbf", ".osm": "osm", ".osm.bz2": "osm.bz2", ".osm.gz": "osm.gz"}
_BITS = {Relation: RELATION, Way: WAY, Node: NODE}
_STEP = 100_000  # objects between two reports of progress
_NO_YEAR = 1970  # a file without dates has this year everywhere

Progress = Callable[[str, int], None]
Tags = dict[str, str]
_Thing = TypeVar("_Thing", Relation, Way, Node)


class OsmWay(NamedTuple):
    """A way: its id, the ids of its nodes in order (some may lie outside a clipped file), its tags."""

    way_id: int
    refs: tuple[int, ...]
    tags: Tags


class OsmObject(NamedTuple):
    """A place or a service: type (n, w or r), id, tags, and a point in degrees (NaN where none of it is located)."""

    kind: str
    osm_id: int
    tags: Tags
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, eq=False)
class OsmExtract:
    """What was kept of one OpenStreetMap file. Everything is sorted by id, so the file's order leaves no trace.

    Attributes
    ----------
    name
        The file's name.
    dated
        When the data was current, as the file says, or else its newest way; "" where neither is known.
    node_id, lon, lat
        The located nodes that ways and services refer to; degrees, EPSG:4326.
    barriers
        Tags of those nodes that carry a barrier, by node id.
    ways
        Ways with a ``highway`` tag, and ferries.
    services, places
        Objects with a tag a service may have; named city, town, village and hamlet nodes.
    bbox
        West, south, east, north of every located node of the file, degrees.
    nodes_in_file, ways_in_file, relations_in_file
        How many objects the file holds.
    """

    name: str
    dated: str
    node_id: IntArray
    lon: FloatArray
    lat: FloatArray
    barriers: dict[int, Tags]
    ways: tuple[OsmWay, ...]
    services: tuple[OsmObject, ...]
    places: tuple[OsmObject, ...]
    bbox: tuple[float, float, float, float]
    nodes_in_file: int
    ways_in_file: int
    relations_in_file: int


class _Way(NamedTuple):
    """One version of a way; the largest of several with one id is kept, in whatever order they come."""

    version: int
    refs: tuple[int, ...]
    tags: tuple[tuple[str, str], ...]


class _Node(NamedTuple):
    version: int
    lon: float
    lat: float
    tags: tuple[tuple[str, str], ...]


class _Relation(NamedTuple):
    version: int
    members: tuple[tuple[str, int], ...]
    tags: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Harvest:
    """What the three passes over the file gather; each pass knows from the former what it must keep."""

    relations: dict[int, _Relation] = field(default_factory=dict)
    ways: dict[int, _Way] = field(default_factory=dict)
    nodes: dict[int, _Node] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    newest: str = ""
    bbox: tuple[float, float, float, float] = (np.inf, np.inf, -np.inf, -np.inf)


def read_osm(path: Path, progress: Progress | None = None) -> OsmExtract:
    """Read an OpenStreetMap file in three passes: relations, ways, nodes.

    Parameters
    ----------
    path
        A ``.osm.pbf``, ``.osm``, ``.osm.bz2`` or ``.osm.gz`` file.
    progress
        Called now and then with what is being read and how many objects of it have been.

    Raises
    ------
    InputError
        The file is missing, a folder, of another kind, empty, cut, damaged, or holds no located node.
    """
    suffix = check_osm_file(path)
    source = osmium.io.File(str(path.resolve()), FORMATS[suffix])
    try:
        harvest = _harvest(source, progress or (lambda _what, _count: None))
        dated = osmium.FileProcessor(source).header.get("osmosis_replication_timestamp", harvest.newest)
    except (RuntimeError, ValueError, OSError, osmium.InvalidLocationError) as error:
        todo = "The file is cut or damaged, or not what its name says: fetch it again"
        raise InputError(path.name, f"cannot be read to its end ({error})", todo) from error
    if not harvest.counts["nodes"] or harvest.bbox[0] > harvest.bbox[2]:
        raise InputError(path.name, "holds no located node", "Give an OpenStreetMap extract of the study's place")
    return _extract(path.name, dated, harvest)


def check_osm_file(path: Path) -> str:
    """Return the suffix of an OpenStreetMap file, which tells its format.

    Raises
    ------
    InputError
        The file is missing, a folder, empty, or of another kind by its name.
    """
    if path.is_dir():
        raise InputError(str(path), "is a folder", "Name the OpenStreetMap file itself")
    if not path.is_file():
        raise InputError(str(path), "there is no such file", "Check the name of the OpenStreetMap file")
    suffix = next((end for end in FORMATS if path.name.lower().endswith(end)), None)
    if suffix is None:
        raise InputError(path.name, "is no OpenStreetMap file by its name", f"Give one of {', '.join(FORMATS)}")
    if path.stat().st_size == 0:
        raise InputError(path.name, "is empty (0 bytes)", "Fetch it again")
    return suffix


def _harvest(source: osmium.io.File, progress: Progress) -> _Harvest:
    """Pass over the file three times: what a relation needs of ways, and a way of nodes, is known before."""
    harvest = _Harvest()
    for relation in _each(source, Relation, "relations", harvest, progress):
        _take_relation(harvest, relation)
    members = _members(harvest, "w")
    for way in _each(source, Way, "ways", harvest, progress):
        _take_way(harvest, way, members)
    wanted = _members(harvest, "n").union(*(way.refs for way in harvest.ways.values()))
    for node in _each(source, Node, "nodes", harvest, progress):
        _take_node(harvest, node, wanted)
    return harvest


def _each(
    source: osmium.io.File, kind: type[_Thing], name: str, harvest: _Harvest, progress: Progress
) -> Iterator[_Thing]:
    """Yield the file's objects of one type, leaving out deleted ones, and count them."""
    count = 0
    for thing in osmium.FileProcessor(source, _BITS[kind]):
        if not isinstance(thing, kind) or thing.deleted:
            continue
        count += 1
        if count % _STEP == 0:
            progress(name, count)
        yield thing
    harvest.counts[name] = count
    progress(name, count)


def _take_relation(harvest: _Harvest, relation: Relation) -> None:
    tags = dict(relation.tags)
    if is_service(tags):
        members = tuple((member.type, member.ref) for member in relation.members)
        entry = _Relation(relation.version, members, tuple(sorted(tags.items())))
        harvest.relations[relation.id] = max(harvest.relations.get(relation.id, entry), entry)


def _take_way(harvest: _Harvest, way: Way, members: set[int]) -> None:
    tags = dict(way.tags)
    harvest.newest = max(harvest.newest, _day(way))
    if is_road(tags) or is_service(tags) or way.id in members:
        entry = _Way(way.version, tuple(node.ref for node in way.nodes), tuple(sorted(tags.items())))
        harvest.ways[way.id] = max(harvest.ways.get(way.id, entry), entry)


def _take_node(harvest: _Harvest, node: Node, wanted: set[int]) -> None:
    if not node.location.valid():
        return
    lon, lat = node.location.lon, node.location.lat
    west, south, east, north = harvest.bbox
    harvest.bbox = (min(west, lon), min(south, lat), max(east, lon), max(north, lat))
    tags = dict(node.tags) if len(node.tags) else {}
    if node.id in wanted or (tags and (is_service(tags) or is_place(tags))):
        entry = _Node(node.version, lon, lat, tuple(sorted(tags.items())))
        harvest.nodes[node.id] = max(harvest.nodes.get(node.id, entry), entry)


def _day(way: Way) -> str:
    """Return the day a way was last changed; "" where the file does not say."""
    stamp = way.timestamp
    return f"{stamp:%Y-%m-%d}" if stamp.year > _NO_YEAR else ""


def _members(harvest: _Harvest, kind: str) -> set[int]:
    return {ref for relation in harvest.relations.values() for what, ref in relation.members if what == kind}


def _extract(name: str, dated: str, harvest: _Harvest) -> OsmExtract:
    """Sort what was gathered by id and give every object a point."""
    ids = sorted(harvest.nodes)
    nodes = [(node_id, dict(harvest.nodes[node_id].tags)) for node_id in ids if harvest.nodes[node_id].tags]
    ways = [(way_id, way.refs, dict(way.tags)) for way_id, way in sorted(harvest.ways.items())]
    return OsmExtract(
        name=name,
        dated=dated,
        node_id=np.array(ids, dtype=np.int64),
        lon=np.array([harvest.nodes[node_id].lon for node_id in ids], dtype=np.float64),
        lat=np.array([harvest.nodes[node_id].lat for node_id in ids], dtype=np.float64),
        barriers={node_id: tags for node_id, tags in nodes if "barrier" in tags},
        ways=tuple(OsmWay(*way) for way in ways if is_road(way[2])),
        services=tuple(_services(harvest)),
        places=tuple(_point(harvest, "n", node_id, tags, [node_id]) for node_id, tags in nodes if is_place(tags)),
        bbox=harvest.bbox,
        nodes_in_file=harvest.counts["nodes"],
        ways_in_file=harvest.counts["ways"],
        relations_in_file=harvest.counts["relations"],
    )


def _services(harvest: _Harvest) -> Iterator[OsmObject]:
    """Yield the service objects: nodes, then ways, then relations, each by id."""
    for node_id, node in sorted(harvest.nodes.items()):
        if node.tags and is_service(dict(node.tags)):
            yield _point(harvest, "n", node_id, dict(node.tags), [node_id])
    for way_id, way in sorted(harvest.ways.items()):
        if is_service(dict(way.tags)):
            yield _point(harvest, "w", way_id, dict(way.tags), way.refs)
    for relation_id, relation in sorted(harvest.relations.items()):
        yield _point(harvest, "r", relation_id, dict(relation.tags), list(_refs(harvest, relation)))


def _refs(harvest: _Harvest, relation: _Relation) -> Iterator[int]:
    """Yield the nodes a relation holds itself or through its ways."""
    for kind, ref in relation.members:
        if kind == "n":
            yield ref
        elif kind == "w" and ref in harvest.ways:
            yield from harvest.ways[ref].refs


def _point(harvest: _Harvest, kind: str, osm_id: int, tags: Tags, refs: tuple[int, ...] | list[int]) -> OsmObject:
    """Return an object at the centre of the box around its located nodes, as Overpass' own ``out center`` does."""
    found = [harvest.nodes[ref] for ref in refs if ref in harvest.nodes]
    if not found:
        return OsmObject(kind, osm_id, tags, np.nan, np.nan)
    lon = [node.lon for node in found]
    lat = [node.lat for node in found]
    return OsmObject(kind, osm_id, tags, (min(lon) + max(lon)) / 2, (min(lat) + max(lat)) / 2)
