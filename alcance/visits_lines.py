"""The way a team drives on each day, along the roads."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import shapely

from geo.network import Network
from layers.visits.tables import Answer

Leg = tuple[int, int]


def ways_of_days(
    answer: Answer, network: Network, *, progress: Callable[[int, int], None] | None = None
) -> dict[tuple[int, int], shapely.LineString]:
    """Return the line of each day, by team and day, from the base to the stops and back.

    Parameters
    ----------
    answer
        The timetable.
    network
        The roads its times were taken from.
    progress
        Told how many legs are found, and of how many.
    """
    problem = answer.built.problem
    lon = np.array([*(base[0] for base in answer.asked.bases), *answer.sites["lon"]])
    lat = np.array([*(base[1] for base in answer.asked.bases), *answer.sites["lat"]])
    tours = {
        (day.team, day.day): [day.team, *(problem.place(stop) for stop in day.order), day.team]
        for day in answer.timetable.days
    }
    legs = sorted({leg for tour in tours.values() for leg in pairwise(tour)})
    found: dict[Leg, np.ndarray] = {}
    for number, (start, goal) in enumerate(legs, start=1):
        ends = [network.snap(lon[[place]], lat[[place]]) for place in (start, goal)]
        way = network.way(*ends)
        inner = np.column_stack([way.lon, way.lat])
        found[start, goal] = np.vstack([[lon[start], lat[start]], inner, [lon[goal], lat[goal]]])
        if progress:
            progress(number, len(legs))
    return {key: shapely.LineString(np.vstack([found[leg] for leg in pairwise(tour)])) for key, tour in tours.items()}
