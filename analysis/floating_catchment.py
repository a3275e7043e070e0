"""Capacity for each person within reach, with everybody who wants it counted: floating catchment areas.

Four ways to share a facility out among the people around it. In all of them an access of .002 means two places (beds,
doctors, visits: whatever capacity counts) for a thousand people.
"""

from typing import NamedTuple

import numpy as np

from analysis.known_capacity import known_capacity
from geo.roads import FloatArray


class Steps(NamedTuple):
    """How much a way counts, by its time.

    Attributes
    ----------
    limit_s
        The largest time of each step, seconds, rising. A time equal to the limit is inside.
    weight
        Weight of each step, above 0. Beyond the last step it is 0.
    """

    limit_s: tuple[float, ...]
    weight: tuple[float, ...]


# Luo & Qi 2009: three zones, with slow and with fast decay of what a way is worth.
TO_30_MIN = Steps((600.0, 1200.0, 1800.0), (1.0, 0.68, 0.22))
TO_60_MIN = Steps((1200.0, 2400.0, 3600.0), (1.0, 0.68, 0.22))


class FloatingAccess(NamedTuple):
    """What the people of each point can count on.

    Attributes
    ----------
    access
        Capacity a person of each demand point; 0 where nothing is in range.
    ratio
        Capacity a person of each facility's own range (its level of service, in the balanced way); ``NaN`` where no
        people are in range, and then it adds to nobody's access.
    demand_people
        People who count for each facility, weighted; 0 where there are none.
    """

    access: FloatArray
    ratio: FloatArray
    demand_people: FloatArray


def step_weights(time_s: FloatArray, steps: Steps) -> FloatArray:
    """Return the weight of each way; 0 where it is too long, ``inf`` or ``NaN``."""
    weight = np.array([*steps.weight, 0.0])[np.searchsorted(steps.limit_s, time_s)]
    return np.where(np.isfinite(time_s), weight, 0.0)


def two_step(time_s: FloatArray, population: FloatArray, capacity: FloatArray, *, cutoff_s: float) -> FloatingAccess:
    """Return access by two steps: R_j = S_j / Σ_{t_ij ≤ T} P_i, then A_i = Σ_{t_ij ≤ T} R_j (2SFCA).

    Source: Luo & Wang 2003, Environment and Planning B 30:865. What is given equals what there is: Σ P_i A_i = Σ S_j
    over the facilities with people in range.

    Parameters
    ----------
    time_s
        Seconds of travel, demand points × facilities; ``inf`` where there is no way.
    population
        People of each demand point, 0 or more.
    capacity
        Capacity of each facility, finite; ``NaN`` (nobody knows) counts as 0.
    cutoff_s
        The largest time that still counts.

    Raises
    ------
    QuestionError
        Where a capacity is below 0.
    """
    return enhanced_two_step(time_s, population, capacity, steps=Steps((cutoff_s,), (1.0,)))


def enhanced_two_step(
    time_s: FloatArray, population: FloatArray, capacity: FloatArray, *, steps: Steps
) -> FloatingAccess:
    """Return access by two steps with weights: R_j = S_j / Σ W_ij P_i, A_i = Σ W_ij R_j (E2SFCA).

    Source: Luo & Qi 2009, Health & Place 15:1100. Σ P_i A_i = Σ S_j over the facilities with people in range.

    Parameters
    ----------
    time_s, population, capacity
        As in `two_step`.
    steps
        How much a way counts.

    Raises
    ------
    QuestionError
        Where a capacity is below 0.
    """
    weight = step_weights(time_s, steps)
    return _access(weight, weight, population, capacity)


def three_step(time_s: FloatArray, population: FloatArray, capacity: FloatArray, *, steps: Steps) -> FloatingAccess:
    """Return access where people choose among facilities: G_ij = W_ij / Σ_k W_ik, R_j = S_j / Σ G W P, A_i = Σ G W R.

    Source: Wan, Zou & Sternberg 2012, Int. J. of Geographical Information Science 26:1073 (3SFCA). A facility whose
    capacity is 0 or unknown still draws people: leave its column out if nobody would go there.
    Σ P_i A_i = Σ S_j over the facilities with people in range.

    Parameters
    ----------
    time_s, population, capacity
        As in `two_step`.
    steps
        How much a way counts.

    Raises
    ------
    QuestionError
        Where a capacity is below 0.
    """
    weight = step_weights(time_s, steps)
    claim = weight * _shares(weight, axis=1)
    return _access(claim, claim, population, capacity)


def balanced(time_s: FloatArray, population: FloatArray, capacity: FloatArray, *, steps: Steps) -> FloatingAccess:
    """Return access that inflates neither people nor places: D_j = Σ P_i W^i_ij, A_i = Σ (S_j / D_j) W^j_ij (BFCA).

    W^i = W / Σ_j W shares each person out among facilities, W^j = W / Σ_i W each level of service among points, so
    Σ D_j = people in range of a facility and Σ A_i = Σ S_j / D_j. A facility whose capacity is 0 or unknown still draws
    people. Source: Páez, Higgins & Vivona 2019, PLoS ONE 14(6):e0218773.

    Parameters
    ----------
    time_s, population, capacity
        As in `two_step`.
    steps
        How much a way counts.

    Raises
    ------
    QuestionError
        Where a capacity is below 0.
    """
    weight = step_weights(time_s, steps)
    return _access(_shares(weight, axis=1), _shares(weight, axis=0), population, capacity)


def _shares(weight: FloatArray, *, axis: int) -> FloatArray:
    """Return the weights divided by their sum along an axis; 0 where that is 0."""
    total = weight.sum(axis=axis, keepdims=True)
    return weight / np.where(total > 0, total, 1.0)


def _access(claim: FloatArray, gain: FloatArray, population: FloatArray, capacity: FloatArray) -> FloatingAccess:
    """Return access from how much of each person counts for a facility, and how much of its ratio a point gains."""
    demand = population @ claim
    ratio = np.divide(known_capacity(capacity), demand, out=np.full(len(demand), np.nan), where=demand > 0)
    return FloatingAccess(gain @ np.where(demand > 0, ratio, 0.0), ratio, demand)
