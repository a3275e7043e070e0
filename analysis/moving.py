"""How one person or many move along a corridor: from where to where, how far in a day, and with which rests."""

import math
from typing import NamedTuple

import numpy as np

from geo.errors import QuestionError
from geo.roads import FloatArray

MOST_DAYS = 3650  # ten years: a slip of the pen, not a journey
LEAST_KM_A_DAY, MOST_KM_A_DAY = 0.001, 1000.0
# A length is told to the metre: an end may be asked for a little beyond it, and what is left over is no day of its own.
_HALF_A_METRE = 0.5


class Pace(NamedTuple):
    """How somebody moves.

    Attributes
    ----------
    m_a_day
        Metres in a day on the way.
    rest_every, rest_days
        Days of rest after each so many days on the way; both 0: none.
    """

    m_a_day: float
    rest_every: int = 0
    rest_days: int = 0


def check_pace(pace: Pace) -> None:
    """Refuse a pace nobody has.

    Raises
    ------
    QuestionError
        Naming the option, its value and what it may be.
    """
    km_a_day = pace.m_a_day / 1000.0
    if not LEAST_KM_A_DAY <= km_a_day <= MOST_KM_A_DAY:  # NaN fails every comparison
        todo = f"Give {LEAST_KM_A_DAY:g} to {MOST_KM_A_DAY:,.0f}."
        raise QuestionError("--km-a-day", f"{km_a_day:g} km a day are no way to go", todo)
    for option, days in (("--rest-days", pace.rest_days), ("--rest-every", pace.rest_every)):
        if not 0 <= days <= MOST_DAYS:
            raise QuestionError(option, f"{days} days are none", f"Give 0 to {MOST_DAYS}.")
    if (pace.rest_days > 0) != (pace.rest_every > 0):
        given, other = ("--rest-days", "--rest-every") if pace.rest_days else ("--rest-every", "--rest-days")
        todo = "Give both: --rest-days 1 --rest-every 6 is a day of rest after each six days on the way."
        raise QuestionError(given, f"says nothing without {other}", todo)


def on_corridor(option: str, at_m: float, length_m: float) -> float:
    """Return a measure along a corridor, metres, checked.

    Raises
    ------
    QuestionError
        Naming the option: it is not on the corridor.
    """
    if not 0 <= at_m <= length_m + _HALF_A_METRE:
        todo = f"Give a value from 0 to {length_m / 1000.0:.3f}."
        raise QuestionError(option, f"{at_m / 1000.0:g} is not on the corridor", todo)
    return min(at_m, length_m)


def ends_on(from_m: float | None, to_m: float | None, length_m: float) -> tuple[float, float]:
    """Return where a way begins and ends along a corridor, metres; from beyond to: it leads back.

    Parameters
    ----------
    from_m, to_m
        As they were asked for; None: the corridor's own ends.
    length_m
        Length of the corridor, metres.

    Raises
    ------
    QuestionError
        One of them is not on the corridor, or both are the same.
    """
    begins_m = on_corridor("--from-km", 0.0 if from_m is None else from_m, length_m)
    ends_m = on_corridor("--to-km", length_m if to_m is None else to_m, length_m)
    if begins_m == ends_m:
        todo = "Give a journey: from one km to another; from the larger to the smaller one travels back."
        raise QuestionError("--from-km", f"begins and ends at km {begins_m / 1000.0:g}", todo)
    return begins_m, ends_m


def days_of(way_m: float, pace: Pace) -> int:
    """Return how many days a way takes, those of rest among them; she does not rest where she arrives.

    Parameters
    ----------
    way_m
        Its length, metres.
    pace
        How she moves.
    """
    walked = _days_walked(way_m, pace)
    return walked + ((walked - 1) // pace.rest_every * pace.rest_days if pace.rest_every else 0)


def sleeps_m(ends_m: tuple[float, float], pace: Pace, days: int) -> FloatArray:
    """Return where somebody sleeps on each of the first days, metres along the corridor; equal on a day of rest.

    Parameters
    ----------
    ends_m
        Where the way begins and ends, metres.
    pace
        How somebody moves.
    days
        How many days, at most as many as the way takes.
    """
    from_m, to_m = ends_m
    way_m = abs(to_m - from_m)
    walked = _walked_by(days, pace)
    on_the_way_m = from_m + math.copysign(pace.m_a_day, to_m - from_m) * walked
    slept_m: FloatArray = np.where(walked < _days_walked(way_m, pace), on_the_way_m, to_m)
    return slept_m


def _days_walked(way_m: float, pace: Pace) -> int:
    return max(1, math.ceil((way_m - _HALF_A_METRE) / pace.m_a_day))


def _walked_by(days: int, pace: Pace) -> FloatArray:
    """Return on how many days somebody was on the way by the end of each day."""
    day = np.arange(days, dtype=np.float64)
    if not pace.rest_every:
        return day + 1.0
    rounds, within = np.divmod(day, pace.rest_every + pace.rest_days)
    walked: FloatArray = rounds * pace.rest_every + np.minimum(within + 1.0, float(pace.rest_every))
    return walked
