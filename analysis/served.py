"""Who is served when facilities can be full: the three numbers that always go together."""

from dataclasses import dataclass

import numpy as np

from analysis.pairs import Pairs
from geo.roads import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Served:
    """People served, and the others. The three sums make up everyone.

    Attributes
    ----------
    pair_people
        People who use each pair (a way from a point to a facility).
    point_people
        People served of each demand point.
    facility_people
        People served by each facility.
    served_people
        People served in all.
    without_capacity_people
        People in reach of a facility who find no room, nor in any other in reach.
    out_of_reach_people
        People who can get to no facility within the cutoff, full or not.
    mean_time_s
        Seconds the served travel, in the mean; NaN where nobody is served.
    """

    pair_people: FloatArray
    point_people: FloatArray
    facility_people: FloatArray
    served_people: float
    without_capacity_people: float
    out_of_reach_people: float
    mean_time_s: float


def count_served(pairs: Pairs, pair_people: FloatArray, population: FloatArray, *, facilities: int) -> Served:
    """Return who is served, counted from those who use each pair.

    Parameters
    ----------
    pairs
        The ways within the cutoff.
    pair_people
        People who use each of them.
    population
        People of each demand point, 0 or more.
    facilities
        How many facilities there are.
    """
    by_point = _add_up(pair_people, pairs.point, len(population))
    by_facility = _add_up(pair_people, pairs.facility, facilities)
    for people in (pair_people, by_point, by_facility):
        people.setflags(write=False)
    left = np.maximum(population - by_point, 0.0)  # the parts of a point can add up to a rounding more than it has
    in_reach = np.zeros(len(population), dtype=np.bool_)
    in_reach[pairs.point] = True
    served = float(by_point.sum())
    return Served(
        pair_people,
        by_point,
        by_facility,
        served,
        float(left[in_reach].sum()),
        float(population[~in_reach].sum()),
        float(pair_people @ pairs.time_s) / served if served else np.nan,
    )


def _add_up(people: FloatArray, where: IntArray, places: int) -> FloatArray:
    return np.bincount(where, weights=people, minlength=places).astype(np.float64)
