"""From roads to the searchable graph of one mode, forward and reversed."""

from collections.abc import Mapping

import numpy as np

from geo.errors import QuestionError
from geo.kernels.search import Graph
from geo.roads import MODES, Roads


def build_graph(roads: Roads, mode: str, *, reverse: bool = False) -> Graph:
    """Return the graph of the edges `mode` may pass.

    Parameters
    ----------
    roads
        The roads of one place.
    mode
        One of ``MODES``.
    reverse
        Turn every edge round: a search from a facility then gives the times of people travelling *to* it.

    Returns
    -------
    Graph
        ``edge`` holds positions in the edge arrays of `roads`; nodes keep their positions.
    """
    edge = np.flatnonzero(np.isfinite(roads.time_s[mode])).astype(np.int32)
    leaves, enters = (roads.head, roads.tail) if reverse else (roads.tail, roads.head)
    edge = edge[np.argsort(leaves[edge], kind="stable")]
    counts = np.bincount(leaves[edge], minlength=len(roads.node_id))
    return Graph(
        indptr=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        head=enters[edge].astype(np.int32),
        cost_s=roads.time_s[mode][edge],
        length_m=roads.length_m[edge],
        edge=edge,
    )


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
