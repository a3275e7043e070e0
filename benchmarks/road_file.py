"""A road world as an OpenStreetMap file."""

from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

from benchmarks.road_world import RoadWorld, tags_of


def write_file(world: RoadWorld, path: Path) -> Path:
    """Write a ``.osm.pbf`` file, nodes before ways, each by id, as extracts are."""
    bollards = set(world.barrier.tolist())
    tags = {int(number): tags_of(int(number)) for number in set(world.tags.tolist())}
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f"part-{path.name}")
    with osmium.SimpleWriter(str(staged), overwrite=True) as writer:
        places = zip(world.node_id.tolist(), world.lon.tolist(), world.lat.tolist(), strict=True)
        for at, (node_id, lon, lat) in enumerate(places):
            said = {"barrier": "bollard"} if at in bollards else {}
            writer.add_node(Node(id=node_id, version=1, location=(lon, lat), tags=said))
        refs, bounds = world.refs.tolist(), world.indptr.tolist()
        for at, (way_id, number) in enumerate(zip(world.way_id.tolist(), world.tags.tolist(), strict=True)):
            writer.add_way(Way(id=way_id, version=1, nodes=refs[bounds[at] : bounds[at + 1]], tags=tags[number]))
    return staged.replace(path)
