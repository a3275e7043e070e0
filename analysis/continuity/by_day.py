"""Which sites are in reach on which day of a journey, and whether they are known to be open on it."""

from dataclasses import replace
from datetime import datetime, time
from typing import NamedTuple

import numpy as np

from analysis.along import facilities_along
from analysis.conditions import MET
from analysis.continuity.itinerary import Itinerary
from analysis.plan import CELL_M
from analysis.supply import Supply
from analysis.usable import Mask, Usable
from data.open_at import Where, open_at
from geo.line import MeasuredLine
from geo.roads import FloatArray, IntArray
from geo.snap import Snaps

# She can be there at some time between 08:00 and 18:00: most consultations of the corridor lie within it [G].
ARRIVES, WAITS_S = time(8), 10 * 3600.0
# What hangs on the day: judged for each day by itself.
_OF_THE_DAY = ("hours", "visit_day")


class Course(NamedTuple):
    """The points along a journey from which sites are looked for, in the order she passes them.

    Attributes
    ----------
    travelled_m
        How far she has come, metres, rising; no two are equal.
    points
        The same on the roads.
    first, end
        For each day, the position of its first point and that after its last.
    site_m
        For each facility that possibly offers the service, how far she has come where the way to it is quickest:
        below 0 before she sets out, NaN where there is no way.
    """

    travelled_m: FloatArray
    points: Snaps
    first: IntArray
    end: IntArray
    site_m: FloatArray


class ByDay(NamedTuple):
    """Sites in reach on each day; one row for a day, a point of it and a site, ordered by them.

    Attributes
    ----------
    day
        Position of the day, 0 the first.
    travelled_m
        How far she has come at the point.
    site
        Position among the sites asked about.
    time_s
        From the point to the site, or back in the direction ``from``.
    """

    day: IntArray
    travelled_m: FloatArray
    site: IntArray
    time_s: FloatArray

    def taken(self, rows: Mask) -> "ByDay":
        """Return some of the rows."""
        return ByDay(self.day[rows], self.travelled_m[rows], self.site[rows], self.time_s[rows])


def lay_course(line: MeasuredLine, days: Itinerary, supply: Supply) -> Course:
    """Return the points of a journey: every 500 m, where days begin and end, and where one leaves for each site.

    Parameters
    ----------
    line
        The corridor.
    days
        The journey.
    supply
        Who offers the service.
    """
    low, high = sorted((float(days.wake_m[0]), float(days.sleep_m[-1])))
    grid = np.append(np.arange(low, high, CELL_M), high)
    along = facilities_along(line, grid, replace(supply, certain=supply.possible))
    leave_m = along.measure_m[along.belongs].astype(np.float64)
    inside = leave_m[(leave_m > low) & (leave_m < high)]
    at_m = np.unique(np.concatenate([grid, days.wake_m, days.sleep_m, inside]))[:: days.sign]
    travelled_m = days.sign * (at_m - days.wake_m[0])
    wakes, sleeps = (days.sign * (each - days.wake_m[0]) for each in (days.wake_m, days.sleep_m))
    return Course(
        travelled_m,
        supply.network.snap(*line.at(at_m), on_road=True),
        np.searchsorted(travelled_m, wakes, side="left"),
        np.searchsorted(travelled_m, sleeps, side="right"),
        np.where(along.measure_m < 0, np.nan, days.sign * (along.measure_m - days.wake_m[0])),
    )


def sites_by_day(course: Course, sites: Snaps, supply: Supply) -> ByDay:
    """Return which sites are within the cutoff of each day's stretch.

    Parameters
    ----------
    course
        The points of the journey.
    sites
        Where they stand on the roads.
    supply
        It has the roads, the direction and the cutoff.
    """
    plan = supply.plan
    found = supply.network.within(course.points, sites, direction=plan.direction, cutoff_s=plan.cutoff_s)
    order = np.lexsort((found.facility, found.point))
    point, site, time_s = found.point[order], found.facility[order], found.time_s[order]
    start, end = np.searchsorted(point, course.first), np.searchsorted(point, course.end)
    rows = np.concatenate([np.arange(a, b) for a, b in zip(start, end, strict=True)] or [np.empty(0, np.int64)])
    rows = rows.astype(np.int64)
    day = np.repeat(np.arange(len(start)), end - start)
    return ByDay(day, course.travelled_m[point[rows]], site[rows], time_s[rows])


def open_by_day(found: ByDay, days: Itinerary, supply: Supply) -> tuple[Mask, Mask]:
    """Return which rows are certain on their day, and which are possible.

    Parameters
    ----------
    found
        Rows of the possible facilities of `supply`, whose plan has no time of arrival.
    days
        The journey: without a first day hours and visits do not count.
    supply
        Who offers the service.
    """
    usable = supply.usable
    if days.first is None:
        return usable.certain[usable.possible][found.site], np.ones(len(found.day), dtype=np.bool_)
    sure = _sure_but_for_the_day(usable)[usable.possible]
    rows = usable.seen[usable.possible]
    pairs, back = np.unique(np.stack([found.day, found.site]), axis=1, return_inverse=True)
    hours = [str(each) for each in rows.get("opening_hours", [""] * len(rows))]
    country = [str(each) for each in rows.get("country", [""] * len(rows))]
    where = [Where(*each) for each in zip(country, supply.possible.lon, supply.possible.lat, strict=True)]
    told = [_is_open(hours[site], where[site], days, day) for day, site in pairs.T]
    is_open = np.array([each is True for each in told], dtype=np.bool_)[back]
    may_open = np.array([each is not False for each in told], dtype=np.bool_)[back]
    return sure[found.site] & is_open, may_open


def quickest(found: ByDay, count: int, ids: np.ndarray) -> tuple[np.ndarray, FloatArray]:
    """Return the id of the quickest site of each day, the smallest of equals, and the seconds to it.

    Parameters
    ----------
    found
        The rows that count.
    count
        How many days there are.
    ids
        Of the sites, rising; a day without one has empty text and ``inf``.
    """
    order = np.lexsort((found.site, found.time_s, found.day))
    day, first = np.unique(found.day[order], return_index=True)
    names, time_s = np.full(count, "", dtype=object), np.full(count, np.inf)
    names[day] = ids[found.site[order[first]]]
    time_s[day] = found.time_s[order[first]]
    return names, time_s


def _is_open(hours: str, where: Where, days: Itinerary, position: int) -> bool | None:
    day = days.date(position)
    return None if day is None else open_at(hours, where, datetime.combine(day, ARRIVES), WAITS_S).is_open


def _sure_but_for_the_day(usable: Usable) -> Mask:
    """Return which facilities offer the service for sure and meet all that does not hang on the day."""
    judged = usable.conditions
    columns = [at for at, kind in enumerate(judged.kinds) if kind.name not in _OF_THE_DAY]
    return np.asarray(usable.offers & (judged.verdict[:, columns] == MET).all(axis=1), dtype=np.bool_)
