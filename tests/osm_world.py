"""Small OpenStreetMap files: nodes on a line or a grid of a thousandth of a degree, ways as strings of their ids."""

from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

import numpy as np
import osmium

from data.osm_file import OsmExtract, read_osm
from data.osm_keep import is_road
from data.osm_report import RoadReport
from data.osm_roads import build_roads
from geo.roads import Roads

Tags = dict[str, str]


def node(osm_id: int, lon: float, lat: float, **tags: str) -> str:
    return f'<node id="{osm_id}" version="1" lon="{lon!r}" lat="{lat!r}">{_tags(tags)}</node>'


def line_of_nodes(*ids: int, **tags_of: Tags) -> list[str]:
    """Return nodes a thousandth of a degree apart, eastward on the equator; `n2={...}` tags node 2."""
    return [node(osm_id, at / 1000, 0.0, **tags_of.get(f"n{osm_id}", {})) for at, osm_id in enumerate(ids)]


def way(osm_id: int, refs: str, tags: Tags | None = None) -> str:
    nodes = "".join(f'<nd ref="{ref}"/>' for ref in refs.split())
    return f'<way id="{osm_id}" version="1">{nodes}{_tags(tags or {"highway": "residential"})}</way>'


def relation(osm_id: int, members: list[tuple[str, int]], tags: Tags) -> str:
    inside = "".join(f'<member type="{kind}" ref="{ref}" role="outer"/>' for kind, ref in members)
    return f'<relation id="{osm_id}" version="1">{inside}{_tags(tags)}</relation>'


def _tags(tags: Tags) -> str:
    return "".join(f"<tag k={quoteattr(key)} v={quoteattr(text)}/>" for key, text in tags.items())


def osm_file(folder: Path, *things: str, name: str = "toy.osm") -> Path:
    path = folder / name
    path.write_text("\n".join(['<osm version="0.6">', *things, "</osm>"]), encoding="utf-8")
    return path


def build(folder: Path, *things: str) -> tuple[Roads, RoadReport]:
    return build_roads(read_osm(osm_file(folder, *things)))


def rows(roads: Roads, mode: str) -> list[tuple[int, int]]:
    """Return the rows a mode may take, as pairs of OpenStreetMap ids, in order."""
    return [
        (int(roads.node_id[tail]), int(roads.node_id[head]))
        for tail, head, time in zip(roads.tail, roads.head, roads.time_s[mode], strict=True)
        if time < float("inf")
    ]


class Way(NamedTuple):
    """A way with all its tags, as the file has it."""

    way_id: int
    refs: tuple[int, ...]
    tags: Tags


def ways_in(path: Path) -> list[Way]:
    """Return the roads and ferries of a file, by id."""
    ways = (each for each in osmium.FileProcessor(path, osmium.osm.WAY) if isinstance(each, osmium.osm.Way))
    found = [Way(each.id, tuple(node.ref for node in each.nodes), dict(each.tags)) for each in ways]
    return sorted(each for each in found if is_road(each.tags))


def ways_read(extract: OsmExtract) -> list[tuple[int, list[int | None]]]:
    """Return the ways an extract kept: id, and the ids of the nodes; None for one outside the file."""
    ids, ways = extract.node_id.tolist(), extract.ways
    parts = np.split(ways.nodes, ways.start[1:-1]) if len(ways.way_id) else []
    return [
        (way_id, [ids[at] if at >= 0 else None for at in part.tolist()])
        for way_id, part in zip(ways.way_id.tolist(), parts, strict=True)
    ]


KM = 1000.0 / 111_319.490_793  # degrees of longitude on the equator
WEST = -95.0  # where the straight road begins: at sea, so that no country's border is near
NINETY_KMH: Tags = {"highway": "trunk", "maxspeed": "100"}  # driven at nine tenths of the limit


def at_km(km: float) -> float:
    """Return the longitude of a place on the straight road."""
    return round(WEST + km * KM, 7)


def straight_road(folder: Path, *things: str, km: int = 100, name: str = "road.osm") -> Path:
    """Write a road due east along the equator with a node each km (ids from 1), driven at 90 km/h: 1.5 km a minute."""
    nodes = [node(at + 1, at_km(at), 0.0) for at in range(km + 1)]
    road = way(1, " ".join(str(at + 1) for at in range(km + 1)), NINETY_KMH)
    return osm_file(folder, *nodes, road, *things, name=name)
