"""The roads of an OpenStreetMap file as flat arrays; each combination of the tags that matter is kept once.

osmium writes the ways it lets pass as lines of text (OPL, https://osmcode.org/opl-file-format/), a pass that makes no
Python object; the lines are taken apart many at a time.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import osmium
from osmium.osm import WAY

from data.osm_keep import is_road
from data.osm_names import NamesRead, plain
from data.osm_nodes import positions
from data.osm_objects import Tags, WayVersion
from data.osm_passes import Source, blocks, open_writer, pass_through, scratch_file
from geo.roads import IntArray

# What decides on class, access, speed, ground and the counts: every key `data.speeds`, `data.osm_access`,
# `data.osm_ground` and `data.osm_report` ask a way for.
ROAD_KEYS = (
    *("highway", "route", "junction", "motorroad", "oneway", "oneway:foot"),
    *("foot", "vehicle", "motor_vehicle", "access"),
    *("maxspeed", "maxspeed:forward", "maxspeed:backward", "surface", "smoothness", "tracktype"),
)
_KEYS = ("highway", "route")  # one of these every road and ferry has
_LINE = re.compile(rb"w(-?\d+) v\d+ d([VD]) T(\S*) N(\S*)\n")
_TAG = re.compile(rf"(?:^|,)({'|'.join(ROAD_KEYS)})=([^,]*)".encode())
_Small = npt.NDArray[np.int32]
_Thing = TypeVar("_Thing")
_AT_ONCE = 4_000_000  # references
_MOST_TEXTS = 200_000  # tags as written that are remembered, so that most ways are looked up and not read


class RoadLines(NamedTuple):
    """Ways with the keys of a road, in the order of the file, every version of them.

    Attributes
    ----------
    way_id
        Of each way.
    size
        How many nodes it has.
    combo
        Position in `combos`; -1 where these tags are no road.
    name
        Position in `names`.
    refs
        The ids of all ways' nodes, one way after the other.
    combos
        The tags of ``ROAD_KEYS``, each combination once.
    names
        Numbers and names of roads, each once.
    """

    way_id: IntArray
    size: IntArray
    combo: _Small
    name: _Small
    refs: IntArray
    combos: list[Tags]
    names: list[str]


class Combos:
    """Combinations of the tags that matter, and names of roads, numbered as they come."""

    def __init__(self) -> None:
        self.tags: list[Tags] = []
        self.names = NamesRead()
        self._known: dict[frozenset[tuple[str, str]], int] = {}
        self._found: dict[tuple[tuple[bytes, bytes], ...], int] = {}
        self._texts: dict[bytes, int] = {}

    def number(self, tags: Tags) -> int:
        """Return the number of what matters of some tags; -1 where they are no road."""
        if not is_road(tags):
            return -1
        kept = {key: tags[key] for key in ROAD_KEYS if key in tags}
        number = self._known.setdefault(frozenset(kept.items()), len(self.tags))
        if number == len(self.tags):
            self.tags.append(kept)
        return number

    def read(self, texts: Sequence[bytes]) -> _Small:
        """Return the numbers of the tags of some ways, written as OPL."""
        if len(self._texts) > _MOST_TEXTS:
            self._texts.clear()
        unknown = {text for text, number in zip(texts, map(self._texts.get, texts), strict=True) if number is None}
        self._texts.update((text, self._number(text)) for text in unknown)
        return np.fromiter(map(self._texts.__getitem__, texts), np.int32, len(texts))

    def _number(self, text: bytes) -> int:
        found = tuple(_TAG.findall(text))
        number = self._found.get(found)
        if number is None:
            number = self._found[found] = self.number({key.decode(): plain(told) for key, told in found})
        return number


def read_road_lines(source: Source, combos: Combos) -> tuple[RoadLines, int]:
    """Return all ways of a file that have a key of roads and are not deleted, and how many ways there are, deleted too.

    Parameters
    ----------
    source
        The file.
    combos
        Takes the combinations of tags, and the names.
    """
    with scratch_file(".opl") as path, scratch_file(".ids") as every:
        pass_through(
            osmium.io.Reader(source.file, WAY),
            open_writer(every, "ids"),
            osmium.filter.KeyFilter(*_KEYS),
            open_writer(path, "opl,add_metadata=version"),
        )
        count = sum(block.count(b"\n") for block in blocks(every))
        parts = [_taken_apart(block, combos) for block in blocks(path)]
    if not parts:
        nothing = np.zeros(0, np.int64)
        number = nothing.astype(np.int32)
        return RoadLines(nothing, nothing, number, number, nothing, combos.tags, combos.names.texts), count
    way_id, size, combo, name, refs = (np.concatenate(column) for column in zip(*parts, strict=True))
    return RoadLines(way_id, size, combo, name, refs, combos.tags, combos.names.texts), count


def _taken_apart(block: bytes, combos: Combos) -> tuple[IntArray, IntArray, _Small, _Small, IntArray]:
    """Return id, number of nodes, combination and name of each way of a block, and all its references."""
    lines = _LINE.findall(block)
    if len(lines) != block.count(b"\n"):
        raise ValueError("a way is written in another form")  # the file counts as damaged
    living = [line for line in lines if line[1] == b"V"]
    way_id, _, tags, nodes = zip(*living, strict=True) if living else ((), (), (), ())
    return (
        _numbers(way_id),
        np.fromiter(map(bytes.count, nodes, repeat(b"n")), np.int64, len(living)),
        combos.read(tags),
        combos.names.read(tags),
        _numbers(tuple(filter(None, nodes))),
    )


def _numbers(texts: tuple[bytes, ...]) -> IntArray:
    """Return the whole numbers that stand in texts, parted by commas, with an ``n`` before each or not."""
    joined = b",".join(texts).translate(None, b"n")
    return np.fromstring(joined, dtype=np.int64, sep=",") if joined else np.zeros(0, np.int64)


class RoadWays(NamedTuple):
    """The roads and ferries of an extract, sorted by id.

    Attributes
    ----------
    way_id
        One per way (int64).
    start
        Where each way's nodes begin in `nodes`, and at the end where the last one's end (int64).
    nodes
        Positions in the extract's nodes; -1 for a node outside the file (int32).
    combo
        Position in `combos` (int32).
    name
        Position in `names` (int32).
    combos
        The tags of ``ROAD_KEYS``, each combination once, in an order of their own.
    names
        Numbers and names of roads as `data.road_names.clean_name` leaves them, each once, rising; "" where there is
        none.
    """

    way_id: IntArray
    start: IntArray
    nodes: _Small
    combo: _Small
    name: _Small
    combos: tuple[Tags, ...]
    names: tuple[str, ...]


def without_ways(lines: RoadLines, ids: set[int], instead: Mapping[int, WayVersion], combos: Combos) -> RoadLines:
    """Return the roads among the lines, without the ways of some ids, and with others instead."""
    wrong = lines.combo < 0
    if ids:
        wrong |= np.isin(lines.way_id, np.fromiter(ids, np.int64))
    if not wrong.any() and not instead:
        return lines
    refs = np.concatenate(
        [lines.refs[~np.repeat(wrong, lines.size)], *(np.array(way.refs, np.int64) for way in instead.values())]
    )
    tags = [dict(way.tags) for way in instead.values()]
    return RoadLines(
        np.concatenate([lines.way_id[~wrong], np.fromiter(instead, np.int64)]),
        np.concatenate([lines.size[~wrong], np.array([len(way.refs) for way in instead.values()], np.int64)]),
        np.concatenate([lines.combo[~wrong], np.array([combos.number(each) for each in tags], np.int32)]),
        np.concatenate([lines.name[~wrong], np.array([combos.names.number(each) for each in tags], np.int32)]),
        refs,
        combos.tags,
        combos.names.texts,
    )


def road_ways(lines: RoadLines, node_id: IntArray) -> RoadWays:
    """Return the roads sorted by id, their references as positions among ascending ids of nodes."""
    order = np.argsort(lines.way_id, kind="stable")
    start = np.concatenate([[0], np.cumsum(lines.size[order])])
    nodes = np.empty(len(lines.refs), np.int32)
    for part in range(0, len(nodes), _AT_ONCE):
        nodes[part : part + _AT_ONCE] = positions(node_id, lines.refs[part : part + _AT_ONCE])
    if (order[1:] < order[:-1]).any():
        begin = (np.cumsum(lines.size) - lines.size)[order]
        nodes = nodes[np.repeat(begin - start[:-1], np.diff(start)) + np.arange(len(nodes))]
    combo, combos = _renumbered(lines.combo[order], lines.combos, lambda tags: sorted(tags.items()))
    name, names = _renumbered(lines.name[order], lines.names, str)
    return RoadWays(lines.way_id[order], start, nodes, combo, name, combos, names)


def _renumbered(
    number: _Small, things: list[_Thing], key: Callable[[_Thing], Any]
) -> tuple[_Small, tuple[_Thing, ...]]:
    """Return the things in use in an order that the file's leaves no trace in, and their new numbers by way."""
    used = np.flatnonzero(np.bincount(number, minlength=len(things)))
    order = sorted(used.tolist(), key=lambda at: key(things[at]))
    rank = np.zeros(len(things), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return rank[number], tuple(things[at] for at in order)
