"""Who asks, who is served and who is left, day by day: a fluid queue at every place a cohort meets."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from geo.roads import FloatArray, IntArray

# What those do who are not served: a bound each way.
WAIT, MOVE_ON = BOUNDS = ("wait", "move_on")
_ROUNDING = 1e-12


class Way(NamedTuple):
    """What a cohort meets on its way.

    Attributes
    ----------
    turned_to
        Position of the facility turned to on each night of the way, and, last, by those who stay in one place; the
        number of facilities where none is in reach.
    room
        Whom each facility can serve in a day, known for sure; last, 0: nobody serves where none is in reach.
    setting_out
        People who set out on each of the first days.
    standing
        People who stay in one place.
    need_a_day
        What one person asks for in a day.
    """

    turned_to: IntArray
    room: FloatArray
    setting_out: FloatArray
    standing: float
    need_a_day: float


class Load(NamedTuple):
    """One day. Arrays over facilities end with those who have none in reach.

    Attributes
    ----------
    people
        Of the cohort, at each night of the way.
    need
        What is newly asked for in all.
    arrivals, stayed, served, waiting
        What comes to each facility, waits there from the day before, is served, and is not;
        arrivals + stayed = served + waiting.
    lost
        What can no longer be served, counted from the first day on: nights without a bed before tonight, or what left
        the way unserved.
    arrived
        People who have spent their last night of the way before tonight.
    """

    people: FloatArray
    need: float
    arrivals: FloatArray
    stayed: FloatArray
    served: FloatArray
    waiting: FloatArray
    lost: float
    arrived: float


Flow = Callable[[Way, str], Iterator[Load]]


def follow(flow: Flow, way: Way, bound: str, *, days: int) -> list[Load]:
    """Return every day until nobody is on the way and no queue gets shorter, at most `days`.

    Parameters
    ----------
    flow
        `consultations` or `beds`.
    way
        What the cohort meets.
    bound
        One of ``BOUNDS``.
    days
        The last day that is looked at.
    """
    loads: list[Load] = []
    for load in flow(way, bound):
        loads.append(load)
        if len(loads) >= days or _is_over(way, loads):
            break
    return loads


def _is_over(way: Way, loads: list[Load]) -> bool:
    """Tell whether nobody of the cohort is left to come, and every queue is empty or will never be shorter."""
    if len(loads) <= len(way.setting_out) or loads[-1].people.any():
        return False
    last, before = loads[-1].waiting, loads[-2].waiting
    return bool(((last == 0) | (last >= before)).all())


def consultations(way: Way, bound: str) -> Iterator[Load]:
    """Yield the days of a need that stays until it is met.

    q(d) = max(0, q(d-1) + A(d) - μ(d)) at every facility. In the bound ``wait`` what is not served waits there, but
    where nothing is known to be served nobody waits; in ``move_on`` it goes on with those who have it, the same share
    of each.

    Parameters
    ----------
    way
        What the cohort meets; `room` is what each facility serves in a day.
    bound
        One of ``BOUNDS``.
    """
    people = carried = np.zeros(len(way.turned_to))
    queue, lost, arrived = np.zeros(len(way.room)), 0.0, 0.0
    for coming in _coming(way):
        lost, arrived = lost + carried[-2], arrived + people[-2]
        people = _one_night_on(people, first=coming, standing=way.standing)
        carried = _one_night_on(carried, first=0.0, standing=carried[-1])
        need = people * way.need_a_day
        asked = need + carried
        arrivals = _at_each(way, asked)
        served = _served(queue + arrivals, way.room)
        waiting = queue + arrivals - served
        yield Load(people[:-1], need.sum(), arrivals, queue, served, waiting, lost, arrived)
        stays = (way.room > 0) & (bound == WAIT)
        queue = np.where(stays, waiting, 0.0)
        carried = asked * np.where(stays, 0.0, _share(waiting, arrivals))[way.turned_to]


def beds(way: Way, bound: str) -> Iterator[Load]:
    """Yield the nights of people who need a bed each night; a night without one cannot be made up for.

    In the bound ``wait`` those without a bed stay where they are until they had one, then go on; but nobody waits
    where no bed is known. In ``move_on`` everybody goes on in the morning.

    Parameters
    ----------
    way
        What the cohort meets; `room` is the beds of each facility.
    bound
        One of ``BOUNDS``.
    """
    stayed = gone_on = np.zeros(len(way.turned_to))
    lost = arrived = 0.0
    for coming in _coming(way):
        arrived += gone_on[-2]
        came = _one_night_on(gone_on, first=coming, standing=way.standing)
        arrivals, before = _at_each(way, came), _at_each(way, stayed)
        people = came + stayed
        served = _served(before + arrivals, way.room)
        waiting = before + arrivals - served
        yield Load(people[:-1], people.sum(), arrivals, before, served, waiting, lost, arrived)
        lost += waiting.sum()
        stays = (way.room > 0) & (bound == WAIT)
        stayed = people * np.where(stays, _share(waiting, before + arrivals), 0.0)[way.turned_to]
        stayed[-1] = 0.0  # those who stay in one place ask anew each night, whether they had a bed or not
        gone_on = people - stayed


def _coming(way: Way) -> Iterator[float]:
    """Yield how many set out each day, without end."""
    yield from way.setting_out
    while True:
        yield 0.0


def _one_night_on(values: FloatArray, *, first: float, standing: float) -> FloatArray:
    """Return what is at each night of the way a day later; those of the last night are gone."""
    return np.concatenate([[first], values[:-2], [standing]])


def _at_each(way: Way, values: FloatArray) -> FloatArray:
    """Return the sum of what turns to each facility."""
    return np.bincount(way.turned_to, values, len(way.room)).astype(np.float64)


def _served(asking: FloatArray, room: FloatArray) -> FloatArray:
    """Return who is served at each facility; what sums of parts differ by from the whole is no person left over."""
    return np.where(asking <= room * (1.0 + _ROUNDING), asking, room)


def _share(part: FloatArray, whole: FloatArray) -> FloatArray:
    return np.divide(part, whole, out=np.zeros(len(whole)), where=whole > 0)
