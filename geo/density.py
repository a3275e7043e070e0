"""How densely weighted points lie along the roads of one mode, the roads taken as undirected."""

import numpy as np
import numpy.typing as npt

from geo.interrupts import interrupts_held
from geo.kernels.contract import Chains, junctions_of
from geo.kernels.density import STEPS, Stands, Streets, Under, lay_weights
from geo.roads import FloatArray, Roads


def streets_of(roads: Roads, chains: Chains) -> Streets:
    """Return the chains of one mode as roads without a direction; a piece is as long as its edge.

    Parameters
    ----------
    roads, chains
        The roads of one place, and the chains that ``contract_roads`` made of them.
    """
    count = len(chains.tail)
    leaves = np.column_stack([chains.tail, chains.head]).ravel()
    head = np.column_stack([chains.head, chains.tail]).ravel()
    arc = np.argsort(leaves, kind="stable").astype(np.int32)
    indptr = np.concatenate([[0], np.cumsum(np.bincount(leaves, minlength=junctions_of(chains)))]).astype(np.int64)
    return Streets(chains.first[: count + 1], roads.length_m[edge_of_piece(chains)], indptr, arc, head)


def edge_of_piece(chains: Chains) -> npt.NDArray[np.int32]:
    """Return one edge of each piece: the one along its chain where there is one, else the one against."""
    return np.where(chains.along >= 0, chains.along, chains.against)


def piece_of_edge(roads: Roads, chains: Chains) -> npt.NDArray[np.int64]:
    """Return the piece each edge of the roads is a direction of; -1 where the mode may not pass."""
    piece = np.full(len(roads.length_m), -1, np.int64)
    for edges in (chains.along, chains.against):
        there = np.flatnonzero(edges >= 0)
        piece[edges[there]] = there
    return piece


def weight_on_pieces(streets: Streets, stands: Stands, *, bandwidth_m: float) -> FloatArray:
    """Return the weight that a quartic kernel around each point lays on each piece; all of it is laid.

    Parameters
    ----------
    streets
        The roads.
    stands
        The points on their pieces.
    bandwidth_m
        How far from a point its weight reaches along the roads, metres, above 0.
    """
    with interrupts_held():
        return lay_weights(streets, _nothing_under_way(streets, bandwidth_m), stands, float(bandwidth_m))


def _nothing_under_way(streets: Streets, bandwidth_m: float) -> Under:
    length_m = np.add.reduceat(streets.length_m, streets.first[:-1]) if len(streets.length_m) else np.empty(0)
    steps = np.clip(length_m * (STEPS / bandwidth_m), 1.0, STEPS)
    rooms = np.where(steps < STEPS, steps.astype(np.int64) + 1, 1)
    begin = np.concatenate([[0], np.cumsum(2 * rooms)]).astype(np.int64)
    return Under(steps, begin, np.zeros(begin[-1]))
