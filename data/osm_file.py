"""Read an OpenStreetMap extract: the ways, nodes, places and service objects the study needs, whatever their order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import osmium
from osmium.osm import Relation, Way

from data.osm_keep import is_place, is_road, is_service
from data.osm_nodes import Coordinates, Located, ascending, degrees, locate, positions
from data.osm_objects import Objects, OsmObject, Tags
from data.osm_passes import SERVICE_TAGS, Progress, Source, Tally, each_of, each_with_keys, open_source
from data.osm_ways import Combos, RoadLines, RoadWays, read_road_lines, road_ways, without_ways
from geo.errors import InputError
from geo.roads import FloatArray, IntArray

FORMATS = {".osm.pbf": "pbf", ".osm": "osm", ".osm.bz2": "osm.bz2", ".osm.gz": "osm.gz"}
_NO_YEAR = 1970  # a file without dates has this year everywhere


@dataclass(frozen=True, slots=True, eq=False)
class OsmExtract:
    """What was kept of one OpenStreetMap file. Everything is sorted by id, so the file's order leaves no trace.

    Attributes
    ----------
    name
        The file's name.
    dated
        When the data was current, as the file says, or else its newest way; "" where neither is known.
    node_id, x, y
        The located nodes that ways and services refer to; ten-millionths of a degree, EPSG:4326.
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
    x: Coordinates
    y: Coordinates
    barriers: dict[int, Tags]
    ways: RoadWays
    services: tuple[OsmObject, ...]
    places: tuple[OsmObject, ...]
    bbox: tuple[float, float, float, float]
    nodes_in_file: int
    ways_in_file: int
    relations_in_file: int

    @property
    def lon(self) -> FloatArray:
        """Longitudes of the nodes, degrees."""
        return degrees(self.x)

    @property
    def lat(self) -> FloatArray:
        """Latitudes of the nodes, degrees."""
        return degrees(self.y)


def read_osm(path: Path, progress: Progress | None = None) -> OsmExtract:
    """Read an OpenStreetMap file: its relations, then its ways, then its nodes.

    What a relation needs of ways, and a way of nodes, is known before. Python sees only the objects osmium's filters
    let pass; roads and locations come as flat arrays.

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
    try:
        with open_source(path, FORMATS[suffix], progress or (lambda _what, _count: None)) as source:
            extract = _read(path.name, source)
    except (RuntimeError, ValueError, OSError, osmium.InvalidLocationError) as error:
        todo = "The file is cut or damaged, or not what its name says: fetch it again"
        raise InputError(path.name, f"cannot be read to its end ({error})", todo) from error
    if not extract.nodes_in_file or extract.bbox[0] > extract.bbox[2]:
        raise InputError(path.name, "holds no located node", "Give an OpenStreetMap extract of the study's place")
    return extract


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


def _read(name: str, source: Source) -> OsmExtract:
    objects = Objects()
    relations, ways = Tally(source, Relation), Tally(source, Way)
    for relation in each_with_keys(source, Relation, SERVICE_TAGS, relations):
        relations.see(relation)
        objects.take_relation(relation)
    relations_in_file = relations.end()
    combos = Combos()
    lines = _roads(source, objects, ways, combos)
    ways_in_file = ways.end()
    refs = [lines.refs, np.fromiter(objects.members("n"), np.int64)]
    refs += [np.array(way.refs, np.int64) for way in objects.ways.values()]
    located = locate(source, objects, ascending(np.concatenate(refs)))
    nodes = [(node_id, dict(node.tags)) for node_id, node in sorted(objects.nodes.items()) if node.tags]
    return OsmExtract(
        name=name,
        dated=source.dated or _day(ways),
        node_id=located.node_id,
        x=located.x,
        y=located.y,
        barriers={node_id: tags for node_id, tags in nodes if "barrier" in tags},
        ways=road_ways(lines, located.node_id),
        services=tuple(_services(objects, located)),
        places=tuple(_point(located, "n", node_id, tags, [node_id]) for node_id, tags in nodes if is_place(tags)),
        bbox=located.bbox,
        nodes_in_file=located.nodes_in_file,
        ways_in_file=ways_in_file,
        relations_in_file=relations_in_file,
    )


def _roads(source: Source, objects: Objects, tally: Tally, combos: Combos) -> RoadLines:
    """Return the roads, and take the ways that may be services or belong to one.

    A way that is both, or comes several times, is looked at in all its versions, and its largest counts.
    """
    lines, count = read_road_lines(source, combos)
    # Only where ways may be deleted, or their newest tells the day, each of them must be looked at.
    if source.plain and source.dated:
        tally.count, others = count, None
    else:
        others = tally
    members = objects.members("w")
    for way in each_with_keys(source, Way, SERVICE_TAGS, others):
        if others is not None:
            others.see(way)
        objects.take_way(way, members)
    for way in each_of(source, Way, members):
        objects.take_way(way, members)
    ids = np.sort(lines.way_id[lines.combo >= 0])
    other = np.array([way_id for way_id, way in objects.ways.items() if not is_road(dict(way.tags))], np.int64)
    again = set(ids[1:][ids[1:] == ids[:-1]].tolist()) | set(other[np.isin(other, ids)].tolist())
    for way in each_of(source, Way, again):
        objects.take_way(way, members)
    largest = {way_id: objects.ways[way_id] for way_id in again if is_road(dict(objects.ways[way_id].tags))}
    return without_ways(lines, again, largest, combos)


def _day(ways: Tally) -> str:
    """Return the day a way was last changed; "" where the file does not say."""
    newest = ways.newest
    return f"{newest:%Y-%m-%d}" if newest.year > _NO_YEAR else ""


def _services(objects: Objects, located: Located) -> Iterator[OsmObject]:
    """Yield the service objects: nodes, then ways, then relations, each by id."""
    for node_id, node in sorted(objects.nodes.items()):
        if node.tags and is_service(dict(node.tags)):
            yield _point(located, "n", node_id, dict(node.tags), [node_id])
    for way_id, way in sorted(objects.ways.items()):
        if is_service(dict(way.tags)):
            yield _point(located, "w", way_id, dict(way.tags), way.refs)
    for relation_id, relation in sorted(objects.relations.items()):
        yield _point(located, "r", relation_id, dict(relation.tags), list(objects.refs(relation)))


def _point(located: Located, kind: str, osm_id: int, tags: Tags, refs: Iterable[int]) -> OsmObject:
    """Return an object at the centre of the box around its located nodes, as Overpass' own ``out center`` does."""
    at = positions(located.node_id, np.fromiter(refs, np.int64))
    lon, lat = (degrees(place[at[at >= 0]]) for place in (located.x, located.y))
    if not len(lon):
        return OsmObject(kind, osm_id, tags, np.nan, np.nan)
    centre = ((float(axis.min()) + float(axis.max())) / 2 for axis in (lon, lat))
    return OsmObject(kind, osm_id, tags, *centre)
