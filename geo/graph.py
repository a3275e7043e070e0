"""From the chains of one mode to the searchable graph of its junctions, forward and reversed."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.errors import QuestionError
from geo.kernels.carry import Passage
from geo.kernels.contract import Chains, junctions_of
from geo.kernels.search import Graph, graph_of
from geo.roads import MODES, Direction, FloatArray, IntArray, Roads

TO_HEAD, TO_TAIL = 0, 1  # an arc of chain c is 2 c, the one back 2 c + 1


class Searchable(NamedTuple):
    """The chains as a search in one direction passes them, and the graph of their junctions.

    ``graph.edge`` holds for each arc twice the number of its chain, and one more where it leads to the chain's tail.
    """

    passage: Passage
    graph: Graph


def pass_chains(roads: Roads, mode: str, chains: Chains, *, direction: Direction) -> Searchable:
    """Return what a search passes.

    Parameters
    ----------
    roads, mode
        The roads of one place and who travels; an edge of the chains may be closed by now (``inf``).
    chains
        The chains of `mode` (`contract_roads`).
    direction
        ``from``: as one travels; ``to``: every edge turned round, so that a search from a facility gives the times of
        people travelling *to* it.
    """
    along = chains.along, _seconds(roads, mode, chains.along)
    against = chains.against, _seconds(roads, mode, chains.against)
    (up, up_s), (down, down_s) = (along, against) if direction == "from" else (against, along)
    passage = Passage(chains, up, down, up_s, down_s, roads.length_m)
    on, back = _arcs(passage, up, up_s), _arcs(passage, down, down_s)
    chain = np.concatenate([on.chain, back.chain])
    side = np.repeat([TO_HEAD, TO_TAIL], [len(on.chain), len(back.chain)])
    cost_s, length_m = np.concatenate([on.cost_s, back.cost_s]), np.concatenate([on.length_m, back.length_m])
    leaves = np.where(side == TO_HEAD, chains.tail[chain], chains.head[chain])
    enters = np.where(side == TO_HEAD, chains.head[chain], chains.tail[chain])
    order = np.argsort(leaves, kind="stable")
    indptr = np.concatenate([[0], np.cumsum(np.bincount(leaves, minlength=junctions_of(chains)))]).astype(np.int64)
    arc = (2 * chain + side).astype(np.int32)
    return Searchable(passage, graph_of(indptr, enters[order], cost_s[order], length_m[order], arc[order]))


class _Arcs(NamedTuple):
    """Whole chains that are open in one direction and lead elsewhere."""

    chain: IntArray
    cost_s: FloatArray
    length_m: FloatArray


def _seconds(roads: Roads, mode: str, edges: npt.NDArray[np.int32]) -> FloatArray:
    return np.where(edges >= 0, roads.time_s[mode][edges], np.inf) if len(edges) else np.empty(0)


def _arcs(passage: Passage, edges: npt.NDArray[np.int32], edges_s: FloatArray) -> _Arcs:
    chains = passage.chains
    if not len(chains.tail):
        return _Arcs(np.empty(0, np.int64), np.empty(0), np.empty(0))
    cost_s = np.add.reduceat(edges_s, chains.first[:-1])
    length_m = np.add.reduceat(passage.length_m[edges], chains.first[:-1])
    chain = np.flatnonzero(np.isfinite(cost_s) & (chains.tail != chains.head))
    return _Arcs(chain, cost_s[chain], length_m[chain])


def check_mode(roads: Roads, mode: str) -> str:
    """Return `mode` if some road can be travelled by it.

    Raises
    ------
    QuestionError
        If the mode is not one of ``MODES`` or no road of this place is open to it.
    """
    if mode not in MODES:
        raise QuestionError(f"mode {mode!r}", "is not a mode of travel", f"Use one of: {', '.join(MODES)}.")
    if not np.isfinite(roads.time_s[mode]).any():
        raise QuestionError(f"mode {mode!r}", "no road of this study is open to it", _open_modes(roads.time_s))
    return mode


def _open_modes(time_s: Mapping[str, np.ndarray]) -> str:
    modes = [mode for mode in MODES if np.isfinite(time_s[mode]).any()]
    return f"Modes with roads: {', '.join(modes) or 'none'}; build the network from an extract that has them."
