"""A name for all that the times of runs follow from."""

import hashlib
from collections.abc import Iterator

import numpy as np

from analysis.bands.draw import Uncertain
from geo.snap import Snaps


def fingerprint(points: Snaps, uncertain: Uncertain, *besides: np.ndarray) -> str:
    """Return a SHA-256 of everything the times of one run depend on but its number.

    Parameters
    ----------
    points
        Where people are, snapped.
    uncertain
        What nobody knows for sure.
    *besides
        What else it depends on.
    """
    digest = hashlib.sha256()
    supply = uncertain.supply
    told = (
        supply.plan.direction,
        supply.plan.seed,
        supply.network.mode,
        uncertain.borders,
        uncertain.season_known,
        uncertain.wet,
    )
    digest.update(repr(told).encode())
    for array in (*_arrays(points, uncertain), *besides):
        digest.update(f"{array.dtype} {array.shape}".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def _arrays(points: Snaps, uncertain: Uncertain) -> Iterator[np.ndarray]:
    roads = uncertain.supply.network.roads
    yield from (roads.tail, roads.head, roads.length_m, roads.road_class, roads.ground)
    yield roads.time_s[uncertain.supply.network.mode]
    yield from (uncertain.way, uncertain.way_names, uncertain.unpaved_share, uncertain.border)
    yield from (uncertain.place_names, uncertain.chance)
    for snaps in (points, uncertain.supply.possible.snaps):
        yield from (snaps.indptr, snaps.edge, snaps.fraction, snaps.access_m, snaps.access_s)
