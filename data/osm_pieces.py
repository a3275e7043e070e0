"""Cut the ways of an extract into straight pieces, never joining a node that is not in the file."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from data.osm_file import OsmExtract
from geo.roads import IntArray


class Pieces(NamedTuple):
    """Straight pieces between two consecutive nodes of a way, both of them in the file; one row a piece.

    Attributes
    ----------
    way
        Position of the way in the extract.
    tail, head
        Positions of the nodes in the extract, as the way is drawn.
    """

    way: IntArray
    tail: IntArray
    head: IntArray


def cut_pieces(extract: OsmExtract, ways: Iterable[int]) -> Pieces:
    """Return the pieces of some of an extract's ways; those with an end outside the file are left out."""
    pairs = [(way, *pair) for way in ways for pair in pairwise(extract.ways[way].refs)]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 3)
    tail, head = find_nodes(extract, table[:, 1]), find_nodes(extract, table[:, 2])
    inside = (tail >= 0) & (head >= 0)
    return Pieces(table[inside, 0], tail[inside], head[inside])


def find_nodes(extract: OsmExtract, ids: IntArray) -> IntArray:
    """Return the positions of node ids in the extract; -1 for an id that is not in it."""
    if not len(extract.node_id):
        return np.full(len(ids), -1, dtype=np.int64)
    at = np.minimum(np.searchsorted(extract.node_id, ids), len(extract.node_id) - 1)
    return np.where(extract.node_id[at] == ids, at, -1)
