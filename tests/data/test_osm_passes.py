"""Reading in passes that make no objects against the plain way: look at every object, one after the other."""

from itertools import chain
from pathlib import Path

import osmium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from osm_world import ways_read

from data.osm_file import OsmExtract, read_osm
from data.osm_keep import is_place, is_road, is_service
from geo.errors import InputError

IDS = st.integers(1, 6)
ROADS = st.sampled_from(["{}", "highway=primary", "highway=track,amenity=clinic", "route=ferry", "route=bus"])
TAGS = {
    "w": ROADS,
    "n": st.sampled_from(["{}", "barrier=gate", "amenity=clinic", "place=town,name=T", "barrier=block"]),
}
SUFFIXES = (".osm.pbf", ".osm")


@st.composite
def things(draw: st.DrawFn) -> list[tuple[str, int, int, str, tuple[int, ...]]]:
    """Return nodes and ways: type, id, version, tags, and references or ten-millionths of a degree."""
    found = []
    for kind in draw(st.lists(st.sampled_from("nnnw"), min_size=1, max_size=14)):
        size = {"min_size": 2, "max_size": 2} if kind == "n" else {"max_size": 4}
        numbers = draw(st.lists(IDS, **size))
        found.append((kind, draw(IDS), draw(st.integers(1, 2)), draw(TAGS[kind]), tuple(numbers)))
    return found


def tags_of(text: str) -> dict[str, str]:
    return {} if text == "{}" else dict(pair.split("=") for pair in text.split(","))


def written(path: Path, found: list[tuple[str, int, int, str, tuple[int, ...]]]) -> Path:
    with osmium.SimpleWriter(path, overwrite=True) as writer:
        for kind, osm_id, version, text, numbers in found:
            told = {"id": osm_id, "version": version, "tags": tags_of(text)}
            if kind == "n":
                x, y = numbers
                writer.add_node(osmium.osm.mutable.Node(**told, location=(x / 1e7, y / 1e7)))
            else:
                writer.add_way(osmium.osm.mutable.Way(**told, nodes=list(numbers)))
    return path


def plainly(found: list[tuple[str, int, int, str, tuple[int, ...]]]) -> dict[str, object]:
    """Return what is kept, object by object; of several versions the largest of those worth keeping."""
    ways: dict[int, tuple[int, tuple[int, ...], list[tuple[str, str]]]] = {}
    for kind, osm_id, version, text, refs in found:
        tags = tags_of(text)
        if kind == "w" and (is_road(tags) or is_service(tags)):
            entry = (version, refs, sorted(tags.items()))
            ways[osm_id] = max(ways.get(osm_id, entry), entry)
    wanted = set(chain.from_iterable(refs for _, refs, _ in ways.values()))
    nodes: dict[int, tuple[int, tuple[int, ...], list[tuple[str, str]]]] = {}
    for kind, osm_id, version, text, place in found:
        tags = tags_of(text)
        if kind == "n" and (osm_id in wanted or is_service(tags) or is_place(tags)):
            entry = (version, place, sorted(tags.items()))
            nodes[osm_id] = max(nodes.get(osm_id, entry), entry)
    served = [("n", osm_id) for osm_id, node in sorted(nodes.items()) if is_service(dict(node[2]))]
    served += [("w", osm_id) for osm_id, way in sorted(ways.items()) if is_service(dict(way[2]))]
    return {
        "nodes": [(osm_id, *nodes[osm_id][1]) for osm_id in sorted(nodes)],
        "ways": [
            (osm_id, [ref if ref in nodes else None for ref in way[1]])
            for osm_id, way in sorted(ways.items())
            if is_road(dict(way[2]))
        ],
        "barriers": {osm_id: dict(node[2]) for osm_id, node in sorted(nodes.items()) if "barrier" in dict(node[2])},
        "services": served,
        "counts": (sum(kind == "n" for kind, *_ in found), sum(kind == "w" for kind, *_ in found)),
    }


def seen(extract: OsmExtract) -> dict[str, object]:
    return {
        "nodes": list(zip(extract.node_id.tolist(), extract.x.tolist(), extract.y.tolist(), strict=True)),
        "ways": ways_read(extract),
        "barriers": extract.barriers,
        "services": [(each.kind, each.osm_id) for each in extract.services],
        "counts": (extract.nodes_in_file, extract.ways_in_file),
    }


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(found=things())
def test_passes_without_objects_keep_what_looking_at_each_object_keeps(
    tmp_path: Path, suffix: str, found: list[tuple[str, int, int, str, tuple[int, ...]]]
) -> None:
    path = written(tmp_path / f"toy{suffix}", found)
    if not any(kind == "n" for kind, *_ in found):
        with pytest.raises(InputError, match="holds no located node"):
            read_osm(path)
        return
    assert seen(read_osm(path)) == plainly(found)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nodes_of_negative_ids_are_found(tmp_path: Path, suffix: str) -> None:
    found = [("n", -1, 1, "{}", (5, 5)), ("n", 2, 1, "{}", (6, 5)), ("w", -7, 1, "highway=primary", (-1, 2))]
    assert seen(read_osm(written(tmp_path / f"toy{suffix}", found))) == plainly(found)
