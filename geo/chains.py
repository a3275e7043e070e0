"""From roads to the chains one mode may travel."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from geo.hilbert import hilbert_order
from geo.interrupts import interrupts_held
from geo.kernels.contract import Chains, Pieces, find_junctions, lay_chains, pair_edges, pieces_at
from geo.roads import Roads


def contract_roads(roads: Roads, mode: str, *, ends: Sequence[int] = ()) -> Chains:
    """Return the chains of the edges `mode` may pass; the junctions lie along Hilbert's curve.

    Every such edge is part of one chain: parallel ones each of their own, so that which is the quickest may change.

    Parameters
    ----------
    roads
        The roads of one place.
    mode
        One of ``MODES``.
    ends
        Nodes that are junctions wherever they lie, as ways begin or end there.
    """
    with interrupts_held():
        return _contract(roads, np.flatnonzero(np.isfinite(roads.time_s[mode])).astype(np.int32), ends)


def _contract(roads: Roads, edges: npt.NDArray[np.int32], ends: Sequence[int]) -> Chains:
    nodes = len(roads.lon)
    pieces = _pieces(roads, edges)
    indptr, at = pieces_at(nodes, pieces)
    is_junction = find_junctions(pieces, indptr, at) & (np.diff(indptr) > 0)
    is_junction[list(ends)] = True
    junctions = np.flatnonzero(is_junction)
    order = hilbert_order(roads.lon[junctions], roads.lat[junctions])
    return lay_chains(pieces, indptr, at, junctions[order].astype(np.int32))


def _pieces(roads: Roads, edges: npt.NDArray[np.int32]) -> Pieces:
    nodes = np.int64(len(roads.lon))
    tail, head = roads.tail[edges], roads.head[edges]
    back = tail > head
    keys = np.minimum(tail, head) * nodes + np.maximum(tail, head)
    outward, homeward = (np.flatnonzero(side)[np.argsort(keys[side], kind="stable")] for side in (~back, back))
    key, along, against = pair_edges(keys[outward], edges[outward], keys[homeward], edges[homeward])
    return Pieces((key // nodes).astype(np.int32), (key % nodes).astype(np.int32), along, against)
