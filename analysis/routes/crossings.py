"""The formal crossings a route leads over: when it gets there, whether they are open then, and the delay it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np

from analysis.border_roads import DELAY_S
from analysis.routes.driven import Driven
from data.open_at import ALWAYS, Where, open_at

LOOKED_AHEAD = timedelta(days=7)
_ANY_WEEK = datetime(2024, 1, 8)  # noqa: DTZ001 - a Monday, on the clock of the place


class Crossing(NamedTuple):
    """A formal crossing, as the study lists it.

    Attributes
    ----------
    name
        What it is called, its id where nobody named it.
    where
        Its place, and the country one comes from.
    hours
        OpenStreetMap syntax; "" where nobody knows.
    delay_s
        Seconds it holds one up; NaN where nobody knows.
    """

    name: str
    where: Where
    hours: str
    delay_s: float

    @property
    def counted_s(self) -> float:
        """The delay that is counted, seconds: 20 minutes where nobody knows."""
        return DELAY_S if np.isnan(self.delay_s) else self.delay_s


@dataclass(frozen=True, slots=True)
class CrossingPassed:
    """A crossing on a route.

    Attributes
    ----------
    crossing
        Which.
    place
        The position, among the edges of the route, of the one that leads over the border.
    at_m, at_s
        Metres and seconds since the start; its delay comes after that.
    is_open
        Whether it is open when the route gets there; None: nobody knows, or nobody told of a departure and it is not
        always open.
    wait_s
        Seconds until a closed one opens, which no time of the route holds; 0 where it is open; NaN where nobody knows.
    """

    crossing: Crossing
    place: int
    at_m: float
    at_s: float
    is_open: bool | None
    wait_s: float


def stays_closed(crossing: Crossing, departure: datetime | None) -> bool:
    """Say whether a crossing is known to open at no time in the seven days from a departure, or in any week."""
    told = open_at(crossing.hours, crossing.where, departure or _ANY_WEEK, LOOKED_AHEAD.total_seconds())
    return told.is_open is False


def crossings_passed(
    route: Driven, crossings: Mapping[int, Crossing], departure: datetime | None
) -> tuple[CrossingPassed, ...]:
    """Return the crossings of a route in their order, once where several edges after one another lead over one.

    Parameters
    ----------
    route
        As it is driven.
    crossings
        By the edges that lead over the border there.
    departure
        When the route begins, with a time zone; None: nobody said.
    """
    found: list[CrossingPassed] = []
    for place, edge in enumerate(route.edge.tolist()):
        crossing = crossings.get(edge)
        if crossing is not None and not (found and found[-1].crossing == crossing):
            at_s = float(route.reach_s[place])
            is_open, wait_s = _then(crossing, departure, at_s)
            found.append(CrossingPassed(crossing, place, float(route.reach_m[place]), at_s, is_open, wait_s))
    return tuple(found)


def _then(crossing: Crossing, departure: datetime | None, at_s: float) -> tuple[bool | None, float]:
    """Return whether a crossing is open at a moment of a route, and the seconds until it is."""
    if departure is None:
        return (True, 0.0) if crossing.hours.strip() == ALWAYS else (None, np.nan)
    arrive = departure + timedelta(seconds=at_s)
    told = open_at(crossing.hours, crossing.where, arrive, 0.0)
    if told.is_open is not False:
        return told.is_open, 0.0 if told.is_open else np.nan
    later = open_at(crossing.hours, crossing.where, arrive, LOOKED_AHEAD.total_seconds())
    return False, later.wait_s if later.is_open else np.nan
