"""Facilities that can be full, filled one after another: AccessMod's rule."""

import numpy as np

from analysis.known_capacity import known_capacity
from analysis.pairs import Pairs
from analysis.served import Served, count_served
from geo.errors import QuestionError
from geo.roads import FloatArray, IntArray

MINUTE_S = 60.0


def serve_in_order(
    pairs: Pairs, population: FloatArray, capacity: FloatArray, *, order: IntArray, band_s: float = MINUTE_S
) -> Served:
    """Return who is served when each facility in its turn takes the nearest of those who are left.

    A facility takes everyone left, band after band of travel time, as long as they are not more than it has room for;
    of the band that is too many it takes the same share of every point, (capacity − those taken) / people of the band.
    Then it is full. Those taken are gone when the next facility's turn comes, so the answer depends on the order
    (`analysis.allocation` does not).

    Times are rounded up to whole bands, as AccessMod rounds them to minutes (`amCatchmentAnalyst` of AccessMod 5;
    Ray & Ebener 2008, Int. J. Health Geographics 7:63): with bands of 60 s the bands are 0, up to 60 s, up to 120 s.

    Parameters
    ----------
    pairs
        The ways within the cutoff.
    population
        People of each demand point, 0 or more.
    capacity
        People each facility can take; ``NaN`` (nobody knows) takes none, ``inf`` all.
    order
        Positions of the facilities in the order of their turns. One that is left out takes nobody.
    band_s
        Width of a band, seconds.

    Raises
    ------
    QuestionError
        Where a capacity is below 0 or a facility has two turns.
    """
    room = known_capacity(capacity)
    _check_one_turn_each(order)
    band = np.ceil(pairs.time_s / band_s)
    start = np.searchsorted(pairs.facility, np.arange(len(room) + 1))
    left, pair_people = population.astype(np.float64), np.zeros(len(band))
    for facility in order:
        here = slice(start[facility], start[facility + 1])
        if room[facility] > 0 and here.stop > here.start:
            waiting = left[pairs.point[here]]
            pair_people[here] = _taken(waiting, band[here], room[facility])
            left[pairs.point[here]] = waiting - pair_people[here]
    return count_served(pairs, pair_people, population, facilities=len(room))


def _check_one_turn_each(order: IntArray) -> None:
    places, turns = np.unique(order, return_counts=True)
    if (turns > 1).any():
        raise QuestionError(
            "order", f"the facility at position {places[turns > 1][0]} has two turns", "Name each facility once."
        )


def _taken(waiting: FloatArray, band: FloatArray, room: float) -> FloatArray:
    """Return how many of those waiting, ordered by band, one facility takes."""
    so_far = np.cumsum(waiting)
    if so_far[-1] <= room:
        return waiting
    last = np.flatnonzero(np.append(band[1:] != band[:-1], True))
    crossing = int(np.searchsorted(so_far[last], room, side="right"))  # a band that fits exactly is taken whole
    first = last[crossing - 1] + 1 if crossing else 0
    inner = so_far[first - 1] if crossing else 0.0
    after = last[crossing] + 1
    share = np.zeros(len(waiting))
    share[:first] = 1.0
    share[first:after] = (room - inner) / (so_far[after - 1] - inner)
    return waiting * share
