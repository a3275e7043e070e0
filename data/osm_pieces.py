"""Cut the ways of an extract into straight pieces, never joining a node that is not in the file."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from data.osm_file import OsmExtract
from data.osm_ways import RoadWays

Chosen = npt.NDArray[np.bool_]


class Pieces(NamedTuple):
    """Straight pieces between two consecutive nodes of a way, both of them in the file; one row a piece.

    Attributes
    ----------
    way
        Position of the way in the extract (int32).
    tail, head
        Positions of the nodes in the extract, as the way is drawn (int32).
    """

    way: npt.NDArray[np.int32]
    tail: npt.NDArray[np.int32]
    head: npt.NDArray[np.int32]


def cut_pieces(extract: OsmExtract, ways: Chosen) -> Pieces:
    """Return the pieces of some of an extract's ways, in their order; those with an end outside the file are left out.

    Parameters
    ----------
    extract
        What was read.
    ways
        Whether each way is one of them.
    """
    nodes = extract.ways.nodes
    if len(nodes) < 2:  # noqa: PLR2004  a piece has two ends
        nothing = np.zeros(0, np.int32)
        return Pieces(nothing, nothing, nothing)
    kept = _is_piece(extract.ways, ways) & (nodes[:-1] >= 0) & (nodes[1:] >= 0)
    way = np.repeat(np.arange(len(ways), dtype=np.int32), np.diff(extract.ways.start))
    return Pieces(way[:-1][kept], nodes[:-1][kept], nodes[1:][kept])


def count_outside(extract: OsmExtract, ways: Chosen) -> int:
    """Return how many pieces of some ways have an end that is not in the file."""
    nodes = extract.ways.nodes
    inside = (nodes[:-1] >= 0) & (nodes[1:] >= 0)
    return int((_is_piece(extract.ways, ways) & ~inside).sum()) if len(nodes) else 0


def _is_piece(ways: RoadWays, chosen: Chosen) -> Chosen:
    """Return for each node but the last of all whether a piece of a chosen way leads from it to the next."""
    found = np.repeat(chosen, np.diff(ways.start))
    found[ways.start[1:][np.diff(ways.start) > 0] - 1] = False
    return found[:-1]
