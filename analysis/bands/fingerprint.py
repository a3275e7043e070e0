"""A name for all that the times of runs follow from."""

from collections.abc import Iterator

import numpy as np

from analysis.bands.draw import Uncertain
from analysis.fingerprint import arrays_of, fingerprint_of
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
    supply = uncertain.supply
    told = (
        supply.plan.direction,
        supply.plan.seed,
        supply.network.mode,
        uncertain.borders,
        uncertain.season_known,
        uncertain.wet,
    )
    return fingerprint_of(told, (*_arrays(points, uncertain), *besides))


def _arrays(points: Snaps, uncertain: Uncertain) -> Iterator[np.ndarray]:
    roads = uncertain.supply.network.roads
    yield from (roads.tail, roads.head, roads.length_m, roads.road_class, roads.ground)
    yield roads.time_s[uncertain.supply.network.mode]
    yield from (uncertain.way, uncertain.way_names, uncertain.unpaved_share, uncertain.border)
    yield from (uncertain.place_names, uncertain.chance)
    yield from (*arrays_of(points), *arrays_of(uncertain.supply.possible.snaps))
