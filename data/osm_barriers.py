"""Cut nodes apart where a barrier stops some mode: each piece that ends there gets its own copy of the node."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from data.osm_access import modes_past_barrier
from data.osm_file import OsmExtract
from data.osm_nodes import positions
from data.osm_pieces import Pieces
from geo.roads import MODES, FloatArray, IntArray


class _Join(NamedTuple):
    """Two neighbouring copies of a barrier's node, the piece that ends at the second, and the modes that pass."""

    first: int
    second: int
    piece: int
    modes: tuple[str, ...]


class Split(NamedTuple):
    """Nodes cut apart by barriers.

    Attributes
    ----------
    pieces
        The pieces, with their own copies of the nodes.
    origin
        For each node and copy its position in the extract (int64).
    join_tail, join_head
        Neighbouring copies that some mode passes between, both ways.
    join_way
        The way each join counts to, a position in the extract.
    join_kmh
        1 for each of ``MODES`` that passes, 0 for the others.
    barriers
        How many barriers cut a node apart.
    """

    pieces: Pieces
    origin: IntArray
    join_tail: npt.NDArray[np.int32]
    join_head: npt.NDArray[np.int32]
    join_way: IntArray
    join_kmh: FloatArray
    barriers: int


def split_at_barriers(extract: OsmExtract, pieces: Pieces) -> Split:
    """Give each piece end at a barrier that stops some mode its own copy of the node; the first keeps the node."""
    ends = np.stack([pieces.tail, pieces.head], axis=1)
    copied: list[int] = []
    joins: list[_Join] = []
    stopping = _stopping_barriers(extract)
    touching = [group for group in _touching(ends, stopping) if len(group[1]) > 1]
    for node, places in touching:
        first = len(extract.node_id) + len(copied)
        copies = [node, *range(first, first + len(places) - 1)]
        copied += [node] * (len(places) - 1)
        for (piece, end), copy in zip(places, copies, strict=True):
            ends[piece, end] = copy
        modes = stopping[node]
        joins += [_Join(*pair, places[at][0], modes) for at, pair in enumerate(pairwise(copies), start=1) if modes]
    kmh = np.array([[float(mode in join.modes) for mode in MODES] for join in joins])
    return Split(
        Pieces(pieces.way, ends[:, 0], ends[:, 1]),
        np.concatenate([np.arange(len(extract.node_id)), np.array(copied, np.int64)]),
        np.array([join.first for join in joins], np.int32),
        np.array([join.second for join in joins], np.int32),
        pieces.way[[join.piece for join in joins]].astype(np.int64),
        kmh.reshape(-1, len(MODES)),
        len(touching),
    )


def _stopping_barriers(extract: OsmExtract) -> dict[int, tuple[str, ...]]:
    """Return the modes that still pass each barrier that stops at least one, by the node's position."""
    nodes = positions(extract.node_id, np.array(list(extract.barriers), dtype=np.int64)).tolist()
    passing = [modes_past_barrier(tags) for tags in extract.barriers.values()]
    return {node: modes for node, modes in zip(nodes, passing, strict=True) if len(modes) < len(MODES)}


def _touching(ends: npt.NDArray[np.int32], nodes: Iterable[int]) -> list[tuple[int, list[tuple[int, int]]]]:
    """Return, for each of some nodes, the piece ends at it: (piece, 0 for its tail or 1 for its head), in order."""
    found: dict[int, list[tuple[int, int]]] = {}
    for piece, end in np.argwhere(np.isin(ends, list(nodes))).tolist():
        found.setdefault(int(ends[piece, end]), []).append((piece, end))
    return sorted(found.items())
