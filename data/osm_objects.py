"""The objects of an OpenStreetMap file that are looked at one by one, with all their tags: services, places, barriers.

Of several versions with one id the largest is kept, in whatever order they come.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from osmium.osm import Node, Relation, Way

from data.osm_keep import is_place, is_road, is_service

Tags = dict[str, str]
TagPairs = tuple[tuple[str, str], ...]


class OsmObject(NamedTuple):
    """A place or a service: type (n, w or r), id, tags, and a point in degrees (NaN where none of it is located)."""

    kind: str
    osm_id: int
    tags: Tags
    lon: float
    lat: float


class WayVersion(NamedTuple):
    """One version of a way: the ids of its nodes in order, its tags sorted."""

    version: int
    refs: tuple[int, ...]
    tags: TagPairs


class NodeVersion(NamedTuple):
    """One version of a located node, in whole ten-millionths of a degree."""

    version: int
    x: int
    y: int
    tags: TagPairs


class RelationVersion(NamedTuple):
    """One version of a relation: type and id of each member."""

    version: int
    members: tuple[tuple[str, int], ...]
    tags: TagPairs


@dataclass(slots=True)
class Objects:
    """What was looked at, by id."""

    relations: dict[int, RelationVersion] = field(default_factory=dict)
    ways: dict[int, WayVersion] = field(default_factory=dict)
    nodes: dict[int, NodeVersion] = field(default_factory=dict)

    def take_relation(self, relation: Relation) -> None:
        """Keep a relation that may be a service."""
        tags = dict(relation.tags)
        if is_service(tags):
            members = tuple((member.type, member.ref) for member in relation.members)
            entry = RelationVersion(relation.version, members, _pairs(tags))
            self.relations[relation.id] = max(self.relations.get(relation.id, entry), entry)

    def take_way(self, way: Way, members: set[int]) -> None:
        """Keep a road, a way that may be a service, or a member of a kept relation."""
        tags = dict(way.tags)
        if is_road(tags) or is_service(tags) or way.id in members:
            entry = WayVersion(way.version, tuple(node.ref for node in way.nodes), _pairs(tags))
            self.ways[way.id] = max(self.ways.get(way.id, entry), entry)

    def take_node(self, node: Node, is_wanted: Callable[[int, Tags], bool]) -> None:
        """Keep a located node that is wanted, a named place, or what may be a service."""
        if not node.location.valid():
            return
        tags = dict(node.tags)
        if is_service(tags) or is_place(tags) or is_wanted(node.id, tags):
            entry = NodeVersion(node.version, node.location.x, node.location.y, _pairs(tags))
            self.nodes[node.id] = max(self.nodes.get(node.id, entry), entry)

    def members(self, kind: str) -> set[int]:
        """Return the ids of one type (n, w or r) that the kept relations hold."""
        return {ref for relation in self.relations.values() for what, ref in relation.members if what == kind}

    def refs(self, relation: RelationVersion) -> Iterator[int]:
        """Yield the nodes a relation holds itself or through its ways."""
        for kind, ref in relation.members:
            if kind == "n":
                yield ref
            elif kind == "w" and ref in self.ways:
                yield from self.ways[ref].refs


def _pairs(tags: Tags) -> TagPairs:
    return tuple(sorted(tags.items()))
