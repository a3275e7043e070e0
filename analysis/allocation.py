"""Facilities that can be full, shared out at best: as many people served as can be, then with the least travel."""

import numpy as np

from analysis.known_capacity import known_capacity
from analysis.pairs import Pairs
from analysis.served import Served, count_served
from geo.errors import QuestionError
from geo.kernels.transport import Ways, transport
from geo.roads import TICKS_PER_S, FloatArray, round_to_ticks


def allocate(pairs: Pairs, population: FloatArray, capacity: FloatArray) -> Served:
    """Return who is served when people are shared out among facilities in the best way, whatever their order.

    The transport problem (Hitchcock 1941, J. of Mathematics and Physics 20:224): x_ij people of point i use facility j,
    Σ_j x_ij ≤ population_i, Σ_i x_ij ≤ capacity_j, over the pairs within the cutoff. Σ x is as large as it can be, and
    of all such x the travel Σ t x is as small as it can be. Both are exact, and unique; who is served where need not
    be: with ties one answer is taken, the same for the same inputs.

    Parameters
    ----------
    pairs
        The ways within the cutoff. Their times are rounded to whole multiples of 2⁻²⁰ s.
    population
        People of each demand point, finite, 0 or more.
    capacity
        People each facility can take; ``NaN`` (nobody knows) takes none, ``inf`` all.

    Raises
    ------
    QuestionError
        Where a capacity is below 0, or where no answer was found in the steps allowed.
    """
    room = np.minimum(known_capacity(capacity), population.sum())
    useful = (population[pairs.point] > 0) & (room[pairs.facility] > 0)
    pair_people = np.zeros(len(useful))
    if useful.any():
        pair_people[useful] = _least_travel(pairs.take(useful), population, room)
    return count_served(pairs, pair_people, population, facilities=len(room))


def _least_travel(pairs: Pairs, population: FloatArray, room: FloatArray) -> FloatArray:
    """Return the people of each pair.

    One solve does for both aims, as leaving a person out costs more than any travel saved by it. Say x serves fewer
    than could be. Then people can be shifted along some path that serves more: k pairs gain and k − 1 lose the same
    number, and it passes no point or facility twice, so k ≤ min(points, facilities). Each person more costs at most
    k × the longest time in travel and saves (min(points, facilities) + 1) × the longest time: x was not the best.
    """
    point, tail = np.unique(pairs.point, return_inverse=True)
    facility, head = np.unique(pairs.facility, return_inverse=True)
    time_s = round_to_ticks(pairs.time_s)
    left_out_s = (min(len(point), len(facility)) + 1) * max(1.0, float(time_s.max()))
    # Sums of whole ticks are exact, so that half a tick tells what saves time from what does not.
    people, found = transport(
        Ways(tail, len(point) + head, time_s), population[point], room[facility], left_out_s, 0.5 / TICKS_PER_S
    )
    if not found:
        raise QuestionError(
            "capacity", "the best way to share people out was not found", "Take a shorter cutoff or fewer points."
        )
    return people
